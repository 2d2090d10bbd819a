import { sql } from 'kysely';
import type { Turns } from '../../platform/turns.ts';
import { findRoute } from '../conversations/conversations.ts';
import { type Floor, inTransaction, type TeamTransaction } from '../floor.ts';
import { followOnSilence } from './follow-rules.ts';
import type { Content, KeptAnswer } from './question.ts';

const mostAtOnce = 200;

/**
 * Follows the rules on those who have been silent for too long, in every team, one person in a transaction.
 * @returns whether there is more to do.
 */
export async function silenceDue(floor: Floor, turns: Turns): Promise<boolean> {
  const { rows } = await sql<{ team_id: string; id: string; conversation_id: string }>`
    select team_id, id, conversation_id from asks where next_silence_at <= ${floor.clock.now()}
      and not id = any (${turns.resting()}::uuid[])
    order by next_silence_at limit ${sql.lit(mostAtOnce)}`.execute(floor.db);
  for (const { team_id: teamId, id, conversation_id: conversationId } of rows) {
    await turns.take({ teamId, id }, () => inTransaction({ ...floor, teamId }, (tx) => look(tx, id, conversationId)));
  }
  return rows.length === mostAtOnce;
}

interface Row {
  personId: string;
  questionId: string;
  state: string;
  step: number;
  askedAt: Date;
  content: Content;
  answers: KeptAnswer[];
  hasSpoken: boolean;
}

async function look(tx: TeamTransaction, askId: string, conversationId: string): Promise<void> {
  await findRoute(tx, conversationId, { isLocked: true });
  const now = tx.clock.now();
  const { rows } = await sql<Row>`
    select person_id as "personId", rounds.question_id as "questionId", asks.state, step, asked_at as "askedAt", answers,
      versions.content, exists (select from messages where messages.team_id = asks.team_id
        and messages.conversation_id = asks.conversation_id and direction = 'inbound'
        and messages.id > (select min(message_id::text)::uuid from ask_texts
          where ask_texts.team_id = asks.team_id and ask_texts.ask_id = asks.id)) as "hasSpoken"
    from asks join rounds on rounds.team_id = asks.team_id and rounds.id = asks.round_id
    join question_versions as versions on versions.team_id = rounds.team_id
      and versions.question_id = rounds.question_id and versions.version = rounds.version
    where asks.team_id = ${tx.teamId}::uuid and asks.id = ${askId}::uuid and next_silence_at <= ${now}
    for no key update of asks`.execute(tx.db);
  const [row] = rows;
  if (!row) return;
  const minutes = (now.getTime() - row.askedAt.getTime()) / 60_000;
  // Whoever has said anything is not silent, whatever it was taken for: that is another rule.
  const isSilent = row.state === 'asked' && row.step === 0 && !row.hasSpoken;
  if (isSilent) await followOnSilence(tx, { ...row, askId, conversationId }, minutes);
  const next = isSilent ? nextSilence(row.content, row.askedAt, minutes) : null;
  await sql`update asks set next_silence_at = ${next} where team_id = ${tx.teamId}::uuid and id = ${askId}::uuid`.execute(
    tx.db,
  );
}

/** When it is looked next whether somebody who was asked at a time is silent; null when no rule wants to know. */
export function nextSilence({ rules }: Content, askedAt: Date, afterMinutes = 0): Date | null {
  const later = rules.flatMap(({ when }) =>
    typeof when === 'object' && 'silentForMinutes' in when && when.silentForMinutes > afterMinutes
      ? [when.silentForMinutes]
      : [],
  );
  return later.length > 0 ? new Date(askedAt.getTime() + Math.min(...later) * 60_000) : null;
}

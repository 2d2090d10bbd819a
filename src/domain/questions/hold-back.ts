import { type RawBuilder, sql } from 'kysely';
import { announce, inTransaction, type TeamTransaction } from '../floor.ts';
import { findWays, type ownReasons, takeBack } from '../messages/messages.ts';
import type { Member } from '../teams/teams.ts';

/** Their conversations are locked as long as a page takes. */
const pageSize = 250;

/** What is held is looked at again after so long, if nothing has freed it before. */
export const laterMs = 10 * 60_000;

const firstId = '00000000-0000-0000-0000-000000000000';

interface Queued {
  id: string;
  conversation_id: string;
}

/**
 * Takes back what has been written for a question that rests and has not begun to leave, page by page: whoever was not
 * asked yet waits to be, and whoever was not reminded yet is reminded later. Safe to break off and to do again.
 */
export async function holdBack(member: Member, questionId: string): Promise<void> {
  for (let after = firstId; ; ) {
    const { rows } = await sql<Queued>`
      select distinct asks.id, asks.conversation_id
      from rounds join asks on asks.team_id = rounds.team_id and asks.round_id = rounds.id and asks.state = 'asked'
      join ask_texts on ask_texts.team_id = asks.team_id and ask_texts.ask_id = asks.id
      join outbox on outbox.conversation_id = ask_texts.conversation_id and outbox.message_id = ask_texts.message_id
      where rounds.team_id = ${member.teamId}::uuid and rounds.question_id = ${questionId}::uuid
        and rounds.state <> 'closed' and ${isOfPlan} and asks.id > ${after}::uuid
      order by asks.id limit ${sql.lit(pageSize)}`.execute(member.db);
    if (rows.length > 0) await inTransaction(member, (tx) => holdPage(tx, rows));
    if (rows.length < pageSize) return;
    after = rows.at(-1)?.id ?? after;
  }
}

/** What goes to many by itself. Whoever has answered is asked on, and told what there is to tell. */
const isOfPlan = sql`(ask_texts.part = 'nudge' or ask_texts.part = 'question' and asks.step = 0)`;

interface TakenBack {
  message_id: string;
  ask_id: string;
  part: 'question' | 'nudge';
}

async function holdPage(tx: TeamTransaction, page: Queued[]): Promise<void> {
  await findWays(
    tx,
    page.map(({ conversation_id }) => conversation_id),
  );
  await hold(tx, sql`asks.id = any (${page.map(({ id }) => id)}::uuid[])`, 'questionRests');
}

/**
 * Takes back what has been written for questions to people who go, as `holdBack` does: if they come back, they are asked
 * again what they never were. All of theirs is locked.
 */
export function holdBackFrom(tx: TeamTransaction, conversationIds: string[]): Promise<void> {
  return hold(tx, sql`asks.conversation_id = any (${conversationIds}::uuid[])`, 'removed');
}

async function hold(tx: TeamTransaction, isWanted: RawBuilder<unknown>, why: keyof typeof ownReasons): Promise<void> {
  const { rows } = await sql<TakenBack>`
    select ask_texts.message_id, ask_id, part
    from asks join ask_texts on ask_texts.team_id = asks.team_id and ask_texts.ask_id = asks.id
    join outbox on outbox.conversation_id = ask_texts.conversation_id and outbox.message_id = ask_texts.message_id
    where asks.team_id = ${tx.teamId}::uuid and ${isWanted} and asks.state = 'asked' and ${isOfPlan}
    order by ask_texts.message_id for update of outbox`.execute(tx.db);
  await takeBack(
    tx,
    rows.map(({ message_id }) => message_id),
    why,
  );
  const idsOf = (wanted: TakenBack['part']) =>
    rows.filter(({ part }) => part === wanted).map(({ ask_id: askId }) => askId);
  const now = tx.clock.now();
  const later = new Date(now.getTime() + laterMs);
  await sql`
    update asks set nudged = greatest(nudged - 1, 0), next_nudge_at = ${later}
    where team_id = ${tx.teamId}::uuid and id = any (${idsOf('nudge')}::uuid[]) and state = 'asked'`.execute(tx.db);
  const { rows: held } = await sql<{ round_id: string }>`
    update asks set state = 'waiting', state_at = ${now}, asked_at = null, tag = null, held_at = ${now},
      due_at = least(greatest(closes_at, ${now}), ${later}), nudged = 0, next_nudge_at = null, next_silence_at = null,
      listens_until = null
    where team_id = ${tx.teamId}::uuid and id = any (${idsOf('question')}::uuid[]) and state = 'asked'
    returning round_id`.execute(tx.db);
  for (const subjectId of new Set(held.map(({ round_id }) => round_id)))
    announce(tx, { kind: 'round.changed', subjectId });
}

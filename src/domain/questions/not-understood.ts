import { sql } from 'kysely';
import { announce, type TeamTransaction } from '../floor.ts';
import type { Candidate } from './match.ts';
import { say } from './say.ts';
import { askingAgainWords } from './words.ts';

/** Says that we did not understand, with what there is to choose from. */
export async function askAgain(tx: TeamTransaction, conversationId: string, candidate: Candidate): Promise<void> {
  const { askId, step, stepAt, language, tag } = candidate;
  await sql`
    update asks set reasked = reasked + 1, next_nudge_at = null, state_at = ${tx.clock.now()}
    where team_id = ${tx.teamId}::uuid and id = ${askId}::uuid`.execute(tx.db);
  const words = askingAgainWords(step, language, tag === 'A' ? null : tag);
  await say(tx, { askId, conversationId, part: 'again', step: stepAt, words });
}

/** Leaves an ask to a person: nobody is asked again and again. They are not reminded either, for they have answered. */
export async function becomeUnclear(tx: TeamTransaction, askId: string): Promise<void> {
  const { rows } = await sql<{ round_id: string; conversation_id: string }>`
    update asks set state = 'unclear', next_nudge_at = null, state_at = ${tx.clock.now()}
    where team_id = ${tx.teamId}::uuid and id = ${askId}::uuid and state = 'asked'
    returning round_id, conversation_id`.execute(tx.db);
  for (const { round_id: subjectId, conversation_id: conversationId } of rows)
    announce(tx, { kind: 'round.changed', conversationId, subjectId });
}

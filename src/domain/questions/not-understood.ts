import { sql } from 'kysely';
import { announce, type TeamTransaction } from '../floor.ts';
import { followOnUnclear, type Ruled } from './follow-rules.ts';
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
  const { rows } = await sql<Ruled & { roundId: string }>`
    update asks set state = 'unclear', next_nudge_at = null, next_silence_at = null, state_at = ${tx.clock.now()}
    from rounds join question_versions as versions on versions.team_id = rounds.team_id
      and versions.question_id = rounds.question_id and versions.version = rounds.version
    where asks.team_id = ${tx.teamId}::uuid and asks.id = ${askId}::uuid and asks.state = 'asked'
      and rounds.team_id = asks.team_id and rounds.id = asks.round_id
    returning asks.id as "askId", round_id as "roundId", conversation_id as "conversationId", person_id as "personId",
      rounds.question_id as "questionId", step, answers, versions.content`.execute(tx.db);
  for (const ruled of rows) {
    announce(tx, { kind: 'round.changed', conversationId: ruled.conversationId, subjectId: ruled.roundId });
    await followOnUnclear(tx, ruled);
  }
}

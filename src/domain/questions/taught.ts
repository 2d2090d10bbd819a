import type { TeamScope } from '../floor.ts';
import type { AnswerValue, TaughtPhrase } from './kinds.ts';

/** What a step of a question has been taught. */
export async function taughtIn(scope: TeamScope, questionId: string, step: number): Promise<TaughtPhrase[]> {
  const rows = await scope.db
    .selectFrom('taught_phrases')
    .select(['phrase', 'value'])
    .where('team_id', '=', scope.teamId)
    .where('question_id', '=', questionId)
    .where('step', '=', step)
    .orderBy('phrase')
    .execute();
  return rows.map(({ phrase, value }) => ({ phrase, value: value as unknown as AnswerValue }));
}

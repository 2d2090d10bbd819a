import type { TeamScope } from '../floor.ts';
import { findTeam } from '../teams/teams.ts';
import { dayIn } from './day-there.ts';
import type { Answering, Reading } from './kinds.ts';
import { readAnswer } from './reading/reading.ts';
import { taughtIn } from './taught.ts';

/** Reads a text as the intake would, for somebody who tries it out; with what a question has been taught, if it is one. */
export async function tryReply(
  scope: TeamScope,
  trial: {
    answering: Answering;
    language: 'en' | 'es';
    body: string;
    pictures: number;
    questionId: string | null;
    step: number;
  },
): Promise<Reading> {
  const { timeZone } = await findTeam(scope);
  const today = dayIn(timeZone, scope.clock.now());
  const taught = trial.questionId ? await taughtIn(scope, trial.questionId, trial.step) : [];
  return readAnswer(trial.answering, trial, { language: trial.language, today, taught });
}

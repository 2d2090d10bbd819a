import { AppError } from '../../platform/errors.ts';
import { inTransaction } from '../floor.ts';
import { findTeam, type Member, mustManage, recordAct } from '../teams/teams.ts';
import { dayIn } from './day-there.ts';
import { open } from './open-round.ts';
import { lock } from './save.ts';

/**
 * Asks a question now, beside its schedule: everybody at once, wherever they are. Its round is of today, in the team's
 * zone. Answers the round's id.
 * @throws AppError `forbidden` for members, `not_found`, `asked_already` when there is a round of today,
 * `question_rests` while it is paused or put away.
 */
export async function askNow(member: Member, questionId: string): Promise<string> {
  mustManage(member, 'ask questions');
  const { timeZone } = await findTeam(member);
  return inTransaction(member, async (tx) => {
    const question = await lock(tx, questionId);
    if (question.archivedAt || question.pausedAt)
      throw new AppError('question_rests', 'This question rests. Go on with it first.');
    const today = dayIn(timeZone, tx.clock.now());
    const roundId = await open(tx, question, today, { isNow: true });
    if (!roundId) throw new AppError('asked_already', 'This was asked today already.');
    await recordAct(tx, { kind: 'question.asked', subjectId: questionId, after: { roundId } });
    return roundId;
  });
}

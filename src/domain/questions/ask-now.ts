import { sql } from 'kysely';
import { AppError } from '../../platform/errors.ts';
import { inTransaction, type Transacting } from '../floor.ts';
import { findTeam, type Member, mustManage, recordAct } from '../teams/teams.ts';
import { dayIn } from './day-there.ts';
import { open } from './open-round.ts';
import { lock } from './save.ts';

/**
 * Asks a question now, beside its schedule: everybody at once, wherever they are. Its round is of today, in the team's
 * zone. Answers the round's id.
 * @throws AppError `forbidden` for members, `not_found`, `asked_already` when there is a round of today, with its `roundId`,
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
    if (!roundId) throw askedAlready(await findRound(tx, questionId, today));
    await recordAct(tx, { kind: 'question.asked', subjectId: questionId, after: { roundId } });
    return roundId;
  });
}

async function findRound(tx: Transacting<Member>, questionId: string, date: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from rounds
    where team_id = ${tx.teamId}::uuid and question_id = ${questionId}::uuid and local_date = ${date}::date`.execute(
    tx.db,
  );
  return (rows[0] as { id: string }).id;
}

const askedAlready = (roundId: string) =>
  new AppError('asked_already', 'This was asked today already.', undefined, { roundId });

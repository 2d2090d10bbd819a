import { sql } from 'kysely';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import { type Member, mustManage } from '../teams/teams.ts';
import { scheduleAhead } from './open-round.ts';
import type { Question } from './question.ts';
import { lock, noteChange } from './save.ts';

/**
 * Has a question rest: no round begins, nobody is asked or reminded. Answers to what was asked still count.
 * @throws AppError `forbidden`, `not_found`.
 */
export const pause = (member: Member, questionId: string): Promise<Question> =>
  setAt(member, questionId, 'paused_at', true);

/** Goes on with a question. Whoever was left out in between is asked now, where the round is not over. @throws as `pause`. */
export const resume = (member: Member, questionId: string): Promise<Question> =>
  setAt(member, questionId, 'paused_at', false);

/** Puts a question away: what is open is closed, and it is asked no more. Its answers stay. @throws as `pause`. */
export const archive = (member: Member, questionId: string): Promise<Question> =>
  setAt(member, questionId, 'archived_at', true);

/** Brings a question back; it is asked again from its next date on. @throws as `pause`. */
export const restore = (member: Member, questionId: string): Promise<Question> =>
  setAt(member, questionId, 'archived_at', false);

async function setAt(
  member: Member,
  questionId: string,
  what: 'paused_at' | 'archived_at',
  isSet: boolean,
): Promise<Question> {
  mustManage(member, 'change questions');
  return inTransaction(member, async (tx) => {
    const before = await lock(tx, questionId);
    const wasSet = (what === 'paused_at' ? before.pausedAt : before.archivedAt) !== null;
    if (wasSet === isSet) return before;
    await tx.db
      .updateTable('questions')
      .set({ [what]: isSet ? tx.clock.now() : null })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', questionId)
      .execute();
    if (!isSet) await scheduleAhead(tx, questionId);
    if (what === 'paused_at' && !isSet) await askHeld(tx, questionId);
    if (what === 'archived_at' && isSet) await closeAll(tx, questionId);
    const kinds = { paused_at: ['paused', 'resumed'], archived_at: ['archived', 'restored'] }[what];
    return noteChange(tx, questionId, { kind: `question.${kinds[isSet ? 0 : 1]}` });
  });
}

async function askHeld(tx: Transacting<Member>, questionId: string): Promise<void> {
  await sql`
    update asks set due_at = least(due_at, ${tx.clock.now()}) from rounds
    where rounds.team_id = ${tx.teamId}::uuid and rounds.question_id = ${questionId}::uuid and asks.team_id = rounds.team_id
      and asks.round_id = rounds.id and asks.state = 'waiting' and held_at is not null`.execute(tx.db);
}

/** What is still open is closed as if its time had come; whoever was not asked yet is not. */
async function closeAll(tx: Transacting<Member>, questionId: string): Promise<void> {
  const now = tx.clock.now();
  const { rows } = await sql<{ round_id: string }>`
    with ended as (
      update asks set closes_at = least(closes_at, ${now}), due_at = least(due_at, ${now}), next_nudge_at = null from rounds
      where rounds.team_id = ${tx.teamId}::uuid and rounds.question_id = ${questionId}::uuid
        and asks.team_id = rounds.team_id and asks.round_id = rounds.id and asks.state in ('waiting', 'asked', 'unclear')
      returning round_id)
    select distinct round_id from ended`.execute(tx.db);
  for (const { round_id: subjectId } of rows) announce(tx, { kind: 'round.changed', subjectId });
}

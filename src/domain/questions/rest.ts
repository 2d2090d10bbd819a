import { sql } from 'kysely';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import { type Member, mustManage } from '../teams/teams.ts';
import { holdBack } from './hold-back.ts';
import { scheduleAhead } from './open-round.ts';
import type { Question } from './question.ts';
import { lock, noteChange } from './save.ts';

const pageSize = 1000;

const firstId = '00000000-0000-0000-0000-000000000000';

/**
 * Has a question rest: no round begins, nobody is asked or reminded, and what has not left is taken back. Answers to what
 * was asked still count.
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

const kinds = {
  paused_at: ['question.paused', 'question.resumed'],
  archived_at: ['question.archived', 'question.restored'],
} as const;

async function setAt(
  member: Member,
  questionId: string,
  what: 'paused_at' | 'archived_at',
  isSet: boolean,
): Promise<Question> {
  mustManage(member, 'change questions');
  const question = await inTransaction(member, async (tx) => {
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
    return noteChange(tx, questionId, { kind: kinds[what][isSet ? 0 : 1] });
  });
  // Also when it rested before: whoever was broken off is gone on with.
  if (isSet) await holdBack(member, questionId);
  if (isSet && what === 'archived_at') await closeAll(member, questionId);
  return question;
}

async function askHeld(tx: Transacting<Member>, questionId: string): Promise<void> {
  await sql`
    update asks set due_at = least(due_at, ${tx.clock.now()}) from rounds
    where rounds.team_id = ${tx.teamId}::uuid and rounds.question_id = ${questionId}::uuid and asks.team_id = rounds.team_id
      and asks.round_id = rounds.id and asks.state = 'waiting' and held_at is not null`.execute(tx.db);
}

interface Open {
  id: string;
  round_id: string;
}

/**
 * What is still open is closed as if its time had come, page by page; whoever was not asked yet is not. Safe to break off
 * and to do again.
 */
async function closeAll(member: Member, questionId: string): Promise<void> {
  const now = member.clock.now();
  for (let after = firstId; ; ) {
    const rows = await inTransaction(member, async (tx) => {
      const { rows: open } = await sql<Open>`
        select asks.id, round_id from rounds join asks on asks.team_id = rounds.team_id and asks.round_id = rounds.id
        where rounds.team_id = ${tx.teamId}::uuid and rounds.question_id = ${questionId}::uuid
          and asks.state in ('waiting', 'asked', 'unclear') and asks.id > ${after}::uuid
        order by asks.id limit ${sql.lit(pageSize)} for no key update of asks`.execute(tx.db);
      await sql`
        update asks set closes_at = least(closes_at, ${now}), due_at = least(due_at, ${now}), next_nudge_at = null
        where team_id = ${tx.teamId}::uuid and id = any (${open.map(({ id }) => id)}::uuid[])`.execute(tx.db);
      for (const subjectId of new Set(open.map(({ round_id }) => round_id)))
        announce(tx, { kind: 'round.changed', subjectId });
      return open;
    });
    if (rows.length < pageSize) return;
    after = rows.at(-1)?.id ?? after;
  }
}

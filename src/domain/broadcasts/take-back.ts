import { sql } from 'kysely';
import { AppError } from '../../platform/errors.ts';
import { inTransaction, type TeamTransaction } from '../floor.ts';
import { type Member, mustManage, recordAct } from '../teams/teams.ts';
import { type Broadcast, find, type NotSent } from './broadcast.ts';
import { changed } from './changed.ts';
import { lock } from './drafts.ts';

/**
 * Makes a broadcast a draft again, as long as no text of it has been written.
 * @throws AppError `forbidden`, `not_found`, `already_leaving` from then on.
 */
export async function takeBack(member: Member, broadcastId: string): Promise<Broadcast> {
  mustManage(member, 'text many people at once');
  return inTransaction(member, async (tx) => {
    const broadcast = await lock(tx, broadcastId);
    if (broadcast.state === 'draft') return find(tx, broadcastId);
    if (broadcast.canceledAt || broadcast.doneAt || (await hasBegun(tx, broadcastId)))
      throw new AppError('already_leaving', 'This broadcast is on its way already. You can cancel the rest of it.');
    await makeDraft(tx, broadcastId);
    await recordAct(tx, { kind: 'broadcast.taken_back', subjectId: broadcastId });
    return find(tx, broadcastId);
  });
}

/** Makes a locked broadcast, of which nothing has been written, a draft again. */
async function makeDraft(tx: TeamTransaction, broadcastId: string): Promise<void> {
  await sql`delete from broadcast_recipients
    where team_id = ${tx.teamId}::uuid and broadcast_id = ${broadcastId}::uuid`.execute(tx.db);
  const times = { dispatched_at: null, held_until: null, due: null, first_at: null, last_at: null, paused_at: null };
  const putDown = { chosen: null, filled_to: null, filled_at: null, confirmed: null, getting: null };
  await tx.db
    .updateTable('broadcasts')
    .set({ ...times, ...putDown, dispatched_by: null, looked: null, changed_at: tx.clock.now() })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', broadcastId)
    .execute();
  await changed(tx, broadcastId);
}

/** Makes a broadcast a draft again of which others were put down than somebody had confirmed: it says so. */
export async function refuse(tx: TeamTransaction, broadcastId: string): Promise<void> {
  const { rows } = await sql<{ by: string; not_sent: NotSent }>`
    select dispatched_by as by, json_build_object('expected', (looked->>'willGet')::int,
      'willGet', (looked->>'willGet')::int + getting - confirmed) as not_sent
    from broadcasts where team_id = ${tx.teamId}::uuid and id = ${broadcastId}::uuid`.execute(tx.db);
  const [{ by, not_sent: notSent }] = rows as [(typeof rows)[number]];
  await makeDraft(tx, broadcastId);
  await sql`update broadcasts set not_sent = ${JSON.stringify(notSent)}::jsonb
    where team_id = ${tx.teamId}::uuid and id = ${broadcastId}::uuid`.execute(tx.db);
  await recordAct({ ...tx, memberId: by }, { kind: 'broadcast.not_sent', subjectId: broadcastId, after: notSent });
}

async function hasBegun(tx: TeamTransaction, broadcastId: string): Promise<boolean> {
  const { rows } = await sql`select from broadcast_recipients where team_id = ${tx.teamId}::uuid
    and broadcast_id = ${broadcastId}::uuid and (message_id is not null or retry_of is not null) limit 1`.execute(
    tx.db,
  );
  return rows.length > 0;
}

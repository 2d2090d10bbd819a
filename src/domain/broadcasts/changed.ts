import { sql } from 'kysely';
import { announce, type TeamTransaction } from '../floor.ts';

/** Tells that people of a broadcast are elsewhere than they were: to browsers, and to whoever counts them next. */
export async function changed(tx: TeamTransaction, broadcastId: string): Promise<void> {
  announce(tx, { kind: 'broadcast.changed', subjectId: broadcastId });
  await touch(tx, [broadcastId]);
}

/** Has the people of broadcasts counted anew by whoever asks next. */
export async function touch(tx: TeamTransaction, broadcastIds: string[]): Promise<void> {
  await sql`insert into broadcast_touches (team_id, broadcast_id)
    select ${tx.teamId}::uuid, id from unnest(${broadcastIds}::uuid[]) as touched (id)`.execute(tx.db);
}

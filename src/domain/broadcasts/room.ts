import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import { never } from '../messages/messages.ts';

/** So many seconds of a line's time are written ahead, */
const secondsAhead = 25;
/** but never fewer texts than this, */
const fewestAhead = 300;
/** nor more, which is what a line without a limit has. */
const mostAhead = 3000;

/** So many texts may be written for a line. */
export interface Room {
  lineId: string;
  isPractice: boolean;
  most: number;
}

/** How many texts of a broadcast may be written for each line now; those for which there is none are left out. */
export async function roomOf(tx: TeamTransaction, broadcastId: string, most: number): Promise<Room[]> {
  const { rows } = await sql<Omit<Room, 'most'> & { room: number }>`
    select lines.id as "lineId", lines.is_practice as "isPractice", (ahead - (select count(*) from (
      select from outbox where outbox.team_id = lines.team_id and outbox.line_id = lines.id and lane = 1
        and (due_at <= now() or waits_for = 'money') and due_at < ${never} order by due_at limit ${sql.lit(mostAhead)}) as queued))::int as room
    from lines cross join lateral (
      select least(greatest(coalesce(segments_per_second * ${sql.lit(secondsAhead)}, ${sql.lit(mostAhead)}),
        ${sql.lit(fewestAhead)}), ${sql.lit(mostAhead)})::int as ahead) as allowed
    where lines.team_id = ${tx.teamId}::uuid`.execute(tx.db);
  const own = await ownRoom(tx, broadcastId);
  return rows.flatMap(({ room, ...line }) => {
    const free = Math.min(room, own ?? room, most);
    return free > 0 ? [{ ...line, most: free }] : [];
  });
}

/** What is not used of a minute is not saved for later. */
const savedSeconds = 5;

/** What its own pace allows to write now, a text being a segment at least; null when it has none. */
async function ownRoom(tx: TeamTransaction, broadcastId: string): Promise<number | null> {
  const rate = sql`(segments_per_minute / 60.0)`;
  const { rows } = await sql<{ left_over: number }>`
    update broadcasts set counted_at = ${tx.clock.now()}, left_over = least(greatest(${rate} * ${sql.lit(savedSeconds)}, 1),
      left_over + ${rate} * greatest(extract(epoch from ${tx.clock.now()}::timestamptz - coalesce(counted_at, ${tx.clock.now()})), 0))
    where team_id = ${tx.teamId}::uuid and id = ${broadcastId}::uuid and segments_per_minute is not null
    returning left_over`.execute(tx.db);
  const [row] = rows;
  return row ? Math.max(Math.floor(row.left_over), 0) : null;
}

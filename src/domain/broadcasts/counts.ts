import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { openTurns } from './in-turn.ts';
import type { LeftReason } from './left-reason.ts';
import { type Failed, failedOf, type Place, placeIn, reasonOf, recipientsOf } from './places.ts';

/** The people of a broadcast in one place, for one reason. */
export interface Counted {
  place: Place | 'left';
  reason: LeftReason | null;
  /** Why theirs has failed, unless somebody has sent it again by hand. */
  failed: Failed | null;
  count: number;
  twice: number;
  /** When the last of their texts came to that; null where they have none. */
  since: string | null;
}

/** All of one snapshot, so that it adds up. */
export interface Counts {
  counted: Counted[];
  replied: number;
  /** Whether nothing of it will be elsewhere unless this feature itself moves it. */
  isSettled: boolean;
}

/** Where nobody stays. */
const passing: readonly Counted['place'][] = ['waiting', 'queued', 'sending', 'unknown'];

/** A receipt that has not come in so long does not come. */
const receiptMs = 7 * 86_400_000;

const inTurn = openTurns<Counts>();

/**
 * Where the people of broadcasts are. All texts of a broadcast are read for it, so what was counted is kept until something
 * changes; while much does, all who look on share a count. `isAtOnce` is for whoever has just done something.
 */
export async function countsOf(
  scope: TeamScope,
  broadcastIds: string[],
  { isAtOnce = false } = {},
): Promise<Map<string, Counts>> {
  const counts = await kept(scope, broadcastIds);
  for (const id of broadcastIds) {
    if (counts.has(id)) continue;
    counts.set(id, await (isAtOnce ? countAnew(scope, id) : inTurn(id, () => countAnew(scope, id))));
  }
  return counts;
}

/** What was counted and holds still. Where nobody follows any more, texts may have waited for longer, and leave unseen. */
async function kept(scope: TeamScope, broadcastIds: string[]): Promise<Map<string, Counts>> {
  const { rows } = await sql<{ id: string; counted: Counts }>`
    select broadcasts.id, counts.counted from broadcast_counts as counts
    join broadcasts on broadcasts.team_id = counts.team_id and broadcasts.id = counts.broadcast_id
    where counts.team_id = ${scope.teamId}::uuid and counts.broadcast_id = any (${broadcastIds}::uuid[])
      and not exists (select from broadcast_touches as touches
        where touches.team_id = counts.team_id and touches.broadcast_id = counts.broadcast_id)
      and (listens_until is null or listens_until > ${scope.clock.now()} or (counted->'isSettled')::boolean)`.execute(
    scope.db,
  );
  return new Map(rows.map(({ id, counted }) => [id, counted]));
}

/** Counts, and keeps what it has counted unless somebody else has counted later. What changes meanwhile is touched again. */
async function countAnew(scope: TeamScope, broadcastId: string): Promise<Counts> {
  const ofIt = sql`team_id = ${scope.teamId}::uuid and broadcast_id = ${broadcastId}::uuid`;
  const { rows: before } = await sql<{ version: number; touches: string[] }>`
    select coalesce((select version from broadcast_counts where ${ofIt}), 0) as version,
      array(select id::text from broadcast_touches where ${ofIt}) as touches`.execute(scope.db);
  const { version = 0, touches = [] } = before[0] ?? {};
  const { rows } = await sql<Omit<Counts, 'isSettled'>>`
    select
      (select coalesce(json_agg(counted), '[]') from (
        select ${placeIn(scope, broadcastId)} as place, ${reasonOf} as reason, ${failedOf} as failed, count(*)::int as count,
          sum(times - 1)::int as twice, max(status_at) as since
        from ${recipientsOf(scope, broadcastId)} group by 1, 2, 3) as counted) as counted,
      (select count(*)::int from broadcast_replies where ${ofIt}) as replied`.execute(scope.db);
  const { counted, replied } = rows[0] as (typeof rows)[number];
  const counts = { counted, replied, isSettled: counted.every((each) => stays(each, scope.clock.now())) };
  await sql`
    with stored as (
      insert into broadcast_counts as counts (team_id, broadcast_id, version, counted)
      values (${scope.teamId}::uuid, ${broadcastId}::uuid, ${version + 1}::int, ${JSON.stringify(counts)}::jsonb)
      on conflict (team_id, broadcast_id) do update set version = excluded.version, counted = excluded.counted
        where counts.version = ${version}::int
      returning broadcast_id)
    delete from broadcast_touches using stored
    where team_id = ${scope.teamId}::uuid and broadcast_touches.broadcast_id = stored.broadcast_id
      and id = any (${touches}::bigint[])`.execute(scope.db);
  return counts;
}

function stays({ place, since }: Counted, now: Date): boolean {
  if (passing.includes(place)) return false;
  return place !== 'sent' || since === null || now.getTime() - Date.parse(since) > receiptMs;
}

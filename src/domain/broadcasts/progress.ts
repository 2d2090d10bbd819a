import { type RawBuilder, sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { isUnderWay, ownReasons } from '../messages/messages.ts';
import type { LeftReason } from './left-reason.ts';

/** Where the people of a broadcast are. All of it but `replied` adds up to `chosen`, at every moment. */
export interface Progress extends Record<Place, number> {
  chosen: number;
  left: { reason: LeftReason; count: number }[];
  replied: number;
}

const places = ['waiting', 'queued', 'sending', 'unknown', 'sent', 'delivered', 'failed', 'canceled'] as const;
type Place = (typeof places)[number];

/** Why a row's person gets nothing; whoever opted out when their text was about to leave is one of those. */
export const reasonOf: RawBuilder<LeftReason | null> = sql<LeftReason | null>`
  coalesce(recipients.left_because, case when messages.status = 'canceled' then case messages.error_message
    when ${sql.lit(ownReasons.optedOut)} then 'opted_out' when ${sql.lit(ownReasons.blocked)} then 'blocked_country' end end)`;

/**
 * A row's place, of recipients with their broadcast and, when there is one, their text (`messages`). Nobody waits for a
 * broadcast that was canceled.
 */
export const placeOf: RawBuilder<string> = sql<string>`
  case when ${reasonOf} is not null then 'left'
    when recipients.message_id is null then case when broadcasts.canceled_at is null then 'waiting' else 'canceled' end
    when ${isUnderWay('messages')} then 'sending'
    when messages.status in ('scheduled', 'queued') then 'queued'
    when messages.status in ('accepted', 'sent') then 'sent'
    when messages.status = 'undelivered' then 'failed'
    else messages.status end`;

/** Recipients with their broadcast and their text. */
export const recipientsWithTexts = sql`
  broadcast_recipients as recipients
  join broadcasts on broadcasts.team_id = recipients.team_id and broadcasts.id = recipients.broadcast_id
  left join messages on messages.team_id = recipients.team_id and messages.id = recipients.message_id`;

interface Counted {
  broadcastId: string;
  place: Place | 'left';
  reason: LeftReason | null;
  count: number;
  twice: number;
}

/** The progress of several broadcasts, which were dispatched; of one snapshot, so that it adds up. */
export async function progressOf(
  scope: TeamScope,
  broadcasts: { id: string; chosen: number | null; filledAt: Date | null }[],
): Promise<Map<string, Progress>> {
  if (broadcasts.length === 0) return new Map();
  const ids = broadcasts.map(({ id }) => id);
  const { rows } = await sql<{ counted: Counted[]; replied: { broadcastId: string; count: number }[] }>`
    select
      (select coalesce(json_agg(counted), '[]') from (
        select broadcast_id as "broadcastId", ${placeOf} as place, ${reasonOf} as reason, count(*)::int as count,
          sum(times - 1)::int as twice
        from ${recipientsWithTexts}
        where recipients.team_id = ${scope.teamId}::uuid and broadcast_id = any (${ids}::uuid[])
        group by 1, 2, 3) as counted) as counted,
      (select coalesce(json_agg(replied), '[]') from (
        select broadcast_id as "broadcastId", count(*)::int as count from broadcast_replies
        where team_id = ${scope.teamId}::uuid and broadcast_id = any (${ids}::uuid[]) group by 1) as replied) as replied`.execute(
    scope.db,
  );
  const { counted = [], replied = [] } = rows[0] ?? {};
  return new Map(
    broadcasts.map((broadcast) => [
      broadcast.id,
      addUp(
        broadcast,
        counted.filter(({ broadcastId }) => broadcastId === broadcast.id),
        replied.find(({ broadcastId }) => broadcastId === broadcast.id)?.count ?? 0,
      ),
    ]),
  );
}

function addUp(
  { chosen, filledAt }: { chosen: number | null; filledAt: Date | null },
  counted: Counted[],
  replied: number,
): Progress {
  const sum = (some: Counted[], what: 'count' | 'twice' = 'count') => some.reduce((all, each) => all + each[what], 0);
  const known = sum(counted) + sum(counted, 'twice');
  // Who has not been put down yet waits as well.
  const toCome = filledAt ? 0 : Math.max((chosen ?? 0) - known, 0);
  const at = (place: Place) => sum(counted.filter((each) => each.place === place));
  const reasons = Map.groupBy(
    counted.filter(({ place }) => place === 'left'),
    ({ reason }) => reason as LeftReason,
  );
  const left = [...reasons].map(([reason, some]) => ({ reason, count: sum(some) }));
  const twice = sum(counted, 'twice');
  return {
    ...(Object.fromEntries(places.map((place) => [place, at(place)])) as Record<Place, number>),
    waiting: at('waiting') + toCome,
    chosen: known + toCome,
    left: [...left, ...(twice > 0 ? [{ reason: 'twice' as const, count: twice }] : [])].sort(
      (a, b) => b.count - a.count,
    ),
    replied,
  };
}

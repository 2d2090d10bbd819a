import type { TeamScope } from '../floor.ts';
import { type Counted, type Counts, countsOf } from './counts.ts';
import type { LeftReason } from './left-reason.ts';
import { type Place, places, troubleOf } from './places.ts';

/** Where the people of a broadcast are. All of it but `again` and `replied` adds up to `chosen`, at every moment. */
export interface Progress extends Record<Place, number> {
  chosen: number;
  left: { reason: LeftReason; count: number }[];
  /** Of those whose text has failed: for how many that may be over by now. */
  again: number;
  replied: number;
}

/** The progress of several broadcasts, which were dispatched. */
export async function progressOf(
  scope: TeamScope,
  broadcasts: { id: string; chosen: number | null; filledAt: Date | null }[],
  { isAtOnce = false } = {},
): Promise<Map<string, Progress>> {
  const ids = broadcasts.map(({ id }) => id);
  const counts = await countsOf(scope, ids, { isAtOnce });
  return new Map(
    broadcasts.map((broadcast) => [broadcast.id, addUp(scope, broadcast, counts.get(broadcast.id) as Counts)]),
  );
}

function addUp(
  scope: TeamScope,
  { chosen, filledAt }: { chosen: number | null; filledAt: Date | null },
  { counted, replied }: Counts,
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
    again: sum(counted.filter(({ failed }) => failed && troubleOf(scope, failed).canSendAgain)),
    replied,
  };
}

import type { Planned } from '../../api.ts';

type Ask = Planned['asks'][number];

/** A date of the plan with the times at which it is asked in each zone. */
export interface PlannedDate {
  date: string;
  skipped: string | undefined;
  marks: string[];
  zones: (Ask & { timeZone: string })[];
}

/** The plans of all zones as one list by date. Skipped is only what is skipped everywhere. */
export function mergeZones(plans: Planned[]): PlannedDate[] {
  const all = plans.flatMap(({ timeZone, asks }) => asks.map((ask) => ({ ...ask, timeZone })));
  const byDate = Map.groupBy(all, ({ date }) => date);
  return [...byDate]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, asks]) => {
      const asked = asks.filter(({ skipped }) => !skipped);
      return {
        date,
        skipped: asked.length === 0 ? asks[0]?.skipped : undefined,
        marks: [...new Set(asked.flatMap(({ marks }) => marks))],
        zones: asked,
      };
    });
}

import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import * as lines from '../lines/lines.ts';
import type { outcomes } from './buckets.ts';
import { catchUp } from './keep-counts.ts';
import { countedIn, type Range } from './range.ts';
import { explain, type Failing, type Reason } from './reasons.ts';

/** How many texts came to what; one that nobody wrote is 0. */
export type Counts = Record<(typeof outcomes)[number], number>;

interface Money {
  amount: number;
  currency: string;
}

/** What became of the texts that were written on some days. The same text is in each of the lists once. */
export interface Insights {
  timeZone: string;
  /** Whether all of the range is counted: right after an update, the oldest days come last. */
  isComplete: boolean;
  total: Counts;
  /** Every day of the range. */
  days: { day: string; counts: Counts }[];
  /** The 24 hours of all of these days together. */
  hours: { hour: number; counts: Counts }[];
  /** Those that failed, by what the company or we said of it, the most frequent first. */
  reasons: Reason[];
  /** Those that were delivered, by how long that took: see `speedBounds`. */
  speeds: { speed: number; texts: number }[];
  /** The class of speeds within which half of those were delivered of which that is known, and nine of ten. */
  half: number | null;
  nineOfTen: number | null;
  /** `cost` is of all that left, by the line's price of now; null where nobody has said a price. */
  lines: { id: string; label: string; counts: Counts; segments: number; cost: Money | null }[];
}

interface Row {
  day: string | null;
  hour: number | null;
  line_id: string | null;
  outcome: keyof Counts;
  code: string | null;
  reason: string | null;
  speed: number | null;
  texts: number;
  segments: number;
}

/** Reads what became of the texts of some days: quick however many there are. */
export async function readInsights(scope: TeamScope, range: Range): Promise<Insights> {
  const isComplete = await catchUp(scope);
  const [{ timeZone, isIn, day, hour }, all] = await Promise.all([countedIn(scope, range), lines.list(scope)]);
  const { rows } = await sql<Row>`
    select null as day, null as hour, line_id, outcome, code, reason, speed, sum(texts)::int as texts,
      sum(segments)::int as segments
    from text_counts where ${isIn} group by line_id, outcome, code, reason, speed
    union all
    select day::text, hour, null, outcome, null, null, null, sum(texts)::int, 0
    from (select quarter, outcome, sum(texts) as texts from text_counts where ${isIn} group by quarter, outcome) as counted
    cross join lateral (select ${day} as day, ${hour} as hour) as there
    group by grouping sets ((day, outcome), (hour, outcome))`.execute(scope.db);
  const [ofDay, ofHour] = [Map.groupBy(rows, (row) => row.day), Map.groupBy(rows, (row) => row.hour)];
  const ofLines = rows.filter((row): row is Row & Failing => row.line_id !== null);
  const delivered = ofLines.filter(({ outcome }) => outcome === 'delivered');
  const speeds = [...Map.groupBy(delivered, ({ speed }) => speed as number)]
    .map(([speed, rows]) => ({ speed, texts: sum(rows, 'texts') }))
    .sort((a, b) => a.speed - b.speed);
  return {
    timeZone,
    isComplete,
    total: countsOf(ofLines),
    days: daysOf(range).map((day) => ({ day, counts: countsOf(ofDay.get(day)) })),
    hours: Array.from({ length: 24 }, (_, hour) => ({ hour, counts: countsOf(ofHour.get(hour)) })),
    reasons: explain(
      scope,
      all,
      ofLines.filter(({ outcome }) => outcome === 'failed'),
    ),
    speeds,
    half: within(speeds, 0.5),
    nineOfTen: within(speeds, 0.9),
    lines: all.map(({ id, label, pricePerSegment: price }) => {
      const own = ofLines.filter((row) => row.line_id === id);
      // What failed may have been charged for or not: the company's bill knows.
      const left = own.filter(({ outcome }) => outcome === 'delivered' || outcome === 'sent');
      const segments = sum(left, 'segments');
      return {
        id,
        label,
        counts: countsOf(own),
        segments,
        cost: price && { ...price, amount: price.amount * segments },
      };
    }),
  };
}

const sum = (rows: Row[], what: 'texts' | 'segments') => rows.reduce((sum, row) => sum + row[what], 0);

function countsOf(rows: Row[] = []): Counts {
  const found: Counts = { delivered: 0, sent: 0, failed: 0, unknown: 0, waiting: 0, canceled: 0 };
  for (const { outcome, texts } of rows) found[outcome] += texts;
  return found;
}

/** The class up to which there are so many of those whose time is known. */
function within(speeds: Insights['speeds'], share: number): number | null {
  const known = speeds.filter(({ speed }) => speed >= 0);
  let left = known.reduce((sum, { texts }) => sum + texts, 0) * share;
  for (const { speed, texts } of known) {
    left -= texts;
    if (left <= 0) return speed;
  }
  return null;
}

function daysOf({ from, until }: Range): string[] {
  const first = Temporal.PlainDate.from(from);
  const { days } = first.until(Temporal.PlainDate.from(until), { largestUnit: 'days' });
  return Array.from({ length: days + 1 }, (_, at) => first.add({ days: at }).toString());
}

/** A time as a clock on the wall shows it. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { ...parts, hourCycle: 'h23', timeZone: zone });
    formats.set(zone, format);
  }
  return format;
}

/** What a clock in a time zone shows at a moment. */
export function wallTime(at: Date, zone: string): WallTime {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute };
}

const utc = ({ year, month, day, hour, minute }: WallTime) => Date.UTC(year, month - 1, day, hour, minute);

/**
 * The moment at which a clock in a time zone shows a time. One that is left out when the clocks go forward is as much
 * later; of one that comes twice it is the first.
 */
export function momentOf(wanted: WallTime, zone: string): Date {
  const offsetAt = (ms: number) => utc(wallTime(new Date(ms), zone)) - Math.floor(ms / 60_000) * 60_000;
  const wall = utc(wanted);
  const dayMs = 86_400_000;
  // No zone changes twice in two days: one of these holds at the moment that is wanted.
  const before = wall - offsetAt(wall - dayMs);
  const after = wall - offsetAt(wall + dayMs);
  const fits = (ms: number) => utc(wallTime(new Date(ms), zone)) === wall;
  if (fits(before)) return new Date(before);
  if (fits(after)) return new Date(after);
  return new Date(before);
}

/** The same clock time some days later; months and years go on by themselves. */
export function plusDays({ year, month, day, ...time }: WallTime, days: number): WallTime {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return { ...time, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

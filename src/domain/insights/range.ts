import { type RawBuilder, sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { findTeam } from '../teams/teams.ts';

/** Some days of the team's zone, both included, and perhaps one line. */
export interface Range {
  from: string;
  until: string;
  lineId: string | null;
}

/** Parts of a query on the counts of a range. */
export interface Counted {
  timeZone: string;
  /** A condition: that a row is of the range. */
  isIn: RawBuilder<unknown>;
  /** Of a `quarter`, in the team's zone. */
  day: RawBuilder<unknown>;
  hour: RawBuilder<unknown>;
}

/** What a query on the counts needs to ask for the texts of a range. */
export async function countedIn(scope: TeamScope, { from, until, lineId }: Range): Promise<Counted> {
  const { timeZone } = await findTeam(scope);
  const startOf = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
  const [start, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(until).add({ days: 1 })].map(startOf);
  return {
    timeZone,
    isIn: sql`team_id = ${scope.teamId}::uuid and quarter >= ${start}::timestamptz and quarter < ${end}::timestamptz
      and ${lineId ? sql`line_id = ${lineId}::uuid` : sql`true`}`,
    day: sql`(quarter at time zone ${timeZone}::text)::date`,
    hour: sql`extract(hour from quarter at time zone ${timeZone}::text)::int`,
  };
}

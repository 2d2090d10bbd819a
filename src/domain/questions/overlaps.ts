import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { idsNow, membersOf } from '../people/people.ts';
import { findTeam } from '../teams/teams.ts';
import { calendarOf } from './audience.ts';
import { type Content, list } from './question.ts';
import { plan } from './schedule/plan.ts';

/** Another question that is open while this one is, for some of the same people. */
export interface Overlap {
  questionId: string;
  name: string;
  /** The first date on which they meet. */
  date: string;
  /** How many are asked both. */
  people: number;
}

/** So many dates ahead are looked at. */
const lookedAt = 20;

/** The other questions of the team that will be open beside this one: whoever saves it is told before. */
export async function overlapsOf(scope: TeamScope, content: Content, ownId: string | null): Promise<Overlap[]> {
  const { timeZone } = await findTeam(scope);
  const calendar = await calendarOf(scope);
  const now = scope.clock.now().toTemporalInstant();
  const opensIn = ({ schedule, closing }: Content) =>
    plan(schedule, calendar, { now, timeZone, most: lookedAt, closing }).filter(({ skipped }) => !skipped);
  const own = opensIn(content);
  const overlaps: Overlap[] = [];
  for (const other of await list(scope)) {
    if (other.id === ownId || other.pausedAt) continue;
    const theirs = opensIn(other.content);
    const met = own.find((one) =>
      theirs.some(({ askedAt, closesAt = '' }) => askedAt < (one.closesAt ?? '') && one.askedAt < closesAt),
    );
    if (!met) continue;
    const people = await countShared(scope, content.audience, other.content.audience);
    if (people > 0) overlaps.push({ questionId: other.id, name: other.name, date: met.date, people });
  }
  return overlaps;
}

async function countShared(scope: TeamScope, one: Content['audience'], other: Content['audience']): Promise<number> {
  const isIn = async ({ groupIds, personIds }: Content['audience']) => sql`
    (people.id = any (${await idsNow(scope, personIds)}::uuid[]) or people.id in (${await membersOf(scope, groupIds)}))`;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from people
    where people.team_id = ${scope.teamId}::uuid and ${await isIn(one)} and ${await isIn(other)}`.execute(scope.db);
  return rows[0]?.count ?? 0;
}

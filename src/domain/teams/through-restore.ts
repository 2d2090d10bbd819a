import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import { type PutBy, putByRows } from '../../platform/put-by-rows.ts';

/** Puts by who was in the teams, in the transaction in which a backup takes the place of all that is there. */
export function putByMembers(db: Database): Promise<PutBy> {
  return putByRows(db, 'members', sql`true`);
}

/** What became of members since a backup was made. */
export interface MembersSince {
  /** Whether the backup is of a team that was there. */
  isKnown: boolean;
  /** The names of those who had been deactivated since; they are so again. */
  deactivated: string[];
  /** How many had joined since; the backup does not know them. */
  joined: number;
  /** The teams in which nobody is left who could let others in. */
  ownerless: string[];
}

/** Keeps those out who were deactivated after the backup was made, also where nobody is left then who is an owner. */
export async function keepOut(db: Database, before: PutBy, madeAt: string): Promise<MembersSince> {
  const { rows: out } = await sql<{ name: string }>`
    with out as (
      update members set deactivated_at = (kept.row ->> 'deactivated_at')::timestamptz from ${before} as kept
      where members.team_id = (kept.row ->> 'team_id')::uuid and members.id = (kept.row ->> 'id')::uuid
        and members.deactivated_at is null and (kept.row ->> 'deactivated_at')::timestamptz > ${madeAt}::timestamptz
      returning members.user_id)
    select users.name from out join users on users.id = out.user_id order by 1`.execute(db);
  const { rows: joined } = await sql<{ count: number }>`
    select count(*)::int as count from ${before} as kept join teams on teams.id = (kept.row ->> 'team_id')::uuid
    where (kept.row ->> 'created_at')::timestamptz > ${madeAt}::timestamptz and not exists (select from members
      where members.team_id = teams.id and members.id = (kept.row ->> 'id')::uuid)`.execute(db);
  const { rows: ownerless } = await sql<{ name: string }>`
    select name from teams where not exists (select from members
      where members.team_id = teams.id and role = 'owner' and deactivated_at is null) order by 1`.execute(db);
  const names = (rows: { name: string }[]) => rows.map(({ name }) => name);
  const { rows: known } = await sql`select from ${before} as kept
    join teams on teams.id = (kept.row ->> 'team_id')::uuid limit 1`.execute(db);
  return {
    isKnown: known.length > 0,
    deactivated: names(out),
    joined: joined[0]?.count ?? 0,
    ownerless: names(ownerless),
  };
}

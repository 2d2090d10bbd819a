import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import { holdFields, keepFields } from './fields/places.ts';
import { noteChanged } from './versions.ts';

/** What is known of somebody, as far as it is to change. A field that is null is none. */
export interface Known {
  name?: string;
  timeZone?: string | null;
  fields?: Record<string, string | null>;
}

/** From what to what, of one person. */
export interface Replacing {
  personId: string;
  from: Known;
  to: Known;
}

/** What was changed of somebody, and whether that is all that was to change. */
interface Changed {
  did: Known;
  isWhole: boolean;
}

/**
 * Changes what is known of many people, each part only where it is still what it was: what somebody else has changed
 * meanwhile stays.
 * @returns what was changed, by person; nothing of those who are gone.
 */
export async function changeMany(tx: TeamTransaction, changes: Replacing[]): Promise<Map<string, Changed>> {
  if (changes.length === 0) return new Map();
  if (changes.some(({ to }) => to.fields)) await holdFields(tx);
  const list = JSON.stringify(
    changes.map(({ personId, from, to }) => ({
      id: personId,
      has_name: to.name !== undefined,
      name_from: from.name ?? null,
      name_to: to.name ?? null,
      has_zone: to.timeZone !== undefined,
      zone_from: from.timeZone ?? null,
      zone_to: to.timeZone ?? null,
      fields_from: from.fields ?? {},
      fields_to: to.fields ?? {},
    })),
  );
  const wanted = sql`jsonb_to_recordset(${list}::jsonb) as wanted (id uuid, has_name boolean, name_from text, name_to text,
    has_zone boolean, zone_from text, zone_to text, fields_from jsonb, fields_to jsonb)`;
  const { rows } = await sql<{ id: string; takes_name: boolean; takes_zone: boolean; takes_fields: string[] }>`
    with looked as materialized (
      select people.id, has_name and name = name_from as takes_name, name_to,
        has_zone and time_zone is not distinct from zone_from as takes_zone, zone_to, fields_to,
        array(select field from jsonb_object_keys(fields_to) as field
          where people.fields -> field is not distinct from nullif(fields_from -> field, 'null')) as takes_fields
      from ${wanted} join people on people.team_id = ${tx.teamId}::uuid and people.id = wanted.id
      order by people.id for no key update of people
    ), changed as (
      update people set
        name = case when takes_name then name_to else name end,
        time_zone = case when takes_zone then zone_to else time_zone end,
        fields = (people.fields - takes_fields) || (select coalesce(jsonb_object_agg(field, value), '{}')
          from jsonb_each(fields_to) as each (field, value) where field = any (takes_fields) and value <> 'null')
      from looked where people.team_id = ${tx.teamId}::uuid and people.id = looked.id
    )
    select id, takes_name, takes_zone, takes_fields from looked`.execute(tx.db);
  await keepFields(
    tx,
    changes.flatMap(({ personId, to }) => (to.fields ? [personId] : [])),
  );
  const isTaken = (row: (typeof rows)[number]) => row.takes_name || row.takes_zone || row.takes_fields.length > 0;
  await noteChanged(
    tx,
    rows.filter(isTaken).map(({ id }) => id),
  );
  const wantedOf = new Map(changes.map(({ personId, to }) => [personId, to]));
  return new Map(
    rows.map(({ id, takes_name, takes_zone, takes_fields }) => {
      const { name, timeZone, fields = {} } = wantedOf.get(id) as Known;
      const isWhole =
        takes_name === (name !== undefined) &&
        takes_zone === (timeZone !== undefined) &&
        takes_fields.length === Object.keys(fields).length;
      const did = {
        ...(takes_name && { name }),
        ...(takes_zone && { timeZone }),
        fields: Object.fromEntries(takes_fields.map((field) => [field, fields[field] ?? null])),
      };
      return [id, { did, isWhole }];
    }),
  );
}

/**
 * Gives people more numbers, behind those that they have. One that somebody has by now is left out.
 * @returns those that were added.
 */
export async function addNumbers(
  tx: TeamTransaction,
  given: { personId: string; address: string }[],
): Promise<Set<string>> {
  if (given.length === 0) return new Set();
  const { rows } = await sql<{ address: string; person_id: string }>`
    insert into phones (team_id, address, kind, person_id, position, created_at)
    select ${tx.teamId}::uuid, address, 'phone_number', person_id, place + coalesce((select max(position) from phones
      where phones.team_id = ${tx.teamId}::uuid and phones.person_id = given.person_id), -1), ${tx.clock.now()}::timestamptz
    from (select person_id, address, row_number() over (partition by person_id order by place) as place
      from unnest(${given.map(({ personId }) => personId)}::uuid[], ${given.map(({ address }) => address)}::text[])
        with ordinality as one (person_id, address, place)) as given
    where exists (select from people where people.team_id = ${tx.teamId}::uuid and people.id = given.person_id)
    order by address on conflict do nothing returning address, person_id`.execute(tx.db);
  await noteChanged(
    tx,
    rows.map(({ person_id }) => person_id),
  );
  return new Set(rows.map(({ address }) => address));
}

/** Takes numbers from people again, except the one that is texted. */
export async function takeNumbers(tx: TeamTransaction, given: { personId: string; address: string }[]): Promise<void> {
  if (given.length === 0) return;
  const { rows } = await sql<{ person_id: string }>`
    delete from phones using unnest(${given.map(({ personId }) => personId)}::uuid[],
      ${given.map(({ address }) => address)}::text[]) as given (person_id, address)
    where phones.team_id = ${tx.teamId}::uuid and phones.address = given.address
      and phones.person_id = given.person_id and phones.position > 0 returning phones.person_id`.execute(tx.db);
  await noteChanged(
    tx,
    rows.map(({ person_id }) => person_id),
  );
}

/** Removes people whom nobody has texted, asked or noted anything of yet: of others more has to be forgotten than this does. */
export async function removeUnused(tx: TeamTransaction, personIds: string[]): Promise<void> {
  if (personIds.length === 0) return;
  await sql`delete from people where team_id = ${tx.teamId}::uuid and id = any (${personIds}::uuid[])`.execute(tx.db);
}

type Membership = { personId: string; groupId: string };

/**
 * Puts people into groups, as far as both are there.
 * @returns who has come into which.
 */
export async function joinSome(tx: TeamTransaction, joined: Membership[]): Promise<Membership[]> {
  if (joined.length === 0) return [];
  const { rows } = await sql<Membership>`
    insert into group_members (team_id, group_id, person_id)
    select people.team_id, groups.id, people.id
    from unnest(${joined.map(({ personId }) => personId)}::uuid[], ${joined.map(({ groupId }) => groupId)}::uuid[])
      as joined (person_id, group_id)
    join people on people.team_id = ${tx.teamId}::uuid and people.id = joined.person_id
    join groups on groups.team_id = people.team_id and groups.id = joined.group_id and groups.rule is null
    order by groups.id, people.id on conflict do nothing
    returning person_id as "personId", group_id as "groupId"`.execute(tx.db);
  return rows;
}

/** Takes people out of groups again. */
export async function leaveMany(tx: TeamTransaction, left: Membership[]): Promise<void> {
  if (left.length === 0) return;
  await sql`
    delete from group_members using unnest(${left.map(({ personId }) => personId)}::uuid[],
      ${left.map(({ groupId }) => groupId)}::uuid[]) as left_by (person_id, group_id)
    where group_members.team_id = ${tx.teamId}::uuid and group_members.group_id = left_by.group_id
      and group_members.person_id = left_by.person_id`.execute(tx.db);
}

import { sql } from 'kysely';
import { rowsAsTold } from '../../platform/rows-as-told.ts';
import type { TeamTransaction } from '../floor.ts';
import { listFields } from './fields/field.ts';
import { holdFields, keepFields } from './fields/places.ts';
import { noteChanged } from './versions.ts';

/** A person with their numbers and groups, as the database tells it. */
export interface StoredPerson {
  person: { id: string; name: string; fields: Record<string, unknown>; time_zone: string | null };
  /** Which fields those are, by what they were called; people who were merged long ago have none. */
  field_ids?: Record<string, string>;
  phones: { address: string; position: number }[];
  group_members: { group_id: string }[];
}

/** Keeps people as they are until the commit, and what their fields are called. */
export async function holdPeople(tx: TeamTransaction, personIds: string[]): Promise<void> {
  await holdFields(tx);
  await sql`select from people where team_id = ${tx.teamId}::uuid and id = any (${personIds}::uuid[])
    order by id for update`.execute(tx.db);
}

/** What is said of whoever two people are. */
export interface Joined {
  name: string;
  fields: Record<string, unknown>;
  timeZone: string | null;
  /** All addresses of both, the one that we text first. */
  addresses: string[];
}

/** Gives a person what another had: their numbers and groups, and what is said of both. */
export async function takeOver(tx: TeamTransaction, keptId: string, otherId: string, joined: Joined): Promise<void> {
  await describe(tx, keptId, joined);
  await giveNumbers(tx, keptId, joined.addresses);
  await sql`
    insert into group_members (team_id, group_id, person_id)
    select team_id, group_id, ${keptId}::uuid from group_members
    where team_id = ${tx.teamId}::uuid and person_id = ${otherId}::uuid on conflict do nothing`.execute(tx.db);
}

/** Removes a person of whom nothing is left. */
export async function dissolve(tx: TeamTransaction, personId: string): Promise<void> {
  await tx.db.deleteFrom('people').where('team_id', '=', tx.teamId).where('id', '=', personId).execute();
}

/** People as they were told some time ago, with their fields as these are called now, and without those that are gone. */
export async function asCalledNow<All extends StoredPerson[]>(tx: TeamTransaction, people: [...All]): Promise<All> {
  const names = new Map((await listFields(tx)).map(({ id, name }) => [id, name]));
  return people.map((stored) => {
    const ids = new Map(Object.entries(stored.field_ids ?? {}));
    const fields = Object.entries(stored.person.fields).flatMap(([was, value]) => {
      const id = ids.get(was);
      const name = id === undefined ? was : names.get(id);
      return name === undefined ? [] : [[name, value] as const];
    });
    return { ...stored, person: { ...stored.person, fields: Object.fromEntries(fields) } };
  }) as All;
}

/**
 * Has people who came back have their fields as these are called now, without those that are gone. `fieldIds` says which
 * fields theirs were, by what they were called.
 */
export async function callAsNow(
  tx: TeamTransaction,
  personIds: string[],
  fieldIds: Record<string, string>,
): Promise<void> {
  await holdFields(tx);
  await sql`
    update people set fields = (
      select coalesce(jsonb_object_agg(coalesce(field.name, each.key), each.value), '{}') from jsonb_each(fields) as each
      left join person_fields as field on field.team_id = ${tx.teamId}::uuid
        and field.id = (${JSON.stringify(fieldIds)}::jsonb ->> each.key)::uuid
      where field.id is not null or not ${JSON.stringify(fieldIds)}::jsonb ? each.key)
    where team_id = ${tx.teamId}::uuid and id = any (${personIds}::uuid[])`.execute(tx.db);
  await keepFields(tx, personIds);
}

/** Makes a person again as they were; their numbers and groups come by `partFrom`. */
export async function comeBack(tx: TeamTransaction, { person }: StoredPerson): Promise<void> {
  await sql`insert into people ${rowsAsTold('people', [person])}`.execute(tx.db);
  await keepFields(tx, [person.id]);
}

/** Two people before they were one, whoever they were then, and that one now. */
interface Parting {
  kept: StoredPerson;
  other: StoredPerson;
  after: StoredPerson;
  now: StoredPerson;
}

/** Gives two people back what each of them had. What has been changed in the one since stays with them. */
export async function partFrom(tx: TeamTransaction, { kept, other, after, now }: Parting): Promise<void> {
  const asWas = <Value>(pick: (of: StoredPerson) => Value): Value =>
    JSON.stringify(pick(now)) === JSON.stringify(pick(after)) ? pick(kept) : pick(now);
  const keys = new Set([kept, now].flatMap(({ person }) => Object.keys(person.fields)));
  const fields = [...keys].flatMap((key) => {
    const value = asWas(({ person }) => (Object.hasOwn(person.fields, key) ? person.fields[key] : undefined));
    return value === undefined ? [] : [[key, value] as const];
  });
  await describe(tx, kept.person.id, {
    name: asWas(({ person }) => person.name),
    timeZone: asWas(({ person }) => person.time_zone),
    fields: Object.fromEntries(fields),
  });

  const theirs = other.phones.map(({ address }) => address);
  const rest = asWas(({ phones }) => phones.map(({ address }) => address)).filter((one) => !theirs.includes(one));
  // A number that was taken from the one since is the other's again, unless somebody else has it.
  await sql`
    insert into phones ${rowsAsTold('phones', other.phones)}
    on conflict (team_id, address) do update set person_id = excluded.person_id, position = excluded.position
      where phones.person_id = ${kept.person.id}::uuid`.execute(tx.db);
  await giveNumbers(tx, kept.person.id, rest);

  const groupsOf = ({ group_members }: StoredPerson) => group_members.map(({ group_id }) => group_id);
  const given = groupsOf(after).filter((id) => !groupsOf(kept).includes(id));
  await sql`delete from group_members where team_id = ${tx.teamId}::uuid and person_id = ${kept.person.id}::uuid
    and group_id = any (${given}::uuid[])`.execute(tx.db);
  // A group may be gone by now.
  const { rows } = await sql<{ id: string }>`
    select id from groups where team_id = ${tx.teamId}::uuid and id = any (${groupsOf(other)}::uuid[])`.execute(tx.db);
  const again = other.group_members.filter(({ group_id }) => rows.some(({ id }) => id === group_id));
  await sql`insert into group_members ${rowsAsTold('group_members', again)}`.execute(tx.db);
}

async function describe(
  tx: TeamTransaction,
  personId: string,
  { name, fields, timeZone }: Omit<Joined, 'addresses'>,
): Promise<void> {
  await tx.db
    .updateTable('people')
    .set({ name, fields: JSON.stringify(fields), time_zone: timeZone })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', personId)
    .execute();
  await keepFields(tx, [personId]);
  await noteChanged(tx, [personId]);
}

async function giveNumbers(tx: TeamTransaction, personId: string, addresses: string[]): Promise<void> {
  await sql`
    update phones set person_id = ${personId}::uuid, position = place - 1
    from unnest(${addresses}::text[]) with ordinality as given (address, place)
    where phones.team_id = ${tx.teamId}::uuid and phones.address = given.address`.execute(tx.db);
}

import { type RawBuilder, sql } from 'kysely';
import type { TeamScope } from '../../floor.ts';

/**
 * Keeps what these people have in their fields where it is sorted and found, and makes a field of text of every name that
 * the team does not have yet. Whoever writes `people.fields` calls this in the same transaction.
 */
export async function keepFields(tx: TeamScope, personIds: string[]): Promise<void> {
  if (personIds.length === 0) return;
  const { rows: unknown } = await sql<{ name: string }>`
    select distinct each.name from people cross join lateral jsonb_object_keys(people.fields) as each (name)
    where people.team_id = ${tx.teamId}::uuid and people.id = any (${personIds}::uuid[])
      and not exists (select from person_fields where person_fields.team_id = people.team_id and person_fields.name = each.name)
    -- In one order, so that two who make the same ones do not wait for each other.
    order by each.name`.execute(tx.db);
  await nameFields(
    tx,
    unknown.map(({ name }) => name),
  );
  await keepPlaces(tx, (id) => sql<boolean>`${id} = any (${personIds}::uuid[])`, null);
}

/** Makes fields of text of those names that the team does not have yet, and holds all as `holdFields`. */
export async function nameFields(tx: TeamScope, names: string[]): Promise<void> {
  if (names.length === 0) return;
  await tx.db
    .insertInto('person_fields')
    .values(
      names.map((name) => ({ team_id: tx.teamId, id: tx.newId(), name, kind: 'text', created_at: tx.clock.now() })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await holdFields(tx);
}

/**
 * Keeps all fields as they are until the commit. Whoever writes `people.fields` does this before they read what they write:
 * a field that is called otherwise meanwhile would miss them.
 */
export async function holdFields(tx: TeamScope): Promise<void> {
  await sql`select from person_fields where team_id = ${tx.teamId}::uuid order by id for share`.execute(tx.db);
}

/** Brings the places of some people to what these people have, in one field or in all (null). */
export async function keepPlaces(
  tx: TeamScope,
  areThey: (id: RawBuilder<unknown>) => RawBuilder<boolean>,
  fieldId: string | null,
): Promise<void> {
  const isIt = (id: RawBuilder<unknown>) => (fieldId === null ? sql`true` : sql`${id} = ${fieldId}::uuid`);
  await sql`delete from field_places where team_id = ${tx.teamId}::uuid
    and ${areThey(sql`person_id`)} and ${isIt(sql`field_id`)}`.execute(tx.db);
  await sql`insert into field_places (team_id, field_id, person_id, number, words)
    select people.team_id, person_fields.id, people.id, ${placeOf(sql`person_fields.kind`, sql`each.value`)}
    from people cross join lateral jsonb_each_text(people.fields) as each
    join person_fields on person_fields.team_id = people.team_id and person_fields.name = each.key
    where people.team_id = ${tx.teamId}::uuid and each.value <> ''
      and ${areThey(sql`people.id`)} and ${isIt(sql`person_fields.id`)}`.execute(tx.db);
}

const place = `case when {kind} <> 'number' then 0
      when {value} ~ '^-?[0-9]{1,15}([.][0-9]{1,6})?$' then ({value})::double precision else 'infinity' end,
    case when {kind} = 'number' then '' else left(lower({value}), 500) end`;

/** Where a value stands among others, as the columns `number` and `words`. A date as it is written stands in its order. */
function placeOf(kind: RawBuilder<unknown>, value: RawBuilder<unknown>): RawBuilder<unknown> {
  const parts = place.split(/(\{kind\}|\{value\})/);
  const said = parts.map((part) => (part === '{kind}' ? kind : part === '{value}' ? value : sql.raw(part)));
  return sql.join(said, sql``);
}

/** The same in a statement that is constant text, of columns. */
export const placeIn = (kind: string, value: string) => place.replaceAll('{kind}', kind).replaceAll('{value}', value);

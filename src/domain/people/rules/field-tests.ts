import { type RawBuilder, sql } from 'kysely';
import type { FieldKind, PersonField } from '../fields/field.ts';
import { readValue } from '../fields/read-value.ts';
import type { Condition, FieldTest } from './filter.ts';
import { type Known, missing, must, type Place, refuse } from './known.ts';

/** What can be asked of which kind of field, beside whether it is something, or empty. */
const tests: Record<FieldKind, FieldTest[]> = {
  text: ['contains'],
  number: ['less', 'more'],
  date: ['before', 'after'],
  yes_no: [],
  choice: ['contains'],
};

/** How a number is kept. */
const aNumber = '^-?[0-9]{1,15}([.][0-9]{1,6})?$';

/** Longer values are kept whole only with the person. */
const longestPlace = 500;

export function fieldOf(
  known: Known,
  { fieldId, is, value: typed }: Extract<Condition, { kind: 'field' }>,
  place: Place,
): RawBuilder<boolean> {
  const field = known.fields.get(fieldId.toLowerCase());
  if (!field) return missing('field', place, 'fieldId');
  const isNumber = field.kind === 'number';
  // Of somebody who is read already the value is there; everybody who has it is found by its place.
  const own = sql`nullif(people.fields ->> ${field.name}::text, '')`;
  const ownPlace = isNumber
    ? sql`case when ${own} ~ ${aNumber} then (${own})::double precision else 'infinity' end`
    : sql`left(lower(${own}), ${sql.lit(longestPlace)})`;
  const has = (test: PlaceTest) =>
    known.isNear
      ? sql<boolean>`coalesce(${own} is not null and ${test(ownPlace)}, false)`
      : sql<boolean>`exists (${placesOf(known, field, test)} and place.person_id = people.id)`;
  if (is === 'filled') return has(() => sql`true`);
  if (is === 'empty') return sql<boolean>`not ${has(() => sql`true`)}`;
  if (is !== 'is' && is !== 'is_not' && !tests[field.kind].includes(is)) {
    // The kind was changed after the rule was kept.
    if (place.path === null) return sql<boolean>`false`;
    throw refuse(`“${field.name}” cannot be asked that.`, place, 'is');
  }
  const wanted = must(typed, place, 'value', 'Say what it is compared with.');
  if (is === 'contains') {
    return sql<boolean>`position(lower(${wanted}) in lower(coalesce(people.fields ->> ${field.name}, ''))) > 0`;
  }
  const value = readWanted(field, wanted, place);
  if (value === null) return sql<boolean>`false`;
  const isWhole =
    value.length >= longestPlace ? sql`lower(people.fields ->> ${field.name}) = lower(${value})` : sql`true`;
  const test = comparing(field, is, value);
  const fits = has((at) => sql`${test(at)} and ${isWhole}`);
  return is === 'is_not' ? sql<boolean>`not ${fits}` : fits;
}

/** The places of all who may fit, as a query that yields `person_id`; none where that finds nobody, or needs all to be read. */
export function placesOfFitting(
  known: Known,
  { fieldId, is, value: typed }: Extract<Condition, { kind: 'field' }>,
): RawBuilder<unknown> | null {
  const field = known.fields.get(fieldId.toLowerCase());
  if (!field || is === 'is_not' || is === 'empty' || is === 'contains') return null;
  if (is === 'filled') return placesOf(known, field, () => sql`true`);
  const read = readValue(field, typed ?? '');
  return 'value' in read && read.value !== '' ? placesOf(known, field, comparing(field, is, read.value)) : null;
}

type PlaceTest = (at: RawBuilder<unknown>) => RawBuilder<unknown>;

const placesOf = (
  { scope }: Known,
  { id, kind }: PersonField,
  test: PlaceTest,
) => sql`select person_id from field_places as place
  where place.team_id = ${scope.teamId}::uuid and place.field_id = ${id}::uuid
    and ${kind === 'number' ? test(sql`place.number`) : sql`place.number = 0 and ${test(sql`place.words`)}`}`;

type Comparison = Exclude<FieldTest, 'contains' | 'empty' | 'filled'>;

/** What is true of a place of somebody who fits; of a long value only of its beginning. */
function comparing({ kind }: PersonField, is: Comparison, value: string): PlaceTest {
  const compared = { is: sql`=`, is_not: sql`=`, less: sql`<`, before: sql`<`, more: sql`>`, after: sql`>` }[is];
  return (at) =>
    kind === 'number'
      ? sql`${at} ${compared} ${value}::double precision and ${at} < 'infinity'`
      : sql`${at} ${compared} left(lower(${value}), ${sql.lit(longestPlace)})`;
}

function readWanted(field: PersonField, wanted: string, place: Place): string | null {
  const read = readValue(field, wanted);
  if ('value' in read && read.value !== '') return read.value;
  if (place.path === null) return null;
  throw refuse('fault' in read ? read.fault : 'Say what it is compared with.', place, 'value');
}

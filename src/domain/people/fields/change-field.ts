import { type RawBuilder, sql } from 'kysely';
import { AppError, invalid } from '../../../platform/errors.ts';
import { readName } from '../../../platform/name.ts';
import { persistently } from '../../../platform/persistently.ts';
import { inTransaction, type TeamScope, type Transacting } from '../../floor.ts';
import { type Member, mustManage, recordAct } from '../../teams/teams.ts';
import { type Condition, conditionsIn } from '../rules/filter.ts';
import { listRules } from '../rules/list-rules.ts';
import { type FieldKind, findField, listFields, type PersonField } from './field.ts';
import { keepPlaces } from './places.ts';
import { isName } from './read-fields.ts';
import { mustNotBeWritten } from './words-with.ts';

const mostFields = 200;
const mostChoices = 100;
const pageSize = 10_000;

interface WantedField {
  name: string;
  kind: FieldKind;
  choices: string[];
}

/**
 * Gives the team one more field for its people.
 * @throws AppError `forbidden` for members; `invalid` with a sentence for every wrong part.
 */
export async function addField(member: Member, wanted: WantedField): Promise<PersonField> {
  mustManage(member, 'change the fields of people');
  const work = async (tx: Transacting<Member>) => {
    const known = await listFields(tx);
    if (known.length >= mostFields) throw invalid({ name: `A team can have ${mostFields} fields.` });
    const field = { id: tx.newId(), ...readField(wanted, known, null) };
    await tx.db
      .insertInto('person_fields')
      .values({ team_id: tx.teamId, ...field, choices: choicesOf(field), created_at: tx.clock.now() })
      .execute();
    await recordAct(tx, { kind: 'field.added', subjectId: field.id, after: { name: field.name } });
    return field;
  };
  return persistently(() => inTransaction(member, work));
}

/**
 * Calls a field otherwise, with all people, or makes it one of another kind. What does not fit the kind stays as it is
 * until somebody changes it.
 * @throws AppError as `addField`; `not_found`; as `mustNotBeWritten` for another name.
 */
export async function changeField(member: Member, fieldId: string, wanted: Partial<WantedField>): Promise<PersonField> {
  mustManage(member, 'change the fields of people');
  const work = async (tx: Transacting<Member>) => {
    const before = await lockField(tx, fieldId);
    const field = { id: before.id, ...readField({ ...before, ...wanted }, await listFields(tx), before.id) };
    const { name, kind } = field;
    if (name.toLowerCase() !== before.name.toLowerCase()) await mustNotBeWritten(tx, before.name);
    await tx.db
      .updateTable('person_fields')
      .set({ name, kind, choices: choicesOf(field) })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', field.id)
      .execute();
    if (name !== before.name)
      await pageByPage(tx, async (areThey) => {
        await sql`update people set fields = fields - ${before.name}::text
            || jsonb_build_object(${name}::text, fields -> ${before.name}::text)
          where team_id = ${tx.teamId}::uuid and ${areThey(sql`id`)} and fields ? ${before.name}`.execute(tx.db);
      });
    if (kind !== before.kind) await pageByPage(tx, (areThey) => keepPlaces(tx, areThey, field.id));
    await recordAct(tx, {
      kind: 'field.changed',
      subjectId: field.id,
      before: { name: before.name, kind: before.kind },
      after: { name, kind },
    });
    return field;
  };
  return persistently(() => inTransaction(member, work));
}

/** Keeps everybody from writing this field until the commit, once those who are at it have ended. */
async function lockField(tx: TeamScope, fieldId: string): Promise<PersonField> {
  await sql`select from person_fields where team_id = ${tx.teamId}::uuid and id = ${fieldId}::uuid for update`.execute(
    tx.db,
  );
  return findField(tx, fieldId);
}

/** Does something with all people, so many at a time that no statement meets its time limit. */
async function pageByPage(
  tx: TeamScope,
  work: (areThey: (id: RawBuilder<unknown>) => RawBuilder<boolean>) => Promise<void>,
): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await sql<{ id: string }>`
      select id from (select id from people where team_id = ${tx.teamId}::uuid and id > ${after}::uuid
        order by id limit ${sql.lit(pageSize)}) as page order by id desc limit 1`.execute(tx.db);
    const last = rows[0]?.id;
    if (!last) return;
    const from = after;
    await work((id) => sql<boolean>`${id} > ${from}::uuid and ${id} <= ${last}::uuid`);
    after = last;
  }
}

/** How many people have something in a field. @throws AppError `not_found`. */
export async function countFilled(scope: TeamScope, fieldId: string): Promise<number> {
  const { id } = await findField(scope, fieldId);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from field_places
    where team_id = ${scope.teamId}::uuid and field_id = ${id}::uuid`.execute(scope.db);
  return rows[0]?.count ?? 0;
}

/**
 * Removes a field with all that is in it. Whoever does it says of how many people (`people`).
 * @throws AppError `forbidden`; `not_found`; `changed_since` when it is another number; `in_use` when groups or words need it.
 */
export async function removeField(member: Member, fieldId: string, people: number): Promise<void> {
  mustManage(member, 'change the fields of people');
  const work = async (tx: Transacting<Member>) => {
    const { id, name } = await lockField(tx, fieldId);
    const groups = await groupsWith(tx, id);
    if (groups.length > 0)
      throw new AppError('in_use', `“${name}” is used by ${groups.join(', ')}. Change the rule there first.`);
    await mustNotBeWritten(tx, name);
    const filled = await countFilled(tx, id);
    if (filled !== people)
      throw new AppError('changed_since', `${filled} people have something in “${name}”, not ${people}. Look again.`);
    await pageByPage(tx, async (areThey) => {
      await sql`update people set fields = fields - ${name}::text
        where team_id = ${tx.teamId}::uuid and ${areThey(sql`id`)} and fields ? ${name}`.execute(tx.db);
    });
    await tx.db.deleteFrom('person_fields').where('team_id', '=', tx.teamId).where('id', '=', id).execute();
    await recordAct(tx, { kind: 'field.removed', subjectId: id, before: { name } });
  };
  await persistently(() => inTransaction(member, work));
}

async function groupsWith(scope: TeamScope, fieldId: string): Promise<string[]> {
  const names = (part: Condition) => part.kind === 'field' && part.fieldId.toLowerCase() === fieldId;
  const found = (await listRules(scope)).filter(({ rule }) => conditionsIn(rule).some(names));
  return found.map(({ name }) => `“${name}”`);
}

function readField(wanted: WantedField, known: PersonField[], own: string | null): Omit<PersonField, 'id'> {
  const name = readName(wanted.name);
  const choices = wanted.kind === 'choice' ? wanted.choices.map(readName) : [];
  const isTaken = known.some((field) => field.id !== own && field.name.toLowerCase() === name.toLowerCase());
  const isTwice = new Set(choices.map((choice) => choice.toLowerCase())).size < choices.length;
  const wrong = {
    ...(!isName(name) && { name: 'Give the field a name of 1 to 100 characters.' }),
    ...(isTaken && { name: 'There is a field with this name already.' }),
    ...(wanted.kind === 'choice' &&
      (choices.length === 0 || choices.length > mostChoices) && { choices: `Give 1 to ${mostChoices} choices.` }),
    ...(choices.some((choice) => choice === '' || choice.length > 100) && {
      choices: 'Give each choice 1 to 100 characters.',
    }),
    ...(isTwice && { choices: 'Two of the choices are the same.' }),
  };
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  return { name, kind: wanted.kind, choices };
}

const choicesOf = ({ kind, choices }: Omit<PersonField, 'id'>) => (kind === 'choice' ? JSON.stringify(choices) : null);

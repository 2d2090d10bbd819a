import { type RawBuilder, sql } from 'kysely';
import { AppError } from '../../platform/errors.ts';
import { persistently } from '../../platform/persistently.ts';
import type { Address } from '../../platform/phone-number.ts';
import { announce, inTransaction, type TeamScope, type TeamTransaction, type Transacting } from '../floor.ts';
import { type Member, recordAct, writesOver } from '../teams/teams.ts';
import { holdFields, keepFields } from './fields/places.ts';
import { joinGroups } from './groups/groups.ts';
import { type NewPerson, readPerson } from './new-person.ts';
import { find, type Person } from './stored-person.ts';
import { lastChange, noteChanged } from './versions.ts';

export { addMany, joinMany } from './add-many.ts';
export {
  addNumbers,
  changeMany,
  joinSome,
  type Known,
  leaveMany,
  type Replacing,
  removeUnused,
  takeNumbers,
} from './change-many.ts';
export { answerBy } from './consent/answer-by.ts';
export { endOptOut, keepConsent, optOutByHand } from './consent/by-hand.ts';
export { endImported } from './consent/end-imported.ts';
export { numbersOf, sayAgain, wordsOn } from './consent/forget-words.ts';
export { keywordLanguage, keywordWords } from './consent/keyword-words.ts';
export { readRecords } from './consent/ledger.ts';
export { listOptOuts, listRequests } from './consent/list.ts';
export { type ImportedOptOut, keepConsents, optOutMany } from './consent/many.ts';
export { noteRequest, seemsToAsk } from './consent/requests.ts';
export { settleRequest } from './consent/settle.ts';
export { tellOf } from './consent/tell.ts';
export { keepSaid, putBySaid } from './consent/through-restore.ts';
export { asksToStop } from './consent/wording.ts';
export { addField, changeField, countFilled, removeField } from './fields/change-field.ts';
export { listFields, type PersonField } from './fields/field.ts';
export { nameFields } from './fields/places.ts';
export { readValue } from './fields/read-value.ts';
export { findAll, findByAddresses, findByConversations } from './find-many.ts';
export { pruneForgotten } from './forgotten-texts.ts';
export { addGroup, changeGroup, removeGroup } from './groups/change-group.ts';
export { addToGroup, listGroups, mostCounted } from './groups/groups.ts';
export { mostGroups, nameGroups } from './groups/name-groups.ts';
export { previewRule } from './groups/preview.ts';
export { removeEmptyGroups } from './groups/remove-empty.ts';
export { introduce } from './introduce.ts';
export { type Keyword, readKeyword } from './keywords.ts';
export { list } from './list.ts';
export type { NewPerson } from './new-person.ts';
export { idsNow } from './now.ts';
export { isOptedOut, noteConfirmation, optIn, optOut } from './opt-outs.ts';
export { type Going, removeWhole } from './removal.ts';
export type { Filter } from './rules/filter.ts';
export { isMemberOf, membersAfter, membersOf } from './rules/members.ts';
export { find, type Person } from './stored-person.ts';
export { actOnPeople, type PeopleAct } from './table/act.ts';
export { countTable } from './table/count.ts';
export type { Sort, TablePlace } from './table/order.ts';
export { readTable } from './table/page.ts';
export { isActOnPeople, putBackPeople } from './table/put-back.ts';
export { type Chosen, idsOf } from './table/whom.ts';
export {
  asCalledNow,
  callAsNow,
  comeBack,
  dissolve,
  holdPeople,
  partFrom,
  type StoredPerson,
  takeOver,
} from './take-over.ts';

/**
 * Adds a person. National numbers are read by the team's country.
 * @throws AppError `invalid` with a sentence per field; `person_exists`, with that person, when any spelling of a number
 * already belongs to somebody.
 */
export async function add(scope: TeamScope, input: NewPerson, isPractice = false): Promise<string> {
  const person = await readPerson(scope, input);
  return inTransaction(scope, async (tx) => {
    const id = await insertPerson(tx, {
      name: person.name,
      fields: person.fields,
      timeZone: person.timeZone,
      isPractice,
    });
    await addPhones(
      tx,
      id,
      person.phones.map((value) => ({ kind: 'phone_number', value })),
    );
    await joinGroups(tx, id, person.groups);
    return id;
  });
}

/**
 * The person behind an address that texted us: the one who has exactly this address, else a new one who is named by it.
 * Several texts at once from a new number make one person. Whoever writes over a real line is real.
 */
export async function recognise(
  tx: TeamTransaction,
  address: Address,
  isPractice: boolean,
): Promise<{ personId: string; isNew: boolean }> {
  const known = await findByAddress(tx, address.value);
  if (known) {
    if (!isPractice) await makeReal(tx, known);
    return { personId: known, isNew: false };
  }
  const personId = await insertPerson(tx, { name: address.value, fields: {}, timeZone: null, isPractice });
  if (await addPhone(tx, personId, address, 0)) return { personId, isNew: true };
  // Another text from the same number was quicker: its person is the person.
  await tx.db.deleteFrom('people').where('team_id', '=', tx.teamId).where('id', '=', personId).execute();
  const winner = await findByAddress(tx, address.value);
  if (!winner) throw new Error('A phone is taken, and nobody has it.');
  return { personId: winner, isNew: false };
}

/**
 * Changes what is given and leaves the rest.
 * @throws as `add`; `not_found`; `changed_since` where another version is there than the one that was read.
 */
export async function change(
  member: Member,
  personId: string,
  input: Partial<NewPerson>,
  read?: number,
): Promise<Person> {
  await persistently(() => inTransaction(member, (tx) => changeIn(tx, personId, input, read)));
  return find(member, personId);
}

async function changeIn(
  tx: Transacting<Member>,
  personId: string,
  input: Partial<NewPerson>,
  read: number | undefined,
): Promise<void> {
  if (input.fields) await holdFields(tx);
  await sql`select from people where team_id = ${tx.teamId}::uuid and id = ${personId}::uuid for no key update`.execute(
    tx.db,
  );
  // Read once they are ours: what others have changed until now is not what we change.
  const before = await find(tx, personId);
  const { name = before.name, phones = before.phones, timeZone = before.timeZone } = input;
  const typed = await readPerson(tx, { ...input, name, phones, timeZone }, before);
  const wanted = {
    ...typed,
    fields: input.fields ? typed.fields : before.fields,
    groups: input.groups ? typed.groups : before.groups,
  };
  const kept = { ...(await lastChange(tx, personId)), says: told(before) };
  if (!(await writesOver(tx, kept, { read, says: told(wanted) }))) return;
  const said = {
    ...(input.name !== undefined && { name: wanted.name }),
    ...(input.fields && { fields: JSON.stringify(wanted.fields) }),
    ...(input.timeZone !== undefined && { time_zone: wanted.timeZone }),
  };
  if (Object.keys(said).length > 0)
    await tx.db.updateTable('people').set(said).where('team_id', '=', tx.teamId).where('id', '=', personId).execute();
  if (input.phones) {
    const known = new Map(before.addresses.map((address) => [address.value, address]));
    await tx.db.deleteFrom('phones').where('team_id', '=', tx.teamId).where('person_id', '=', personId).execute();
    // In the order in which they were given: the first is the one that we text.
    const addresses = wanted.phones.map((value) => known.get(value) ?? { kind: 'phone_number' as const, value });
    await addPhones(tx, personId, addresses);
  }
  if (input.fields) await keepFields(tx, [personId]);
  if (input.groups) await joinGroups(tx, personId, wanted.groups);
  if (input.phones || Object.keys(said).length > 0) await noteChanged(tx, [personId]);
  await recordAct(tx, {
    kind: 'person.changed',
    personId,
    conversationId: before.conversationId,
    ...whatChanged(before, wanted),
  });
  announce(tx, { kind: 'person.changed', conversationId: before.conversationId });
}

const allTold = ['name', 'phones', 'fields', 'groups', 'timeZone'] as const;
type Told = Pick<Person, (typeof allTold)[number]>;
const told = (from: Told) => Object.fromEntries(allTold.map((key) => [key, from[key]]));

/** What was and is, of that which changed. */
function whatChanged(was: Told, is: Told): { before: Partial<Told>; after: Partial<Told> } {
  const changed = allTold.filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]));
  const pick = (from: Told) => Object.fromEntries(changed.map((key) => [key, from[key]]));
  return { before: pick(was), after: pick(is) };
}

/** Whether the team has any people, and any practice people: asked with each page that is opened, so nobody is counted. */
export async function haveAny(scope: TeamScope): Promise<{ real: boolean; practice: boolean }> {
  const any = (is: RawBuilder<unknown>) =>
    sql`exists (select from people where team_id = ${scope.teamId}::uuid and ${is})`;
  const { rows } = await sql<{ real: boolean; practice: boolean }>`
    select ${any(sql`not is_practice`)} as real, ${any(sql`is_practice`)} as practice`.execute(scope.db);
  return rows[0] as { real: boolean; practice: boolean };
}

async function findByAddress(scope: TeamScope, address: string): Promise<string | undefined> {
  const row = await scope.db
    .selectFrom('phones')
    .select('person_id')
    .where('team_id', '=', scope.teamId)
    .where('address', '=', address)
    .executeTakeFirst();
  return row?.person_id;
}

async function makeReal(tx: TeamScope, personId: string): Promise<void> {
  await tx.db
    .updateTable('people')
    .set({ is_practice: false })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', personId)
    .where('is_practice', 'is', true)
    .execute();
}

async function insertPerson(
  tx: TeamTransaction,
  person: { name: string; fields: Record<string, string>; timeZone: string | null; isPractice: boolean },
): Promise<string> {
  const id = tx.newId();
  const hasFields = Object.keys(person.fields).length > 0;
  if (hasFields) await holdFields(tx);
  await tx.db
    .insertInto('people')
    .values({
      team_id: tx.teamId,
      id,
      name: person.name,
      is_practice: person.isPractice,
      fields: JSON.stringify(person.fields),
      time_zone: person.timeZone,
      created_at: tx.clock.now(),
    })
    .execute();
  if (hasFields) await keepFields(tx, [id]);
  return id;
}

/** Gives a person an address; false when somebody has it already. */
async function addPhone(
  tx: TeamTransaction,
  personId: string,
  { kind, value }: Address,
  position: number,
): Promise<boolean> {
  const added = await tx.db
    .insertInto('phones')
    .values({ team_id: tx.teamId, address: value, kind, person_id: personId, position, created_at: tx.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('address')
    .executeTakeFirst();
  return added !== undefined;
}

/** @throws AppError `person_exists` with the person who has one of them. */
async function addPhones(tx: TeamTransaction, personId: string, addresses: Address[]): Promise<void> {
  for (const [position, address] of addresses.entries()) {
    if (await addPhone(tx, personId, address, position)) continue;
    const ownerId = await findByAddress(tx, address.value);
    const { id, name, conversationId } = await find(tx, ownerId ?? personId);
    const existing = { id, name, conversationId };
    throw new AppError(
      'person_exists',
      `${name} already has this number.`,
      { phones: `${name} already has this number.` },
      { existing },
    );
  }
}

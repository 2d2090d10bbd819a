import { sql } from 'kysely';
import { invalid } from '../../../platform/errors.ts';
import { readName } from '../../../platform/name.ts';
import { persistently } from '../../../platform/persistently.ts';
import { announce, inTransaction, type Transacting } from '../../floor.ts';
import { type ActKind, type Member, mustBeAsRead, recordActs } from '../../teams/teams.ts';
import { listFields, noSuch } from '../fields/field.ts';
import { holdFields, keepFields } from '../fields/places.ts';
import { readValue } from '../fields/read-value.ts';
import { findGroup } from '../groups/change-group.ts';
import { lastChange, noteChanged } from '../versions.ts';
import { type Chosen, lockChosen } from './whom.ts';

/** What is done with people in the table. */
export type PeopleAct =
  | { act: 'rename'; name: string }
  | { act: 'set_field'; fieldId: string; value: string }
  | { act: 'add_to_group' | 'remove_from_group'; groupId: string };

/** What was changed of one person, as it is kept to be taken back. */
interface Changed {
  id: string;
  before: object;
  after: object;
}

interface Done {
  kind: ActKind;
  subjectId?: string;
  changed: Changed[];
}

/**
 * Does the same with all who are chosen, or with none. Whoever is so already stays as they are, and no act is kept of it.
 * @returns how many were changed, and what takes all of it back; null when nothing was changed.
 * @throws AppError as `lockChosen`; `invalid` for a value or a name; `unreadable` for what the team does not have; `changed_since`
 * where the first who is chosen is at another version than the one that was read.
 */
export async function actOnPeople(
  member: Member,
  chosen: Chosen,
  wanted: PeopleAct,
  read?: number,
): Promise<{ actId: string | null; changed: number }> {
  return persistently(() =>
    inTransaction(member, async (tx) => {
      if (wanted.act === 'set_field') await holdFields(tx);
      const locked = await lockChosen(tx, chosen);
      const ids = locked.map(({ id }) => id);
      const before = read !== undefined && ids[0] ? await lastChange(tx, ids[0]) : null;
      const { kind, subjectId, changed } = await perform(tx, ids, wanted);
      // Whoever is so already was not written over.
      if (before && changed.length > 0) await mustBeAsRead(tx, before, read);
      const talks = new Map(locked.map(({ id, conversationId }) => [id, conversationId]));
      const batchId = changed.length > 1 ? tx.newId() : undefined;
      const acts = changed.map(({ id, before, after }) => ({
        kind,
        personId: id,
        ...(subjectId && { subjectId }),
        ...(batchId && { batchId }),
        before,
        after,
      }));
      const [first] = await recordActs(tx, acts);
      for (const { id } of changed) announce(tx, { kind: 'person.changed', conversationId: talks.get(id) as string });
      return { actId: batchId ?? first ?? null, changed: changed.length };
    }),
  );
}

async function perform(tx: Transacting<Member>, ids: string[], wanted: PeopleAct): Promise<Done> {
  switch (wanted.act) {
    case 'rename':
      return rename(tx, ids, wanted.name);
    case 'set_field':
      return setField(tx, ids, wanted.fieldId, wanted.value);
    case 'add_to_group':
    case 'remove_from_group':
      return changeGroups(tx, ids, wanted.groupId, wanted.act === 'add_to_group');
  }
}

async function rename(tx: Transacting<Member>, ids: string[], typed: string): Promise<Done> {
  const name = readName(typed);
  if (name === '' || name.length > 200) throw invalid({ name: 'Give the person a name of 1 to 200 characters.' });
  const { rows: changed } = await sql<Changed>`
    update people set name = ${name} from people as was
    where people.team_id = ${tx.teamId}::uuid and people.id = any (${ids}::uuid[]) and people.name <> ${name}
      and was.team_id = people.team_id and was.id = people.id
    returning people.id, json_build_object('name', was.name) as before,
      json_build_object('name', people.name) as after`.execute(tx.db);
  await noteChanged(
    tx,
    changed.map(({ id }) => id),
  );
  return { kind: 'person.renamed', changed };
}

async function setField(tx: Transacting<Member>, ids: string[], fieldId: string, typed: string): Promise<Done> {
  const field = (await listFields(tx)).find(({ id }) => id === fieldId.toLowerCase());
  if (!field) throw noSuch('field', 'fieldId');
  const read = readValue(field, typed);
  if ('fault' in read) throw invalid({ value: read.fault });
  if (read.value.length > 2000) throw invalid({ value: 'Use 2,000 characters or fewer.' });
  const value = read.value || null;
  const { rows: changed } = await sql<Changed>`
    update people set fields = case when ${value}::text is null then people.fields - ${field.name}::text
      else people.fields || jsonb_build_object(${field.name}::text, ${value}::text) end
    from people as was
    where people.team_id = ${tx.teamId}::uuid and people.id = any (${ids}::uuid[])
      and people.fields ->> ${field.name} is distinct from ${value}::text
      and was.team_id = people.team_id and was.id = people.id
    returning people.id, json_build_object('value', was.fields ->> ${field.name}) as before,
      json_build_object('value', ${value}::text, 'name', ${field.name}::text) as after`.execute(tx.db);
  const those = changed.map(({ id }) => id);
  await keepFields(tx, those);
  await noteChanged(tx, those);
  return { kind: 'person.field_set', subjectId: field.id, changed };
}

async function changeGroups(tx: Transacting<Member>, ids: string[], groupId: string, isIn: boolean): Promise<Done> {
  const group = await findGroup(tx, groupId);
  if (group.rule)
    throw invalid({ groupId: `Who is in “${group.name}” is found by its rule. Nobody is put into it by hand.` });
  const { rows } = isIn
    ? await sql<{ person_id: string }>`insert into group_members (team_id, group_id, person_id)
        select ${tx.teamId}::uuid, ${group.id}::uuid, id from unnest(${ids}::uuid[]) as chosen (id)
        on conflict do nothing returning person_id`.execute(tx.db)
    : await sql<{ person_id: string }>`delete from group_members
        where team_id = ${tx.teamId}::uuid and group_id = ${group.id}::uuid and person_id = any (${ids}::uuid[])
        returning person_id`.execute(tx.db);
  const changed = rows.map(({ person_id: id }) => ({ id, before: {}, after: { name: group.name } }));
  return { kind: isIn ? 'person.grouped' : 'person.ungrouped', subjectId: group.id, changed };
}

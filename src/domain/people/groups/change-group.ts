import { sql } from 'kysely';
import { AppError, invalid, notFound } from '../../../platform/errors.ts';
import { readName } from '../../../platform/name.ts';
import { persistently } from '../../../platform/persistently.ts';
import { announce, inTransaction, type TeamScope, type Transacting } from '../../floor.ts';
import { type Member, recordAct } from '../../teams/teams.ts';
import type { Filter } from '../rules/filter.ts';
import { listRules } from '../rules/list-rules.ts';
import { mostGroups } from './name-groups.ts';
import { groupsIn, lockRules, readRule } from './rule-change.ts';

/**
 * Makes a group, of those who fit a rule or of those who will be put into it.
 * @throws AppError `invalid` for its name, and as `readRule`.
 */
export async function addGroup(member: Member, wanted: { name: string; rule: Filter | null }): Promise<string> {
  const name = readGroupName(wanted.name);
  const work = async (tx: Transacting<Member>) => {
    await lockRules(tx);
    if (wanted.rule) await readRule(tx, null, wanted.rule);
    await mustBeFree(tx, name, null);
    const id = tx.newId();
    await tx.db
      .insertInto('groups')
      .values({
        team_id: tx.teamId,
        id,
        name,
        rule: wanted.rule && JSON.stringify(wanted.rule),
        created_at: tx.clock.now(),
      })
      .execute();
    await recordAct(tx, { kind: 'group.added', subjectId: id, after: { name } });
    announce(tx, { kind: 'people.changed' });
    return id;
  };
  // Two who make one of the same name at once: the second is told.
  return persistently(() => inTransaction(member, work));
}

/**
 * Calls a group otherwise, or changes its rule; a group of people who were put into it gets none.
 * @throws AppError as `addGroup`; `not_found`; `in_use` with the questions that put people into it by its name.
 */
export async function changeGroup(
  member: Member,
  groupId: string,
  wanted: { name?: string | undefined; rule?: Filter | undefined },
): Promise<void> {
  const work = async (tx: Transacting<Member>) => {
    await lockRules(tx);
    const before = await findGroup(tx, groupId);
    const name = wanted.name === undefined ? before.name : readGroupName(wanted.name);
    if (wanted.rule && !before.rule) throw invalid({ rule: 'People are put into this group by hand. Make a new one.' });
    if (wanted.rule) await readRule(tx, before.id, wanted.rule);
    if (name !== before.name) await mustBeFree(tx, name, before.id);
    const fillers = await fillersOf(tx, before.name);
    if (name.toLowerCase() !== before.name.toLowerCase() && fillers.length > 0)
      throw new AppError('in_use', `${fillers.join(', ')} puts people into “${before.name}”. Take it out there first.`);
    const rule = wanted.rule ?? before.rule;
    await tx.db
      .updateTable('groups')
      .set({ name, rule: rule && JSON.stringify(rule) })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', before.id)
      .execute();
    await recordAct(tx, {
      kind: 'group.changed',
      subjectId: before.id,
      before: { name: before.name },
      after: { name },
    });
    announce(tx, { kind: 'people.changed' });
  };
  await persistently(() => inTransaction(member, work));
}

/**
 * Deletes a group; its people stay.
 * @throws AppError `not_found`; `in_use` with the questions and groups that need it.
 */
export async function removeGroup(member: Member, groupId: string): Promise<void> {
  await inTransaction(member, async (tx) => {
    await lockRules(tx);
    const { id, name } = await findGroup(tx, groupId);
    const users = [...(await usersOf(tx, id)), ...(await fillersOf(tx, name))];
    if (users.length > 0)
      throw new AppError('in_use', `“${name}” is used by ${users.join(', ')}. Take it out there first.`);
    await tx.db.deleteFrom('groups').where('team_id', '=', tx.teamId).where('id', '=', id).execute();
    await recordAct(tx, { kind: 'group.removed', subjectId: id, before: { name } });
    announce(tx, { kind: 'people.changed' });
  });
}

interface StoredGroup {
  id: string;
  name: string;
  rule: Filter | null;
}

/** @throws AppError `not_found`. */
export async function findGroup(scope: TeamScope, groupId: string): Promise<StoredGroup> {
  const row = await scope.db
    .selectFrom('groups')
    .select(['id', 'name', 'rule'])
    .where('team_id', '=', scope.teamId)
    .where('id', '=', groupId)
    .executeTakeFirst();
  if (!row) throw notFound('group');
  return { ...row, rule: row.rule as unknown as Filter | null };
}

async function usersOf(scope: TeamScope, groupId: string): Promise<string[]> {
  return (await groupUses(scope)).flatMap(({ name, groupIds }) => (groupIds.includes(groupId) ? [`“${name}”`] : []));
}

/** What would miss its groups: questions that are not archived, broadcasts that have not left, and groups whose rules name any. */
export async function groupUses(scope: TeamScope): Promise<{ name: string; groupIds: string[] }[]> {
  const { rows } = await sql<{ name: string; groupIds: string[] }>`
    select question_versions.name, coalesce(content -> 'audience' -> 'groupIds', '[]') as "groupIds"
    from questions join question_versions
      on question_versions.team_id = questions.team_id and question_versions.question_id = questions.id
        and question_versions.version = questions.version
    where questions.team_id = ${scope.teamId}::uuid and questions.archived_at is null
    union all select coalesce(nullif(name, ''), left(body, 40)),
      (audience -> 'groupIds') || (audience -> 'exceptGroupIds')
    from broadcasts where team_id = ${scope.teamId}::uuid and filled_at is null and canceled_at is null
    order by name`.execute(scope.db);
  const rules = await listRules(scope);
  return [...rows, ...rules.map(({ name, rule }) => ({ name, groupIds: groupsIn(rule) }))];
}

/** The questions that are not archived whose rules put people into a group: they name it, and would make it again. */
async function fillersOf(scope: TeamScope, name: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select question_versions.name from questions join question_versions
      on question_versions.team_id = questions.team_id and question_versions.question_id = questions.id
        and question_versions.version = questions.version
    where questions.team_id = ${scope.teamId}::uuid and questions.archived_at is null
      and exists (select from jsonb_array_elements(question_versions.content -> 'rules') as rule
        where rule #>> '{act,kind}' = 'group' and lower(btrim(rule #>> '{act,name}')) = lower(${name}))
    order by question_versions.name`.execute(scope.db);
  return rows.map(({ name }) => `“${name}”`);
}

function readGroupName(typed: string): string {
  const name = readName(typed);
  if (name === '' || name.length > 100) throw invalid({ name: 'Give the group a name of 1 to 100 characters.' });
  return name;
}

async function mustBeFree(tx: TeamScope, name: string, own: string | null): Promise<void> {
  const { rows: groups } = await sql<{ id: string; isSame: boolean }>`
    select id, lower(name) = lower(${name}) as "isSame" from groups where team_id = ${tx.teamId}::uuid`.execute(tx.db);
  if (groups.some(({ id, isSame }) => isSame && id !== own))
    throw invalid({ name: 'There is a group with this name already.' });
  if (own === null && groups.length >= mostGroups) throw invalid({ name: `A team can have ${mostGroups} groups.` });
}

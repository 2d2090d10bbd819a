import { sql } from 'kysely';
import { announce, type Transacting } from '../../floor.ts';
import type { KeptAct, Member } from '../../teams/teams.ts';
import { holdFields, keepFields } from '../fields/places.ts';
import { noteChanged } from '../versions.ts';

/** The kinds of acts on people that can be taken back. */
export const isActOnPeople = (kind: string) => /^person\.(renamed|field_set|grouped|ungrouped)$/.test(kind);

/** Sets back what acts on people have changed, where it still is as they left it. Answers the acts of those. */
export async function putBackPeople(tx: Transacting<Member>, acts: KeptAct[]): Promise<KeptAct[]> {
  const ids = acts.flatMap(({ personId }) => personId ?? []);
  if (acts.some(({ kind }) => kind === 'person.field_set')) await holdFields(tx);
  await sql`select from people where team_id = ${tx.teamId}::uuid and id = any (${ids}::uuid[])
    order by id for no key update`.execute(tx.db);
  const byWhat = Map.groupBy(acts, ({ kind, subjectId }) => `${kind} ${subjectId}`);
  const undone = new Set<string>();
  for (const same of byWhat.values()) for (const id of await putBackSame(tx, same)) undone.add(id);
  const { rows } = await sql<{ id: string }>`select id from conversations
    where team_id = ${tx.teamId}::uuid and person_id = any (${[...undone]}::uuid[])`.execute(tx.db);
  for (const { id } of rows) announce(tx, { kind: 'person.changed', conversationId: id });
  return acts.filter(({ personId }) => personId && undone.has(personId));
}

async function putBackSame(tx: Transacting<Member>, acts: KeptAct[]): Promise<string[]> {
  const { kind, subjectId } = acts[0]!;
  const ids = acts.map(({ personId }) => personId);
  const list = (side: 'before' | 'after', name: string) =>
    acts.map((act) => (act[side][name] ?? null) as string | null);
  switch (kind) {
    case 'person.renamed': {
      const undone = read(
        await sql<{ id: string }>`
          update people set name = act.before
          from unnest(${ids}::uuid[], ${list('before', 'name')}::text[], ${list('after', 'name')}::text[])
            as act (id, before, after)
          where people.team_id = ${tx.teamId}::uuid and people.id = act.id and people.name = act.after
            and act.before is not null
          returning people.id`.execute(tx.db),
      );
      await noteChanged(tx, undone);
      return undone;
    }
    case 'person.field_set': {
      const undone = read(
        await sql<{ id: string }>`
          update people set fields = case when act.before is null then people.fields - field.name
            else people.fields || jsonb_build_object(field.name, act.before) end
          from unnest(${ids}::uuid[], ${list('before', 'value')}::text[], ${list('after', 'value')}::text[])
            as act (id, before, after), person_fields as field
          where people.team_id = ${tx.teamId}::uuid and people.id = act.id
            and field.team_id = people.team_id and field.id = ${subjectId}::uuid
            and people.fields ->> field.name is not distinct from act.after
          returning people.id`.execute(tx.db),
      );
      await keepFields(tx, undone);
      await noteChanged(tx, undone);
      return undone;
    }
    case 'person.grouped':
      return read(
        await sql<{ id: string }>`delete from group_members
          where team_id = ${tx.teamId}::uuid and group_id = ${subjectId}::uuid and person_id = any (${ids}::uuid[])
          returning person_id as id`.execute(tx.db),
      );
    default:
      return read(
        await sql<{ id: string }>`insert into group_members (team_id, group_id, person_id)
          select people.team_id, groups.id, people.id from people join groups on groups.team_id = people.team_id
          where people.team_id = ${tx.teamId}::uuid and people.id = any (${ids}::uuid[])
            and groups.id = ${subjectId}::uuid and groups.rule is null
          on conflict do nothing returning person_id as id`.execute(tx.db),
      );
  }
}

const read = ({ rows }: { rows: { id: string }[] }) => rows.map(({ id }) => id);

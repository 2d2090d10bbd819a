import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import * as people from '../people/people.ts';
import { findChanges } from './stored-change.ts';
import { type Locked, note } from './stored-import.ts';

const rowsAtOnce = 1000;

/** Why somebody stays although the import that brought them is undone. */
export type Because = 'texted' | 'used' | 'edited';

/**
 * Takes back what the next rows of an import did. Whoever has had to do with somebody since finds them as they are: they are
 * listed for a decision.
 * @returns whether there is more to take back.
 */
export async function undoBatch(tx: TeamTransaction, job: Locked): Promise<boolean> {
  const from = job.doneTo;
  const to = Math.min(from + rowsAtOnce, job.writtenTo);
  const made = await findMade(tx, job.id, from, to);
  const unused = made.filter(({ because }) => because === null);
  await people.removeUnused(
    tx,
    unused.map(({ person_id }) => person_id),
  );
  const changes = await findChanges(tx, job.id, from, to);
  const edited = new Set(
    await people.changeMany(
      tx,
      changes.map(({ personId, from, to }) => ({ personId, from: to, to: from })),
    ),
  );
  await people.takeNumbers(
    tx,
    changes.flatMap(({ personId, phones }) => phones.map((address) => ({ personId, address }))),
  );
  const groupIds = await people.nameGroups(tx, job.groups);
  await people.leaveMany(
    tx,
    changes.flatMap(({ personId, groups }) =>
      groups.map((name) => ({ personId, groupId: groupIds.get(name) as string })),
    ),
  );
  await people.endImported(tx, [
    ...unused.flatMap(({ phones, opted_out_at }) =>
      opted_out_at ? phones.map((address) => ({ address, words: null, saidAt: opted_out_at })) : [],
    ),
    ...changes.flatMap(({ optedOut }) => optedOut),
  ]);
  const kept = [
    ...made.flatMap(({ place, because }) => (because ? [{ place, because }] : [])),
    ...changes.flatMap(({ place, personId }) => (edited.has(personId) ? [{ place, because: 'edited' as const }] : [])),
  ];
  await keep(tx, job.id, kept);
  const isDone = to >= job.writtenTo;
  await note(tx, job.id, {
    doneTo: to,
    counts: { ...job.counts, kept: job.counts.kept + kept.length },
    ...(isDone && { state: 'undone', undoneAt: tx.clock.now() }),
  });
  return !isDone;
}

interface Made {
  place: number;
  person_id: string;
  phones: string[];
  opted_out_at: Date | null;
  because: Because | null;
}

/** Whom some rows made, as far as they are still there, and what has been done with them since. */
async function findMade(tx: TeamTransaction, importId: string, from: number, to: number): Promise<Made[]> {
  const mine = sql`import_rows.team_id = ${tx.teamId}::uuid and import_rows.import_id = ${importId}::uuid
    and place >= ${from}::int and place < ${to}::int and outcome = 'new'`;
  // Held until the commit: whoever is going to write to them waits, and finds them or not. A new statement then sees all
  // that was done before.
  await sql`select from conversations where team_id = ${tx.teamId}::uuid
    and id = any (array(select conversation_id from import_rows where ${mine})) order by id for update`.execute(tx.db);
  const of = (table: string, column: string) =>
    sql`exists (select from ${sql.table(table)} as used where used.team_id = people.team_id and ${sql.ref(`used.${column}`)} = ${
      column === 'person_id' ? sql`people.id` : sql`conversations.id`
    })`;
  const { rows } = await sql<Made>`
    select place, people.id as person_id, import_rows.phones, import_rows.opted_out_at, case
      when last_message_id is not null or last_inbound_id is not null then 'texted'
      when people.name <> import_rows.name or people.fields <> import_rows.fields
        or people.time_zone is distinct from import_rows.time_zone
        or array(select address from phones where phones.team_id = people.team_id and phones.person_id = people.id
          order by position) <> import_rows.phones
        or array(select groups.name from group_members join groups on groups.team_id = group_members.team_id
          and groups.id = group_members.group_id where group_members.team_id = people.team_id
          and group_members.person_id = people.id order by groups.name collate "C")
          <> array(select name from unnest(import_rows.groups) as named (name) order by name collate "C")
        or exists (select from opt_outs where opt_outs.team_id = people.team_id
          and opt_outs.address = any (import_rows.phones) and opted_out_at > people.created_at) then 'edited'
      when assignee_id is not null or closed_at is not null or snoozed_until is not null
        or ${of('notes', 'conversation_id')} or ${of('drafts', 'conversation_id')} or ${of('asks', 'person_id')}
        or ${of('leaves', 'person_id')} or ${of('acts', 'conversation_id')} then 'used'
      end as because
    from import_rows
    join people on people.team_id = import_rows.team_id and people.id = import_rows.person_id
    join conversations on conversations.team_id = people.team_id and conversations.person_id = people.id
    where ${mine} order by people.id`.execute(tx.db);
  return rows;
}

async function keep(tx: TeamTransaction, importId: string, kept: { place: number; because: Because }[]): Promise<void> {
  if (kept.length === 0) return;
  await sql`
    update import_rows set kept_because = because
    from unnest(${kept.map(({ place }) => place)}::int[], ${kept.map(({ because }) => because)}::text[])
      as kept (place, because)
    where team_id = ${tx.teamId}::uuid and import_id = ${importId}::uuid and import_rows.place = kept.place`.execute(
    tx.db,
  );
}

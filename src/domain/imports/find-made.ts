import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';

/** Why somebody stays although the import that brought them is undone. */
export type Because = 'texted' | 'used' | 'edited';

interface Made {
  place: number;
  person_id: string;
  phones: string[];
  opted_out_at: Date | null;
  because: Because | null;
}

/** What points to a person, and what to their conversation, once somebody has had to do with them. */
const ofPeople = ['asks', 'leaves', 'work_patterns', 'broadcast_recipients'];
const ofConversations = ['notes', 'drafts', 'acts'];

/** Whom some rows made, as far as they are still there, and what has been done with them since. */
export async function findMade(tx: TeamTransaction, importId: string, from: number, to: number): Promise<Made[]> {
  const mine = sql`import_rows.team_id = ${tx.teamId}::uuid and import_rows.import_id = ${importId}::uuid
    and place >= ${from}::int and place < ${to}::int and outcome = 'new'`;
  // Held until the commit: whoever is going to write to them waits, and finds them or not. A new statement then sees all
  // that was done before.
  await sql`select from conversations where team_id = ${tx.teamId}::uuid
    and id = any (array(select conversation_id from import_rows where ${mine})) order by id for update`.execute(tx.db);
  // Broadcasts that have not left yet, and questions, name whom they are for.
  const { rows: named } = await sql<{ ids: string[] }>`
    select array(select jsonb_array_elements_text((audience -> 'personIds') || (audience -> 'exceptPersonIds'))
        from broadcasts where team_id = ${tx.teamId}::uuid and filled_at is null and canceled_at is null
      union select jsonb_array_elements_text(content -> 'audience' -> 'personIds') from question_versions
        where team_id = ${tx.teamId}::uuid) as ids`.execute(tx.db);
  const has = (table: string, key: string) => sql`exists (select from ${sql.table(table)} as used
    where used.team_id = people.team_id and ${sql.raw(key)})`;
  const isUsed = sql.join(
    [
      ...ofPeople.map((table) => has(table, 'used.person_id = people.id')),
      ...ofConversations.map((table) => has(table, 'used.conversation_id = conversations.id')),
      has('acts', 'used.person_id = people.id'),
    ],
    sql` or `,
  );
  const { rows } = await sql<Made>`
    select place, people.id as person_id, import_rows.phones, import_rows.opted_out_at, case
      when last_message_id is not null or last_inbound_id is not null then 'texted'
      when people.name <> import_rows.name or people.fields <> import_rows.fields
        or people.time_zone is distinct from import_rows.time_zone
        or array(select address from phones where phones.team_id = people.team_id and phones.person_id = people.id
          order by position) <> import_rows.phones
        or (select count(*) from group_members where group_members.team_id = people.team_id
          and group_members.person_id = people.id) > cardinality(import_rows.groups)
        or ${has('acts', `used.person_id = people.id and used.kind like 'person.%'`)}
        or exists (select from opt_outs where opt_outs.team_id = people.team_id
          and opt_outs.address = any (import_rows.phones) and opted_out_at > people.created_at) then 'edited'
      when assignee_id is not null or closed_at is not null or snoozed_until is not null
        or people.id = any (${named[0]?.ids ?? []}::uuid[]) or ${isUsed} then 'used'
      end as because
    from import_rows
    join people on people.team_id = import_rows.team_id and people.id = import_rows.person_id
    join conversations on conversations.team_id = people.team_id and conversations.person_id = people.id
    where ${mine} order by people.id`.execute(tx.db);
  return rows;
}

/** The rows of those who have become one with somebody else since, in whom they stay. */
export async function findMerged(
  tx: TeamTransaction,
  importId: string,
  from: number,
  to: number,
): Promise<{ place: number; because: Because }[]> {
  const { rows } = await sql<{ place: number; because: Because }>`
    select place, 'edited' as because from import_rows
    join merges on merges.team_id = import_rows.team_id and merges.other_person_id = import_rows.person_id
    where import_rows.team_id = ${tx.teamId}::uuid and import_rows.import_id = ${importId}::uuid
      and place >= ${from}::int and place < ${to}::int and outcome in ('new', 'change')`.execute(tx.db);
  return rows;
}

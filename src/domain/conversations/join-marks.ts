import { sql } from 'kysely';
import { rowsAsTold } from '../../platform/rows-as-told.ts';
import type { TeamTransaction } from '../floor.ts';

interface ReadMark {
  member_id: string;
  message_id: string;
}

/** What members have seen of two conversations, as the database tells it. */
export interface StoredMarks {
  read_marks: ReadMark[];
  unread_marks: { member_id: string }[];
}

const none = sql`'00000000-0000-0000-0000-000000000000'::uuid`;

/**
 * Joins what members have seen of two conversations: up to their first text that a member has not seen in its own. What was
 * unread in either stays unread; what was read after that in the other is counted again. Call it before the texts move.
 */
export async function joinMarks(tx: TeamTransaction, from: string, to: string): Promise<void> {
  const both = sql`array[${from}, ${to}]::uuid[]`;
  const seen = (id: string) => sql`(select message_id from read_marks as mark where mark.team_id = ${tx.teamId}::uuid
    and mark.conversation_id = ${id}::uuid and mark.member_id = who.member_id)`;
  const unseen = (id: string) => sql`(select id from messages where messages.team_id = ${tx.teamId}::uuid
    and conversation_id = ${id}::uuid and direction = 'inbound' and id > coalesce(${seen(id)}, ${none}) order by id limit 1)`;
  await sql`
    with who as (
      select member_id, max(read_at) as read_at from read_marks
      where team_id = ${tx.teamId}::uuid and conversation_id = any (${both}) group by member_id),
    looked as (
      select member_id, read_at, greatest(${seen(from)}, ${seen(to)}) as last_seen,
        least(${unseen(from)}, ${unseen(to)}) as first_unseen
      from who),
    wanted as (
      select member_id, read_at, case when first_unseen is null then last_seen else (
        select id from messages where messages.team_id = ${tx.teamId}::uuid and conversation_id = any (${both})
          and id < first_unseen order by id desc limit 1) end as message_id
      from looked),
    dropped as (
      delete from read_marks using wanted where team_id = ${tx.teamId}::uuid and conversation_id = ${to}::uuid
        and read_marks.member_id = wanted.member_id and wanted.message_id is null)
    insert into read_marks (team_id, conversation_id, member_id, message_id, read_at)
    select ${tx.teamId}::uuid, ${to}::uuid, member_id, message_id, read_at from wanted where message_id is not null
    on conflict (team_id, conversation_id, member_id) do update
      set message_id = excluded.message_id, read_at = excluded.read_at`.execute(tx.db);
  await sql`
    insert into unread_marks (team_id, conversation_id, member_id, marked_at)
    select team_id, ${to}::uuid, member_id, marked_at from unread_marks
    where team_id = ${tx.teamId}::uuid and conversation_id = ${from}::uuid
    on conflict do nothing`.execute(tx.db);
}

interface Ways {
  /** The conversation that was kept, and the one that is there again. */
  kept: string;
  other: string;
  before: { kept: StoredMarks; other: StoredMarks };
  /** As the joining left them, and as they are now. */
  after: StoredMarks;
  now: StoredMarks;
}

/** Gives each of two conversations back what members had seen of it. Who has read on since has read on in both. */
export async function partMarks(tx: TeamTransaction, { kept, other, before, after, now }: Ways): Promise<void> {
  const markOf = ({ read_marks }: StoredMarks, memberId: string) =>
    read_marks.find(({ member_id }) => member_id === memberId);
  const backOf = (side: StoredMarks, conversation_id: string) => {
    const memberIds = new Set([...side.read_marks, ...now.read_marks].map(({ member_id }) => member_id));
    return [...memberIds].flatMap((memberId) => {
      const [old, left, mark] = [side, after, now].map((marks) => markOf(marks, memberId));
      const isNewer = mark && mark.message_id !== left?.message_id && !(old && old.message_id > mark.message_id);
      return isNewer ? [{ ...mark, conversation_id }] : old ? [old] : [];
    });
  };
  const back = [...backOf(before.kept, kept), ...backOf(before.other, other)];
  await sql`delete from read_marks where team_id = ${tx.teamId}::uuid and conversation_id = ${kept}::uuid`.execute(
    tx.db,
  );
  await sql`insert into read_marks ${rowsAsTold('read_marks', back)}`.execute(tx.db);

  const has = ({ unread_marks }: StoredMarks, memberId: string) =>
    unread_marks.some(({ member_id }) => member_id === memberId);
  const added = now.unread_marks.filter(
    ({ member_id }) => has(before.other, member_id) && !has(before.kept, member_id),
  );
  await sql`delete from unread_marks where team_id = ${tx.teamId}::uuid and conversation_id = ${kept}::uuid
    and member_id = any (${added.map(({ member_id }) => member_id)}::uuid[])`.execute(tx.db);
  const again = before.other.unread_marks.filter(({ member_id }) => has(now, member_id));
  await sql`insert into unread_marks ${rowsAsTold('unread_marks', again)}`.execute(tx.db);
}

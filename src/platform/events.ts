import { sql } from 'kysely';
import type { Clock } from './clock.ts';
import { type Database, prepared } from './database.ts';
import { $now, $team, listOf } from './statement.ts';

/** The events of one team: whose, where, and by which clock. */
export interface TeamEvents {
  teamId: string;
  db: Database;
  clock: Clock;
}

/** Something that a member may see changing. */
export interface Change {
  kind:
    | 'message.created'
    | 'message.changed'
    | 'conversation.changed'
    | 'note.created'
    | 'note.changed'
    | 'person.changed'
    /** So many of them that each by itself would be too much. */
    | 'people.changed'
    | 'line.changed'
    | 'team.changed'
    | 'round.changed'
    | 'broadcast.changed';
  conversationId?: string;
  messageId?: string;
  /** The note, or the act, that has come, changed or gone; the round or the broadcast that has changed. */
  subjectId?: string;
}

export interface NumberedChange extends Change {
  number: number;
}

/**
 * Writes changes down as the team's events, in the caller's transaction. Call it last: it holds the team's head row until
 * the commit, which is what makes the numbers gapless.
 */
export async function recordChanges(team: TeamEvents, changes: Change[]): Promise<void> {
  if (changes.length === 0) return;
  const ids = (of: 'conversationId' | 'messageId' | 'subjectId') =>
    listOf(changes.map((change) => change[of] ?? 'null'));
  await prepared(
    'record-changes',
    sql`
      with head as (
        insert into event_heads (team_id, last_number) values (${team.teamId}::uuid, ${changes.length}::int)
        on conflict (team_id) do update set last_number = event_heads.last_number + excluded.last_number
        returning last_number
      )
      insert into events (team_id, number, kind, conversation_id, message_id, subject_id, happened_at)
      select ${team.teamId}::uuid, last_number - ${changes.length}::int + place, kind, conversation_id, message_id,
        subject_id, ${team.clock.now()}::timestamptz
      from head cross join unnest(
        ${listOf(changes.map(({ kind }) => kind))}::text[], ${ids('conversationId')}::uuid[],
        ${ids('messageId')}::uuid[], ${ids('subjectId')}::uuid[]
      ) with ordinality as change (kind, conversation_id, message_id, subject_id, place)`,
  ).execute(team.db);
}

/**
 * Parts of a larger statement, its last: write down a change for each of some rows, as `recordChanges` does. The head is
 * locked only once all rows are there: whoever holds it waits for nobody.
 */
export const recordAll = (kind: Change['kind'], rows: string) => `
    event_head as (
      insert into event_heads (team_id, last_number)
      select ${$team}, count(*) from ${rows} having count(*) > 0
      on conflict (team_id) do update set last_number = event_heads.last_number + excluded.last_number
      returning last_number
    ),
    recorded as (
      insert into events (team_id, number, kind, conversation_id, message_id, happened_at)
      select ${$team}, last_number - (select count(*) from ${rows}) + row_number() over (order by message_id), '${kind}',
        conversation_id, message_id, ${$now}
      from ${rows} cross join event_head
    )`;

/** The number of the team's newest change; 0 when nothing has ever changed. */
export async function newestChange(team: TeamEvents): Promise<number> {
  const head = await team.db
    .selectFrom('event_heads')
    .select('last_number')
    .where('team_id', '=', team.teamId)
    .executeTakeFirst();
  return Number(head?.last_number ?? 0);
}

interface Row {
  number: number;
  kind: string;
  conversation_id: string | null;
  message_id: string | null;
  subject_id: string | null;
  last_number: number;
}

/** The changes after a number, oldest first, at most `limit`, and the number of the newest of all if there are any. */
export async function changesAfter(
  team: TeamEvents,
  number: number,
  limit: number,
): Promise<{ changes: NumberedChange[]; newest: number }> {
  const { rows } = await prepared<Row>(
    'changes-after',
    sql`
      select number, kind, conversation_id, message_id, subject_id, last_number
      from events join event_heads on event_heads.team_id = events.team_id
      where events.team_id = ${team.teamId}::uuid and number > ${number}::bigint
      order by number limit ${limit}::int`,
  ).execute(team.db);
  const changes = rows.map((row) => ({
    number: Number(row.number),
    kind: row.kind as Change['kind'],
    ...(row.conversation_id && { conversationId: row.conversation_id }),
    ...(row.message_id && { messageId: row.message_id }),
    ...(row.subject_id && { subjectId: row.subject_id }),
  }));
  return { changes, newest: Number(rows[0]?.last_number ?? number) };
}

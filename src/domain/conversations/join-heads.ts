import { type RawBuilder, sql } from 'kysely';
import { rowsAsTold } from '../../platform/rows-as-told.ts';
import type { TeamTransaction } from '../floor.ts';
import { isFailure } from '../message-status.ts';

/**
 * Keeps two conversations locked until the commit, against all who write into them or beside them.
 * @returns those of them that are there.
 */
export async function hold(tx: TeamTransaction, ids: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from conversations where team_id = ${tx.teamId}::uuid and id = any (${ids}::uuid[])
    order by id for update`.execute(tx.db);
  return rows.map(({ id }) => id);
}

/** Parts of one statement: notes go to another conversation, and who has not seen that they were named. */
export function moveNotes(tx: TeamTransaction, from: string, to: string, noteIds?: string[]): RawBuilder<unknown> {
  const goes = (column: string) => sql`team_id = ${tx.teamId}::uuid and conversation_id = ${from}::uuid
    ${noteIds ? sql`and ${sql.ref(column)} = any (${noteIds}::uuid[])` : sql``}`;
  return sql`
    notes_moved as (update notes set conversation_id = ${to}::uuid where ${goes('id')}),
    mentions_moved as (update unseen_mentions set conversation_id = ${to}::uuid where ${goes('note_id')})`;
}

/**
 * Has the head of a conversation show what two of them say together. Whoever waits in one of them waits. What is put off
 * stays so only where nobody waits in the other; what is done, only where the other is done or was never used.
 */
export async function joinHeads(tx: TeamTransaction, from: string, to: string): Promise<void> {
  await sql`
    update conversations as kept set
      last_message_id = newest.last_message_id, last_message_at = newest.last_message_at,
      last_message_failed = newest.last_message_failed, line_id = coalesce(newest.line_id, kept.line_id, other.line_id),
      last_inbound_id = greatest(kept.last_inbound_id, other.last_inbound_id),
      waiting_since = least(kept.waiting_since, other.waiting_since),
      assignee_id = coalesce(kept.assignee_id, other.assignee_id),
      snoozed_until = case
        when kept.snoozed_until is not null and other.snoozed_until is not null
          then least(kept.snoozed_until, other.snoozed_until)
        when other.waiting_since is null then coalesce(kept.snoozed_until, case when kept.waiting_since is null then other.snoozed_until end)
        when kept.waiting_since is null then other.snoozed_until end,
      closed_at = case when other.last_message_id is null then kept.closed_at
        when kept.last_message_id is null then other.closed_at
        when kept.closed_at is not null and other.closed_at is not null then greatest(kept.closed_at, other.closed_at) end
    from conversations as other, lateral (
      select * from conversations as either where either.team_id = other.team_id and either.id in (other.id, ${to}::uuid)
      order by last_message_at desc, last_message_id desc nulls last limit 1) as newest
    where kept.team_id = ${tx.teamId}::uuid and kept.id = ${to}::uuid
      and other.team_id = kept.team_id and other.id = ${from}::uuid`.execute(tx.db);
}

/** When two were joined: after which id, and at which time. */
export interface Since {
  id: string;
  at: Date;
}

/** A head as the database tells it. */
export type StoredHead = Record<string, unknown> & { id: string };

/** Opens a conversation again as it was. */
export async function openAgain(tx: TeamTransaction, head: StoredHead): Promise<void> {
  await sql`insert into conversations ${rowsAsTold('conversations', [head])}`.execute(tx.db);
}

/**
 * Puts the head of a conversation back to what it was (`was`) before two were joined, with the texts that have come into it
 * `since` then. What the merge left (`left`) and is otherwise now (`now`) somebody has changed: that stays.
 */
export async function partHead(
  tx: TeamTransaction,
  { was, left, now, since: { id, at } }: { was: StoredHead; left: StoredHead; now: StoredHead; since: Since },
): Promise<void> {
  const row = (head: StoredHead) => sql`jsonb_populate_record(null::conversations, ${JSON.stringify(head)}::jsonb)`;
  const asWas = (
    column: string,
  ) => sql`case when now.${sql.ref(column)} is not distinct from was_left.${sql.ref(column)}
    then was.${sql.ref(column)} else now.${sql.ref(column)} end`;
  const come = sql`select * from messages where team_id = ${tx.teamId}::uuid and conversation_id = ${was.id}::uuid
    and messages.id > ${id}::uuid and status <> 'canceled'`;
  await sql`
    update conversations as kept set
      last_message_id = coalesce(newest.id, was.last_message_id),
      last_message_at = case when newest.id is null then was.last_message_at else newest.created_at end,
      last_message_failed = coalesce(${sql.raw(isFailure('newest.status'))}, old.has_failed, was.last_message_failed),
      line_id = coalesce(newest.line_id, was.line_id),
      last_inbound_id = coalesce(last_in.id, was.last_inbound_id),
      waiting_since = case when now.waiting_since is null then null
        when now.waiting_since = was_left.waiting_since then coalesce(was.waiting_since, first_in.created_at)
        else first_in.created_at end,
      closed_at = case when first_in.id is null then ${asWas('closed_at')} end,
      snoozed_until = case when first_in.id is null then ${asWas('snoozed_until')} end,
      assignee_id = ${asWas('assignee_id')}
    from ${row(was)} as was cross join ${row(left)} as was_left cross join ${row(now)} as now
    left join lateral (${come} order by id desc limit 1) as newest on true
    left join lateral (${come} and direction = 'inbound' order by id limit 1) as first_in on true
    left join lateral (${come} and direction = 'inbound' order by id desc limit 1) as last_in on true
    left join lateral (
      select ${sql.raw(isFailure('status'))} as has_failed from messages
      where messages.team_id = ${tx.teamId}::uuid and messages.id = was.last_message_id
        and status_at > ${at}::timestamptz) as old on true
    where kept.team_id = ${tx.teamId}::uuid and kept.id = ${was.id}::uuid`.execute(tx.db);
}

import { sql } from 'kysely';
import { rowsAsTold } from '../../platform/rows-as-told.ts';
import type { TeamScope, TeamTransaction } from '../floor.ts';
import { mayReach } from '../message-status.ts';
import { touch } from './changed.ts';

type Rows = Record<string, unknown>[];

/** Which broadcasts one of two people was to get, and the rows that gave way because both were, or both replied. */
export interface JoinedRecipients {
  moved: string[];
  recipients: Rows;
  replies: Rows;
}

/**
 * Whoever got it counts before whoever waits for it, those before whom it did not reach, and all before who was left out.
 * Who has it by hand has got it.
 */
const further = (one: string) =>
  sql`(${sql.ref(`${one}.left_because`)} is null, exists (
    with recursive tries as (
      select id, status from messages where messages.team_id = ${sql.ref(`${one}.team_id`)}
        and messages.id = coalesce(${sql.ref(`${one}.message_id`)}, ${sql.ref(`${one}.retry_of`)})
      union all select again.id, again.status
      from tries join messages as again on again.team_id = ${sql.ref(`${one}.team_id`)} and again.retry_of = tries.id)
    select from tries where ${sql.raw(mayReach('status'))}), ${sql.ref(`${one}.message_id`)} is null)`;

/** Gives a person the broadcasts of another. Of one that both were to get, one row stays. */
export async function joinRecipients(tx: TeamTransaction, fromId: string, toId: string): Promise<JoinedRecipients> {
  const { rows: recipients } = await sql<{ row: Rows[number] }>`
    delete from broadcast_recipients as lost using broadcast_recipients as kept, broadcast_recipients as other
    where kept.team_id = ${tx.teamId}::uuid and kept.person_id = ${toId}::uuid
      and other.team_id = kept.team_id and other.broadcast_id = kept.broadcast_id and other.person_id = ${fromId}::uuid
      and lost.team_id = kept.team_id and lost.broadcast_id = kept.broadcast_id
      and lost.person_id = case when ${further('other')} > ${further('kept')} then kept.person_id else other.person_id end
    returning to_jsonb(lost) as row`.execute(tx.db);
  const { rows: replies } = await sql<{ row: Rows[number] }>`
    delete from broadcast_replies as lost using broadcast_replies as kept
    where kept.team_id = ${tx.teamId}::uuid and kept.person_id = ${toId}::uuid
      and lost.team_id = kept.team_id and lost.broadcast_id = kept.broadcast_id and lost.person_id = ${fromId}::uuid
    returning to_jsonb(lost) as row`.execute(tx.db);
  const { rows: moved } = await sql<{ broadcast_id: string }>`
    update broadcast_recipients set person_id = ${toId}::uuid
    where team_id = ${tx.teamId}::uuid and person_id = ${fromId}::uuid returning broadcast_id`.execute(tx.db);
  await sql`update broadcast_replies set person_id = ${toId}::uuid
    where team_id = ${tx.teamId}::uuid and person_id = ${fromId}::uuid`.execute(tx.db);
  await touch(tx, [...new Set(replies.map(({ row }) => row.broadcast_id as string))]);
  return {
    moved: moved.map(({ broadcast_id }) => broadcast_id),
    recipients: recipients.map(({ row }) => row),
    replies: replies.map(({ row }) => row),
  };
}

/** Gives two people their broadcasts back; replies go with their texts. */
export async function partRecipients(
  tx: TeamTransaction,
  fromId: string,
  toId: string,
  { moved, recipients, replies }: JoinedRecipients,
  messageIds: string[],
): Promise<void> {
  await sql`update broadcast_recipients set person_id = ${toId}::uuid where team_id = ${tx.teamId}::uuid
    and person_id = ${fromId}::uuid and broadcast_id = any (${moved}::uuid[])`.execute(tx.db);
  await sql`update broadcast_replies set person_id = ${toId}::uuid where team_id = ${tx.teamId}::uuid
    and person_id = ${fromId}::uuid and message_id = any (${messageIds}::uuid[])`.execute(tx.db);
  // What was done since may have taken their place.
  await sql`insert into broadcast_recipients ${rowsAsTold('broadcast_recipients', recipients)} on conflict do nothing`.execute(
    tx.db,
  );
  // Of what is over nobody waits: they were one when it went out.
  await sql`update broadcast_recipients as recipients set left_because = 'twice' from broadcasts
    where recipients.team_id = ${tx.teamId}::uuid and recipients.person_id = any (${[fromId, toId]}::uuid[])
      and message_id is null and left_because is null and broadcasts.team_id = recipients.team_id
      and broadcasts.id = recipients.broadcast_id and done_at is not null and canceled_at is null`.execute(tx.db);
  await sql`insert into broadcast_replies ${rowsAsTold('broadcast_replies', replies)} on conflict do nothing`.execute(
    tx.db,
  );
  await touch(tx, [...new Set(replies.map(({ broadcast_id }) => broadcast_id as string))]);
}

/** The rows of a broadcast that gave way in merges which stand: whose number got it by one of them has it still. */
export const lostOf = ({ teamId }: TeamScope, broadcastId: string) => sql`
  select lost.message_id, lost.retry_of from merges
  cross join lateral jsonb_to_recordset(before #> '{broadcasts,recipients}')
    as lost (broadcast_id uuid, message_id uuid, retry_of uuid)
  where merges.team_id = ${teamId}::uuid and merges.id > ${broadcastId}::uuid and lost.broadcast_id = ${broadcastId}::uuid`;

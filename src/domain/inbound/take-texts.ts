import { type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import { recordCreated } from '../../platform/events.ts';
import { readAddress } from '../../platform/phone-number.ts';
import { storable } from '../../platform/storable.ts';
import type { IncomingText } from '../../providers/provider.ts';
import { lockHeads, openForStrangers, raiseHeads } from '../conversations/conversations.ts';
import type { TeamScope } from '../floor.ts';
import { receiveAll } from '../messages/messages.ts';
import { introduce } from '../people/people.ts';
import { payloadOf, type Webhook } from './webhook.ts';

type Client = Pick<pg.ClientBase, 'query'>;

/**
 * Stores texts of one team that are nothing but texts, in one statement, which is one round trip and one transaction.
 * Takes those from people we know, and leaves the others: a stranger's; one from practice that came over a real line;
 * one into a conversation where somebody else has just written, or where a text waits that is off if they write first.
 * @returns the ids of the webhooks that were taken, repeats among them.
 */
export async function takeTexts(client: Client, scope: TeamScope, webhooks: Webhook[]): Promise<Set<string>> {
  const now = scope.clock.now();
  const addresses = webhooks.map(({ received }) => readAddress(received.texts[0]?.from ?? '').value);
  // Made here and not when the texts came: where a conversation has a newer one, it was written to meanwhile.
  const messageIds = webhooks.map(() => scope.newId());
  const team = scope.teamId;
  const statement = sql`
    with given as (${given(webhooks, messageIds, addresses)}),
    heads as (${lockHeads(team, addresses)}),
    ready as (
      select given.*, heads.id as conversation_id from given
      join heads on heads.address = given.address and (given.is_practice or not heads.is_practice)
      where (heads.last_message_id is null or heads.last_message_id < ${messageIds[0]}::uuid)
        and not exists (select from outbox where outbox.team_id = ${team}::uuid and outbox.conversation_id = heads.id
          and outbox.unless_they_write)
    ),
    received as (${receiveAll(team, now)}),
    kept as (
      insert into webhook_events (team_id, id, line_id, url, payload, received_at)
      select ${team}::uuid, webhook_id, line_id, url, payload, ${now}::timestamptz from ready
      where message_id in (select message_id from received)
      on conflict (team_id, id) do update set fault = null
    ),
    raised as (${raiseHeads(team, now)}),
    ${recordCreated(team, now)}
    select webhook_id from ready`.compile(scope.db);
  // Named, so that the server plans it once for each connection.
  const { rows } = await client.query<{ webhook_id: string }>({
    name: 'take-texts',
    text: statement.sql,
    values: [...statement.parameters],
  });
  return new Set(rows.map((row) => row.webhook_id));
}

/**
 * Stores texts of strangers likewise, who become people first: two statements in one transaction.
 * @returns as `takeTexts`.
 */
export async function takeFromStrangers(pool: pg.Pool, scope: TeamScope, webhooks: Webhook[]): Promise<Set<string>> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await meetStrangers(client, scope, webhooks);
    const taken = await takeTexts(client, scope, webhooks);
    await client.query('commit');
    client.release();
    return taken;
  } catch (error) {
    // Whatever state the connection is in, nobody else gets it.
    client.release(true);
    throw error;
  }
}

/** A repeat must not bring back a person who was removed since. */
async function meetStrangers(client: Client, scope: TeamScope, webhooks: Webhook[]): Promise<void> {
  const { teamId, clock } = scope;
  const senders = webhooks.map(({ line, received: { texts } }) => ({ line, text: texts[0] as IncomingText }));
  const addresses = senders.map(({ text }) => readAddress(text.from));
  const statement = sql`
    with strangers as (
      select distinct on (address) * from unnest(
        ${addresses.map(({ value }) => value)}::text[], ${addresses.map(({ kind }) => kind)}::text[],
        ${senders.map(({ line }) => line.isPractice)}::boolean[], ${senders.map(({ line }) => line.id)}::uuid[],
        ${senders.map(({ text }) => text.providerId)}::text[], ${senders.map(() => scope.newId())}::uuid[],
        ${senders.map(() => scope.newId())}::uuid[]
      ) as given (address, kind, is_practice, line_id, provider_id, person_id, conversation_id)
      where not exists (select from messages where team_id = ${teamId}::uuid and messages.line_id = given.line_id
        and messages.provider_id = given.provider_id)
      order by address, person_id
    ),
    ${introduce(teamId, clock.now())}
    ${openForStrangers(teamId, clock.now())}`.compile(scope.db);
  await client.query({ name: 'meet-strangers', text: statement.sql, values: [...statement.parameters] });
}

function given(webhooks: Webhook[], messageIds: string[], addresses: string[]): RawBuilder<unknown> {
  const texts = webhooks.map(({ received }) => received.texts[0] as IncomingText);
  return sql`
    select * from unnest(
      ${webhooks.map(({ id }) => id)}::uuid[], ${messageIds}::uuid[], ${webhooks.map(({ line }) => line.id)}::uuid[],
      ${webhooks.map(({ line }) => line.isPractice)}::boolean[], ${webhooks.map(({ url }) => storable(url))}::text[],
      ${webhooks.map(({ body }) => payloadOf(body))}::text[], ${addresses}::text[],
      ${texts.map(({ to }) => to)}::text[], ${texts.map(({ body }) => body)}::text[],
      ${texts.map(({ media }) => JSON.stringify(media))}::text[], ${texts.map(({ segments }) => segments)}::int[],
      ${texts.map(({ providerId }) => providerId)}::text[]
    ) as given (webhook_id, message_id, line_id, is_practice, url, payload, address, to_address, body, media, segments,
      provider_id)`;
}

import { type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import { recordCreated } from '../../platform/events.ts';
import { readAddress } from '../../platform/phone-number.ts';
import { storable } from '../../platform/storable.ts';
import type { IncomingText } from '../../providers/provider.ts';
import { lockHeads, raiseHeads } from '../conversations/conversations.ts';
import type { TeamScope } from '../floor.ts';
import { receiveAll } from '../messages/messages.ts';
import { payloadOf, type Webhook } from './webhook.ts';

/**
 * Stores texts of one team that are nothing but texts, in one statement, which is one round trip and one transaction.
 * Takes those from people we know, and leaves the others: a stranger's; one from practice that came over a real line;
 * one into a conversation where somebody else has just written.
 * @returns the ids of the webhooks that were taken, repeats among them.
 */
export async function takeTexts(pool: pg.Pool, scope: TeamScope, webhooks: Webhook[]): Promise<Set<string>> {
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
      join phones on phones.team_id = ${team}::uuid and phones.address = given.address
      join people on people.team_id = ${team}::uuid and people.id = phones.person_id
        and (given.is_practice or not people.is_practice)
      join heads on heads.person_id = phones.person_id
      where heads.last_message_id is null or heads.last_message_id < ${messageIds[0]}::uuid
    ),
    kept as (
      insert into webhook_events (team_id, id, line_id, url, payload, received_at)
      select ${team}::uuid, webhook_id, line_id, url, payload, ${now}::timestamptz from ready
      on conflict (team_id, id) do update set fault = null
    ),
    received as (${receiveAll(team, now)}),
    raised as (${raiseHeads(team, now)}),
    ${recordCreated(team, now)}
    select webhook_id from ready`.compile(scope.db);
  // Named, so that the server plans it once for each connection.
  const { rows } = await pool.query<{ webhook_id: string }>({
    name: 'take-texts',
    text: statement.sql,
    values: [...statement.parameters],
  });
  if (rows.length > 0) scope.hint(team, []);
  return new Set(rows.map((row) => row.webhook_id));
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

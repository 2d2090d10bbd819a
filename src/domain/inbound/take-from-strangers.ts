import type pg from 'pg';
import { readAddress } from '../../platform/phone-number.ts';
import { listOf, listOfTexts } from '../../platform/statement.ts';
import type { IncomingText } from '../../providers/provider.ts';
import { openForStrangers } from '../conversations/conversations.ts';
import type { TeamScope } from '../floor.ts';
import { isNew } from '../messages/messages.ts';
import { introduce } from '../people/people.ts';
import { takeTexts } from './take-texts.ts';
import type { Webhook } from './webhook.ts';

/** A repeat must not bring back a person who was removed since. */
const statement = `
  with strangers as (
    select distinct on (address) * from unnest($3::text[], $4::text[], $5::boolean[], $6::uuid[], $7::text[], $8::uuid[],
      $9::uuid[])
      as given (address, kind, is_practice, line_id, provider_id, person_id, conversation_id)
    where ${isNew}
    order by address, person_id
  ),
  ${introduce}
  ${openForStrangers}`;

/**
 * Stores texts as `takeTexts`, and makes people of those who are strangers first: two statements in one transaction.
 * @returns those that it leaves, as `takeTexts`.
 */
export async function takeFromStrangers(pool: pg.Pool, scope: TeamScope, webhooks: Webhook[]): Promise<Webhook[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await meetStrangers(client, scope, webhooks);
    const left = await takeTexts(client, scope, webhooks);
    await client.query('commit');
    client.release();
    return left;
  } catch (error) {
    // Whatever state the connection is in, nobody else gets it.
    client.release(true);
    throw error;
  }
}

async function meetStrangers(client: pg.PoolClient, scope: TeamScope, webhooks: Webhook[]): Promise<void> {
  const texts = webhooks.map(({ received }) => received.texts[0] as IncomingText);
  const addresses = texts.map(({ from }) => readAddress(from));
  const values = [
    scope.teamId,
    scope.clock.now(),
    listOfTexts(addresses.map(({ value }) => value)),
    listOf(addresses.map(({ kind }) => kind)),
    listOf(webhooks.map(({ line }) => line.isPractice)),
    listOf(webhooks.map(({ line }) => line.id)),
    listOfTexts(texts.map(({ providerId }) => providerId)),
    listOf(webhooks.map(() => scope.newId())),
    listOf(webhooks.map(() => scope.newId())),
  ];
  await client.query({ name: 'meet-strangers', text: statement, values });
}

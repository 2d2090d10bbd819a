import type pg from 'pg';
import { recordAll } from '../../platform/events.ts';
import { readAddress } from '../../platform/phone-number.ts';
import { $team, isAmong, listOf, listOfTexts } from '../../platform/statement.ts';
import type { IncomingText } from '../../providers/provider.ts';
import { knownHeads, raiseHeads } from '../conversations/conversations.ts';
import type { TeamScope } from '../floor.ts';
import { isNew, nothingIsOff, receiveAll } from '../messages/messages.ts';
import { nothingIsAsked } from '../questions/questions.ts';
import { callsOf, keepBundle } from './bundle.ts';
import type { Webhook } from './webhook.ts';

const statement = `
  with given as (
    select ${$team} as team_id, given.* from unnest($5::uuid[], $6::text[], $7::uuid[], $8::boolean[], $9::text[], $10::text[], $11::text[],
      $12::int[], $13::text[])
      as given (message_id, call, line_id, is_practice, address, to_address, body, segments, provider_id)
  ),
  fresh as (select * from given where ${isNew}),
  heads as (${knownHeads('$3::uuid')}),
  ready as (select * from heads where ${nothingIsOff('heads')} and ${nothingIsAsked('heads')}),
  raised as (${raiseHeads}),
  received as (${receiveAll}),
  kept as (${keepBundle('$4::uuid', 'ready', 'received')}),
  ${recordAll('message.created', 'received')}
  select message_id from fresh where not ${isAmong('message_id', 'select message_id from received')}`;

/**
 * Stores texts of one team that are nothing but texts, in one statement, which is one round trip and one transaction.
 * Repeats change nothing.
 * @returns those that it leaves: a stranger's; one from practice that came over a real line; one into a conversation
 * where somebody else has just written, where a text waits that is off if they write first, or whose person was asked
 * something.
 */
export async function takeTexts(
  client: Pick<pg.ClientBase, 'query'>,
  scope: TeamScope,
  webhooks: Webhook[],
): Promise<Webhook[]> {
  const byText = Map.groupBy(webhooks, ({ line, received }) => `${line.id} ${received.texts[0]?.providerId}`);
  const given = [...byText.values()].map(([first]) => first as Webhook);
  const texts = given.map(({ received }) => received.texts[0] as IncomingText);
  // Made here and not when the webhooks came: where a conversation has a newer one, it was written to meanwhile.
  const ids = given.map(() => scope.newId());
  const values = [
    scope.teamId,
    scope.clock.now(),
    ids[0],
    scope.newId(),
    listOf(ids),
    callsOf(given),
    listOf(given.map(({ line }) => line.id)),
    listOf(given.map(({ line }) => line.isPractice)),
    listOfTexts(texts.map(({ from }) => readAddress(from).value)),
    listOfTexts(texts.map(({ to }) => to)),
    listOfTexts(texts.map(({ body }) => body)),
    listOf(texts.map(({ segments }) => segments)),
    listOfTexts(texts.map(({ providerId }) => providerId)),
  ];
  // Named, so that the server plans it once for each connection.
  const { rows } = await client.query<{ message_id: string }>({ name: 'take-texts', text: statement, values });
  if (rows.length === 0) return [];
  const left = new Set(rows.map((row) => row.message_id));
  return [...byText.values()].filter((_, index) => left.has(ids[index] ?? '')).flat();
}

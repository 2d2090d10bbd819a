import { notFound } from '../../platform/errors.ts';
import { recordChanges } from '../../platform/events.ts';
import { readAddress } from '../../platform/phone-number.ts';
import { storable } from '../../platform/storable.ts';
import type { IncomingText, Received, WebhookRequest } from '../../providers/provider.ts';
import { type Floor, inTransaction, type TeamScope } from '../floor.ts';
import { findByWebhook, type Line, providerOf } from '../lines/lines.ts';
import { receive, takeReport } from '../messages/messages.ts';
import { isOptedOut, optIn, optOut } from '../people/people.ts';
import { readKeyword } from './keywords.ts';

/** What to answer the provider with. */
export interface Acknowledgement {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The webhook's path and query as called; the public address in front of it is ours to say, never the caller's. */
export type Call = Omit<WebhookRequest, 'url'> & { path: string };

/**
 * Takes a webhook: checks that the provider sent it, and stores it with everything it changes in one transaction. The
 * same webhook again changes nothing.
 * @throws ForgedWebhook, and AppError `not_found` for a line that does not exist; then nothing is stored.
 */
export async function takeWebhook(floor: Floor, lineId: string, call: Call): Promise<Acknowledgement> {
  const found = await findByWebhook(floor, lineId);
  if (!found) throw notFound('line');
  const { scope, line } = found;
  const provider = providerOf(floor, line.provider);
  const url = `${line.settings.webhookUrl ?? floor.publicUrl}${call.path}`;
  const received = storable(provider.receive(line, { url, headers: call.headers, body: call.body }));
  await inTransaction(scope, async (tx) => {
    await keepRaw(tx, line, url, call.body);
    await apply(tx, line, received);
  });
  return provider.acknowledge();
}

async function apply(tx: TeamScope, line: Line, received: Received): Promise<void> {
  for (const text of received.texts) await takeText(tx, line, text);
  for (const report of received.statuses) await takeReport(tx, line, report);
}

/** Stores a text; STOP and START take effect in the same transaction, and ask for no answer of ours. */
async function takeText(tx: TeamScope, line: Line, text: IncomingText): Promise<void> {
  const address = readAddress(text.from).value;
  const keyword = text.optOut ?? readKeyword(text.body, await isOptedOut(tx, address));
  const stored = await receive(tx, line, text, keyword !== 'stop' && keyword !== 'start');
  // A repeat must not bring back an opt-out that has ended since.
  if (!stored) return;
  const isNews =
    (keyword === 'stop' && (await optOut(tx, address, 'texted', text.body))) ||
    (keyword === 'start' && (await optIn(tx, address)));
  if (isNews) await recordChanges(tx, [{ kind: 'person.changed', conversationId: stored.conversationId }]);
}

/** The event as it came, so that one we misread can be read again. */
async function keepRaw(tx: TeamScope, line: Line, url: string, body: Buffer): Promise<void> {
  await tx.db
    .insertInto('webhook_events')
    .values({
      team_id: tx.teamId,
      id: tx.newId(),
      line_id: line.id,
      url,
      // Bytes that are no UTF-8, and NUL, cannot be stored as text: latin1 keeps every byte, escaped by JSON.
      payload: JSON.stringify(body.toString('latin1')),
      received_at: tx.clock.now(),
    })
    .execute();
}

import { notFound } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import { readAddress } from '../../platform/phone-number.ts';
import { storable } from '../../platform/storable.ts';
import type { IncomingText, Received, WebhookRequest } from '../../providers/provider.ts';
import { announce, type Floor, inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
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
 * same webhook again changes nothing. One that we cannot take in is kept as it came, for somebody to look at.
 * @throws ForgedWebhook, and AppError `not_found` for a line that does not exist; then nothing is stored.
 */
export async function takeWebhook(floor: Floor, lineId: string, call: Call, log: Log): Promise<Acknowledgement> {
  const found = await findByWebhook(floor, lineId);
  if (!found) throw notFound('line');
  const { scope, line } = found;
  const provider = providerOf(floor, line.provider);
  const url = `${line.settings.webhookUrl ?? floor.publicUrl}${call.path}`;
  const received = storable(provider.receive(line, { url, headers: call.headers, body: call.body }));
  const event = { url, body: call.body };
  try {
    await takeIn(scope, line, event, received);
  } catch (error) {
    // The company will not call again: what it told us must not go down with our fault.
    await keepRaw(scope, line, event, (error as Error).message);
    log.error({ err: error, lineId }, 'A webhook could not be taken in. It is kept, and can be taken in again.');
  }
  return provider.acknowledge();
}

interface RawEvent {
  url: string;
  body: Buffer;
}

/** Two that meet at the same rows may stop each other, and a person may be removed just now: then it is tried again. */
async function takeIn(scope: TeamScope, line: Line, event: RawEvent, received: Received): Promise<void> {
  for (let triesLeft = 3; ; triesLeft--) {
    try {
      return await inTransaction(scope, async (tx) => {
        await keepRaw(tx, line, event, null);
        for (const text of received.texts) await takeText(tx, line, text);
        for (const report of received.statuses) await takeReport(tx, line, report);
      });
    } catch (error) {
      if (triesLeft === 0) throw error;
    }
  }
}

/** Stores a text; STOP and START take effect in the same transaction, and ask for no answer of ours. */
async function takeText(tx: TeamTransaction, line: Line, text: IncomingText): Promise<void> {
  const address = readAddress(text.from).value;
  const keyword = text.optOut ?? readKeyword(text.body, await isOptedOut(tx, address));
  const conversationId = await receive(tx, line, text, keyword !== 'stop' && keyword !== 'start');
  // A repeat must not bring back an opt-out that has ended since.
  if (!conversationId) return;
  const isNews =
    (keyword === 'stop' && (await optOut(tx, address, 'texted', text.body))) ||
    (keyword === 'start' && (await optIn(tx, address)));
  if (isNews) announce(tx, { kind: 'person.changed', conversationId });
}

/** The event as it came, so that one we misread can be read again. */
async function keepRaw(scope: TeamScope, line: Line, { url, body }: RawEvent, fault: string | null): Promise<void> {
  await scope.db
    .insertInto('webhook_events')
    .values({
      team_id: scope.teamId,
      id: scope.newId(),
      line_id: line.id,
      url: storable(url),
      // Bytes that are no UTF-8, and NUL, cannot be stored as text: latin1 keeps every byte, escaped by JSON.
      payload: JSON.stringify(body.toString('latin1')),
      fault,
      received_at: scope.clock.now(),
    })
    .execute();
}

import { AppError } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import { storable } from '../../platform/storable.ts';
import type { IncomingText, Received } from '../../providers/provider.ts';
import type { TeamScope } from '../floor.ts';
import { type Line, providerOf } from '../lines/lines.ts';
import type { KnownLine, KnownLines } from './known-lines.ts';
import { bodyOf, payloadOf, type Webhook } from './webhook.ts';

/** Stands for the address of what nobody called us with: it was found in the company's books. */
const booksUrl = 'books:';

/** A webhook as it stands in the journal. */
interface Record {
  id: string;
  lineId: string;
  url: string;
  payload: string;
}

export function toRecord({ id, line, url, body }: Webhook): Record {
  return { id, lineId: line.id, url, payload: payloadOf(body) };
}

/** Reads a record as the webhook it was; null when its line does not exist any more. */
export async function readRecord(lines: KnownLines, record: unknown, log: Log): Promise<Webhook | null> {
  const { id, lineId, url, payload } = record as Record;
  try {
    return readStored(await lines.find(lineId, true), { id, url, payload });
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not_found')) throw error;
    log.warn({ lineId }, 'The journal holds a webhook for a line that is gone; passing over it.');
    return null;
  }
}

/** A webhook from what we kept of it. Its signature was checked when it came. */
export function readStored({ scope, line }: KnownLine, stored: Omit<Record, 'lineId'>): Webhook {
  const body = bodyOf(stored.payload);
  const received =
    stored.url === booksUrl
      ? readBooked(body)
      : storable(providerOf(scope, line.provider).read({ url: stored.url, body }));
  return { id: stored.id, scope, line, url: stored.url, body, received };
}

/** A text from the books, as if it had come by a webhook. */
export function fromBooks(scope: TeamScope, line: Line, text: IncomingText): Webhook {
  const body = Buffer.from(JSON.stringify(text));
  return { id: scope.newId(), scope, line, url: booksUrl, body, received: { texts: [text], statuses: [] } };
}

function readBooked(body: Buffer): Received {
  const text = JSON.parse(body.toString());
  return { texts: [{ ...text, bookedAt: new Date(text.bookedAt) }], statuses: [] };
}

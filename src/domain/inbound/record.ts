import { AppError } from '../../platform/errors.ts';
import { isId } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import { storable } from '../../platform/storable.ts';
import type { IncomingText, Received } from '../../providers/provider.ts';
import type { TeamScope } from '../floor.ts';
import { type Line, providerOf } from '../lines/lines.ts';
import type { KnownLine, KnownLines } from './known-lines.ts';
import { bodyOf, type Kept, payloadOf, type Webhook } from './webhook.ts';

/** Stands for the address of what nobody called us with: it was found in the company's books. */
const booksUrl = 'books:';

/** A webhook as it stands in the journal. */
interface Record {
  id: string;
  lineId: string;
  url: string;
  payload: string;
}

type Stored = Omit<Record, 'lineId'>;

export function toRecord({ id, line, url, body }: Kept): Record {
  return { id, lineId: line.id, url, payload: payloadOf(body) };
}

/** A record that cannot be read, through a fault of ours or because it is none of this version. */
export interface Unreadable {
  record: unknown;
  fault: Error;
  /** What we kept, where its line at least is known. */
  kept: Kept | null;
}

/** Reads a record as the webhook it was; null when its line does not exist any more. */
export async function readRecord(lines: KnownLines, record: unknown, log: Log): Promise<Webhook | Unreadable | null> {
  if (!isRecord(record)) return { record, fault: new Error('It is no record of this version.'), kept: null };
  const { lineId, ...stored } = record;
  const known = await lines.find(lineId, true).catch((error) => {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  });
  if (!known) {
    log.warn({ lineId }, 'The journal holds a webhook for a line that is gone; passing over it.');
    return null;
  }
  let kept: Kept | null = null;
  try {
    kept = keptIn(known, stored);
    return readKept(kept);
  } catch (error) {
    return { record, fault: error as Error, kept };
  }
}

function isRecord(record: unknown): record is Record {
  const { id, lineId, url, payload } = (record ?? {}) as { [Part in keyof Record]?: unknown };
  return (
    [id, lineId].every((each) => typeof each === 'string' && isId(each)) &&
    typeof url === 'string' &&
    typeof payload === 'string'
  );
}

/** A webhook from what we kept of it. Its signature was checked when it came. */
export const readStored = (known: KnownLine, stored: Stored): Webhook => readKept(keptIn(known, stored));

export const keptIn = ({ scope, line }: KnownLine, { id, url, payload }: Stored): Kept => ({
  id,
  scope,
  line,
  url,
  body: bodyOf(payload),
});

export function readKept(kept: Kept): Webhook {
  const { scope, line, url, body } = kept;
  const received = url === booksUrl ? readBooked(body) : storable(providerOf(scope, line.provider).read({ url, body }));
  return { ...kept, received };
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

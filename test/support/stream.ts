import type { Json } from './browser.ts';
import { until } from './until.ts';

/** One event as it came. */
export interface Heard {
  id: number | null;
  event: string;
  data: Json;
}

/** An open event stream, and everything it has brought so far. */
export interface Stream {
  heard: Heard[];
  /** Waits for the first event, of those that came and those to come, that fits. */
  hears(what: string, fits: (heard: Heard) => boolean): Promise<Heard>;
  hasEnded(): boolean;
  close(): void;
}

/** Opens `/api/v1/events` as a browser does, and waits until it is live. */
export async function openStream(url: string, cookie: string, lastEventId?: number): Promise<Stream> {
  const abort = new AbortController();
  const response = await fetch(`${url}/api/v1/events`, {
    headers: { cookie, ...(lastEventId !== undefined && { 'last-event-id': String(lastEventId) }) },
    signal: abort.signal,
  });
  if (response.status !== 200) throw new Error(`The event stream answered ${response.status}.`);
  const heard: Heard[] = [];
  let hasEnded = false;
  let rest = '';
  const read = async () => {
    for await (const bytes of response.body!.pipeThrough(new TextDecoderStream())) {
      const frames = (rest + bytes).split('\n\n');
      rest = frames.pop() ?? '';
      heard.push(...frames.flatMap(readFrame));
    }
  };
  read()
    .catch(() => {})
    .finally(() => {
      hasEnded = true;
    });
  const stream: Stream = {
    heard,
    hears: (what, fits) => until(`the event: ${what}`, () => heard.find(fits)),
    hasEnded: () => hasEnded,
    close: () => abort.abort(),
  };
  if (lastEventId === undefined) await stream.hears('hello', ({ event }) => event === 'hello');
  return stream;
}

function readFrame(frame: string): Heard[] {
  const fields = new Map(
    frame.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const event = fields.get('event');
  if (!event) return [];
  const id = fields.get('id');
  return [{ id: id === undefined ? null : Number(id), event, data: JSON.parse(fields.get('data') ?? 'null') }];
}

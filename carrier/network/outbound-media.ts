import type { Exchange } from '../exchange.ts';
import { isLoopback } from '../http.ts';
import type { Media, Message } from '../messages.ts';
import { newSid } from '../sid.ts';

const types: Record<string, string> = {
  png: 'image/png',
  gif: 'image/gif',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  vcf: 'text/vcard',
  mp3: 'audio/mpeg',
};

/** Media of an outgoing message, as it is accepted: its type is guessed from the address until it is fetched. */
export function outboundMedia(exchange: Exchange, urls: string[]): Media[] {
  return urls.map((url) => {
    const ending = /\.(\w+)$/.exec(URL.parse(url)?.pathname ?? '')?.[1]?.toLowerCase() ?? '';
    return { sid: newSid('ME'), url, contentType: types[ending] ?? 'image/jpeg', createdAt: exchange.now() };
  });
}

/** Nothing leaves this computer: what is elsewhere stays there, and is taken for fetched. */
export function isHere({ url }: Media): boolean {
  const address = URL.parse(url);
  return address?.protocol === 'http:' && isLoopback(address.host);
}

const patienceMs = 15_000;
const mostBytes = 5 * 1024 * 1024;

/**
 * Fetches what goes out with a message, as Twilio does before it hands it over: from then on it has its own copy.
 * @returns whether everything could be had.
 */
export async function fetchMedia(exchange: Exchange, message: Message): Promise<boolean> {
  for (const media of message.media) {
    if (!isHere(media)) continue;
    const file = await load(media.url);
    if (!file) return false;
    media.contentType = file.contentType;
    media.url = keepBytes(exchange, media.sid, file);
  }
  return true;
}

async function load(url: string): Promise<{ contentType: string; bytes: Buffer } | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (!answer.ok || bytes.length === 0 || bytes.length > mostBytes) return null;
    return { contentType: answer.headers.get('content-type') ?? 'application/octet-stream', bytes };
  } catch {
    return null;
  }
}

const mostBytesKept = 16 * 1024 * 1024;

/** Keeps the bytes of a picture, dropping the oldest pictures when they take too much room. @returns where it is. */
export function keepBytes(exchange: Exchange, sid: string, file: { contentType: string; bytes: Buffer }): string {
  exchange.media.set(sid, file);
  let total = 0;
  for (const { bytes } of exchange.media.values()) total += bytes.length;
  for (const [oldest, { bytes }] of exchange.media) {
    if (total <= mostBytesKept) break;
    total -= bytes.length;
    exchange.media.delete(oldest);
  }
  return `/_carrier/media/${sid}`;
}

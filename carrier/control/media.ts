import type { Exchange } from '../exchange.ts';
import type { Media } from '../messages.ts';
import { keepBytes } from '../network/outbound-media.ts';
import { newSid } from '../sid.ts';
import { isCallableUrl } from '../webhooks/callback-url.ts';
import { type Kind, text } from './fields.ts';
import { Refused } from './refused.ts';

const mostLetters = 7_000_000;
const dataUrl = /^data:([\w.+-]+\/[\w.+-]+);base64,([A-Za-z0-9+/]+=*)$/;

/** A picture as the control API takes it: a `data:` URL with its bytes, or the http address of one. */
export const media: Kind<string> = (value, name) => {
  const url = text(mostLetters)(value, name);
  if (!dataUrl.test(url) && !isCallableUrl(url))
    throw new Refused(400, `${name} must be an http address or a base64 data: URL`);
  return url;
};

/** Keeps a picture that comes from a phone. */
export function keepMedia(exchange: Exchange, url: string): Media {
  const sid = newSid('ME');
  const createdAt = exchange.now();
  const [, contentType, encoded] = dataUrl.exec(url) ?? [];
  if (!contentType) return { sid, url, contentType: 'image/jpeg', createdAt };
  const kept = keepBytes(exchange, sid, { contentType, bytes: Buffer.from(encoded!, 'base64') });
  return { sid, url: kept, contentType, createdAt };
}

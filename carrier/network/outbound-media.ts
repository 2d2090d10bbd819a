import type { Exchange } from '../exchange.ts';
import type { Media } from '../messages.ts';
import { newSid } from '../sid.ts';

const types: Record<string, string> = {
  png: 'image/png',
  gif: 'image/gif',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  vcf: 'text/vcard',
  mp3: 'audio/mpeg',
};

/** Media of an outgoing message. The files stay where they are: their type is guessed from the address. */
export function outboundMedia(exchange: Exchange, urls: string[]): Media[] {
  return urls.map((url) => {
    const ending = /\.(\w+)$/.exec(URL.parse(url)?.pathname ?? '')?.[1]?.toLowerCase() ?? '';
    return { sid: newSid('ME'), url, contentType: types[ending] ?? 'image/jpeg', createdAt: exchange.now() };
  });
}

import { readGif } from './gif.ts';
import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';
import { readWebp } from './webp.ts';

/** A file that somebody sent, as far as its bytes tell what it is. */
export interface SentFile {
  /** By content: what the sender says it is counts for nothing. */
  type: string;
  /** As people see it; null for what is no picture. */
  size: { width: number; height: number } | null;
  /** What to keep of it: a picture goes without what it tells of place, time and maker. */
  bytes: Buffer;
}

/** A few hundred kilobytes can hold a picture that takes a gigabyte to draw: a larger one is only a file. */
const mostPixels = 50_000_000;

/** How each kind begins, and who reads it. */
const pictures = {
  'image/jpeg': { mark: /^\xff\xd8/, read: readJpeg },
  'image/png': { mark: /^\x89PNG/, read: readPng },
  'image/gif': { mark: /^GIF8[79]a/, read: readGif },
  'image/webp': { mark: /^RIFF.{4}WEBP/s, read: readWebp },
};

const unknown = 'application/octet-stream';

/** Other files that are told apart only for the name that they are saved under; none of them is ever shown. */
const others: [type: string, at: number, mark: string][] = [
  ['application/pdf', 0, '%PDF-'],
  ['video/mp4', 4, 'ftyp'],
  ['text/vcard', 0, 'BEGIN:VCARD'],
];

/**
 * Reads what a file is. A picture that is too large to draw is `application/octet-stream`, without what it tells. One that
 * is broken may tell it anywhere, so it is null: nobody may have it.
 */
export function readFile(bytes: Buffer): SentFile | null {
  for (const [type, { mark, read }] of Object.entries(pictures)) {
    if (!mark.test(bytes.toString('latin1', 0, 12))) continue;
    const picture = attempt(() => read(bytes));
    if (!picture) return null;
    const { width, height } = picture;
    const canBeDrawn = width * height > 0 && width * height <= mostPixels;
    if (canBeDrawn) return { type, size: { width, height }, bytes: picture.bytes };
    return { type: unknown, size: null, bytes: picture.bytes };
  }
  const known = others.find(([, at, mark]) => bytes.toString('latin1', at, at + mark.length) === mark);
  return { type: known?.[0] ?? unknown, size: null, bytes };
}

/** Bytes that end where they must not are no picture; reading beyond the end throws. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

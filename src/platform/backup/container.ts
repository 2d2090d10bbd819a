import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { writeWhole } from '../whole-file.ts';

/**
 * What a backup is made of, in order: its header; files and tables, each a beginning, bytes, and an end; a footer.
 * The file is a line that names the format, all frames (kind, length, payload) in one gzip stream, and the SHA-256 of
 * everything before it. docs/decisions/0032 has the layout byte by byte.
 */
export interface Frame {
  kind: 'header' | 'table' | 'file' | 'bytes' | 'end' | 'footer';
  payload: Buffer;
}

const magic = Buffer.from('HEARBACK BACKUP 1\n');
const kinds: Frame['kind'][] = ['header', 'table', 'file', 'bytes', 'end', 'footer'];
const digestLength = 32;
const longestFrame = 1 << 24;

/** Writes a backup, whole or not at all. Answers its size in bytes. */
export async function writeContainer(path: string, frames: AsyncIterable<Frame>): Promise<number> {
  await writeWhole(path, async (file) => {
    const hash = createHash('sha256');
    const keep = async (bytes: Buffer) => {
      hash.update(bytes);
      await file.writeFile(bytes);
    };
    await keep(magic);
    await pipeline(encode(frames), createGzip(), async (zipped: AsyncIterable<Buffer>) => {
      for await (const bytes of zipped) await keep(bytes);
    });
    await file.writeFile(hash.digest());
  });
  return (await stat(path)).size;
}

/** @throws Error with a sentence unless the file is a backup that this Hearback can read, whole and unchanged. */
export async function mustBeWhole(path: string): Promise<void> {
  const { size } = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`There is no backup at ${path} (${cause.code}).`, { cause });
  });
  const file = await open(path);
  try {
    const start = await bytesAt(file, 0, Math.min(magic.length, size));
    if (!start.equals(magic)) {
      const isNewer = start.subarray(0, -2).equals(magic.subarray(0, -2));
      throw new Error(
        isNewer
          ? `${path} was made by a newer Hearback. Restore it with that one.`
          : `${path} is not a Hearback backup.`,
      );
    }
    const hash = createHash('sha256');
    const content = createReadStream(path, { end: Math.max(size - digestLength - 1, 0) });
    for await (const bytes of content) hash.update(bytes);
    const digest = await bytesAt(file, Math.max(size - digestLength, 0), digestLength);
    if (!hash.digest().equals(digest)) {
      throw new Error(`${path} is damaged or cut off: its checksum is wrong. Nothing was changed. Use another backup.`);
    }
  } finally {
    await file.close();
  }
}

/** The frames of a backup that is known to be whole. */
export async function* readFrames(path: string): AsyncGenerator<Frame> {
  const { size } = await stat(path);
  const zipped = createReadStream(path, { start: magic.length, end: size - digestLength - 1 });
  const unzipped = createGunzip({ chunkSize: 1 << 18 });
  const reading = pipeline(zipped, unzipped);
  reading.catch(() => {});
  let rest: Buffer = Buffer.alloc(0);
  for await (const bytes of unzipped) {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 5) {
      const length = rest.readUInt32BE(1);
      const kind = kinds[rest.readUInt8(0)];
      if (!kind || length > longestFrame) throw new Error(`${path} holds something that this Hearback cannot read.`);
      if (rest.length < 5 + length) break;
      yield { kind, payload: rest.subarray(5, 5 + length) };
      rest = rest.subarray(5 + length);
    }
  }
  await reading;
}

async function* encode(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  for await (const { kind, payload } of frames) {
    const head = Buffer.alloc(5);
    head.writeUInt8(kinds.indexOf(kind), 0);
    head.writeUInt32BE(payload.length, 1);
    yield head;
    yield payload;
  }
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

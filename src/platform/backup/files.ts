import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import { writeWhole } from '../whole-file.ts';

/** The files at some places of the data folder, and below them, with paths that begin there and use slashes. */
export async function* filesIn(
  folder: string,
  places: string[],
): AsyncGenerator<{ path: string; bytes: AsyncIterable<Buffer> }> {
  for (const place of places) {
    const found = await stat(join(folder, place)).catch(() => null);
    if (found?.isFile()) yield { path: place, bytes: createReadStream(join(folder, place)) };
    if (!found?.isDirectory()) continue;
    for (const entry of await readdir(join(folder, place), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      // What has gone meanwhile was not wanted any more.
      const file = await open(path).catch(() => null);
      if (file)
        yield { path: path.slice(join(folder, sep).length).replaceAll(sep, '/'), bytes: file.createReadStream() };
    }
  }
}

/**
 * Writes a file of a backup into the data folder, whole or not at all.
 * @throws Error when the path would lead out of it.
 */
export async function putFile(folder: string, path: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  if (posix.normalize(path) !== path || path.startsWith('/') || path.startsWith('..') || /[\\:\0]/.test(path)) {
    throw new Error(`The backup holds a file with a path that is not allowed: ${JSON.stringify(path)}.`);
  }
  await writeWhole(join(folder, path), async (file) => {
    for await (const chunk of bytes) await file.writeFile(chunk);
  });
}

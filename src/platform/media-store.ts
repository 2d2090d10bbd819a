import { randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isId } from './ids.ts';

/** Files that came with texts, each by its team and its id. They are written once and never changed. */
export interface MediaStore {
  /** Writes a file, whole or not at all. */
  put(teamId: string, id: string, bytes: Buffer): Promise<void>;
  /** Null when it is not here. */
  open(teamId: string, id: string): Promise<{ size: number; stream(): ReadStream } | null>;
  remove(teamId: string, id: string): Promise<void>;
  /** The ids of all files of a team, some at a time. */
  list(teamId: string): AsyncIterable<string[]>;
}

/** Opens the store in a folder, which is made with the first file. Files are kept apart by the days on which they came. */
export function openMediaStore(folder: string): MediaStore {
  const pathOf = (teamId: string, id: string) => {
    if (!isId(teamId) || !isId(id)) throw new Error('This is no id of ours.');
    // The first letters of an id change every three days.
    return join(folder, teamId, id.slice(0, 5), id);
  };
  return {
    async put(teamId, id, bytes) {
      const path = pathOf(teamId, id);
      const draft = `${path}.part-${randomUUID()}`;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      try {
        const file = await open(draft, 'wx', 0o600);
        await file
          .writeFile(bytes)
          .then(() => file.sync())
          .finally(() => file.close());
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async open(teamId, id) {
      const path = pathOf(teamId, id);
      const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return null;
      });
      return found && { size: found.size, stream: () => createReadStream(path) };
    },
    remove: (teamId, id) => rm(pathOf(teamId, id), { force: true }),
    async *list(teamId) {
      for (const part of await namesIn(join(folder, teamId))) {
        yield (await namesIn(join(folder, teamId, part))).filter(isId);
      }
    },
  };
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return [];
  });
}

import { createReadStream, type ReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isId } from './ids.ts';
import { draftMark, writeWhole } from './whole-file.ts';

/** Files that came with texts, each by its team and its id. They are written once and never changed. */
export interface MediaStore {
  /** Writes a file, whole or not at all. */
  put(teamId: string, id: string, bytes: Buffer): Promise<void>;
  /** Null when it is not here. */
  open(teamId: string, id: string): Promise<{ size: number; stream(): ReadStream } | null>;
  remove(teamId: string, id: string): Promise<void>;
  /** The ids of all files of a team, some at a time. */
  list(teamId: string): AsyncIterable<string[]>;
  /** Removes what is left of files whose writer was killed an hour ago or earlier; answers how many. */
  removeDrafts(teamId: string): Promise<number>;
}

const draftsStayMs = 60 * 60 * 1000;

/** Opens the store in a folder, which is made with the first file. Files are kept apart by the days on which they came. */
export function openMediaStore(folder: string): MediaStore {
  const pathOf = (teamId: string, id: string) => {
    if (!isId(teamId) || !isId(id)) throw new Error('This is no id of ours.');
    // The first letters of an id change every three days.
    return join(folder, teamId, id.slice(0, 5), id);
  };
  return {
    async put(teamId, id, bytes) {
      await writeWhole(pathOf(teamId, id), (file) => file.writeFile(bytes));
    },
    async open(teamId, id) {
      const path = pathOf(teamId, id);
      const found = await orNull(stat(path));
      return found && { size: found.size, stream: () => createReadStream(path) };
    },
    remove: (teamId, id) => rm(pathOf(teamId, id), { force: true }),
    async *list(teamId) {
      for (const part of await namesIn(join(folder, teamId))) {
        yield (await namesIn(join(folder, teamId, part))).filter(isId);
      }
    },
    async removeDrafts(teamId) {
      let gone = 0;
      for (const name of await namesIn(join(folder, teamId), { recursive: true })) {
        if (!name.includes(draftMark)) continue;
        const path = join(folder, teamId, name);
        const draft = await orNull(stat(path));
        if (!draft || draft.mtimeMs > Date.now() - draftsStayMs) continue;
        await rm(path, { force: true });
        gone++;
      }
      return gone;
    },
  };
}

const namesIn = async (folder: string, options: { recursive?: boolean } = {}): Promise<string[]> =>
  (await orNull(readdir(folder, options))) ?? [];

/** Null for what is not there. */
function orNull<T>(found: Promise<T>): Promise<T | null> {
  return found.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
}

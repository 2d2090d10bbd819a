import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** In the name of a file that is not whole yet; its writer may have been killed. */
export const draftMark = '.part-';

/**
 * Writes a file, whole or not at all: under another name first, and under its own once it is on the disk. Folders that are
 * missing are made. Nobody but this user may read it.
 */
export async function writeWhole(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const draft = `${path}${draftMark}${randomUUID()}`;
  makeFolder(dirname(path));
  try {
    const file = await open(draft, 'wx', 0o600);
    await write(file)
      .then(() => file.sync())
      .finally(() => file.close());
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** A new name survives a power cut only once its folder is on the disk. Windows does not open folders, and need not. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}

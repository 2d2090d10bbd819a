import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';

/**
 * Makes the data folder if need be and proves that it can be written.
 * @throws Error with a sentence that names the folder and the next step.
 */
export function openDataFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK);
    // Rights prove nothing for root, who may write everywhere and cannot on a disk that takes nothing.
    rmdirSync(mkdtempSync(join(folder, '.probe-')));
  } catch (cause) {
    throw new Error(
      `The data folder ${folder} cannot be written (${(cause as NodeJS.ErrnoException).code}). Make sure that this user may write there and that the disk has room, or set HEARBACK_DATA to another folder.`,
      { cause },
    );
  }
}

/** The installation's secret: the one that was set, or the one in the data folder; null while there is none. */
export function readSecret(folder: string, configured: string | null): string | null {
  const path = secretIn(folder);
  return configured ?? (existsSync(path) ? readFileSync(path, 'utf8').trim() : null);
}

/** Where an installation keeps the secret that it has made. */
export const secretIn = (folder: string) => join(folder, 'secret');

/** The installation's secret: the one that was set, or one made on first start and kept in the data folder, mode 600. */
export function readOrMakeSecret(folder: string, configured: string | null): string {
  if (configured) return configured;
  const path = secretIn(folder);
  try {
    // 'wx' fails when the file is there: two processes that start at once end up with one secret.
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32)
    throw new Error(`${path} is damaged: it must hold 32 characters or more. Put it back from a backup.`);
  return secret;
}

import { rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '../make-folder.ts';

// A restart may overlap the process that it replaces by a moment.
const patienceMs = 1_000;
const sqliteBusy = 5;

// Kept here so that a lock lives as long as its process, whatever the caller does with the answer.
const held = new Set<DatabaseSync>();

/**
 * Makes the data folder if it is missing (mode 700) and takes it for this process; answers how to give it back.
 * The operating system gives it back when the process dies. Refuses with the other process's id when it is taken.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      makeFolder(folder);
      return hold(folder);
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== sqliteBusy) {
        throw new Error(
          `Hearback cannot write to its data folder ${folder} (${(error as Error).message}). Make sure that this user may write there and that the disk has room, or set HEARBACK_DATA to another folder.`,
          { cause: error },
        );
      }
      if (Date.now() > deadline) {
        const holder = await readFile(pidFile(folder), 'utf8').catch(() => 'unknown');
        throw new Error(
          `Another Hearback (process ${holder.trim()}) is already using this data folder (${folder}). Stop it first, or set HEARBACK_DATA to another folder.`,
        );
      }
    }
    await sleep(50);
  }
}

/**
 * Node has no file locks, but SQLite, which is built in, takes one for an exclusive transaction, on every platform.
 * This process must not open that file in any other way: closing it again would give up the lock (POSIX, fcntl).
 */
function hold(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'hearback.lock'));
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
    writeFileSync(pidFile(folder), `${process.pid}\n`);
  } catch (error) {
    lock.close();
    throw error;
  }
  held.add(lock);
  return () => {
    if (!held.delete(lock)) return;
    rmSync(pidFile(folder), { force: true });
    lock.close();
  };
}

function pidFile(folder: string): string {
  return join(folder, 'hearback.pid');
}

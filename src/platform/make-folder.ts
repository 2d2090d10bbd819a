import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those around it that are missing, for nobody but this user. Node's own `recursive` never ends where
 * the system takes no folders and says that the one around is missing, as below `/proc`.
 */
export function makeFolder(path: string): void {
  const around = dirname(path);
  if (existsSync(path) || around === path) return;
  makeFolder(around);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have been quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

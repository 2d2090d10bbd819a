import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why this computer cannot mount a disk for a test; false when it can. */
export const cannotMount =
  process.platform !== 'linux' || process.getuid?.() !== 0 ? 'only root on Linux may mount a small disk' : false;

/** A disk in memory, over a folder; it goes with what is on it. */
export function mountDisk(folder: string, kilobytes: number) {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=755`, 'none', folder]);
  const filler = join(folder, 'filler');
  return {
    folder,
    /** Leaves no room, or only so many bytes. */
    fill(leftBytes = 0) {
      writeFileSync(filler, '');
      chmodSync(filler, 0o600);
      try {
        for (;;) appendFileSync(filler, Buffer.alloc(4096, 'x'));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
      truncateSync(filler, Math.max(0, statSync(filler).size - leftBytes));
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => execFileSync('umount', ['-l', folder]),
  };
}

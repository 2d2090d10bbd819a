import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Exchange } from './exchange.ts';
import { isState, recall, type State, stateOf } from './state.ts';

const quietMs = 1000;
/** Writing may take one part in twenty of the time. */
const restAfterWriting = 20;

/**
 * Keeps an exchange in a file: recalls what the file holds, then writes it anew about a second after every change, never half.
 * A file that cannot be read is put aside as `….broken`. Rejects when the file cannot be written. `close` writes the last changes.
 */
export async function keepInFile(exchange: Exchange, path: string): Promise<{ close(): Promise<void> }> {
  let isStale = false;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let tookMs = 0;

  async function write() {
    isStale = false;
    const startedAt = performance.now();
    await writeFile(`${path}.new`, JSON.stringify(stateOf(exchange)), { mode: 0o600 });
    await rename(`${path}.new`, path);
    tookMs = performance.now() - startedAt;
  }
  function writeSoon() {
    timer = undefined;
    // A full disk is no reason to stop carrying texts: the next change tries again.
    writing = writing.then(write).catch(() => {});
  }

  await mkdir(dirname(path), { recursive: true });
  const state = await read(path);
  if (state) recall(exchange, state);
  await write();
  exchange.changed = () => {
    isStale = true;
    timer ??= setTimeout(writeSoon, Math.max(quietMs, tookMs * restAfterWriting));
  };

  return {
    async close() {
      clearTimeout(timer);
      await writing;
      if (isStale) await write();
    },
  };
}

async function read(path: string): Promise<State | null> {
  const written = await readFile(path, 'utf8').catch(() => null);
  if (written === null) return null;
  try {
    const state: unknown = JSON.parse(written);
    if (isState(state)) return state;
  } catch {}
  await rename(path, `${path}.broken`);
  return null;
}

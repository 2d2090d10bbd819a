import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { accountFor } from './account.ts';
import { ensureCluster } from './cluster.ts';
import { isAnswering } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { loopbackAddress } from './loopback-address.ts';
import { startServer, stopServer } from './server.ts';
import { serverProcess } from './server-process.ts';
import { socketAddress } from './socket-address.ts';
import { findTools } from './tools.ts';

export interface EmbeddedPostgres {
  /** A connection string that `pg` and libpq understand, for the database "hearback". */
  url: string;
  /** Stops the server in under 8 seconds and frees the data folder; a second call waits for the first. */
  close(): Promise<void>;
}

/**
 * Opens the database that lives in `<folder>/postgres`: makes it on the first start, finds a server that a killed
 * process left running, recovers what a crash left behind. One process at a time may hold a folder, until `close()`
 * or its death. `log` gets plain sentences. Every failure is an Error whose message says what to do next.
 */
export async function openEmbeddedPostgres(options: {
  /** The data folder (HEARBACK_DATA); made if missing. */
  folder: string;
  log: (message: string) => void;
}): Promise<EmbeddedPostgres> {
  const unlock = await lockFolder(options.folder);
  try {
    const folder = await realpath(options.folder);
    const path = await realpath(join(folder, 'postgres')).catch(() => join(folder, 'postgres'));
    const account = await accountFor(path);
    const tools = await findTools(account, folder);
    const address = await (process.platform === 'win32' ? loopbackAddress(path) : socketAddress(path, account));
    await ensureCluster(path, tools, address, options.log);
    const server = { path, tools, address };
    const url = await startServer(server, options.log);
    let closing: Promise<void> | undefined;
    return {
      url,
      close() {
        closing ??= stopServer(server).finally(unlock);
        return closing;
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * The connection string of the server that runs over a data folder, started by whoever; null when none answers. It takes
 * no lock and opens nothing, so the server may stop at any moment: for a look or a copy, while Hearback runs.
 */
export async function findRunning(folder: string): Promise<string | null> {
  const path = await realpath(join(folder, 'postgres')).catch(() => null);
  if (!path || !(await serverProcess(path))) return null;
  const address = await (process.platform === 'win32'
    ? loopbackAddress(path)
    : socketAddress(path, await accountFor(path)));
  return (await isAnswering(address)) ? address.urlOf('hearback') : null;
}

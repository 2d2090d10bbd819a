import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from './address.ts';
import { ensureDatabase, isAnswering } from './database.ts';
import { complaintIn } from './run-tool.ts';
import { hasEnded, serverProcess } from './server-process.ts';
import type { Tools } from './tools.ts';

/** The cluster at `path`, the programs that run it, and where its server listens. */
export interface Server {
  path: string;
  tools: Tools;
  address: Address;
}

const remainsLeaveMs = 15_000;

/**
 * Starts the server unless it runs already, makes its database, and answers the connection string. Only the holder of
 * the data folder may call it.
 */
export async function startServer(server: Server, log: (message: string) => void): Promise<string> {
  if (await isAnswering(server.address)) {
    log('The database of an earlier run was still running; it is used again.');
  } else {
    // One that runs and does not answer is starting or stopping, or its socket is gone.
    await stopServer(server);
    await launch(server);
  }
  try {
    return await ensureDatabase(server.address);
  } catch (error) {
    await stopServer(server);
    throw error;
  }
}

/** Stops the server, in under 8 seconds: what cannot end its work in 5 is cut off, and recovers at the next start. */
export async function stopServer(server: Server): Promise<void> {
  const pid = await serverProcess(server.path);
  if (!pid) return;
  for (const [mode, seconds] of Object.entries({ fast: '5', immediate: '1' })) {
    await control(server, 'stop', '-m', mode, '-t', seconds).catch(() => {});
    if (await hasEnded(pid, server.path)) return;
  }
  throw new Error(`The database in ${server.path} does not stop. End process ${pid}, or look into ${server.path}/log.`);
}

async function launch(server: Server): Promise<void> {
  const deadline = Date.now() + remainsLeaveMs;
  for (;;) {
    await rm(join(server.path, 'start.log'), { force: true });
    try {
      // Recovery from a crash may take minutes; it is not cut short.
      await control(server, 'start', '-t', '600', '-l', 'start.log', '-o', server.address.listen);
      return;
    } catch (cause) {
      await stopServer(server);
      const reason = (await startComplaint(server.path)) ?? (cause as Error).message;
      if (!(await isPassing(reason, server)) || Date.now() > deadline) {
        throw new Error(
          `The database in ${server.path} does not start (${reason}). Its log is in ${join(server.path, 'log')}.`,
          { cause },
        );
      }
    }
  }
}

/** Whether a start failed only because of what a killed server left behind; then clears it away, or waits a little. */
async function isPassing(reason: string, { path, address }: Server): Promise<boolean> {
  if (/lock file ".*" already exists/.test(reason)) {
    // A stranger has the dead server's process id now, and PostgreSQL takes him for the server.
    for (const file of [join(path, 'postmaster.pid'), ...address.remains]) await rm(file, { force: true });
    return true;
  }
  // The killed server's children finish what they are at before they notice.
  const isHeldByOrphans = reason.includes('pre-existing shared memory block');
  if (isHeldByOrphans) await sleep(250);
  return isHeldByOrphans;
}

/** Why the server gave up: it says so in start.log, until it opens its own log, whose name is then in current_logfiles. */
async function startComplaint(path: string): Promise<string | undefined> {
  const read = (name: string) => readFile(join(path, name), 'utf8').catch(() => '');
  const beginning = await read('start.log');
  if (!beginning.includes('redirecting log output')) return complaintIn(beginning);
  const name = (await read('current_logfiles')).replace('stderr ', '').trim();
  return complaintIn(await read(name));
}

async function control(server: Server, verb: 'start' | 'stop', ...args: string[]): Promise<void> {
  const { tools, path } = server;
  // A Ctrl-C in the terminal must not cut off a stop, but must cut off a start.
  await tools.run('pg_ctl', [verb, '-w', '-D', tools.here, ...args], { cwd: path, detached: verb === 'stop' });
}

import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from './address.ts';
import { isAnswering } from './database.ts';
import { complaintIn } from './run-tool.ts';
import { serverProcess } from './server-process.ts';
import type { Tools } from './tools.ts';

/** The cluster at `path`, the programs that run it, and where its server listens. */
export interface Server {
  path: string;
  tools: Tools;
  address: Address;
}

const orphansLeaveMs = 15_000;

/** Starts the server unless it runs already. Only the holder of the data folder may call it. */
export async function startServer(server: Server, log: (message: string) => void): Promise<void> {
  if (await isAnswering(server.address)) {
    log('The database of an earlier run was still running; it is used again.');
    return;
  }
  if (await serverProcess(server.path)) {
    // It runs but does not answer: it is starting or stopping, or its socket is gone.
    await control(server, 'stop', '-m', 'fast', '-t', '60');
  }
  // PostgreSQL would take any process that now has the dead server's id for the server.
  for (const file of [join(server.path, 'postmaster.pid'), ...server.address.remains]) await rm(file, { force: true });
  await launch(server);
}

/** Stops the server, in under 8 seconds: what cannot end its work in 5 is cut off, and recovers at the next start. */
export async function stopServer(server: Server): Promise<void> {
  for (const [mode, seconds] of [
    ['fast', '5'],
    ['immediate', '2'],
  ] as const) {
    if (!(await serverProcess(server.path))) return;
    await control(server, 'stop', '-m', mode, '-t', seconds).catch(() => {});
  }
  const pid = await serverProcess(server.path);
  if (pid)
    throw new Error(
      `The database (process ${pid}) in ${server.path} does not stop. Its log is in ${join(server.path, 'log')}.`,
    );
}

async function launch(server: Server): Promise<void> {
  const deadline = Date.now() + orphansLeaveMs;
  for (;;) {
    await rm(join(server.path, 'start.log'), { force: true });
    try {
      // Recovery from a crash may take minutes; it is not cut short.
      await control(server, 'start', '-t', '600', '-l', 'start.log', '-o', server.address.listen);
      return;
    } catch (cause) {
      await stopServer(server);
      const reason = (await startComplaint(server.path)) ?? (cause as Error).message;
      // Children of a killed server finish what they are at before they notice.
      if (!reason.includes('pre-existing shared memory block') || Date.now() > deadline) {
        throw new Error(
          `The database in ${server.path} does not start (${reason}). Its log is in ${join(server.path, 'log')}.`,
          { cause },
        );
      }
    }
    await sleep(250);
  }
}

/** Why the server gave up: it says so in start.log first, and in its own log once it has opened that. */
async function startComplaint(path: string): Promise<string | undefined> {
  const ownLog = (await readFile(join(path, 'current_logfiles'), 'utf8').catch(() => '')).replace('stderr ', '').trim();
  for (const name of ['start.log', ownLog]) {
    const reason = complaintIn(await readFile(join(path, name), 'utf8').catch(() => ''));
    if (reason) return reason;
  }
  return undefined;
}

async function control(server: Server, verb: 'start' | 'stop', ...args: string[]): Promise<void> {
  const { tools, path } = server;
  // A Ctrl-C in the terminal must not cut off a stop, but must cut off a start.
  await tools.run('pg_ctl', [verb, '-w', '-D', tools.here, ...args], { cwd: path, detached: verb === 'stop' });
}

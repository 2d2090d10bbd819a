import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { until } from './until.ts';

const root = join(import.meta.dirname, '../..');

/** A folder of its own that goes when the tests are over. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-program-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts Hearback as people do, as a process of its own; killed with the tests if it is still there. */
export function startProgram(settings: Record<string, string>, command = 'start', ...args: string[]) {
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  const spawnedAt = performance.now();
  let startMs = 0;
  const child: ChildProcess = spawn(process.execPath, [join(root, 'bin/hearback.mjs'), command, ...args], {
    cwd: root,
    env: { ...environment, PORT: '0', CARRIER_PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout!.setEncoding('utf8').on('data', (text) => (output.stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text) => (output.stderr += text));
  const exited = once(child, 'exit').then(
    ([code, signal]) => ({ code, signal }) as { code: number | null; signal: string | null },
  );
  after(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return {
    output,
    exited,
    /** Waits until it says that it is ready; answers where. */
    async isReady(): Promise<string> {
      const ready = await until('the program to be ready', () => {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${output.stderr}`);
        return /^Hearback (?:worker )?is ready(?: at (\S+))?$/m.exec(output.stdout);
      });
      startMs = performance.now() - spawnedAt;
      return ready[1] ?? '';
    },
    /** What may take so long (ms) on a quiet machine: on a busy one, three times as long as its start. */
    allows: (ms: number) => Math.max(ms, 3 * startMs),
    signal: (signal: NodeJS.Signals) => child.kill(signal),
    async stop(signal: NodeJS.Signals = 'SIGTERM') {
      const startedAt = performance.now();
      child.kill(signal);
      return { ...(await exited), ms: performance.now() - startedAt };
    },
  };
}

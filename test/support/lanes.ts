import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { News, Order } from './lane.ts';
import type { Report } from './report.ts';

/** What every start of Hearback loads first: what was compiled once is not compiled again. */
const quickStart = new URL('../../bin/quick-start.mjs', import.meta.url).href;
/** With more room for what lives for a moment, a tenth less is spent on clearing it away. */
const execArgv = ['--import', quickStart, '--max-semi-space-size=32'];

/** Runs test files one after another in one process; a file that spoils its process costs the next one a new process. */
export function openLane(report: Report, signal?: AbortSignal) {
  let running: ChildProcess | undefined;
  let path = '';
  let isOver = (_why: string | null) => {};

  function start(): ChildProcess {
    // Node runs no tests within tests as long as this is set.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const file = new URL('lane.ts', import.meta.url);
    const child = fork(file, { env, execArgv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', (text) => report.print(path, text));
    child.on('message', (news: News) => {
      if (news.kind !== 'over') report.take(path, news);
      else isOver(news.isGood ? null : 'It went wrong when its tests were over.');
    });
    // Not `close`, which a program that the file has left behind would hold up.
    child.on('exit', (code, by) => {
      running = undefined;
      if (signal?.aborted) isOver('It was stopped.');
      else isOver(code === 0 ? 'It ended before its tests did.' : `Its process ended with ${by ?? code}.`);
    });
    return child;
  }

  /** Runs a file to its end and tells the report how it goes. */
  async function run(next: string, limits: Omit<Order, 'path'>): Promise<void> {
    running ??= start();
    const child = running;
    const startedAt = performance.now();
    const { promise, resolve } = Promise.withResolvers<string | null>();
    path = next;
    isOver = resolve;
    const mostMs = limits.testTimeoutMs + limits.graceMs;
    const timer = setTimeout(() => {
      report.print(path, `It timed out: after ${mostMs / 1000} s it was still running.\n`);
      child.kill('SIGKILL');
    }, mostMs);
    const stop = () => child.kill();
    signal?.addEventListener('abort', stop);
    child.send({ path, ...limits } satisfies Order);
    const why = await promise;
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    // What it printed and told was written before it was over: one round of the loop reads it.
    await setImmediate();
    await setImmediate();
    report.close(path, performance.now() - startedAt, why);
  }

  async function close(): Promise<void> {
    if (!running) return;
    const gone = once(running, 'exit');
    running.disconnect();
    running = undefined;
    await gone;
  }

  return { run, close };
}

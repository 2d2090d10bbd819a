import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** With these flags a program can be weighed. */
export const canBeWeighed = ['--expose-gc', '--import', join(import.meta.dirname, 'collect-garbage.ts')];

/** A process of its own. */
export interface Program {
  pid: number;
  /** Where it listens, if it does. */
  url: string;
  /** Milliseconds from its start until it said that it was ready. */
  readyMs: number;
  /** Asks one of the verbs that it gave to `answer`. */
  ask<Answer>(verb: string, options?: object): Promise<Answer>;
  signal(signal: NodeJS.Signals): void;
  /** Bytes that it holds once its garbage is collected; it must have been started with `canBeWeighed`. */
  weigh(): Promise<number>;
  /** Settles when it has ended, whoever ended it. */
  exited: Promise<unknown>;
  /** Ends it, and waits for that. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const readyWithinMs = 60_000;

/** Starts a script of this project, and waits until it is ready: by message, or as Hearback says it to people. */
export async function startProgram(
  script: string,
  settings: Record<string, string> = {},
  options: {
    args?: string[];
    flags?: string[];
    /** A file that gets what it complains about; ours if left out. */
    complaints?: string;
  } = {},
): Promise<Program> {
  const startedAt = performance.now();
  const complaints = options.complaints ? openSync(options.complaints, 'a') : null;
  const child = fork(join(root, script), options.args ?? [], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', ...settings },
    execArgv: options.flags ?? [],
    stdio: ['ignore', 'pipe', complaints ?? 'inherit', 'ipc'],
  });
  if (complaints !== null) closeSync(complaints);
  running.add(child);
  const exited = once(child, 'exit').then(() => running.delete(child));
  const { promise: isReady, resolve, reject } = Promise.withResolvers<string>();
  const waiting = new Map<number, { resolve(answer: never): void; reject(error: Error): void }>();
  let asked = 0;
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    const ready = /^Hearback (?:worker )?is ready(?: at (\S+))?$/m.exec(printed);
    if (ready) resolve(ready[1] ?? '');
  });
  child.on('message', (message: { ready?: string; id?: number; answer?: unknown; error?: string }) => {
    if (message.ready !== undefined) resolve(message.ready);
    const asker = waiting.get(message.id ?? -1);
    waiting.delete(message.id ?? -1);
    if (message.error) asker?.reject(new Error(`${script}: ${message.error}`));
    else asker?.resolve(message.answer as never);
  });
  child.on('exit', (code) => {
    const gone = new Error(`${script} ended with ${code}. ${printed}`);
    reject(gone);
    for (const asker of waiting.values()) asker.reject(gone);
  });
  const timer = setTimeout(() => reject(new Error(`${script} did not become ready. ${printed}`)), readyWithinMs);
  const url = await isReady.finally(() => clearTimeout(timer));
  return {
    pid: child.pid ?? 0,
    url,
    readyMs: performance.now() - startedAt,
    ask(verb, parameters = {}) {
      const id = asked++;
      const answer = new Promise<never>((resolve, reject) => waiting.set(id, { resolve, reject }));
      child.send({ id, verb, options: parameters } as Serializable);
      return answer;
    },
    signal: (signal) => void child.kill(signal),
    weigh() {
      const { promise, resolve: take } = Promise.withResolvers<number>();
      const hear = (message: { inUse?: number }) => {
        if (message.inUse === undefined) return;
        child.off('message', hear);
        take(message.inUse);
      };
      child.on('message', hear);
      child.kill('SIGUSR2');
      return promise;
    },
    exited,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const late = setTimeout(() => child.kill('SIGKILL'), 12_000);
      await exited;
      clearTimeout(late);
    },
  };
}

/** The other end, in the program: says that it is ready and answers what is asked, until nobody is there to ask. */
export function answer(url: string, verbs: Record<string, (options: never) => unknown> = {}): void {
  process.on('message', async ({ id, verb, options }: { id: number; verb: string; options: never }) => {
    try {
      process.send?.({ id, answer: await verbs[verb]?.(options) });
    } catch (error) {
      process.send?.({ id, error: (error as Error).stack });
    }
  });
  process.on('disconnect', () => process.exit(0));
  // Only who ends by himself keeps what Node has compiled.
  process.on('SIGTERM', () => process.exit(0));
  process.send?.({ ready: url });
}

/** Milliseconds by a clock that all processes of this machine share. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

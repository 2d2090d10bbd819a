// A process that runs test files one after another. A file is over when `beforeExit` says that nothing of it is left
// open: the same moment at which a process of its own would have ended.
import { after, run } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { explain } from './explain.ts';
import { calledElsewhere } from './loopback-only.ts';

/** What a lane is asked to run. */
export interface Order {
  path: string;
  testTimeoutMs: number;
  /** How long a file may stay open after its tests; long enough for the slowest `after` hook. */
  graceMs: number;
}

/** What a lane tells of the file that it runs. */
export type News =
  | { kind: 'passed' | 'skipped'; name: string; ms: number }
  /** Without a name it is the file as a whole. Not all that fails is a test. */
  | { kind: 'failed'; name: string | null; isTest: boolean; ms: number; why: string }
  | { kind: 'over'; isGood: boolean };

type TestError = Error & { failureType?: string };
type Ended = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>;

const tell = (news: News) => process.send!(news);

process.on('message', (order: Order) => runFile(order));
process.on('disconnect', () => process.exit());

async function runFile({ path, testTimeoutMs, graceMs }: Order): Promise<void> {
  const tidy = rememberProcess();
  const events = run({ files: [path], isolation: 'none', timeout: testTimeoutMs });
  // The channel to the runner is not the file's, and must not keep it from being over.
  process.channel!.unref();
  let impatience: NodeJS.Timeout | undefined;
  // The first `after` hook of the file: the grace is for all others too.
  after(() => {
    impatience = setTimeout(() => {
      process.stderr.write(`The tests are over, but still open: ${process.getActiveResourcesInfo().join(', ')}\n`);
      process.exit(1);
    }, graceMs).unref();
  });
  process.once('beforeExit', () => clearTimeout(impatience));
  whenNothingIsOpen(() => {
    const elsewhere = calledElsewhere();
    if (elsewhere.length > 0)
      process.stderr.write(`These tests tried to leave this machine for ${elsewhere.join(', ')}.\n`);
    const isGood = !process.exitCode && elsewhere.length === 0;
    tidy();
    process.channel!.ref();
    tell({ kind: 'over', isGood });
  });
  const names: string[] = [];
  for await (const event of events) takeEvent(event, path, names);
}

/** Calls back once no listener to `beforeExit` has begun anything more: node:test and database.ts tidy up there. */
function whenNothingIsOpen(then: () => void): void {
  process.once('beforeExit', () => {
    setImmediate(() => process.once('beforeExit', then));
  });
}

/** What a file may change in its process is put back. */
function rememberProcess(): () => void {
  const environment = { ...process.env };
  const folder = process.cwd();
  const { stackTraceLimit } = Error;
  return () => {
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
    process.chdir(folder);
    Error.stackTraceLimit = stackTraceLimit;
    process.exitCode = undefined;
  };
}

function takeEvent({ type, data }: TestEvent, path: string, names: string[]): void {
  if (type === 'test:start') names.splice(data.nesting, Infinity, data.name);
  else if (type === 'test:pass' || type === 'test:fail') takeEnd({ type, data } as Ended, path, names);
  // What fails when all tests are over comes as a diagnostic; the counts, which also do, have no file.
  else if (type === 'test:diagnostic' && (data.file || data.message.startsWith('Error: ')))
    process.stderr.write(`${data.message}\n`);
}

function takeEnd({ type, data }: Ended, path: string, names: string[]): void {
  const { error } = data.details as { error?: TestError };
  const ms = data.details.duration_ms;
  const isSuite = data.details.type === 'suite';
  // node:test makes up a test with the file's name when the file has none, does not load, or cannot clean up.
  const isFile = data.name === path;
  const name = [...names.slice(0, data.nesting), data.name].join(' › ');
  if (data.skip !== undefined || data.todo !== undefined) tell({ kind: 'skipped', name, ms });
  else if (type === 'test:pass' && !isSuite && !isFile) tell({ kind: 'passed', name, ms });
  else if (error && !(isSuite && error.failureType === 'subtestsFailed'))
    tell({ kind: 'failed', name: isFile ? null : name, isTest: !isSuite && !isFile, ms, why: explain(error) });
}

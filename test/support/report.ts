import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';

interface Told {
  where: string;
  ms: number;
}

type Ended = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>;

/** What node:test adds to the error of a test or of a file's process. */
type TestError = Error & { failureType?: string; exitCode?: number };

const wholeFile = 'the file as a whole';

/**
 * Tells how tests go: each failure when it happens, a line for each file, and at the end what was skipped, what was
 * slow, and how many passed. Takes the events of runs of node:test, one run for each file.
 */
export function makeReport(root: string, print: (line: string) => void) {
  const passed: Told[] = [];
  const failed: Told[] = [];
  const skipped: Told[] = [];
  const files = new Map<
    string,
    { path: string[]; output: string; tests: number; failures: number; hasEnded: boolean }
  >();

  function fileOf(path: string) {
    const known = files.get(path) ?? { path: [], output: '', tests: 0, failures: 0, hasEnded: false };
    files.set(path, known);
    return known;
  }

  function take({ type, data }: TestEvent): void {
    if (!data || !('file' in data) || !data.file) return;
    const file = fileOf(data.file);
    if (type === 'test:stdout' || type === 'test:stderr') file.output += data.message;
    else if (type === 'test:diagnostic') file.output += `${data.message}\n`;
    else if (type === 'test:start') file.path.splice(data.nesting, Infinity, data.name);
    else if (type === 'test:summary') file.hasEnded = true;
    else if (type === 'test:pass' || type === 'test:fail') takeEnd({ type, data } as Ended, data.file);
    else if (type === 'test:complete' && data.name === data.file) closeFile(data.file, data.details);
  }

  function takeEnd({ type, data }: Ended, path: string): void {
    const file = fileOf(path);
    const { error } = data.details as { error?: TestError };
    const isSuite = data.details.type === 'suite';
    const ms = data.details.duration_ms;
    if (data.name === path) {
      if (error?.failureType === 'hookFailed') fail(path, wholeFile, ms, explain(error));
      return;
    }
    if (!isSuite) file.tests += 1;
    const name = [...file.path.slice(0, data.nesting), data.name].join(' › ');
    const told = { where: `${relative(root, path)}: ${name}`, ms };
    if (data.skip !== undefined || data.todo !== undefined) skipped.push(told);
    else if (type === 'test:pass' && !isSuite) passed.push(told);
    else if (error && !(isSuite && error.failureType === 'subtestsFailed')) fail(path, name, ms, explain(error));
  }

  function closeFile(path: string, details: { duration_ms: number; error?: Error }): void {
    const file = fileOf(path);
    const error = details.error as TestError | undefined;
    const ms = details.duration_ms;
    if (error) {
      if (error.failureType !== 'subtestsFailed')
        fail(path, wholeFile, ms, `Its process ended with ${error.exitCode ?? error.message}.`);
    } else if (!file.hasEnded) fail(path, wholeFile, ms, 'It ended before its tests did.');
    else if (file.tests === 0) fail(path, wholeFile, ms, 'It has no tests.');
    print(`${file.failures > 0 ? 'FAILED' : 'ok    '} ${relative(root, path)} (${file.tests} tests, ${seconds(ms)})`);
    if (file.failures > 0 && file.output !== '') print(indent(file.output));
  }

  function fail(path: string, name: string, ms: number, why: string): void {
    const where = `${relative(root, path)}: ${name}`;
    fileOf(path).failures += 1;
    failed.push({ where, ms });
    print(`\nFAILED ${where}\n${indent(why)}\n`);
  }

  /** Prints the end of the report and answers whether all is well. */
  function end(): boolean {
    const list = (all: Told[]) => indent(all.map(({ where }) => where).join('\n'));
    if (skipped.length > 0) print(`\nSKIPPED, so nobody knows whether these work:\n${list(skipped)}`);
    if (failed.length > 0) print(`\nFailed:\n${list(failed)}`);
    const slowest = [...passed, ...failed].sort((a, b) => b.ms - a.ms).slice(0, 5);
    print(`\nSlowest:\n${indent(slowest.map(({ where, ms }) => `${seconds(ms)}  ${where}`).join('\n'))}\n`);
    print(`${passed.length} passed, ${failed.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
    return failed.length === 0 && passed.length > 0;
  }

  return { take, end };
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
const indent = (text: string) => text.replace(/^(?=.)/gm, '    ');

/** The error and its causes, without the lines of a stack that lead through Node itself. */
function explain(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : undefined;
  if (cause && 'code' in error && error.code === 'ERR_TEST_FAILURE') return explain(cause);
  const stack = (error.stack ?? error.message).split('\n').filter((line) => !/^\s+at .*\(?node:/.test(line));
  return stack.join('\n') + (cause ? `\ncaused by ${explain(cause)}` : '');
}

import { relative } from 'node:path';
import type { News } from './lane.ts';

interface Told {
  where: string;
  ms: number;
}

export type Report = ReturnType<typeof makeReport>;

/**
 * Tells how tests go: each failure when it happens, a line for each file, and at the end what was skipped, what was
 * slow, and how many passed.
 */
export function makeReport(root: string, say: (line: string) => void) {
  const passed: Told[] = [];
  const failed: Told[] = [];
  const skipped: Told[] = [];
  const files = new Map<string, { output: string; tests: number; failures: number }>();

  function fileOf(path: string) {
    const known = files.get(path) ?? { output: '', tests: 0, failures: 0 };
    files.set(path, known);
    return known;
  }

  function take(path: string, news: Exclude<News, { kind: 'over' }>): void {
    if (news.kind !== 'failed' || news.isTest) fileOf(path).tests += 1;
    if (news.kind === 'failed') fail(path, news.name, news.ms, news.why);
    else
      (news.kind === 'passed' ? passed : skipped).push({ where: `${relative(root, path)}: ${news.name}`, ms: news.ms });
  }

  /** What the file's process has printed; shown if the file fails. */
  function print(path: string, text: string): void {
    fileOf(path).output += text;
  }

  /** The file is over; `why` it failed as a whole, if it did. */
  function close(path: string, ms: number, why: string | null): void {
    const file = fileOf(path);
    if (why !== null) fail(path, null, ms, why);
    else if (file.tests === 0 && file.failures === 0) fail(path, null, ms, 'It has no tests.');
    say(`${file.failures > 0 ? 'FAILED' : 'ok    '} ${relative(root, path)} (${file.tests} tests, ${seconds(ms)})`);
    if (file.failures > 0 && file.output !== '') say(indent(file.output));
  }

  function fail(path: string, name: string | null, ms: number, why: string): void {
    const where = `${relative(root, path)}: ${name ?? 'the file as a whole'}`;
    fileOf(path).failures += 1;
    failed.push({ where, ms });
    say(`\nFAILED ${where}\n${indent(why)}\n`);
  }

  /** Says the end of the report, with how long each stage took, and answers whether all is well. */
  function end(stages: Record<string, number> = {}): boolean {
    const list = (all: Told[]) => indent(all.map(({ where }) => where).join('\n'));
    if (skipped.length > 0) say(`\nSKIPPED, so nobody knows whether these work:\n${list(skipped)}`);
    if (failed.length > 0) say(`\nFailed:\n${list(failed)}`);
    const slowest = [...passed, ...failed].sort((a, b) => b.ms - a.ms).slice(0, 5);
    say(`\nSlowest:\n${indent(slowest.map(({ where, ms }) => `${seconds(ms)}  ${where}`).join('\n'))}\n`);
    const times = Object.entries(stages).map(([stage, ms]) => `${stage} ${Math.round(ms / 1000)} s`);
    if (times.length > 0) say(times.join(' · '));
    say(`${passed.length} passed, ${failed.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
    return failed.length === 0 && passed.length > 0;
  }

  return { take, print, close, end };
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
const indent = (text: string) => text.replace(/^(?=.)/gm, '    ');

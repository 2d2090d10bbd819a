import type { Reading as Asked, Read } from '../load/pages.ts';
import type { Run } from './benchmark.ts';
import { startProgram } from './program.ts';
import type { Count } from './report.ts';
import type { Reading } from './rounds.ts';
import type { Side } from './side.ts';

/**
 * Reads pages over HTTP, of a Hearback or of a baseline, from a process of its own: answers how one measures that. Pages that
 * fail, and none at all, count as wrong.
 */
export async function openReader(run: Run, counts: Count[]) {
  const { ask } = await run.use(startProgram('bench/load/pages.ts'));
  return (name: string, from: Side | { url: string }, paths: Asked['paths'], seconds = run.seconds) =>
    async (): Promise<Reading> => {
      const place = 'office' in from ? { url: from.program.url, cookie: from.office.cookie() } : { url: from.url };
      const { answered, failed, p50Ms, p99Ms } = await ask<Read>('read', { ...place, paths, seconds });
      counts.push({ what: `pages that failed (${name})`, expected: 0, found: failed });
      counts.push({ what: `nothing asked (${name})`, expected: 0, found: answered > 0 ? 0 : 1 });
      return { p50Ms, p99Ms };
    };
}

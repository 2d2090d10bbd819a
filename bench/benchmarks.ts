import { inbound } from './b1-inbound.ts';
import { outbound } from './b2-outbound.ts';
import { asking } from './b3-asking.ts';
import { broadcasting } from './b3-broadcasting.ts';
import { importing } from './b3-importing.ts';
import { importMemory } from './b3-memory.ts';
import { fairness } from './b4-fairness.ts';
import { thread } from './b5-thread.ts';
import { inbox } from './b6-inbox.ts';
import { search } from './b7-search.ts';
import { live } from './b8-live.ts';
import { fanOut } from './b9-fan-out.ts';
import { takeover } from './b11-takeover.ts';
import { dirtyQueue } from './b12-dirty-queue.ts';
import { footprint } from './b13-footprint.ts';
import { frontEnd } from './b14-front-end.ts';
import type { Benchmark } from './harness/benchmark.ts';
import { peopleTable } from './p1-people-table.ts';

/** All benchmarks, by the names that one types. */
export const benchmarks: Record<string, Benchmark> = {
  B1: inbound,
  B2: outbound,
  B3: broadcasting,
  'B3-ASKING': asking,
  'B3-IMPORT': importing,
  'B3-MEMORY': importMemory,
  B4: fairness,
  B5: thread,
  B6: inbox,
  B7: search,
  B8: live,
  B9: fanOut,
  B11: takeover,
  B12: dirtyQueue,
  B13: footprint,
  B14: frontEnd,
  P1: peopleTable,
};

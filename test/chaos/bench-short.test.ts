import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { benchmarks } from '../../bench/benchmarks.ts';
import type { Benchmark } from '../../bench/harness/benchmark.ts';
import { addUp, type Figure, footnotesOf, tableOf, verdictOf } from '../../bench/harness/report.ts';
import { control, interleave, type Round, ratio, ratioTo, steady } from '../../bench/harness/rounds.ts';
import { quantile, summarise } from '../../bench/harness/statistics.ts';
import { addsUp, useCluster } from './harness/tiny-bench.ts';

/** A round in which the baseline showed `before` and `after`, and ours `ours`. */
const round = (before: number, ours: number, after: number, other = 1): Round => ({
  baseline: [{ rate: before }, { rate: after }],
  ours: { rate: ours },
  others: { slow: { rate: other } },
});

test('quantiles lie between neighbours, whatever the order', () => {
  assert.equal(quantile([4, 1, 3, 2], 0.5), 2.5);
  assert.equal(quantile([10, 20, 30, 40, 50], 0.25), 20);
  assert.equal(quantile([10, 20], 0.99), 19.9);
  assert.equal(quantile([7], 0.99), 7);
  assert.ok(Number.isNaN(quantile([], 0.5)));
  assert.deepEqual(summarise([3, 1, 2], 4), { median: 2, lower: 1.5, upper: 2.5, kept: 3, thrown: 4 });
});

test('the ratio is the median of the ratios of the rounds, not the ratio of medians', () => {
  const rounds = [round(100, 100, 100), round(150, 450, 150), round(190, 380, 190)];
  assert.equal(ratio(rounds, 'rate').median, 2);
  assert.equal(ratio([round(80, 300, 120)], 'rate').median, 3);
  assert.equal(ratioTo([round(100, 300, 100, 50)], 'slow', 'rate').median, 6);
});

test('a round whose baseline moved more than twice from the median is thrown away', () => {
  const rounds = [round(100, 200, 100), round(110, 220, 110), round(40, 400, 40), round(230, 10, 230)];
  const kept = steady(rounds, 'rate');
  assert.deepEqual(kept, rounds.slice(0, 2));
  assert.deepEqual(ratio(rounds, 'rate'), { median: 2, lower: 2, upper: 2, kept: 2, thrown: 2 });
});

test('a control off by more than a tenth makes the figure void, and only then do floor and target count', () => {
  const gates = { what: 'x', better: 'more', floor: 1.2, target: 2.5 } as const;
  const figure = (value: number, aa: number): Figure => ({
    ...gates,
    ratio: summarise([value]),
    control: summarise([aa]),
  });
  assert.equal(control([round(100, 1, 120)], 'rate').median, 1.2);
  assert.equal(verdictOf(figure(3, 1.11)), 'void');
  assert.equal(verdictOf(figure(3, 0.89)), 'void');
  assert.equal(verdictOf(figure(3, 1.1)), 'target met');
  assert.equal(verdictOf(figure(1.2, 1)), 'floor held');
  assert.equal(verdictOf(figure(1.19, 1)), 'BELOW FLOOR');
  assert.equal(verdictOf({ ...figure(0.3, 1), better: 'less', floor: 0.8, target: 0.35 }), 'target met');
  assert.equal(verdictOf({ ...figure(0.9, 1), better: 'less', floor: 0.8, target: 0.35 }), 'BELOW FLOOR');
  assert.equal(verdictOf({ ...figure(3, 1), ratio: summarise([]) }), 'void');
});

test('the baseline is measured before and after ours, in every round', async () => {
  const order: string[] = [];
  const side = (name: string) => async () => ({ rate: order.push(name) });
  const rounds = await interleave(2, { baseline: side('B'), ours: side('A'), others: { slow: side('C') } });
  assert.equal(order.join(''), 'BABCBABC');
  assert.deepEqual(rounds[1], {
    baseline: [{ rate: 5 }, { rate: 7 }],
    ours: { rate: 6 },
    others: { slow: { rate: 8 } },
  });
});

test('the table says what was measured, and a wrong count is called wrong', () => {
  const figure: Figure = {
    what: 'texts ÷ bare',
    ratio: summarise([2, 3, 4], 1),
    control: summarise([1]),
    better: 'more',
    floor: 1,
    target: 5,
  };
  const counts = addUp([
    { what: 'stored', expected: 2, found: 2 },
    { what: 'stored', expected: 3, found: 2 },
  ]);
  const results = { B0: { figures: [figure], counts, notes: ['fast'] } };
  assert.match(
    tableOf(results),
    /\| B0 \| texts ÷ bare +\| 3\.00 +\| 2\.50 – 3\.50 \| 1\.00 \| 3 \(1 thrown away\) \| ≥ 1 +\| ≥ 5 +\| floor held \|$/,
  );
  assert.equal(footnotesOf(results), '- B0: stored: 4 of 5 WRONG\n- B0: fast');
});

// The takeover waits for a real lease, and the footprint counts nothing: both belong to the short run. What needs a past
// is in a file of its own.
const counted = Object.keys(benchmarks).filter(
  (name) => !['B3', 'B3-IMPORT', 'B3-MEMORY', 'B5', 'B6', 'B7', 'B11', 'B13'].includes(name),
);

describe('in a tiny size, counts add up', { concurrency: 2 }, () => {
  const cluster = useCluster();
  for (const name of counted)
    test(`${name} loses nothing and sends nothing twice`, () => addsUp(cluster(), benchmarks[name] as Benchmark));
});

import type { Answering, AnswerValue, Board } from '../../api.ts';
import { type Bucket, bucketsOf } from './buckets.ts';
import type { Stand } from './standing.ts';
import type { AnswerWords } from './words-en.ts';

/** How many stand where, with one of the questions of a round. */
export interface Summary {
  buckets: (Bucket & { count: number })[];
  answered: number;
  late: number;
  unclear: number;
  /** Asked, and not a word yet. */
  silent: number;
  later: number;
  skipped: number;
  /** Of the silent: nothing that asked them has arrived. */
  unreached: number;
  because: [string, number][];
}

type Tally = { value: AnswerValue; count: number };

/** Counted from the people, once all of them are here. */
export function summaryOf(stands: Stand[], step: number, answering: Answering, words: AnswerWords): Summary {
  const count = (...kinds: Stand['standing']['kind'][]) =>
    stands.filter(({ standing }) => kinds.includes(standing.kind)).length;
  const tallies = stands.flatMap(({ standing }) =>
    standing.kind === 'answered' ? [{ value: standing.answer.value, count: 1 }] : [],
  );
  const because = new Map<string, number>();
  for (const { ask, standing } of stands) {
    const reason = standing.kind === 'skipped' && ask.skippedBecause;
    if (reason) because.set(reason, (because.get(reason) ?? 0) + 1);
  }
  return {
    buckets: counted(answering, tallies, words),
    answered: count('answered'),
    late: stands.filter(({ ask }) => ask.answers[step]?.isLate).length,
    unclear: count('unclear'),
    silent: count('silent', 'closed'),
    later: count('later'),
    skipped: count('skipped'),
    unreached: stands.filter(({ ask, standing }) => standing.kind !== 'answered' && ask.isUndelivered).length,
    because: [...because],
  };
}

/** Counted by the server, while not everybody is here: of the first question only. */
export function roughSummary(board: Board, countsLate: boolean, answering: Answering, words: AnswerWords): Summary {
  const { counts } = board;
  const tallies = board.tallies
    .filter(({ step }) => step === 0)
    .map(({ value, count, late }) => ({ value, count: countsLate ? count : count - late }));
  const late = board.tallies.reduce((sum, tally) => sum + (tally.step === 0 ? tally.late : 0), 0);
  const left = countsLate ? 0 : late;
  return {
    buckets: counted(answering, tallies, words),
    answered: counts.answered - left,
    late,
    unclear: counts.unclear,
    silent: counts.asked + counts.closed + left,
    later: counts.waiting,
    skipped: counts.skipped,
    unreached: 0,
    because: [],
  };
}

function counted(answering: Answering, tallies: Tally[], words: AnswerWords): Summary['buckets'] {
  const buckets = bucketsOf(
    answering,
    tallies.map(({ value }) => value),
    words,
  );
  return buckets.map((bucket) => ({
    ...bucket,
    count: tallies.reduce((sum, { value, count }) => sum + (bucket.holds(value) ? count : 0), 0),
  }));
}

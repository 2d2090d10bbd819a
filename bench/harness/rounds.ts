import { median, type Summary, summarise } from './statistics.ts';

/** What one side showed in one round, by name: `perSecond`, `p99Ms` and so on. */
export type Reading = Record<string, number>;

export type Measure = () => Promise<Reading>;

export interface Round {
  /** Before ours and after it: their ratio is the A/A control, their mean what ours is divided by. */
  baseline: [Reading, Reading];
  ours: Reading;
  /** More baselines, by name. */
  others: Record<string, Reading>;
}

/** Measures both sides in turn: baseline, ours, baseline, ours …, so that a machine that slows down slows both. */
export async function interleave(
  rounds: number,
  sides: { baseline: Measure; ours: Measure; others?: Record<string, Measure> },
): Promise<Round[]> {
  const all: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = await sides.baseline();
    const ours = await sides.ours();
    const after = await sides.baseline();
    const others: Record<string, Reading> = {};
    for (const [name, measure] of Object.entries(sides.others ?? {})) others[name] = await measure();
    all.push({ baseline: [before, after], ours, others });
  }
  return all;
}

const of = (reading: Reading, name: string) => reading[name] ?? Number.NaN;
const baselineOf = ({ baseline: [before, after] }: Round, name: string) => (of(before, name) + of(after, name)) / 2;

/** Rounds in which the baseline stayed within a factor of two of its median: in the others the machine was elsewhere. */
export function steady(rounds: Round[], name: string): Round[] {
  const middle = median(rounds.map((round) => baselineOf(round, name)));
  return rounds.filter((round) => {
    const factor = baselineOf(round, name) / middle;
    return factor <= 2 && factor >= 0.5;
  });
}

/** Ours ÷ baseline, round by round. `by` names the reading that says whether a round counts. */
export function ratio(rounds: Round[], name: string, by = name): Summary {
  const kept = steady(rounds, by);
  return summarise(
    kept.map((round) => of(round.ours, name) / baselineOf(round, name)),
    rounds.length - kept.length,
  );
}

/** Ours ÷ another baseline. */
export function ratioTo(rounds: Round[], other: string, name: string): Summary {
  const kept = steady(rounds, name);
  return summarise(
    kept.map((round) => of(round.ours, name) / of(round.others[other] ?? {}, name)),
    rounds.length - kept.length,
  );
}

/** The baseline ÷ itself: 1 where the machine lets anything be measured. */
export function control(rounds: Round[], name: string, by = name): Summary {
  const kept = steady(rounds, by);
  return summarise(
    kept.map(({ baseline: [before, after] }) => of(after, name) / of(before, name)),
    rounds.length - kept.length,
  );
}

import type { Summary } from './statistics.ts';

/** One gated number of a benchmark. */
export interface Figure {
  what: string;
  ratio: Summary;
  /** The baseline ÷ itself in the same rounds; null where ours is held against a constant. */
  control: Summary | null;
  better: 'more' | 'less';
  floor: number;
  target: number;
}

/** A count that must come out exactly. */
export interface Count {
  what: string;
  expected: number;
  found: number;
}

export interface Result {
  figures: Figure[];
  counts: Count[];
  /** Absolute numbers and the like: footnotes. */
  notes: string[];
}

export type Verdict = 'target met' | 'floor held' | 'BELOW FLOOR' | 'void';

/** The control must land near 1, or the machine was too busy with others for the ratio to mean anything. */
export function verdictOf({ ratio, control, better, floor, target }: Figure): Verdict {
  const isReached = (goal: number) => (better === 'more' ? ratio.median >= goal : ratio.median <= goal);
  if (Number.isNaN(ratio.median) || (control && !(control.median >= 0.9 && control.median <= 1.1))) return 'void';
  if (isReached(target)) return 'target met';
  return isReached(floor) ? 'floor held' : 'BELOW FLOOR';
}

export const isWrong = ({ expected, found }: Count) => expected !== found;

/** One line for each thing counted, over all rounds. */
export function addUp(counts: Count[]): Count[] {
  return [...Map.groupBy(counts, ({ what }) => what)].map(([what, all]) => ({
    what,
    expected: all.reduce((sum, { expected }) => sum + expected, 0),
    found: all.reduce((sum, { found }) => sum + found, 0),
  }));
}

const header = ['', 'ours ÷ baseline', 'median', 'quartiles', 'A/A', 'rounds', 'floor', 'target', ''];

/** The table, for people and for Markdown alike. */
export function tableOf(results: Record<string, Result>): string {
  const rows = Object.entries(results).flatMap(([name, { figures }]) => figures.map((figure) => rowOf(name, figure)));
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => [...(row[column] ?? '')].length)));
  const lines = all.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  return [lines[0], `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...lines.slice(1)].join('\n');
}

/** What stands below the table: the counts and the absolute numbers. */
export function footnotesOf(results: Record<string, Result>): string {
  return Object.entries(results)
    .flatMap(([name, { counts, notes }]) => [
      ...counts.map(
        (count) => `${name}: ${count.what}: ${count.found} of ${count.expected}${isWrong(count) ? ' WRONG' : ''}`,
      ),
      ...notes.map((note) => `${name}: ${note}`),
    ])
    .map((line) => `- ${line}`)
    .join('\n');
}

function rowOf(name: string, figure: Figure): string[] {
  const { what, ratio, control, better, floor, target } = figure;
  const sign = better === 'more' ? '≥' : '≤';
  return [
    name,
    what,
    short(ratio.median),
    `${short(ratio.lower)} – ${short(ratio.upper)}`,
    control ? short(control.median) : '–',
    ratio.thrown > 0 ? `${ratio.kept} (${ratio.thrown} thrown away)` : String(ratio.kept),
    `${sign} ${floor}`,
    `${sign} ${target}`,
    verdictOf(figure),
  ];
}

const short = (value: number) => (Number.isNaN(value) ? '–' : value.toPrecision(value < 1 ? 2 : 3));

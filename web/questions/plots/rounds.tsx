import { useMemo } from 'react';
import type { Answering } from '../../api.ts';
import { Figure } from '../../ui/figure.tsx';
import { useLanguage } from '../../words/words.ts';
import { showKinds } from '../grid/kinds.ts';
import type { Sheet } from '../grid/sheet.ts';
import { useGridWords } from '../grid/words.ts';
import { useAnswerWords } from '../reading/words.ts';
import styles from './plots.module.css';
import { usePlotWords } from './words.ts';

const [wide, high] = [340, 150];
const [bottom, top] = [22, 10];

/** The last rounds side by side: what was answered in each, and how many did not. */
export function Rounds({ sheet, answering, roundId }: { sheet: Sheet; answering: Answering; roundId: string }) {
  const words = usePlotWords();
  const answerWords = useAnswerWords();
  const gridWords = useGridWords();
  const language = useLanguage();
  const { shown, keys } = useMemo(
    () => showKinds(sheet, answering, answerWords, gridWords),
    [sheet, answering, answerWords, gridWords],
  );
  const counts = useMemo(() => count(sheet, shown), [sheet, shown]);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
  const columns = sheet.rounds
    .map((round, at) => ({ ...round, day: day.format(new Date(`${round.date}T12:00`)), counts: counts[at]! }))
    .reverse();
  const stacked = keys.filter(([key]) => key !== 'skipped');
  const total = (of: Map<string, number>) => stacked.reduce((sum, [key]) => sum + (of.get(key) ?? 0), 0);
  const rate = (of: Map<string, number>) => (total(of) === 0 ? 0 : 1 - (of.get('silent') ?? 0) / total(of));
  const most = Math.max(1, ...columns.map(({ counts }) => total(counts)));
  const step = wide / Math.max(1, columns.length);
  const now = columns.find(({ id }) => id === roundId);
  const before = columns.filter(({ id }) => id !== roundId);
  const usual = before.reduce((sum, { counts }) => sum + rate(counts), 0) / Math.max(1, before.length);
  const tones = new Map(shown.map(({ key, look }) => [key, look.tone]));
  return (
    <Figure
      title={words.rounds}
      sentence={
        now && before.length > 0
          ? words.roundsSaid(percent.format(rate(now.counts)), percent.format(usual))
          : words.firstRound
      }
      numbers={words.numbers}
      columns={[words.round, ...stacked.map(([, label]) => label)]}
      rows={columns.map(({ day, counts }) => [day, ...stacked.map(([key]) => counts.get(key) ?? 0)])}
      width={wide}
      height={high}
    >
      {columns.map(({ id, day, counts }, at) => {
        let under = high - bottom;
        return (
          <g key={id}>
            {stacked.map(([key]) => {
              const tall = ((counts.get(key) ?? 0) / most) * (high - bottom - top);
              under -= tall;
              return (
                <rect
                  key={key}
                  x={at * step + step * 0.14}
                  width={Math.min(40, step * 0.72)}
                  y={under}
                  height={Math.max(0, tall - 1)}
                  data-tone={tones.get(key) ?? 'yes'}
                />
              );
            })}
            <text
              x={at * step + step * 0.14 + Math.min(40, step * 0.72) / 2}
              y={high - 5}
              textAnchor="middle"
              className={id === roundId ? styles.here : styles.tick}
            >
              {day}
            </text>
          </g>
        );
      })}
    </Figure>
  );
}

function count({ rounds, people }: Sheet, shown: { key: string }[]): Map<string, number>[] {
  const counts = rounds.map(() => new Map<string, number>());
  for (const { cells } of people) {
    cells.forEach((cell, at) => {
      const key = cell === null ? undefined : shown[cell]?.key;
      if (key) counts[at]?.set(key, (counts[at]?.get(key) ?? 0) + 1);
    });
  }
  return counts;
}

import type { Insights } from '../../api.ts';
import { Figure } from '../../ui/figure.tsx';
import { number } from '../../words/formats.ts';
import styles from './insight.module.css';
import { type Bucket, outcomes, type Range } from './search.ts';
import { sumOf } from './sum-of.ts';
import { ToTexts } from './to-texts.tsx';
import { useNarrow } from './use-narrow.ts';
import { useInsightWords } from './words.ts';

interface Bar {
  label: string;
  counts: Insights['total'];
  bucket: Bucket;
}

interface Given {
  title: string;
  sentence: string;
  /** What a bar stands for. */
  first: string;
  bars: Bar[];
  range: Range;
}

const high = 190;
const [left, bottom, top] = [40, 22, 10];
/** So much room has the label of a bar. */
const labelWide = 82;

/** Columns of what became of texts, one on the other; each piece leads to its texts, and so does its number in the table. */
export function Columns({ title, sentence, first, bars, range }: Given) {
  const words = useInsightWords();
  const shown = outcomes.filter((outcome) => bars.some(({ counts }) => counts[outcome] > 0));
  const most = Math.max(1, ...bars.map(({ counts }) => sumOf(counts)));
  const wide = useNarrow() ? 360 : 720;
  const step = (wide - left) / bars.length;
  const each = Math.ceil(labelWide / step);
  const tall = (count: number) => (count / most) * (high - bottom - top);
  return (
    <Figure
      title={title}
      sentence={sentence}
      numbers={words.numbers}
      columns={[first, ...shown.map((outcome) => words.outcomes[outcome])]}
      rows={bars.map(({ label, counts, bucket }) => [
        label,
        ...shown.map((outcome) =>
          counts[outcome] === 0 ? (
            '0'
          ) : (
            <ToTexts key={outcome} range={range} bucket={{ ...bucket, outcome }}>
              {number(counts[outcome])}
            </ToTexts>
          ),
        ),
      ])}
      legend={shown.map((outcome) => ({ tone: outcome, label: words.outcomes[outcome] }))}
      width={wide}
      height={high}
    >
      <line x1={left} x2={wide} y1={high - bottom} y2={high - bottom} className={styles.axis} />
      <text x={left - 6} y={top + 6} textAnchor="end" className={styles.tick}>
        {number(most)}
      </text>
      <text x={left - 6} y={high - bottom} textAnchor="end" className={styles.tick}>
        0
      </text>
      {bars.map(({ label, counts, bucket }, at) => {
        let under = high - bottom;
        const x = left + at * step + step * 0.12;
        return (
          <g key={label}>
            {shown.map((outcome) => {
              const height = tall(counts[outcome]);
              under -= height;
              if (height === 0) return null;
              return (
                <ToTexts key={outcome} range={range} bucket={{ ...bucket, outcome }} isDrawn>
                  <rect x={x} y={under} width={step * 0.76} height={Math.max(1, height - 1)} data-tone={outcome}>
                    <title>{`${label}, ${words.outcomes[outcome]}: ${number(counts[outcome])}`}</title>
                  </rect>
                </ToTexts>
              );
            })}
            {at % each === 0 && x + labelWide < wide + labelWide / 4 && (
              <text x={x} y={high - 6} className={styles.tick}>
                {label}
              </text>
            )}
          </g>
        );
      })}
    </Figure>
  );
}

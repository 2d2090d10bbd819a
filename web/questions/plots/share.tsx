import { Figure } from '../../ui/figure.tsx';
import { number } from '../../words/formats.ts';
import { useLanguage } from '../../words/words.ts';
import type { Summary } from '../reading/summary.ts';
import styles from './plots.module.css';
import { usePlotWords } from './words.ts';

const wide = 340;
const rowHigh = 30;
const labelWide = 118;
const barWide = 132;
/** The others are in the table. */
const mostBars = 12;

/** How many gave which answer, of all who answered. */
export function Share({ summary: { buckets, answered } }: { summary: Summary }) {
  const words = usePlotWords();
  const language = useLanguage();
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const share = (count: number) => percent.format(answered === 0 ? 0 : count / answered);
  const most = Math.max(1, ...buckets.map(({ count }) => count));
  const top = buckets.toSorted((a, b) => b.count - a.count)[0];
  const bars = buckets.slice(0, mostBars);
  return (
    <Figure
      title={words.share}
      sentence={
        top && top.count > 0
          ? words.shareSaid(top.label, number(top.count), number(answered), share(top.count))
          : words.noneYet
      }
      numbers={words.numbers}
      columns={[words.answer, words.people, words.portion]}
      rows={buckets.map(({ label, count }) => [label, number(count), share(count)])}
      width={wide}
      height={bars.length * rowHigh}
    >
      {bars.map(({ key, label, count, tone }, at) => (
        <g key={key} transform={`translate(0 ${at * rowHigh})`}>
          <text x={0} y={20} className={styles.label}>
            {label.length > 16 ? `${label.slice(0, 15)}…` : label}
          </text>
          <rect x={labelWide} y={7} width={Math.max(1, (count / most) * barWide)} height={17} rx={2} data-tone={tone} />
          <text x={labelWide + 8 + (count / most) * barWide} y={20} className={styles.value}>
            {`${number(count)} · ${share(count)}`}
          </text>
        </g>
      ))}
    </Figure>
  );
}

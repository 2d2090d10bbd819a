import type { Board } from '../../api.ts';
import { Figure } from '../../ui/figure.tsx';
import { moment, number } from '../../words/formats.ts';
import { useLanguage } from '../../words/words.ts';
import { sayLength } from '../reading/say-length.ts';
import type { Stand } from '../reading/standing.ts';
import styles from './plots.module.css';
import { usePlotWords } from './words.ts';

const [wide, high] = [340, 150];
const [left, bottom, top] = [34, 22, 10];
const tableRows = 8;

/** How the answers came in, one after the other, since the round began. */
export function OverTime({ board: { round, medianSeconds }, stands }: { board: Board; stands: Stand[] }) {
  const words = usePlotWords();
  const language = useLanguage();
  const began = Date.parse(round.openedAt);
  const times = stands
    .flatMap(({ standing, at }) => (standing.kind === 'answered' && at ? [Date.parse(at)] : []))
    .sort((a, b) => a - b);
  const last = times.at(-1);
  const asked = stands.filter(({ standing }) => !['skipped', 'beside', 'later'].includes(standing.kind)).length;
  const end = Math.max(last ?? began, began + 60_000);
  const x = (at: number) => left + ((Math.max(began, at) - began) / (end - began)) * (wide - left - 8);
  const y = (count: number) => high - bottom - (count / Math.max(1, asked)) * (high - bottom - top);
  const line = times.map((at, i) => `H${x(at).toFixed(1)}V${y(i + 1).toFixed(1)}`).join('');
  const path = `M${left} ${y(0)}${line}`;
  const steps = Array.from({ length: Math.min(tableRows, times.length) }, (_, i) => {
    const count = Math.ceil(((i + 1) * times.length) / Math.min(tableRows, times.length));
    return { count, at: times[count - 1]! };
  });
  return (
    <Figure
      title={words.overTime}
      sentence={
        last
          ? words.timeSaid(
              number(times.length),
              number(asked),
              medianSeconds === null ? null : sayLength(medianSeconds * 1000, language),
              moment(new Date(last).toISOString()),
            )
          : words.noneYet
      }
      numbers={words.numbers}
      columns={[words.until, words.answers]}
      rows={steps.map(({ at, count }) => [moment(new Date(at).toISOString()), number(count)])}
      width={wide}
      height={high}
    >
      <line x1={left} x2={wide - 8} y1={y(asked)} y2={y(asked)} className={styles.goal} />
      <line x1={left} x2={wide - 8} y1={y(0)} y2={y(0)} className={styles.axis} />
      <text x={left - 6} y={y(asked) + 4} className={styles.tick} textAnchor="end">
        {number(asked)}
      </text>
      <text x={left - 6} y={y(0) + 4} className={styles.tick} textAnchor="end">
        0
      </text>
      {last && (
        <>
          <path d={`${path}V${y(0)}Z`} className={styles.area} />
          <path d={path} className={styles.line} />
        </>
      )}
      <text x={left} y={high - 5} className={styles.tick}>
        {moment(round.openedAt)}
      </text>
      <text x={wide - 8} y={high - 5} className={styles.tick} textAnchor="end">
        {moment(new Date(end).toISOString())}
      </text>
    </Figure>
  );
}

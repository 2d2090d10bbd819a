import type { Insights } from '../../api.ts';
import { dayOfWeek, number, time } from '../../words/formats.ts';
import { useWhy } from '../../words/reasons.ts';
import { Bars } from './bars.tsx';
import { Columns } from './columns.tsx';
import styles from './insight.module.css';
import { Lines } from './lines.tsx';
import { noonOf, type Range } from './search.ts';
import { sumOf } from './sum-of.ts';
import { useLengths } from './use-lengths.ts';
import { useInsightWords } from './words.ts';

/** The numbers as pictures, each of them a list or with one beside it. */
export function Pictures({ insights, range }: { insights: Insights; range: Range }) {
  const words = useInsightWords();
  const whyOf = useWhy();
  const lengths = useLengths(insights.speedBounds);
  const { days, hours, reasons, speeds, half, nineOfTen, total } = insights;
  if (sumOf(total) === 0) return null;
  const most = (bars: { counts: Insights['total'] }[]) => bars.toSorted((a, b) => sumOf(b.counts) - sumOf(a.counts))[0];
  const byDay = days.map(({ day, counts }) => ({ label: dayOfWeek(noonOf(day)), counts, bucket: { day } }));
  const byHour = hours.map(({ hour, counts }) => ({
    label: time(new Date(2000, 0, 1, hour)),
    counts,
    bucket: { hour },
  }));
  const [topDay, topHour] = [most(byDay), most(byHour)] as [(typeof byDay)[number], (typeof byHour)[number]];
  return (
    <div className={styles.pictures}>
      <Columns
        title={words.byDay}
        sentence={words.byDaySaid(topDay.label, number(sumOf(topDay.counts)))}
        first={words.day}
        bars={byDay}
        range={range}
      />
      <Columns
        title={words.byHour}
        sentence={words.byHourSaid(topHour.label, number(sumOf(topHour.counts)))}
        first={words.hour}
        bars={byHour}
        range={range}
      />
      <Bars
        title={words.reasons}
        sentence={reasons.length === 0 ? words.noReasons : ''}
        tone="failed"
        bars={reasons.map(({ message, texts, ...reason }) => {
          const why = whyOf({ message, ...reason });
          return { label: why.message, lang: why.lang, texts, bucket: { reason: message } };
        })}
        range={range}
      />
      <Bars
        title={words.speed}
        sentence={
          half === null || nineOfTen === null
            ? words.noReceipts
            : words.speedSaid(lengths.upTo(half), lengths.upTo(nineOfTen))
        }
        tone="delivered"
        bars={speeds.map(({ speed, texts }) => ({ label: lengths.of(speed), texts, bucket: { speed } }))}
        range={range}
      >
        {total.sent > 0 && <p className={styles.lead}>{words.withoutReceipt(total.sent)}</p>}
      </Bars>
      <Lines lines={insights.lines} range={range} />
    </div>
  );
}

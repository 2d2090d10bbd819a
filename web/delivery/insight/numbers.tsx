import type { Insights } from '../../api.ts';
import { day as dayOf, number } from '../../words/formats.ts';
import styles from './insight.module.css';
import { noonOf, outcomes, type Range } from './search.ts';
import { sumOf } from './sum-of.ts';
import { ToTexts } from './to-texts.tsx';
import { useInsightWords } from './words.ts';

/** What there is in any case; the others only where there are any. */
const usual = ['delivered', 'sent', 'failed'];

/** How many texts there were, and what became of them. */
export function Numbers({ insights: { total, timeZone }, range }: { insights: Insights; range: Range }) {
  const words = useInsightWords();
  const all = sumOf(total);
  const shown = outcomes.filter((outcome) => total[outcome] > 0 || usual.includes(outcome));
  return (
    <>
      <p className={styles.sentence}>
        {all === 0 ? words.none : words.sum(all, number(total.delivered), number(total.failed))}
      </p>
      <p className={styles.lead}>
        {words.between(dayOf(noonOf(range.from)), dayOf(noonOf(range.until)))}. {words.lead(timeZone)}
      </p>
      <ul className={styles.figures}>
        {shown.map((outcome) => (
          <li key={outcome}>
            <ToTexts range={range} bucket={{ outcome }}>
              <strong data-outcome={outcome} data-none={total[outcome] === 0 || undefined}>
                {number(total[outcome])}
              </strong>{' '}
              {words.outcomes[outcome]}
            </ToTexts>
          </li>
        ))}
        <li>
          <ToTexts range={range} bucket={{ all: true }}>
            <strong>{number(all)}</strong> {words.all}
          </ToTexts>
        </li>
      </ul>
    </>
  );
}

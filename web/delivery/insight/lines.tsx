import { Link } from '@tanstack/react-router';
import type { Insights } from '../../api.ts';
import { number } from '../../words/formats.ts';
import { useLanguage } from '../../words/words.ts';
import styles from './insight.module.css';
import type { Outcome, Range } from './search.ts';
import { ToTexts } from './to-texts.tsx';
import { useInsightWords } from './words.ts';

const shown: Outcome[] = ['delivered', 'sent', 'failed'];

/** What each line sent, and what that cost as far as its price is known. */
export function Lines({ lines, range }: { lines: Insights['lines']; range: Range }) {
  const words = useInsightWords();
  const language = useLanguage();
  const used = lines.filter(({ id }) => range.lineId === undefined || range.lineId === id);
  const money = ({ amount, currency }: { amount: number; currency: string }) =>
    new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount);
  return (
    <section aria-labelledby="by-line">
      <h3 id="by-line">{words.byLine}</h3>
      <p className={styles.lead}>{words.costLead}</p>
      <div className={styles.wide}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              {shown.map((outcome) => (
                <th key={outcome} scope="col">
                  {words.outcomes[outcome]}
                </th>
              ))}
              <th scope="col">{words.segments}</th>
              <th scope="col">{words.cost}</th>
            </tr>
          </thead>
          <tbody>
            {used.map(({ id, label, counts, segments, cost }) => (
              <tr key={id}>
                <th scope="row">
                  <bdi>{label}</bdi>
                </th>
                {shown.map((outcome) => (
                  <td key={outcome}>
                    <ToTexts range={{ ...range, lineId: id }} bucket={{ outcome }}>
                      {number(counts[outcome])}
                    </ToTexts>
                  </td>
                ))}
                <td>{number(segments)}</td>
                <td>{cost ? money(cost) : <Link to="/lines">{words.noPrice}</Link>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

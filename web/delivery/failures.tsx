import { Link } from '@tanstack/react-router';
import type { Delivery } from '../api.ts';
import { moment } from '../words/formats.ts';
import { useWhy } from '../words/reasons.ts';
import { counted } from './counted.ts';
import styles from './delivery.module.css';
import { useDeliveryWords } from './words.ts';

/** What did not arrive in the last day: how many for which reason, and what to do. */
export function Failures({ failures, most }: { failures: Delivery['failures']; most: number }) {
  const words = useDeliveryWords();
  const whyOf = useWhy();
  if (failures.length === 0) return <p className={styles.lead}>{words.noFailures}</p>;
  return (
    <section className={styles.part} aria-labelledby="failures">
      <h2 id="failures">{words.failures}</h2>
      <ul className={`${styles.rows} ${styles.table}`}>
        {failures.map(({ count, lastAt, ...reason }) => {
          const { message, advice, lang } = whyOf(reason);
          return (
            <li key={reason.message} className={styles.failure}>
              <strong className={styles.count}>{counted(count, most, words)}</strong>
              <div className={styles.what} lang={lang}>
                <p>
                  {message} {/^\d+$/.test(reason.code) && <span className={styles.code}>({reason.code})</span>}
                </p>
                <p className={styles.lead}>{advice}</p>
              </div>
              <span className={styles.last}>{words.last(moment(lastAt))}</span>
            </li>
          );
        })}
      </ul>
      <Link to="/inbox/$view" params={{ view: 'failed' }}>
        {words.showFailed}
      </Link>
    </section>
  );
}

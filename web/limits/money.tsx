import { Link } from '@tanstack/react-router';
import { Field } from '../ui/field.tsx';
import { useLanguage } from '../words/words.ts';
import styles from './limits.module.css';
import type { Limits } from './queries.ts';
import { useLimitsWords } from './words.ts';

/** What the month has cost so far, and what it may cost. */
export function Money({ limits: { spent, cap } }: { limits: Limits }) {
  const words = useLimitsWords();
  const language = useLanguage();
  const show = (amount: number, currency: string) =>
    new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount);
  return (
    <section className={styles.part} aria-labelledby="limit-money">
      <h2 id="limit-money">{words.money}</h2>
      {spent.length === 0 && (
        <p>
          {words.noPrice} <Link to="/lines">{words.toLines}</Link>
        </p>
      )}
      {spent.map((month) => (
        <div key={month.currency} className={styles.month}>
          <p>
            {month.cap === null
              ? words.spentFreely(show(month.spent, month.currency))
              : words.spent(show(month.spent, month.currency), show(month.cap, month.currency))}{' '}
            {month.waiting > 0 && words.waiting(show(month.waiting, month.currency))}
          </p>
          {month.cap !== null && (
            <meter
              className={styles.meter}
              min={0}
              max={month.cap || 1}
              high={month.cap * 0.8}
              optimum={0}
              value={month.cap === 0 ? 1 : month.spent}
              aria-hidden
            />
          )}
        </div>
      ))}
      <p className={styles.hint}>{words.capHint}</p>
      <div className={styles.pair}>
        <Field name="cap.amount" label={words.cap} type="number" min={0} step="0.01" defaultValue={cap?.amount ?? ''} />
        <Field
          name="cap.currency"
          label={words.currency}
          required
          maxLength={3}
          pattern="[A-Za-z]{3}"
          defaultValue={cap?.currency ?? spent[0]?.currency ?? 'USD'}
        />
      </div>
    </section>
  );
}

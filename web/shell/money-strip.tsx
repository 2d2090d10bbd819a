import { Link } from '@tanstack/react-router';
import type { Delivery } from '../api.ts';
import { useLanguage } from '../words/words.ts';
import { useStripWords } from './money-strip-words.ts';
import styles from './shell.module.css';

/** Above everything: that four fifths of the month's money are spent, or all of it, so that nothing leaves. */
export function MoneyStrip({ money: { spent, cap, currency } }: { money: NonNullable<Delivery['money']> }) {
  const words = useStripWords();
  const language = useLanguage();
  const show = (amount: number) => new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount);
  // Less than the cheapest segment may be left.
  const isOver = spent >= cap * 0.99;
  return (
    <p className={styles.attention}>
      <span role="status">{isOver ? words.over(show(cap)) : words.near(show(cap))}</span>{' '}
      {!isOver && words.left(show(cap - spent))} <Link to="/limits">{words.limits}</Link>
    </p>
  );
}

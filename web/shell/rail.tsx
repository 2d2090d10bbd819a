import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Me } from '../api.ts';
import { countsQuery, deliveryQuery } from '../queries.ts';
import { Hidden } from '../ui/hidden.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/words.ts';
import { Account } from './account.tsx';
import styles from './shell.module.css';
import { needsLook } from './trouble.ts';

interface Given {
  me: Me;
  isPhonesOpen: boolean;
  togglePhones: () => void;
}

/** The ways to go: at the side, on a phone at the bottom. */
export function Rail({ me, isPhonesOpen, togglePhones }: Given) {
  const { shell } = useWords();
  const waiting = useQuery(countsQuery).data?.waiting ?? 0;
  const isTroubled = needsLook(useQuery(deliveryQuery).data);
  return (
    <nav className={styles.rail} aria-label={shell.main} data-pane tabIndex={-1}>
      <Link to="/inbox" className={styles.way} activeProps={{ className: styles.here }}>
        <Icon name="inbox" />
        {shell.inbox}
        {waiting > 0 && (
          <span className={styles.lamp}>
            <Hidden>{shell.waiting(waiting)}</Hidden>
          </span>
        )}
      </Link>
      <Link to="/people" className={styles.way} activeProps={{ className: styles.here }}>
        <Icon name="people" />
        {shell.people}
      </Link>
      <Link to="/broadcasts" className={`${styles.way} ${styles.rare}`} activeProps={{ className: styles.here }}>
        <Icon name="tell" />
        {shell.tell}
      </Link>
      <Link to="/questions" className={styles.way} activeProps={{ className: styles.here }}>
        <Icon name="ask" />
        {shell.ask}
      </Link>
      <Link to="/delivery" className={styles.way} activeProps={{ className: styles.here }}>
        <Icon name="delivery" />
        {shell.delivery}
        {isTroubled && (
          <span className={styles.lamp}>
            <Hidden>{shell.needsLook}</Hidden>
          </span>
        )}
      </Link>
      {me.practice.isOn && (
        <button type="button" className={styles.way} aria-expanded={isPhonesOpen} onClick={togglePhones}>
          <Icon name="phone" />
          {shell.phones}
        </button>
      )}
      <Link to="/lines" className={`${styles.way} ${styles.rarer}`} activeProps={{ className: styles.here }}>
        <Icon name="setup" />
        {shell.setup}
      </Link>
      <Account me={me} />
    </nav>
  );
}

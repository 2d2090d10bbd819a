import { Link } from '@tanstack/react-router';
import styles from './bar.module.css';
import { useDeliveryWords } from './words.ts';

/** Leads from what happens now to what has happened over time, and back. */
export function DeliveryBar() {
  const words = useDeliveryWords();
  return (
    <nav className={styles.bar} aria-label={words.bar}>
      <Link to="/delivery" activeOptions={{ exact: true }}>
        {words.now}
      </Link>
      <Link to="/delivery/insight" activeOptions={{ includeSearch: false }}>
        {words.overTime}
      </Link>
    </nav>
  );
}

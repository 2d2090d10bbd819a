import { Link } from '@tanstack/react-router';
import { buttonClass } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { useWords } from '../words/words.ts';
import styles from './shell.module.css';

/** For an address that leads nowhere. */
export function NotFound() {
  const { notFound } = useWords();
  return (
    <main className={styles.whole}>
      <Empty text={notFound.title}>
        <Link to="/inbox" className={buttonClass('primary')}>
          {notFound.act}
        </Link>
      </Empty>
    </main>
  );
}

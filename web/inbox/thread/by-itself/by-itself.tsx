import styles from '../colleagues.module.css';
import { useByItselfWords } from './words.ts';

/** Says that the program has answered enough by itself, so that somebody looks who it is. */
export function ByItself() {
  const words = useByItselfWords();
  return (
    <div role="status" className={styles.warning}>
      <p>{words.stopped}</p>
    </div>
  );
}

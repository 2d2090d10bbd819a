import { dayName } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import styles from './bubble.module.css';

/** The day that begins in a thread. */
export function DayLine({ at }: { at: string }) {
  // Drawn again with the words, because what was today is yesterday after midnight.
  useWords();
  return <h3 className={styles.day}>{dayName(at)}</h3>;
}

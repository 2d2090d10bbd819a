import { useOfflineSince } from '../live.ts';
import { time } from '../words/formats.ts';
import { useWords } from '../words/words.ts';
import styles from './shell.module.css';

/** Above everything: that this is practice, and since when the server cannot be heard. */
export function Strips({ isPractice }: { isPractice: boolean }) {
  const { shell } = useWords();
  const offlineSince = useOfflineSince();
  return (
    <div className={styles.strips}>
      {isPractice && <p className={styles.practice}>{shell.practice}</p>}
      <div role="status">{offlineSince && <p className={styles.offline}>{shell.offline(time(offlineSince))}</p>}</div>
    </div>
  );
}

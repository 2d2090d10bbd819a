import { useInboxWords } from '../words.ts';
import styles from './write-switch.module.css';

interface Given {
  isNote: boolean;
  choose: (isNote: boolean) => void;
  /** Hears of the place for the way to the latest text, where it covers none. */
  place: (latest: HTMLElement | null) => void;
}

/** What is written below: a text for the person, or a note for colleagues. It changes only when somebody says so. */
export function WriteSwitch({ isNote, choose, place }: Given) {
  const { notes } = useInboxWords();
  return (
    <div className={styles.row} data-note={isNote || undefined}>
      <div ref={place} className={styles.latest} data-latest />
      <fieldset className={styles.switch}>
        <legend className={styles.legend}>{notes.which}</legend>
        <button type="button" aria-pressed={!isNote} onClick={() => choose(false)}>
          {notes.text}
        </button>
        <button type="button" aria-pressed={isNote} onClick={() => choose(true)}>
          {notes.note}
        </button>
      </fieldset>
    </div>
  );
}

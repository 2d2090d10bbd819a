import { useInboxWords } from '../words.ts';
import styles from './write-switch.module.css';

/** What is written below: a text for the person, or a note for colleagues. It changes only when somebody says so. */
export function WriteSwitch({ isNote, choose }: { isNote: boolean; choose: (isNote: boolean) => void }) {
  const { notes } = useInboxWords();
  return (
    <fieldset className={styles.switch} data-note={isNote || undefined}>
      <legend className={styles.legend}>{notes.which}</legend>
      <button type="button" aria-pressed={!isNote} onClick={() => choose(false)}>
        {notes.text}
      </button>
      <button type="button" aria-pressed={isNote} onClick={() => choose(true)}>
        {notes.note}
      </button>
    </fieldset>
  );
}

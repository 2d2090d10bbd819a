import { catalogue } from '../words/catalogue.ts';
import { Button } from './button.tsx';
import styles from './clash-note.module.css';

const en = {
  isBack: 'What you wrote here before was kept in this browser, and is here again. It is not saved yet.',
  throwAway: 'Throw it away',
};
const es: typeof en = {
  isBack: 'Este navegador conserva lo que escribió aquí antes, y aquí está de nuevo. Todavía no está guardado.',
  throwAway: 'Descartarlo',
};
const useBegunWords = catalogue<typeof en>({ en, es });

/** That what was written before the page was left is here again, and how to be rid of it. */
export function BegunNote({ throwAway }: { throwAway: () => void }) {
  const words = useBegunWords();
  return (
    <div role="status" className={styles.note}>
      <p>{words.isBack}</p>
      <Button
        onClick={({ currentTarget }) => {
          // The button goes with the note.
          currentTarget.closest<HTMLElement>('[data-pane]')?.focus();
          throwAway();
        }}
      >
        {words.throwAway}
      </Button>
    </div>
  );
}

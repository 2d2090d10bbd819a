import { catalogue } from '../words/catalogue.ts';
import { useIsBegunKept } from './begun.ts';
import { Button } from './button.tsx';
import styles from './clash-note.module.css';

const en = {
  isBack: 'What you wrote here before was kept in this browser, and is here again. It is not saved yet.',
  isBackUnkept:
    'What you wrote here before is here again. It is not saved yet, and this browser does not keep it: leave this page open.',
  throwAway: 'Throw it away',
};
const es: typeof en = {
  isBack: 'Este navegador conserva lo que escribió aquí antes, y aquí está de nuevo. Todavía no está guardado.',
  isBackUnkept:
    'Lo que escribió aquí antes está de nuevo. Todavía no está guardado, y este navegador no lo conserva: deje esta página abierta.',
  throwAway: 'Descartarlo',
};
const useBegunWords = catalogue<typeof en>({ en, es });

/** That what was written before the page was left is here again, and how to be rid of it. */
export function BegunNote({ memberId, throwAway }: { memberId: string; throwAway: () => void }) {
  const words = useBegunWords();
  const isKept = useIsBegunKept(memberId);
  return (
    <div role="status" className={styles.note}>
      <p>{isKept ? words.isBack : words.isBackUnkept}</p>
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

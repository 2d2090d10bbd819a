import { Refused, Unreachable } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { sentence } from '../ui/error-note.tsx';
import { useWords } from '../words/words.ts';
import styles from './shell.module.css';

/** In place of a page that could not be drawn. */
export function Broken({ error }: { error: unknown }) {
  const words = useWords();
  const requestId = error instanceof Refused || error instanceof Unreachable ? '' : String(error);
  return (
    <main className={styles.whole}>
      <Empty text={sentence(error, words)}>
        <Button look="primary" onClick={() => location.reload()}>
          {words.errors.reload}
        </Button>
        {requestId && <code>{requestId}</code>}
      </Empty>
    </main>
  );
}

import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useWords } from '../words/words.ts';
import { Button, buttonClass } from './button.tsx';
import { sentence } from './error-note.tsx';
import { Icon } from './icon.tsx';
import styles from './toast.module.css';
import { useToastWords } from './toast-words.ts';
import { drop, type Notice, takeBack } from './undo.ts';

const shownMs = 10_000;
const undoneMs = 4_000;

/** One act, with its undo. It goes after ten seconds, not counting those in which it is held; a failure stays. */
export function Toast({ notice, isHeld, left }: { notice: Notice; isHeld: boolean; left: () => void }) {
  const words = useWords();
  const said = useToastWords();
  const { id, error, isUndone, undo, way, instead } = notice;
  const remaining = useRef(isUndone ? undoneMs : shownMs);
  useEffect(() => {
    if (isHeld || error) return;
    const startedAt = performance.now();
    const timer = setTimeout(() => drop(id), remaining.current);
    return () => {
      clearTimeout(timer);
      remaining.current -= performance.now() - startedAt;
    };
  }, [id, error, isHeld]);
  return (
    <div className={styles.toast} role={error ? 'alert' : undefined}>
      <p>
        {isUndone ? said.undone(notice.words) : notice.words}
        {error ? <span className={styles.why}>{sentence(error, words)}</span> : null}
      </p>
      <div className={styles.acts}>
        {way && (
          <Link
            {...way}
            className={buttonClass()}
            onClick={() => {
              left();
              drop(id);
            }}
          >
            {said.open}
          </Link>
        )}
        {instead && (
          <Button
            onClick={() => {
              left();
              drop(id);
              instead.act();
            }}
          >
            {instead.words}
          </Button>
        )}
        {undo && (
          <Button
            shortcut="z"
            onClick={() => {
              left();
              takeBack(id);
            }}
          >
            {said.undo}
          </Button>
        )}
        <Button
          look="icon"
          onClick={() => {
            left();
            drop(id);
          }}
        >
          <Icon name="close" label={words.close} />
        </Button>
      </div>
    </div>
  );
}

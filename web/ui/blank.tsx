import { type ReactNode, useId, useRef } from 'react';
import { useBlankWords } from './blank-words.ts';
import { Button } from './button.tsx';
import { Hidden } from './hidden.tsx';
import { PopoverPanel } from './popover.tsx';
import styles from './sentence.module.css';

interface Given {
  /** What is filled in here: "When". */
  label: string;
  /** What stands there now: "every Wednesday at 16:00". */
  words: string;
  isEmpty?: boolean;
  /** What is wrong with it. */
  fault?: string | undefined;
  children: ReactNode;
}

/** A blank of the sentence: a button that says what stands there, and opens what fills it in. */
export function Blank({ label, words, isEmpty = false, fault, children }: Given) {
  const { done } = useBlankWords();
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={opener}
        type="button"
        className={styles.blank}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-label={`${label}: ${words}`}
        aria-describedby={fault ? `${id}-fault` : undefined}
        data-blank={label}
        data-empty={isEmpty || undefined}
        data-wrong={fault ? '' : undefined}
      >
        {words}
      </button>
      {fault && <Hidden id={`${id}-fault`}>{fault}</Hidden>}
      <PopoverPanel id={id} label={label} anchor={() => opener.current}>
        {(close) => (
          <div className={styles.panel}>
            {children}
            <div className={styles.done}>
              <Button look="primary" onClick={close}>
                {done}
              </Button>
            </div>
          </div>
        )}
      </PopoverPanel>
    </>
  );
}

import { type ReactNode, type SyntheticEvent, useId, useLayoutEffect, useRef } from 'react';
import { useWords } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { Icon } from './icon.tsx';

const field = 'input:is(:checked, :not([type="radio"])), textarea, select';

interface Given {
  title: string;
  close: () => void;
  /** While an answer is awaited that must be seen, it stays open. */
  isBusy?: boolean;
  children: ReactNode;
}

/** The browser's own modal dialog, open as long as it is drawn. Gives the focus back to where it was. */
export function Dialog({ title, close, isBusy = false, children }: Given) {
  const words = useWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Else the button that closes it, which is the first, would have the focus.
    element?.querySelector<HTMLElement>(field)?.focus();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={id}
      // Pressed again, Escape closes it without asking, unless nothing may.
      closedby={isBusy ? 'none' : undefined}
      onCancel={isBusy ? stay : close}
    >
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        <Button look="icon" isBusy={isBusy} onClick={close}>
          <Icon name="close" label={words.close} />
        </Button>
      </header>
      {children}
    </dialog>
  );
}

const stay = (event: SyntheticEvent) => event.preventDefault();

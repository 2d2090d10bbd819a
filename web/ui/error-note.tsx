import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Refused, Unreachable } from '../api.ts';
import type { Words } from '../words/en.ts';
import { moment } from '../words/formats.ts';
import { useWords } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './error-note.module.css';
import { focusIfLost } from './focus.ts';

interface Given {
  error?: unknown;
  /** Said instead of what the error says. */
  sentence?: string;
  title?: string;
  /** Asks once more for what could not be had. */
  retry?: () => unknown;
  children?: ReactNode;
}

/** What happened, what was kept and what to do, where the act was made. Nothing when there is no error. */
export function ErrorNote({ error, sentence: said, title, retry, children }: Given) {
  const words = useWords();
  if (!error && !said) return null;
  const requestId = error instanceof Refused && error.problem.status >= 500 && error.problem.requestId;
  return (
    <div role="alert" className={styles.note}>
      {title && <strong>{title}. </strong>}
      {said ?? sentence(error, words)}
      {requestId && (
        <span className={styles.code}>
          {words.errors.code} <code>{requestId}</code>
        </span>
      )}
      {retry && <Retry retry={retry} />}
      {children}
    </div>
  );
}

/** It goes with the error: the focus then stays in the pane in which it was. */
function Retry({ retry }: { retry: () => unknown }) {
  const words = useWords();
  const frame = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const pane = frame.current?.closest<HTMLElement>('[data-pane]');
    const { current } = frame;
    return () => {
      if (!current?.contains(document.activeElement)) return;
      // Once all is drawn: the pane may have gone with it.
      queueMicrotask(() => focusIfLost(pane?.isConnected ? pane : document.getElementById('content')));
    };
  }, []);
  return (
    <span ref={frame}>
      {' '}
      <Button look="text" onClick={() => void retry()}>
        {words.retry}
      </Button>
    </span>
  );
}

/** An error as a sentence for people. */
export function sentence(error: unknown, { errors }: Words): string {
  if (error instanceof Unreachable) return errors.unreachable;
  if (!(error instanceof Refused)) return errors.broken;
  const { code, message, status, fields, changed } = error.problem;
  if (changed) return errors.changed(changed.by?.name ?? '', changed.at ? moment(changed.at) : '');
  const field = fields && Object.values(fields)[0];
  return errors.known[code] ?? field ?? (status < 500 && message ? message : errors.unexpected);
}

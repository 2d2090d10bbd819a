import { useQueryClient } from '@tanstack/react-query';
import { type CSSProperties, useEffect, useState } from 'react';
import type { Message } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import styles from './holding.module.css';
import type { Pending } from './pending.ts';
import { takeBack } from './take-back.ts';
import { useComposerWords } from './words.ts';

interface Held {
  message?: Message | undefined;
  pending?: Pending | undefined;
}

/** Until when a text is held, by this browser's clock; null for one that is not. */
export function heldUntil({ message, pending }: Held): number | null {
  if (message) return message.status === 'queued' && message.heldUntil ? Date.parse(message.heldUntil) : null;
  if (pending?.state !== 'sending' || !pending.undoSeconds || pending.retryOf) return null;
  return Date.parse(pending.createdAt) + pending.undoSeconds * 1000;
}

/** A clock that is wrong must not promise more than the longest hold. */
const longestMs = 30_000;

/** "Sending in 4 s" with a ring that closes meanwhile; `children` when the time is over. */
export function Countdown({ until, children }: { until: number; children: React.ReactNode }) {
  const words = useComposerWords();
  const [startedAt] = useState(Date.now);
  const [now, setNow] = useState(Date.now);
  const leftMs = Math.min(until - now, longestMs);
  const isOver = leftMs <= 0;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [isOver]);
  if (isOver) return children;
  const time = { '--hold': `${Math.max(0, until - startedAt)}ms` } as CSSProperties;
  return (
    <>
      <svg width="14" height="14" viewBox="0 0 16 16" fill="none" strokeWidth="1.8" aria-hidden>
        <circle className={styles.track} cx="8" cy="8" r="6" />
        <circle className={styles.ring} style={time} cx="8" cy="8" r="6" pathLength="100" />
      </svg>
      {words.sendingIn(Math.ceil(leftMs / 1000))}
    </>
  );
}

/** Takes a held text back. */
export function UndoSending(held: Held) {
  const client = useQueryClient();
  const words = useComposerWords();
  return (
    <>
      {' · '}
      <Button look="text" aria-label={words.undoLabel} onClick={() => takeBack(client, held)}>
        {words.undo}
      </Button>
    </>
  );
}

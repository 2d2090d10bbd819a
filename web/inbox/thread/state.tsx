import type { ReactNode } from 'react';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/words.ts';
import type { Row } from './thread-rows.ts';

type StateName = keyof Words['states'];

const receiptMs = 6 * 3_600_000;

const ring = <circle cx="8" cy="8" r="6" />;
const dashed = <circle cx="8" cy="8" r="6" strokeDasharray="2 2.7" />;
const tick = <path d="M5.3 8.2l2 2 3.6-4.2" />;
const square = <rect x="1.5" y="1.5" width="13" height="13" rx="3" fill="currentColor" stroke="none" />;

/** Each state has its own shape, so that none is told by colour alone. */
const glyphs: Record<StateName, ReactNode> = {
  sending: dashed,
  waiting: (
    <>
      {dashed}
      <path d="M2.5 13.5l11-11" />
    </>
  ),
  scheduled: (
    <>
      {ring}
      <path d="M8 4.5V8l2.5 1.5" />
    </>
  ),
  queued: dashed,
  handing: (
    <>
      {dashed}
      <circle cx="8" cy="8" r="1.6" fill="currentColor" />
    </>
  ),
  unknown: (
    <>
      {ring}
      <path d="M6.4 6.6a1.7 1.7 0 1 1 2.3 1.6c-.5.2-.7.5-.7 1M8 11v.6" />
    </>
  ),
  accepted: (
    <>
      {ring}
      <circle cx="8" cy="8" r="1.6" fill="currentColor" />
    </>
  ),
  sent: (
    <>
      {ring}
      {tick}
    </>
  ),
  noReceipt: (
    <>
      {ring}
      <path d="M5 8h6" />
    </>
  ),
  delivered: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" stroke="none" />
      <path d="M5 8.2l2.2 2.2 4-4.6" stroke="var(--paper)" strokeWidth="1.8" />
    </>
  ),
  undelivered: (
    <>
      {square}
      <path d="M8 4.5V9M8 11v1.2" stroke="var(--paper)" strokeWidth="1.9" />
    </>
  ),
  refused: (
    <>
      {square}
      <path d="M8 4.5V9M8 11v1.2" stroke="var(--paper)" strokeWidth="1.9" />
    </>
  ),
  canceled: (
    <>
      {ring}
      <path d="M4 12l8-8" />
    </>
  ),
};

/** The state of an outgoing text, as a shape and a word. */
export function State({ name }: { name: StateName }) {
  const words = useWords();
  return (
    <>
      <svg width="14" height="14" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden>
        {glyphs[name]}
      </svg>
      {name === 'undelivered' || name === 'refused' ? <strong>{words.states[name]}</strong> : words.states[name]}
    </>
  );
}

/** Where an outgoing text stands. */
export function stateOf({ message, pending }: Row, now: number): StateName {
  if (pending) return pending.state === 'sending' && pending.sendAt ? 'scheduled' : pending.state;
  if (!message || message.status === 'received') return 'sending';
  const { status, statusAt } = message;
  if (status === 'failed') return 'undelivered';
  if (status === 'sending') return 'handing';
  if (status === 'sent' && now - Date.parse(statusAt) > receiptMs) return 'noReceipt';
  return status;
}

import { lazy, Suspense, useId, useRef } from 'react';
import type { AnswerValue, Message } from '../../../api.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { Button } from '../../../ui/button.tsx';
import { PopoverPanel } from '../../../ui/popover.tsx';
import { useAnswerWords } from '../../../words/answers.ts';
import styles from './counted.module.css';
import { useAsked } from './round.ts';
import { useCountedWords } from './words.ts';

const Change = lazy(async () => ({ default: (await import('./change.tsx')).Change }));

/** Under a text that came: what it was taken for by a question, why, and a way to say otherwise. */
export function Counted({ message }: { message: Message }) {
  const words = useCountedWords();
  const { why } = useAnswerWords();
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const { match } = message;
  if (!match) return null;
  const { ask, by, reason, isLate } = match;
  const needsLook = match.outcome === 'needs_look' && !match.isSettled;
  // Both say so themselves.
  const isSaid = reason === 'late' || match.outcome === 'asked_again';
  return (
    <div className={styles.mark} data-look={needsLook || undefined}>
      <Glyph isCounted={match.value !== null} needsLook={needsLook} />
      <What message={message} needsLook={needsLook} />
      {ask && (
        <>
          {' '}
          {words.forQuestion} <em>{ask.name}</em>
        </>
      )}
      {isLate && ` · ${words.late}`}
      {!isSaid && ` · ${by ? words.byHand(by.name) : why(reason)}`}
      {' · '}
      <Button
        look="text"
        ref={opener}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-label={words.changeOf(message.body.slice(0, 60))}
      >
        {words.change}
      </Button>
      <PopoverPanel id={id} label={words.title} anchor={() => opener.current}>
        {(close) => (
          <Suspense fallback={<Blocks />}>
            <Change message={message} close={close} />
          </Suspense>
        )}
      </PopoverPanel>
    </div>
  );
}

function What({ message: { match }, needsLook }: { message: Message; needsLook: boolean }) {
  const words = useCountedWords();
  const answers = useAnswerWords();
  const value = (match?.value ?? null) as AnswerValue | null;
  const asked = useAsked(value, match?.ask?.roundId);
  if (needsLook) return <strong>{words.needsLook}</strong>;
  if (value)
    return (
      <strong>
        {words.countedAs} <bdi>{answers.value(value, asked)}</bdi>
      </strong>
    );
  return <strong>{match?.outcome === 'asked_again' ? words.askedAgain : words.notCounted}</strong>;
}

/** Told apart by its shape as well: a tick, a question, a dash. */
function Glyph({ isCounted, needsLook }: { isCounted: boolean; needsLook: boolean }) {
  const shape = needsLook
    ? 'M6.2 6.3a1.9 1.9 0 1 1 2.6 1.8c-.6.2-.8.6-.8 1.200M8 11.300v.4'
    : isCounted
      ? 'M5.3 8.2l2 2 3.6-4.2'
      : 'M5 8h6';
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden>
      <circle cx="8" cy="8" r="6.5" fill={isCounted && !needsLook ? 'currentColor' : 'none'} />
      <path d={shape} stroke={isCounted && !needsLook ? 'var(--paper)' : 'currentColor'} />
    </svg>
  );
}

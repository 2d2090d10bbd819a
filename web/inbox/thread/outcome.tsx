import { lazy, Suspense } from 'react';
import { Refused } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { sentence } from '../../ui/error-note.tsx';
import { time } from '../../words/formats.ts';
import { useWhy } from '../../words/reasons.ts';
import { useWords } from '../../words/words.ts';
import { Countdown, heldUntil, UndoSending } from '../composer/holding.tsx';
import { Planned } from '../composer/later/planned.tsx';
import { discard, send } from '../composer/outbox.ts';
import { putBackPending } from '../composer/take-back.ts';
import { useComposerWords } from '../composer/words.ts';
import { useInboxWords } from '../words.ts';
import styles from './bubble.module.css';
import { useCountedWords } from './counted/words.ts';
import { Doubt } from './doubt.tsx';
import { OfBroadcast } from './of-broadcast.tsx';
import { State, stateOf } from './state.tsx';
import { hasFailed, isHeld, type Placed } from './thread-rows.ts';

const Waits = lazy(async () => ({ default: (await import('./waits/waits.tsx')).Waits }));

/** What has become of an outgoing text, why, and what can be done about it. */
export function Outcome({ row }: { row: Placed }) {
  const { thread } = useInboxWords();
  const own = useComposerWords();
  const whyOf = useWhy();
  const { parts, toMany } = useCountedWords();
  const { message } = row;
  const error = hasFailed(row) ? message?.error : undefined;
  const why = error && whyOf(error);
  const until = heldUntil(row);
  const state = <State name={stateOf(row, useNow(60_000))} />;
  const isRetry = message?.retryOf ?? row.pending?.retryOf;
  const isOfMany = message?.question ?? message?.broadcast;

  function sendAgain(): void {
    if (message) send(message.conversationId, { body: message.body, retryOf: message.id });
  }

  return (
    <div className={styles.state}>
      {until ? <Countdown until={until}>{state}</Countdown> : state}
      {isHeld(row) && <UndoSending message={message} pending={row.pending} />}
      {message?.waits && (
        <Suspense>
          <Waits waits={message.waits} />
        </Suspense>
      )}
      {message?.question && <span> · {parts[message.question.part](message.question.name)}</span>}
      {message?.broadcast && (
        <span>
          {' · '}
          <OfBroadcast id={message.broadcast.id}>{toMany(message.broadcast.name)}</OfBroadcast>
        </span>
      )}
      {isRetry && <span> · {own.sentAgain(time(row.at))}</span>}
      {error && why && (
        <span lang={why.lang}>
          {isOfMany || isRetry ? ' · ' : ' '}
          {why.message.replace(/\.$/, '')} ({error.code}). {why.advice}{' '}
        </span>
      )}
      {message?.status === 'unknown' && <Doubt message={message} />}
      {message?.status === 'scheduled' && <Planned message={message} className={styles.acts} />}
      {error?.canSendAgain && !row.isRetried && (
        <div className={styles.acts}>
          <Button look="text" onClick={sendAgain}>
            {thread.sendAgain}
          </Button>
        </div>
      )}
      {row.pending?.problem && <Kept row={row} />}
    </div>
  );
}

/** A text that the server has refused: its words are not lost. */
function Kept({ row: { pending } }: { row: Placed }) {
  const words = useWords();
  const { thread } = useInboxWords();
  if (!pending?.problem) return null;
  return (
    <>
      {' '}
      {sentence(new Refused(pending.problem), words)} <span>{thread.kept}</span>
      <div className={styles.acts}>
        <Button
          look="text"
          onClick={() => {
            void putBackPending(pending);
            discard(pending.clientId);
          }}
        >
          {thread.putBack}
        </Button>
        <Button look="text" onClick={() => discard(pending.clientId)}>
          {thread.discard}
        </Button>
      </div>
    </>
  );
}

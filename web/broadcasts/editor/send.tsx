import { useLayoutEffect, useRef, useState } from 'react';
import { isAway } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Input, Labelled } from '../../ui/controls.tsx';
import { ErrorNote, sentence } from '../../ui/error-note.tsx';
import { changedSince } from '../../ui/use-shared.ts';
import { number } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import type { Broadcast, Look } from '../content.ts';
import { Facts } from './facts.tsx';
import styles from './last-look.module.css';
import { useEditorWords } from './words.ts';

/** Over so many people, the number is typed: a hand that only clicks on has not looked. */
const mostUntyped = 200;

export const mustType = (willGet: number) => willGet > mostUntyped;

interface Given {
  draft: Broadcast;
  look: Look;
  isBusy: boolean;
  error: unknown;
  send: () => void;
  close: () => void;
}

/** What the look has found, and the button that sends it; over so many people with their number. */
export function Send({ draft, look, isBusy, error, send, close }: Given) {
  const { last } = useEditorWords();
  const words = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const { willGet } = look;
  const outcome = changedSince(error) ? last.nothing : isAway(error) ? last.maybe : '';

  // The focus may have been in what stood here before.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) form.current?.focus();
  }, []);

  function submit(): void {
    if (isBusy) return;
    if (mustType(willGet) && typed.replace(/\D/g, '') !== String(willGet)) setWrong(true);
    else send();
  }

  return (
    <form
      ref={form}
      className={styles.look}
      tabIndex={-1}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className={styles.words} dir="auto">
        {look.texts.longest?.body ?? draft.body}
      </p>
      <Facts draft={draft} look={look} />
      {mustType(willGet) && (
        <Labelled label={last.type(number(willGet))}>
          <Input
            autoFocus
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            aria-invalid={isWrong || undefined}
            change={(value) => [setTyped(value), setWrong(false)]}
          />
          {isWrong && <strong className={styles.bad}>{last.wrong}</strong>}
        </Labelled>
      )}
      <ErrorNote error={error} {...(outcome && { sentence: `${sentence(error, words)} ${outcome}` })} />
      <div className={styles.acts}>
        <Button type="submit" look="primary" isBusy={isBusy}>
          {draft.sendAt ? last.plan(willGet) : last.send(willGet)}
        </Button>
        <Button isBusy={isBusy} onClick={close}>
          {last.cancel}
        </Button>
      </div>
    </form>
  );
}

import {
  type KeyboardEvent,
  type ReactNode,
  type SyntheticEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Button } from '../../ui/button.tsx';
import { focusIfLost } from '../../ui/focus.ts';
import { isBlank } from '../blank.ts';
import { picturesOf } from '../composer/pictures/pictures.ts';
import { useInboxWords } from '../words.ts';
import styles from './colleagues.module.css';
import { useColleagues } from './colleagues.tsx';

/** Asks before a text goes out while a colleague writes one to the same person; once for each time that they write. */
export function SendGuard({ conversationId, children }: { conversationId: string; children: ReactNode }) {
  const { colleagues } = useInboxWords();
  const frame = useRef<HTMLDivElement>(null);
  const writer = useColleagues(conversationId).find(({ isTyping }) => isTyping);
  const [isAsking, ask] = useState(false);
  const isAllowed = useRef(false);
  const isWriting = writer !== undefined;

  useEffect(() => {
    if (isWriting) return;
    isAllowed.current = false;
    ask(false);
  }, [isWriting]);

  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (wasAsking.current && !isAsking) focusIfLost(frame.current?.querySelector<HTMLElement>('[data-write]') ?? null);
    wasAsking.current = isAsking;
  }, [isAsking]);

  const box = () => frame.current?.querySelector<HTMLTextAreaElement>('[data-write]');

  const isEmpty = () => isBlank(box()?.value ?? '') && picturesOf(conversationId).length === 0;

  function stop(event: SyntheticEvent): void {
    if (!isWriting || isAllowed.current || isEmpty()) return;
    event.preventDefault();
    event.stopPropagation();
    ask(true);
  }

  function press(event: KeyboardEvent): void {
    const isSending =
      event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing && event.keyCode !== 229;
    // A list of choices under the box takes the key, and on a touch screen it breaks the line.
    const isTaken = box()?.hasAttribute('aria-activedescendant') || matchMedia('(pointer: coarse)').matches;
    if (isSending && !isTaken && event.target === box()) stop(event);
  }

  /** Only of what leaves now: when it shall leave later is asked in a form of its own. */
  function submit(event: SyntheticEvent): void {
    if (event.target === box()?.form) stop(event);
  }

  function goAhead(): void {
    isAllowed.current = true;
    ask(false);
    box()?.focus();
    box()?.form?.requestSubmit();
  }

  return (
    <>
      {isAsking && writer && (
        <div role="alert" className={styles.warning}>
          <p>{colleagues.warning(writer.name)}</p>
          <Button onClick={goAhead}>{colleagues.sendAnyway}</Button>
          <Button
            look="quiet"
            onClick={() => {
              ask(false);
              box()?.focus();
            }}
          >
            {colleagues.wait}
          </Button>
        </div>
      )}
      <div ref={frame} className={styles.guard} onKeyDownCapture={press} onSubmitCapture={submit}>
        {children}
      </div>
    </>
  );
}

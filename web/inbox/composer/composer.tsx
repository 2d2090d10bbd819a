import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { countSegments } from '../../../src/domain/messages/segments.ts';
import type { Conversation } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Hidden } from '../../ui/hidden.tsx';
import { takeWish } from '../../wish.ts';
import { longDate } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { isBlank } from '../blank.ts';
import styles from './composer.module.css';
import { Counter } from './counter.tsx';
import { saveSoon, useDraftSync } from './draft-sync.ts';
import { draftOf, moveCaret, saveDraft, useDraft } from './drafts.ts';
import { tellWriter, useNotice } from './notice.ts';
import { send } from './outbox.ts';
import { rememberCaret } from './take-back.ts';
import { useUndoSeconds } from './undo-seconds.ts';
import { useComposerWords } from './words.ts';

const mostUnits = 1_600;

/** Where a text is written. Closed, with the reason, to a person who has opted out. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { composer } = useWords();
  const { person } = conversation;
  if (person.optedOutAt) {
    return <p className={styles.closed}>{composer.optedOut(person.name, longDate(person.optedOutAt))}</p>;
  }
  return <Box conversation={conversation} />;
}

function Box({ conversation }: { conversation: Conversation }) {
  const conversationId = conversation.id;
  const { name } = conversation.person;
  const { composer } = useWords();
  const id = useId();
  const own = useComposerWords();
  const text = useDraft(conversationId);
  const notice = useNotice(conversationId);
  const undoSeconds = useUndoSeconds();
  const area = useRef<HTMLTextAreaElement>(null);
  const count = countSegments(text);
  const tooMany = Math.max(0, text.length - mostUnits);

  // Only for who came to write: else the keys that go from one conversation to the next would type here.
  useEffect(() => {
    if (takeWish()) area.current?.focus({ preventScroll: true });
  }, []);

  useDraftSync(conversation, area);
  const typed = useRef<string>(undefined);
  useLayoutEffect(() => {
    // Not typed here: it was kept from before, or taken back.
    if (typed.current === text || !area.current) return;
    const wasTyped = typed.current !== undefined;
    typed.current = text;
    const { caret } = draftOf(conversationId);
    area.current.setSelectionRange(caret, caret);
    if (wasTyped && text) area.current.focus({ preventScroll: true });
  }, [text, conversationId]);

  function submit(): void {
    area.current?.focus();
    if (isBlank(text) || tooMany > 0) return;
    const caret = area.current?.selectionStart ?? text.length;
    rememberCaret(send(conversationId, { body: text.trim(), caret, undoSeconds }), caret);
    saveDraft(conversationId, '');
    saveSoon();
  }

  function press(event: KeyboardEvent): void {
    // Safari ends a composition before this key event, and marks it with 229 alone.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key === 'Escape') area.current?.closest<HTMLElement>('[data-pane]')?.focus();
    if (event.key !== 'Enter' || event.shiftKey || isComposing || matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    if (!event.repeat) submit();
  }

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor={id}>
        <Hidden>{composer.label(name)}</Hidden>
      </label>
      <textarea
        ref={area}
        data-write
        id={id}
        className={styles.area}
        rows={2}
        value={text}
        dir="auto"
        enterKeyHint="enter"
        onChange={({ currentTarget: { value, selectionStart } }) => {
          tellWriter(conversationId, null);
          typed.current = value;
          saveDraft(conversationId, value, selectionStart);
          saveSoon();
        }}
        onSelect={({ currentTarget: { selectionStart } }) => {
          moveCaret(conversationId, selectionStart);
          saveSoon();
        }}
        onKeyDown={press}
      />
      {notice && (
        <p className={styles.notice} role="status">
          {own[notice]}
        </p>
      )}
      <div className={styles.foot}>
        <Counter text={text} count={count} tooMany={tooMany} replace={(plain) => saveDraft(conversationId, plain)} />
        <Button type="submit" look="primary" aria-keyshortcuts="Enter">
          {composer.sendMany(count.segments)}
        </Button>
      </div>
    </form>
  );
}

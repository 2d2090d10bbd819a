import { useQueryClient } from '@tanstack/react-query';
import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { fillIn } from '../../../src/domain/messages/fields.ts';
import { countSegments, plainText } from '../../../src/domain/messages/segments.ts';
import type { Conversation } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Hidden } from '../../ui/hidden.tsx';
import { useListbox } from '../../ui/listbox.ts';
import { isSendKey } from '../../ui/send-key.ts';
import { Suggestions } from '../../ui/suggestions.tsx';
import { triggerAt } from '../../ui/trigger.ts';
import { typeInto } from '../../ui/type-into.ts';
import { isEscapeTaken } from '../../ui/typing.ts';
import { mostKept, takeWish } from '../../wish.ts';
import { isBlank } from '../blank.ts';
import styles from './composer.module.css';
import { Counter } from './counter.tsx';
import { saveSoon, useDraftSync } from './draft-sync.ts';
import { draftOf, useDraft } from './drafts.ts';
import { Night } from './later/night.tsx';
import { tellWriter, useNotice } from './notice.ts';
import { send } from './outbox.ts';
import { addPictures, picturesOf, takePictures, usePictures } from './pictures/pictures.ts';
import { PictureStrip } from './pictures/strip.tsx';
import { ManageReplies } from './suggest/manage-replies.tsx';
import { useChoices } from './suggest/use-choices.ts';
import { announceHold } from './take-back.ts';
import { Tools } from './tools.tsx';
import { useUndoSeconds } from './undo-seconds.ts';
import { useNamed } from './use-named.ts';
import { useComposerWords } from './words.ts';
import { addToDraft, haveComeBack, moveCaret, saveDraft } from './write-draft.ts';

const mostUnits = 1_600;

/** Where a text is written. */
export function TextBox({ conversation }: { conversation: Conversation }) {
  const conversationId = conversation.id;
  const { name } = conversation.person;
  const { box: composer } = useComposerWords();
  const words = useComposerWords();
  const id = useId();
  const text = useDraft(conversationId);
  const notice = useNotice(conversationId);
  const undoSeconds = useUndoSeconds();
  const pictures = usePictures(conversationId);
  const { values, zone } = useNamed(conversation, text);
  const client = useQueryClient();
  const area = useRef<HTMLTextAreaElement>(null);
  const typed = useRef<string>(undefined);
  const [caret, setCaret] = useState<number | null>(null);

  const { text: filled, wrong } = useMemo(() => fillIn(text, values), [text, values]);
  const count = useMemo(() => countSegments(filled), [filled]);
  const tooMany = Math.max(0, filled.length - mostUnits);
  const segments = pictures.length > 0 ? 1 : count.segments;

  const trigger = useMemo(() => (caret === null ? null : triggerAt(text, caret, ['/', '{'])), [text, caret]);
  const options = useChoices(trigger, values);
  const listbox = useListbox({
    options,
    choose: (choice) => trigger && area.current && typeInto(area.current, choice.text, trigger.start, caret ?? 0),
    leave: () => setCaret(null),
  });
  const isChoosing = options.length > 0;

  useDraftSync(conversation, area);
  // Only for who came to write: else the keys that go from one conversation to the next would type here.
  useLayoutEffect(
    () =>
      takeWish(conversationId, (typed, isAwaited) => {
        if (!addToDraft(conversationId, typed)) tellWriter(conversationId, 'tooLong');
        if (typed) saveSoon();
        if (isAwaited) area.current?.focus({ preventScroll: true });
      }),
    [conversationId],
  );
  useLayoutEffect(() => {
    // Not typed here: it was kept from before, or taken back.
    if (typed.current === text || !area.current) return;
    const wasHere = typed.current !== undefined;
    typed.current = text;
    const at = draftOf(conversationId).caret;
    area.current.setSelectionRange(at, at);
    // Who comes here after that may have come for something else.
    if (haveComeBack(conversationId) && wasHere) area.current.focus({ preventScroll: true });
  }, [text, conversationId]);

  function write(value: string, at: number): void {
    const most = Math.max(mostKept, text.length);
    tellWriter(conversationId, value.length > most ? 'tooLong' : null);
    const kept = value.slice(0, most);
    typed.current = kept;
    setCaret(at);
    saveDraft(conversationId, kept, Math.min(at, kept.length));
    saveSoon();
  }

  /** Answers whether the text is on its way. */
  function submit(more: { sendAt?: string; cancelIfTheyWriteFirst?: boolean } = {}): boolean {
    area.current?.focus();
    const chosen = picturesOf(conversationId);
    if (chosen.some(({ state }) => state !== 'ready')) {
      tellWriter(conversationId, 'notReady');
      return false;
    }
    if ((isBlank(filled) && chosen.length === 0) || tooMany > 0 || wrong.length > 0) return false;
    const at = area.current?.selectionStart ?? text.length;
    const media = takePictures(conversationId);
    const written = { body: filled.trim(), typed: text, caret: at, ...more, ...(media.length > 0 && { media }) };
    const isHeld = more.sendAt === undefined && undoSeconds > 0;
    const clientId = send(conversationId, { ...written, ...(isHeld && { undoSeconds }) });
    if (isHeld) announceHold(words.undone(name), clientId, written, undoSeconds, client);
    saveDraft(conversationId, '');
    saveSoon();
    return true;
  }

  function press(event: KeyboardEvent): void {
    // Such a key belongs to the composition; Safari marks the one that ends it with 229 alone.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (isChoosing) {
      listbox.field.onKeyDown(event);
      if (event.defaultPrevented) return;
    }
    if (event.key === 'Escape' && !isEscapeTaken(event)) area.current?.closest<HTMLElement>('[data-pane]')?.focus();
    if (!isSendKey(event.nativeEvent)) return;
    event.preventDefault();
    if (!event.repeat) submit();
  }

  function add(files: FileList | File[]): void {
    if (!addPictures(conversationId, [...files])) tellWriter(conversationId, 'tooManyPictures');
  }

  function paste(event: ClipboardEvent<HTMLTextAreaElement>): void {
    const { files } = event.clipboardData;
    const pasted = event.clipboardData.getData('text/plain');
    if (files.length > 0 && !pasted) {
      event.preventDefault();
      add(files);
    } else if (pasted.length > mostKept) {
      // The browser would draw all of it before anybody could say that it is too long.
      event.preventDefault();
      const { selectionStart, selectionEnd } = event.currentTarget;
      typeInto(event.currentTarget, pasted.slice(0, mostKept), selectionStart, selectionEnd);
      tellWriter(conversationId, 'tooLong');
    }
  }

  function drop(event: DragEvent): void {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    if (event.type === 'drop') add(event.dataTransfer.files);
  }

  const [fault] = wrong;
  return (
    <form
      className={styles.composer}
      onDragOver={drop}
      onDrop={drop}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <PictureStrip conversationId={conversationId} />
      <label htmlFor={id}>
        <Hidden>{composer.label(name)}</Hidden>
      </label>
      <div className={styles.box}>
        {(isChoosing || trigger?.query === '') && (
          <Suggestions label={trigger?.sign === '/' ? words.replies : words.fields} options={options} listbox={listbox}>
            {trigger?.sign === '/' && <ManageReplies isEmpty={!isChoosing} />}
          </Suggestions>
        )}
        <textarea
          ref={area}
          data-write
          id={id}
          className={styles.area}
          rows={2}
          value={text}
          // Words that came back may not fit beside what is written: all of it stays, and the browser takes no more.
          maxLength={text.length > mostKept ? text.length : undefined}
          dir="auto"
          enterKeyHint="enter"
          {...(isChoosing && {
            'aria-autocomplete': 'list' as const,
            'aria-controls': listbox.list.id,
            'aria-activedescendant': listbox.field['aria-activedescendant'],
          })}
          onChange={({ currentTarget: { value, selectionStart } }) => write(value, selectionStart)}
          onSelect={({ currentTarget: { selectionStart } }) => {
            if (caret !== null) setCaret(selectionStart);
            moveCaret(conversationId, selectionStart);
            saveSoon();
          }}
          onBlur={() => setCaret(null)}
          onKeyDown={press}
          onPaste={paste}
        />
      </div>
      <p className={styles.notice} role="status">
        {notice && words.notices[notice]}
        {!notice && fault?.why === 'unknown' && words.unknownField(fault.name)}
        {!notice && fault?.why === 'empty' && words.emptyFieldOf(fault.name, name)}
      </p>
      {zone && text && <Night name={name} zone={zone} plan={(at) => submit({ sendAt: at.toISOString() })} />}
      <div className={styles.foot}>
        <Tools
          conversation={conversation}
          zone={zone}
          add={add}
          insert={(emoji) => {
            const at = draftOf(conversationId).caret;
            if (area.current) typeInto(area.current, emoji, at, at);
          }}
          plan={(at, options) => submit({ sendAt: at.toISOString(), ...options })}
        />
        <Counter
          text={filled}
          count={count}
          tooMany={tooMany}
          pictures={pictures.length}
          conversation={conversation}
          replace={() => area.current && typeInto(area.current, plainText(text), 0, text.length)}
        />
        <Button type="submit" look="primary" aria-keyshortcuts="Enter">
          {composer.sendMany(segments)}
        </Button>
      </div>
    </form>
  );
}

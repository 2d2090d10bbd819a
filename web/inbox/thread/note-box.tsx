import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { api, ask, type Note } from '../../api.ts';
import { deadline } from '../../deadline.ts';
import { membersQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Hidden } from '../../ui/hidden.tsx';
import { fold, useListbox } from '../../ui/listbox.ts';
import popoverStyles from '../../ui/popover.module.css';
import { actFailed } from '../../ui/undo.ts';
import { useInboxWords } from '../words.ts';
import { beginNote, begunNote, keepAlone, useBegunNote, useIsKeeping } from './begun-notes.ts';
import { mentionedIn } from './mentioned.ts';
import styles from './note-box.module.css';

const most = 4_000;

interface Given {
  conversationId: string;
  /** The note that is changed; left out, a new one is written. */
  note?: Note;
  /** Called when it is kept, or left. */
  done: () => void;
}

/** Where a note for colleagues is written: it has no way to become a text. `@` and some letters find a colleague. */
export function NoteBox({ conversationId, note, done }: Given) {
  const { notes } = useInboxWords();
  const client = useQueryClient();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [changed, setChanged] = useState(note?.body ?? '');
  const begun = useBegunNote(conversationId);
  const body = note ? changed : begun.words;
  const busyId = note?.id ?? conversationId;
  const isKeeping = useIsKeeping(busyId);
  const [typed, setTyped] = useState<string | null>(null);
  const everybody = useQuery(membersQuery).data ?? [];
  const members = everybody.filter(({ deactivatedAt }) => !deactivatedAt);
  const found = typed === null ? [] : members.filter(({ name }) => fold(name).includes(fold(typed))).slice(0, 6);

  useEffect(() => area.current?.focus({ preventScroll: true }), []);

  function setBody(text: string): void {
    if (note) setChanged(text);
    else beginNote(conversationId, text);
  }

  const keep = useMutation({
    mutationFn: async ({ body, key }: { body: string; key: string }) => {
      const meant = mentionedIn(body, everybody).filter(({ deactivatedAt }) => !deactivatedAt);
      const mentions = meant.map((member) => member.id);
      const sent = { body: { body: body.trim(), mentions }, signal: deadline() };
      if (note) return ask(api.PATCH('/api/v1/notes/{id}', { params: { path: { id: note.id } }, ...sent }));
      const params = { path: { id: conversationId } };
      const headers = { 'idempotency-key': key };
      return ask(api.POST('/api/v1/conversations/{id}/notes', { params, headers, ...sent }));
    },
    onSuccess: (_, kept) => {
      void client.invalidateQueries({ queryKey: ['timeline', conversationId] });
      if (!note) area.current?.focus();
      // What was typed meanwhile stays, to be kept as well.
      if ((note ? area.current?.value : begunNote(conversationId).words) !== kept.body) return;
      // Back to texts goes nobody by accident: that takes a step of its own.
      if (note) done();
      else beginNote(conversationId, '');
    },
    onError: (error) => {
      // Whoever has gone elsewhere meanwhile is told as well.
      if (!area.current) actFailed(notes.kind, error);
    },
  });

  function type({ currentTarget }: ChangeEvent<HTMLTextAreaElement>): void {
    setBody(currentTarget.value);
    setTyped(
      /(?:^|\s)@([\p{L}\p{N}._-]{0,40})$/u.exec(currentTarget.value.slice(0, currentTarget.selectionStart))?.[1] ??
        null,
    );
  }

  function mention({ name }: { name: string }): void {
    const caret = area.current?.selectionStart ?? body.length;
    const start = body.lastIndexOf('@', caret - 1);
    setBody(`${body.slice(0, start)}@${name} ${body.slice(caret)}`);
    setTyped(null);
    area.current?.focus();
  }

  function submit(): void {
    if (body.trim()) keepAlone(busyId, () => keep.mutateAsync({ body, key: begun.key }));
  }

  const { field, list, option } = useListbox({ options: found, choose: mention, leave: () => setTyped(null) });

  function press(event: KeyboardEvent): void {
    if (found.length > 0) field.onKeyDown(event);
    if (event.defaultPrevented || event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') done();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <form
      className={styles.box}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor={id} className={styles.label}>
        {notes.label}
      </label>
      {found.length > 0 && (
        <ul {...list} aria-label={notes.colleagues} className={styles.found}>
          {found.map((member, i) => (
            <li key={member.id} {...option(i)} className={popoverStyles.item}>
              <bdi>{member.name}</bdi>
            </li>
          ))}
        </ul>
      )}
      <textarea
        ref={area}
        data-write-note={note ? undefined : true}
        id={id}
        className={styles.area}
        rows={2}
        maxLength={most}
        value={body}
        dir="auto"
        aria-describedby={`${id}-hint`}
        {...(found.length > 0 && {
          'aria-controls': field['aria-controls'],
          'aria-activedescendant': field['aria-activedescendant'],
        })}
        onChange={type}
        onKeyDown={press}
      />
      <Hidden role="status">{found.length > 0 && notes.found(found.length)}</Hidden>
      <div className={styles.foot}>
        <span id={`${id}-hint`}>
          {notes.hint} <span className={styles.keys}>{notes.keysHint}</span>
        </span>
        <Button look="quiet" onClick={done}>
          {notes.leave}
        </Button>
        <Button type="submit" look="primary" isBusy={isKeeping} aria-keyshortcuts="Control+Enter">
          {notes.keep}
        </Button>
      </div>
      <ErrorNote error={keep.error} />
    </form>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import { api, ask, type Me, type Note } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { focusIfLost } from '../../ui/focus.ts';
import { didAct } from '../../ui/undo.ts';
import { fullTime, time } from '../../words/formats.ts';
import { useInboxWords } from '../words.ts';
import styles from './aside-row.module.css';
import { Linked } from './linked.tsx';
import { NoteBox } from './note-box.tsx';

/** What a colleague wrote for colleagues. On a ground of its own, with its kind in words: nobody takes it for a text. */
export function NoteCard({ note }: { note: Note }) {
  const { notes } = useInboxWords();
  const client = useQueryClient();
  const me = client.getQueryData<Me>(['me']);
  const [isEditing, edit] = useState(false);
  const acts = useRef<HTMLParagraphElement>(null);
  const wasEditing = useRef(false);
  useLayoutEffect(() => {
    if (wasEditing.current && !isEditing) focusIfLost(acts.current?.querySelector('button') ?? null);
    wasEditing.current = isEditing;
  }, [isEditing]);
  const refresh = () => client.invalidateQueries({ queryKey: ['timeline', note.conversationId] });
  const remove = useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/notes/{id}', { params: { path: { id: note.id } } })),
    onSuccess: ({ actId }) => {
      void refresh();
      didAct(notes.deleted, async () => {
        if (actId) await ask(api.POST('/api/v1/acts/{id}/undo', { params: { path: { id: actId } } }));
        await refresh();
      });
    },
  });
  const isMine = me?.id === note.member.id;
  if (isEditing) {
    return <NoteBox conversationId={note.conversationId} note={note} done={() => edit(false)} />;
  }
  return (
    <article className={styles.note} aria-label={notes.by(note.member.name)}>
      <p className={styles.by}>
        <strong>{notes.kind}</strong> <bdi>{note.member.name}</bdi>
        {' · '}
        <time dateTime={note.createdAt} title={fullTime(note.createdAt)}>
          {time(note.createdAt)}
        </time>
        {note.editedAt && ` · ${notes.edited}`}
      </p>
      <p dir="auto" className={styles.words}>
        {withMentions(note)}
      </p>
      {isMine && (
        <p ref={acts} className={styles.acts}>
          <Button look="text" onClick={() => edit(true)}>
            {notes.edit}
          </Button>
          <Button look="text" isBusy={remove.isPending} onClick={() => remove.mutate()}>
            {notes.remove}
          </Button>
        </p>
      )}
      <ErrorNote error={remove.error} />
    </article>
  );
}

/** The names of those who are mentioned stand out. */
function withMentions({ body, mentions }: Note) {
  const names = mentions.map(({ name }) => `@${name}`).sort((a, b) => b.length - a.length);
  if (names.length === 0) return <Linked text={body} />;
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return body.split(new RegExp(`(${escaped.join('|')})`, 'u')).map((part, i) =>
    // Every second part is what the pattern caught.
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name
      <strong key={i} className={styles.mention}>
        {part}
      </strong>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <Linked key={i} text={part} />
    ),
  );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useState } from 'react';
import { countSegments } from '../../src/domain/messages/segments.ts';
import { api, ask, type SavedReply } from '../api.ts';
import { savedRepliesQuery } from '../queries.ts';
import { Board } from '../ui/board.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { focusIfLost } from '../ui/focus.ts';
import { actFailed, didAct } from '../ui/undo.ts';
import styles from './replies.module.css';
import { ReplyForm } from './reply-form.tsx';
import { useWithBegun } from './with-begun.ts';
import { useRepliesWords } from './words.ts';

const ofNew = 'new';

/** The texts that the team has saved, where they are added, changed and removed. */
export function Replies() {
  const words = useRepliesWords();
  const client = useQueryClient();
  const replies = useQuery(savedRepliesQuery);
  // Whoever begins another, or removes one, has those that they began before still open.
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const begin = (id: string) => setOpen((all) => new Set([...all, id]));
  const leave = (id: string) => setOpen((all) => new Set([...all].filter((each) => each !== id)));
  const shown = useWithBegun(replies.data?.items ?? [], open);
  const refresh = () => client.invalidateQueries({ queryKey: savedRepliesQuery.queryKey });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form, or a row, may have gone with the focus in it
  useLayoutEffect(() => focusIfLost(document.getElementById('content')), [open, replies.data]);

  function done(id: string): void {
    leave(id);
    void refresh();
  }

  async function remove({ id, name, body }: SavedReply): Promise<void> {
    try {
      await ask(api.DELETE('/api/v1/saved-replies/{id}', { params: { path: { id } } }));
      didAct(words.removed(name), async () => {
        await ask(api.POST('/api/v1/saved-replies', { body: { name, body } }));
        await refresh();
      });
      void refresh();
    } catch (error) {
      actFailed(words.remove(name), error);
    }
  }

  return (
    <Board
      title={words.title}
      act={
        <Button look={open.has(ofNew) ? 'plain' : 'primary'} onClick={() => begin(ofNew)}>
          {words.add}
        </Button>
      }
    >
      <p className={styles.lead}>{words.lead}</p>
      <p className={styles.hint}>{words.fieldsHint}</p>
      <ErrorNote error={replies.error} retry={replies.refetch} />
      {open.has(ofNew) && <ReplyForm done={() => done(ofNew)} leave={() => leave(ofNew)} />}
      {replies.data && shown.length === 0 && !open.has(ofNew) && <p className={styles.hint}>{words.none}</p>}
      <ul className={styles.replies}>
        {shown.map(({ isGone, ...reply }) => (
          <li key={reply.id} className={styles.reply}>
            {open.has(reply.id) ? (
              <ReplyForm reply={reply} isGone={isGone} done={() => done(reply.id)} leave={() => leave(reply.id)} />
            ) : (
              <>
                <div className={styles.words}>
                  <h2>
                    <bdi>{reply.name}</bdi>
                  </h2>
                  <p className={styles.body} dir="auto">
                    {reply.body}
                  </p>
                  <p className={styles.hint}>
                    {words.texts(countSegments(reply.body).segments)} · <bdi>{words.changedBy(reply.changedBy)}</bdi>
                  </p>
                </div>
                <div className={styles.acts}>
                  <Button look="text" aria-label={words.edit(reply.name)} onClick={() => begin(reply.id)}>
                    {words.editIt}
                  </Button>
                  <Button look="text" aria-label={words.remove(reply.name)} onClick={() => void remove(reply)}>
                    {words.removeIt}
                  </Button>
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
    </Board>
  );
}

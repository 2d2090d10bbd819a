import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { countSegments } from '../../src/domain/messages/segments.ts';
import { api, ask, type SavedReply } from '../api.ts';
import { Board } from '../ui/board.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { focusContent } from '../ui/focus.ts';
import { actFailed, didAct } from '../ui/undo.ts';
import styles from './replies.module.css';
import { ReplyForm } from './reply-form.tsx';
import { useRepliesWords } from './words.ts';

const key = ['saved-replies'];

/** The texts that the team has saved, where they are added, changed and removed. */
export function Replies() {
  const words = useRepliesWords();
  const client = useQueryClient();
  const replies = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/saved-replies', { signal })),
  });
  const [editing, setEditing] = useState<string | 'new' | null>(null);

  function done(): void {
    setEditing(null);
    void client.invalidateQueries({ queryKey: key });
    focusContent();
  }

  async function remove({ id, name, body }: SavedReply): Promise<void> {
    try {
      await ask(api.DELETE('/api/v1/saved-replies/{id}', { params: { path: { id } } }));
      didAct(words.removed(name), async () => {
        await ask(api.POST('/api/v1/saved-replies', { body: { name, body } }));
        void client.invalidateQueries({ queryKey: key });
      });
      done();
    } catch (error) {
      actFailed(words.remove(name), error);
    }
  }

  return (
    <Board
      title={words.title}
      act={
        <Button look={editing === 'new' ? 'plain' : 'primary'} onClick={() => setEditing('new')}>
          {words.add}
        </Button>
      }
    >
      <p className={styles.lead}>{words.lead}</p>
      <p className={styles.hint}>{words.fieldsHint}</p>
      <ErrorNote error={replies.error} retry={replies.refetch} />
      {editing === 'new' && <ReplyForm done={done} leave={() => setEditing(null)} />}
      {replies.data?.items.length === 0 && editing !== 'new' && <p className={styles.hint}>{words.none}</p>}
      <ul className={styles.replies}>
        {replies.data?.items.map((reply) => (
          <li key={reply.id} className={styles.reply}>
            {editing === reply.id ? (
              <ReplyForm reply={reply} done={done} leave={() => setEditing(null)} />
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
                  <Button look="text" aria-label={words.edit(reply.name)} onClick={() => setEditing(reply.id)}>
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

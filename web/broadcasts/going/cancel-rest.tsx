import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { didAct } from '../../ui/undo.ts';
import { number } from '../../words/formats.ts';
import type { Broadcast, Progress } from '../content.ts';
import { haveLeft, mayStillLeave } from '../parts.ts';
import { broadcastQuery } from '../queries.ts';
import styles from './going.module.css';
import { useGoingWords } from './words.ts';

/** Says what ending it means in numbers of this moment; then the server says what it did mean. */
export function CancelRest({
  broadcast,
  progress,
  close,
}: {
  broadcast: Broadcast;
  progress: Progress;
  close: () => void;
}) {
  const { cancel } = useGoingWords();
  const client = useQueryClient();
  const { id } = broadcast;
  const end = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/broadcasts/{id}/cancellation', { params: { path: { id } } })),
    onSuccess: ({ left, canceled, broadcast: ended }) => {
      client.setQueryData(broadcastQuery(id).queryKey, ended);
      void client.invalidateQueries({ queryKey: ['broadcasts', 'list'] });
      void client.invalidateQueries({ queryKey: ['broadcast-recipients', id] });
      didAct(cancel.done(number(left), number(canceled)));
      close();
    },
  });
  const rest = mayStillLeave(progress);
  return (
    <Dialog title={cancel.title} close={close}>
      <p>{cancel.about(haveLeft(progress), rest)}</p>
      <ErrorNote error={end.error} />
      <div className={styles.acts}>
        <Button look="primary" isBusy={end.isPending} onClick={() => end.mutate()}>
          {cancel.act(rest)}
        </Button>
        <Button onClick={close}>{cancel.leave}</Button>
      </div>
    </Dialog>
  );
}

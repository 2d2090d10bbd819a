import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { didAct } from '../../ui/undo.ts';
import type { Broadcast, Progress } from '../content.ts';
import { broadcastQuery } from '../queries.ts';
import { useGoingWords } from './words.ts';

/** Texts those once more whom it can help; where it can help nobody there is no button. */
export function Retry({ broadcast: { id }, progress }: { broadcast: Broadcast; progress: Progress }) {
  const { retry } = useGoingWords();
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/broadcasts/{id}/retries', { params: { path: { id } } })),
    onSuccess: async ({ count }) => {
      didAct(retry.done(count));
      await Promise.all([
        client.invalidateQueries({ queryKey: broadcastQuery(id).queryKey }),
        client.invalidateQueries({ queryKey: ['broadcast-recipients', id] }),
      ]);
    },
  });
  return (
    <>
      {progress.again > 0 && (
        <Button isBusy={again.isPending} onClick={() => again.mutate()}>
          {retry.act(progress.again)}
        </Button>
      )}
      <ErrorNote error={again.error} />
    </>
  );
}

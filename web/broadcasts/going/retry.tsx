import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, ask } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { didAct } from '../../ui/undo.ts';
import type { Broadcast } from '../content.ts';
import { broadcastQuery, recipientsQuery } from '../queries.ts';
import { useGoingWords } from './words.ts';

/** Texts those once more whom it can help; where it can help nobody there is no button. */
export function Retry({ broadcast: { id } }: { broadcast: Broadcast }) {
  const { retry } = useGoingWords();
  const client = useQueryClient();
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(recipientsQuery(id, 'failed'));
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
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
  const failed = data?.pages.flatMap(({ items }) => items) ?? [];
  const helped = failed.filter(({ error }) => error?.canSendAgain).length;
  if (hasNextPage || (helped === 0 && !again.error)) return null;
  return (
    <>
      <Button isBusy={again.isPending} onClick={() => again.mutate()}>
        {retry.act(helped)}
      </Button>
      <ErrorNote error={again.error} />
    </>
  );
}

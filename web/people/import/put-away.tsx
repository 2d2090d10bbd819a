import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useStart } from '../../ui/use-start.ts';
import { type Import, importsQuery } from './queries.ts';
import { useImportWords } from './words.ts';

/** Puts a file away of which nothing is written yet. */
export function PutAway({ one }: { one: Import }) {
  const words = useImportWords();
  const client = useQueryClient();
  const begin = useStart();
  const drop = useMutation({
    onMutate: begin,
    mutationFn: () => ask(api.DELETE('/api/v1/imports/{id}', { params: { path: { id: one.id } } })),
    onSuccess: async (_data, _given, start) => {
      await start.leadOn({ to: '/people/import' });
      await client.invalidateQueries({ queryKey: importsQuery.queryKey, exact: true });
    },
  });
  return (
    <>
      <Button look="quiet" isBusy={drop.isPending} onClick={() => drop.mutate()}>
        {words.putAway}
      </Button>
      <ErrorNote error={drop.error} />
    </>
  );
}

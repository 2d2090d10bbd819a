import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, ask } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { type Import, importsQuery } from './queries.ts';
import { useImportWords } from './words.ts';

/** Puts a file away of which nothing is written yet. */
export function PutAway({ one }: { one: Import }) {
  const words = useImportWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const drop = useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/imports/{id}', { params: { path: { id: one.id } } })),
    onSuccess: async () => {
      await navigate({ to: '/people/import' });
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

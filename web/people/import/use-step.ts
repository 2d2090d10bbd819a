import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api.ts';
import { type Import, importQuery } from './queries.ts';

/** Has the server do something with an import, and shows what it answers. */
export function useStep<Given = void>(call: (given: Given) => Parameters<typeof ask<Import>>[0]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: Given) => ask(call(given)),
    onSuccess: (one) => {
      client.setQueryData(importQuery(one.id).queryKey, one);
      client.removeQueries({ queryKey: ['imports', one.id, 'rows'] });
    },
  });
}

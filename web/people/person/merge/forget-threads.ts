import type { QueryClient } from '@tanstack/react-query';
import { api, ask } from '../../../api.ts';
import { refreshPeople } from '../queries.ts';

/** What was loaded of conversations is another's by now. */
export async function forgetThreads(client: QueryClient): Promise<void> {
  client.removeQueries({ queryKey: ['timeline'] });
  await refreshPeople(client);
}

/** Makes two people of one again. */
export async function undoMerge(client: QueryClient, mergeId: string): Promise<void> {
  await ask(api.DELETE('/api/v1/merges/{id}', { params: { path: { id: mergeId } } })).finally(() =>
    forgetThreads(client),
  );
}

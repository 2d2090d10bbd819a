import type { QueryClient } from '@tanstack/react-query';
import { api, ask } from '../api.ts';
import { broadcastQuery } from './queries.ts';

/** Makes a broadcast a draft again, as long as no text of it has been written. */
export async function takeBack(client: QueryClient, id: string): Promise<void> {
  const draft = await ask(api.DELETE('/api/v1/broadcasts/{id}/dispatch', { params: { path: { id } } }));
  client.setQueryData(broadcastQuery(id).queryKey, draft);
  void client.invalidateQueries({ queryKey: ['broadcasts', 'list'] });
}

import type { QueryClient } from '@tanstack/react-query';
import { api, ask } from '../api.ts';
import { broadcastQuery } from './queries.ts';

/** How long nothing of a broadcast leaves that is not planned for later. */
export const holdMs = 30_000;

/** What is offered beside it for those that were sent from here. */
const offers = new Map<string, () => void>();

/** Offers elsewhere to take a broadcast back: whichever way it is, the offer ends. */
export const offered = (id: string, end: () => void) => offers.set(id, end);

/** Makes a broadcast a draft again, as long as no text of it has been written. */
export async function takeBack(client: QueryClient, id: string): Promise<void> {
  const draft = await ask(api.DELETE('/api/v1/broadcasts/{id}/dispatch', { params: { path: { id } } }));
  offers.get(id)?.();
  offers.delete(id);
  client.setQueryData(broadcastQuery(id).queryKey, draft);
  void client.invalidateQueries({ queryKey: ['broadcasts', 'list'] });
}

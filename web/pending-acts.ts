import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Conversation, Me } from './api.ts';
import { patchKept } from './patch-kept.ts';
import { isInView, type View } from './views.ts';

/** A row of a view, with where it stands in its order. */
export type Row = Conversation & { place?: string };

export interface RowsPage {
  items: Row[];
  next: string | null;
  /** Up to where the answer reached, whichever rows have come and gone since. */
  end?: Place | undefined;
}

export type Place = Pick<Row, 'id' | 'place'>;

export type Rows = InfiniteData<RowsPage>;

type Change = (conversation: Conversation) => Conversation;

/** What a member's acts make of conversations until the server has answered. */
const pending = new Map<string, Change[]>();
let settled = 0;

/** How many acts are over: what was asked before one was may not know of it. */
export function countSettled(): number {
  return settled;
}

/** What a page of a view looks like once the acts that are under way are done. */
export function withPending<P extends { items: Conversation[] }>(view: View, page: P, memberId: string): P {
  if (pending.size === 0) return page;
  const items = page.items.map(withChanges).filter((row, i) => row === page.items[i] || isInView(view, row, memberId));
  return { ...page, items };
}

/** The same for one conversation. */
export function withChanges(conversation: Conversation): Conversation {
  return (pending.get(conversation.id) ?? []).reduce((row, change) => change(row), conversation);
}

/** Shows conversations as an act makes them, at once and in all that is fetched, until the answered function is called. */
export function showAct(client: QueryClient, ids: string[], change: Change): () => void {
  for (const id of ids) pending.set(id, [...(pending.get(id) ?? []), change]);
  const wanted = new Set(ids);
  const memberId = client.getQueryData<Me>(['me'])?.id ?? '';
  patchKept<Rows>(client, { queryKey: ['conversations'] }, (rows, [, view]) => {
    if (!rows.pages.some(({ items }) => items.some(({ id }) => wanted.has(id)))) return rows;
    const show = (row: Row) =>
      wanted.has(row.id) ? [change(row)].filter((c) => isInView(view as View, c, memberId)) : [row];
    return { ...rows, pages: rows.pages.map((page) => ({ ...page, items: page.items.flatMap(show) })) };
  });
  for (const id of ids) patchKept(client, { queryKey: ['conversation', id], exact: true }, change);
  return () => {
    settled++;
    for (const id of ids) {
      const rest = (pending.get(id) ?? []).filter((each) => each !== change);
      if (rest.length > 0) pending.set(id, rest);
      else pending.delete(id);
    }
  };
}

import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Conversation } from '../../api.ts';
import { patchKept } from '../../patch-kept.ts';
import type { Rows } from '../../pending-acts.ts';

/** Where rows stood before an act, in each list, and what they were. */
export interface Places {
  lists: [QueryKey, { row: Conversation /** The ids of those below. */; below: string[] }[]][];
  alone: Conversation[];
}

export function remember(client: QueryClient, ids: ReadonlySet<string>): Places {
  const lists = client.getQueriesData<Rows>({ queryKey: ['conversations'] }).map(([key, rows]): Places['lists'][0] => {
    const items = rows?.pages.flatMap((page) => page.items) ?? [];
    const found = items.flatMap((row, i) =>
      ids.has(row.id) ? [{ row, below: items.slice(i + 1).map(({ id }) => id) }] : [],
    );
    return [key, found];
  });
  const alone = [...ids].flatMap((id) => client.getQueryData<Conversation>(['conversation', id]) ?? []);
  return { lists, alone };
}

/** Puts rows back at their places; the server's own order comes right after. */
export function putBack(client: QueryClient, { lists, alone }: Places): void {
  for (const [key, found] of lists) {
    patchKept<Rows>(client, { queryKey: key, exact: true }, (rows) => found.toReversed().reduce(putRow, rows));
  }
  for (const conversation of alone)
    patchKept(client, { queryKey: ['conversation', conversation.id], exact: true }, () => conversation);
}

function putRow(rows: Rows, { row, below }: { row: Conversation; below: string[] }): Rows {
  const without = rows.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => id !== row.id) }));
  const after = new Set(below);
  const at = without.findIndex(({ items }) => items.some(({ id }) => after.has(id)));
  const pageIndex = at === -1 ? without.length - 1 : at;
  const pages = without.map((page, i) => {
    if (i !== pageIndex) return page;
    const place = page.items.findIndex(({ id }) => after.has(id));
    return { ...page, items: page.items.toSpliced(place === -1 ? page.items.length : place, 0, row) };
  });
  return { ...rows, pages };
}

import type { Query, QueryClient } from '@tanstack/react-query';
import { api, ask, type Me } from './api.ts';
import { deadline } from './deadline.ts';
import { patchKept } from './patch-kept.ts';
import { countSettled, type Place, type Row, type Rows, withPending } from './pending-acts.ts';
import type { Only } from './queries.ts';
import { pointerRests } from './ui/pointer.ts';
import type { View } from './views.ts';

/** So many rows are asked for at once; where many more have changed, a list is asked for anew. */
const atOnce = 100;
const most = 500;

let last: Promise<void> = Promise.resolve();

/**
 * Brings conversations that have changed up to date in every list that is shown: each at its place, where it is in the
 * view at all. Only they are asked for, however long a list is. One after the other, so that what is known later stays.
 */
export function refreshRows(client: QueryClient, ids: string[]): Promise<void> {
  last = last.then(async () => {
    await pointerRests();
    const lists = client.getQueryCache().findAll({ queryKey: ['conversations'] });
    await Promise.all(lists.map((list) => refreshList(client, list, ids).catch(() => askAnew(client, list))));
  });
  return last;
}

async function refreshList(client: QueryClient, list: Query, ids: string[]): Promise<void> {
  const [, view, only] = list.queryKey as [string, View, Only];
  // What nobody looks at is asked for when somebody does. Drafts are few.
  if (!list.isActive() || list.state.isInvalidated || view === 'drafts' || ids.length > most)
    return askAnew(client, list);
  let asked: number;
  let items: Row[];
  do {
    asked = countSettled();
    items = await askForRows(view, only, ids);
  } while (asked !== countSettled());
  // A page that is under way may have been read before this was.
  while (list.state.fetchStatus === 'fetching') await list.promise?.catch(() => {});
  const me = client.getQueryData<Me>(['me'])?.id ?? '';
  patchKept<Rows>(client, { queryKey: list.queryKey, exact: true }, (rows) =>
    placeRows(rows, ids, withPending(view, { items }, me).items, view === 'waiting'),
  );
}

async function askForRows(view: Exclude<View, 'drafts'>, only: Only, ids: string[]): Promise<Row[]> {
  const parts = ids.flatMap((_, i) => (i % atOnce === 0 ? [ids.slice(i, i + atOnce).join(',')] : []));
  const of = { view, limit: String(atOnce), ...only };
  const pages = await Promise.all(
    parts.map((part) => {
      const params = { query: { ...of, ids: part } };
      return ask(api.GET('/api/v1/conversations', { params, signal: deadline() }));
    }),
  );
  return pages.flatMap(({ items }) => items);
}

function askAnew(client: QueryClient, { queryKey }: Query): Promise<void> {
  return client.invalidateQueries({ queryKey, exact: true });
}

/** Takes rows out of a list, and puts those that are still of it where they belong, as far as the list is loaded. */
export function placeRows(rows: Rows, ids: string[], fresh: Row[], isOldestFirst: boolean): Rows {
  const isBefore = (a: Place, b: Place) => {
    const [of, than] = isOldestFirst ? [b, a] : [a, b];
    return of.place === than.place ? of.id > than.id : (of.place ?? '') > (than.place ?? '');
  };
  const changed = new Set(ids);
  const pages = rows.pages.map((page) =>
    page.items.some(({ id }) => changed.has(id))
      ? { ...page, items: page.items.filter(({ id }) => !changed.has(id)) }
      : page,
  );
  for (const row of fresh) {
    let at = pages.findIndex(({ items }) => items.some((other) => isBefore(row, other)));
    if (at === -1) at = pages.length - 1;
    const page = pages[at];
    const place = page?.items.findIndex((other) => isBefore(row, other)) ?? -1;
    // What stands behind the end comes with the next page.
    if (!page || (place === -1 && page.next && (!page.end || isBefore(page.end, row)))) continue;
    pages[at] = { ...page, items: page.items.toSpliced(place === -1 ? page.items.length : place, 0, row) };
  }
  return { ...rows, pages };
}

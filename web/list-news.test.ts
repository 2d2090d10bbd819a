import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import fc from 'fast-check';
import { pageOf } from '../test/support/page-server.ts';
import type { Row, Rows, RowsPage } from './pending-acts.ts';

/** A server with one view, newest first: by id where each conversation stands in it, null where it is not of it. */
let places: Record<string, string | null> = {};
const perPage = 3;
let asked: string[] = [];
/** What happens after the server has read its answer, before this is there. */
let meanwhile = async (_url: URL) => {};

const isBefore = (a: Row, b: Row) => (a.place === b.place ? a.id > b.id : (a.place ?? '') > (b.place ?? ''));
const inView = () =>
  Object.entries(places)
    .flatMap(([id, place]) => (place === null ? [] : [{ id, place } as Row]))
    .sort((a, b) => (isBefore(a, b) ? -1 : 1));

function answer(after: string | null, ids: string[] | undefined): RowsPage {
  if (ids) return { items: inView().filter(({ id }) => ids.includes(id)), next: null };
  const [place, id] = after?.split(' ') ?? [];
  const rest = inView().filter((row) => after === null || isBefore({ place, id } as Row, row));
  const items = rest.slice(0, perPage);
  const end = items.at(-1);
  return { items, next: end && rest.length > perPage ? `${end.place} ${end.id}` : null };
}

const { conversationsQuery, placeRows, refreshRows } = await pageOf(
  async (request, response) => {
    const url = new URL(request.url ?? '', 'http://server');
    asked.push(url.searchParams.has('ids') ? 'rows' : 'page');
    const body = JSON.stringify(answer(url.searchParams.get('after'), url.searchParams.get('ids')?.split(',')));
    await meanwhile(url);
    response.setHeader('content-type', 'application/json').end(body);
  },
  async () => ({ ...(await import('./queries.ts')), ...(await import('./list-news.ts')) }),
);

const idsOf = (rows: Rows | undefined) => rows?.pages.flatMap((page) => page.items.map(({ id }) => id));
/** What a list that reaches to `end` has to show. */
const expected = (rows: Rows) => {
  const page = rows.pages.at(-1);
  const all = inView();
  const reached = page?.next && page.end ? all.filter((row) => !isBefore(page.end as Row, row)) : all;
  return reached.map(({ id }) => id);
};

test('whatever changes, a list shows what the server has, as far as it reaches', () => {
  const id = fc.constantFrom(...'abcdefghijklmnop');
  const place = fc.option(fc.constantFrom(...'123456789'), { nil: null });
  const step = fc.oneof(fc.constant('more' as const), fc.dictionary(id, place, { minKeys: 1, maxKeys: 4 }));
  fc.assert(
    fc.property(fc.dictionary(id, place), fc.array(step, { maxLength: 12 }), (begin, steps) => {
      places = begin;
      const load = (after: string | null): RowsPage => {
        const page = answer(after, undefined);
        return { ...page, end: page.items.at(-1) };
      };
      let rows: Rows = { pages: [load(null)], pageParams: [undefined] };
      for (const each of steps) {
        const next = rows.pages.at(-1)?.next ?? null;
        if (each === 'more') {
          if (next) rows = { pages: [...rows.pages, load(next)], pageParams: [...rows.pageParams, next] };
        } else {
          places = { ...places, ...each };
          const ids = Object.keys(each);
          rows = placeRows(rows, ids, answer(null, ids).items, false);
        }
        assert.deepEqual(idsOf(rows), expected(rows));
      }
    }),
  );
});

test('of a list of four pages only the rows that changed are asked for, and what comes while a page is under way is kept', async () => {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  places = Object.fromEntries([...'abcdefghijklmnop'].map((id, n) => [id, String(90 - n)]));
  const list = new InfiniteQueryObserver(client, conversationsQuery('all'));
  const stop = list.subscribe(() => {});
  while ((list.getCurrentResult().data?.pages.length ?? 0) < 4)
    await (list.getCurrentResult().data ? list.fetchNextPage() : list.refetch());
  const shown = () => idsOf(list.getCurrentResult().data as Rows)?.join('');
  assert.equal(shown(), 'abcdefghijkl');

  asked = [];
  places.h = '99';
  await refreshRows(client, ['h']);
  assert.equal(shown(), 'habcdefgijkl');
  assert.deepEqual(asked, ['rows']);

  // The fifth page was read before `p` came to the top and `b` left; its answer comes after the news of that.
  let news: Promise<void> | undefined;
  meanwhile = async (url) => {
    if (url.searchParams.has('ids') || news) return;
    places.p = '999';
    places.b = null;
    news = refreshRows(client, ['p', 'b']);
    while (asked.filter((what) => what === 'rows').length < 2) await new Promise((resolve) => setImmediate(resolve));
  };
  await list.fetchNextPage();
  await news;
  assert.equal(shown(), 'phacdefgijklmno');
  stop();
  client.clear();
});

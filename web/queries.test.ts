import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf } from '../test/support/page-server.ts';
import type { Message, TimelineItem } from './api.ts';
import type { Thread } from './patch.ts';

/** Answers with `page`, or with what is `at` the place that is asked for; but first does what happens while the answer is under way. */
let page: TimelineItem[] = [];
let at: ((query: URLSearchParams) => { items: TimelineItem[]; older: string | null; newer: string | null }) | undefined;
let meanwhile = () => {};
const { loadPage, makeQueryClient, threadQuery } = await pageOf(
  ({ url = '' }, response) => {
    const query = new URL(url, 'http://page').searchParams;
    const body = JSON.stringify(at?.(query) ?? { items: page, older: null, newer: null });
    meanwhile();
    response.setHeader('content-type', 'application/json').end(body);
  },
  () => import('./queries.ts'),
);
const { patchMessage } = await import('./patch.ts');

function text(id: string, more: Partial<Message> = {}): Message {
  const at = new Date(Date.UTC(2026, 0, 5)).toISOString();
  const said = { from: null, to: '+15550100', body: id, media: [], segments: 1, clientId: null, isPractice: true };
  return {
    id,
    conversationId: 'ana',
    direction: 'inbound',
    status: 'received',
    statusAt: at,
    createdAt: at,
    ...said,
    ...more,
  };
}
const entry = (message: Message): TimelineItem => ({ kind: 'message', id: message.id, message });
const shown = (thread: Thread) => thread.entries.map(({ id, message }) => `${id} ${message?.status}`);

test('what comes by event while a thread is asked again is in it', async () => {
  const client = makeQueryClient();
  const sending = text('b', { direction: 'outbound', status: 'sending' });
  page = [text('a'), sending].map(entry);
  await client.fetchQuery(threadQuery('ana'));
  meanwhile = () => {
    patchMessage(client, text('c'), true);
    patchMessage(client, { ...sending, status: 'sent', statusAt: new Date().toISOString() }, false);
  };
  assert.deepEqual(shown(await client.fetchQuery({ ...threadQuery('ana'), staleTime: 0 })), [
    'a received',
    'b sent',
    'c received',
  ]);
});

test('what comes by event before anything of a thread is there, or behind the part that is, comes with the answer', async () => {
  const client = makeQueryClient();
  page = [text('a')].map(entry);
  meanwhile = () => patchMessage(client, text('b'), true);
  const known = await client.fetchQuery(threadQuery('ana'));
  assert.deepEqual(shown(known), ['a received', 'b received']);
  client.setQueryData(threadQuery('ana').queryKey, { ...known, newer: 'b' });
  meanwhile = () => patchMessage(client, text('d'), true);
  page = [text('c')].map(entry);
  assert.deepEqual(shown(await loadPage('ana', { after: 'b' })), ['c received', 'd received']);
});

/** A conversation of a thousand texts, read as the server reads it. */
const all = Array.from({ length: 1_000 }, (_, n) => entry(text(String(n).padStart(4, '0'))));
function readAll(query: URLSearchParams) {
  const limit = Number(query.get('limit'));
  const around = query.get('around');
  const before = query.get('before');
  const at = all.findIndex(({ id }) => id === (around ?? before));
  const end = around ? at + 1 + limit / 2 : before ? at : all.length;
  const start = Math.max(0, around ? at + 1 - limit / 2 : end - limit);
  const items = all.slice(start, end);
  return {
    items,
    older: start > 0 ? (items[0]?.id ?? null) : null,
    newer: end < all.length ? (items.at(-1)?.id ?? null) : null,
  };
}
const reach = ({ entries, older, newer }: Thread) => [entries[0]?.id, entries.at(-1)?.id, entries.length, older, newer];

test('a thread that is asked again reaches as far as it did, however far up or in the middle somebody reads', async () => {
  at = readAll;
  meanwhile = () => {};
  for (const [start, end] of [
    [123, 1_000],
    [970, 1_000],
    [310, 510],
    [0, 1_000],
  ] as const) {
    const client = makeQueryClient();
    const { queryKey } = threadQuery('ana');
    const known: Thread = {
      entries: all.slice(start, end),
      older: start > 0 ? (all[start]?.id ?? null) : null,
      newer: end < all.length ? (all[end - 1]?.id ?? null) : null,
    };
    client.setQueryData(queryKey, known);
    const again = await client.fetchQuery({ ...threadQuery('ana'), staleTime: 0 });
    assert.deepEqual(reach(again), reach(known));
    assert.equal(new Set(again.entries.map(({ id }) => id)).size, end - start);
  }
  at = undefined;
});

test('older texts that are put there while a thread is asked again stay, and so does the part that took its place', async () => {
  at = readAll;
  const part = (start: number, end: number): Thread => ({
    entries: all.slice(start, end),
    older: all[start]?.id ?? null,
    newer: end < all.length ? (all[end - 1]?.id ?? null) : null,
  });
  for (const [before, after] of [
    [part(600, 1_000), part(550, 1_000)],
    [part(300, 500), part(300, 550)],
    [part(300, 500), part(950, 1_000)],
    [part(950, 1_000), part(300, 400)],
  ] as const) {
    const client = makeQueryClient();
    const { queryKey } = threadQuery('ana');
    client.setQueryData(queryKey, before);
    meanwhile = () => {
      meanwhile = () => {};
      client.setQueryData(queryKey, after);
    };
    assert.deepEqual(reach(await client.fetchQuery({ ...threadQuery('ana'), staleTime: 0 })), reach(after));
  }
  at = undefined;
});

test('of a thread in which nothing was yet the newest page is asked for, not all there is', async () => {
  const client = makeQueryClient();
  const { queryKey } = threadQuery('ana');
  client.setQueryData(queryKey, { entries: [], older: null, newer: null });
  let asked = 0;
  at = (query) => {
    asked++;
    return readAll(query);
  };
  const again = await client.fetchQuery({ ...threadQuery('ana'), staleTime: 0 });
  assert.deepEqual(reach(again), ['0950', '0999', 50, '0950', null]);
  assert.equal(asked, 1);
  at = undefined;
});

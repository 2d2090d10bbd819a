import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf } from '../test/support/page-server.ts';
import type { Message, TimelineItem } from './api.ts';
import type { Thread } from './patch.ts';

/** Answers with `page`, but first does what happens while the answer is under way. */
let page: TimelineItem[] = [];
let meanwhile = () => {};
const { loadPage, makeQueryClient, threadQuery } = await pageOf(
  (_, response) => {
    const body = JSON.stringify({ items: page, older: null, newer: null });
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

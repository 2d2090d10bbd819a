import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type InfiniteData, QueryClient, QueryObserver } from '@tanstack/react-query';
import type { Conversation, Message, TimelineItem } from './api.ts';
import { mergeThread, patchDraftGone, patchMessage, patchRead, type Thread } from './patch.ts';
import { showAct } from './pending-acts.ts';

const at = (second: number) => new Date(Date.UTC(2026, 0, 5, 8, 0, second)).toISOString();

function text(id: string, more: Partial<Message> = {}): Message {
  return {
    id,
    conversationId: 'ana',
    direction: 'inbound',
    from: null,
    to: '+15550100',
    body: id,
    media: [],
    segments: 1,
    status: 'received',
    statusAt: at(0),
    clientId: null,
    isPractice: true,
    createdAt: at(0),
    ...more,
  };
}

const entry = (message: Message): TimelineItem => ({ kind: 'message', id: message.id, message });
const shown = (thread: Thread | undefined) => thread?.entries.map(({ id, message }) => `${id} ${message?.status}`);

function visible() {
  const client = new QueryClient();
  const person = {
    id: 'p',
    name: 'Ana',
    phones: [],
    phonesShown: [],
    isPractice: true,
    optedOutAt: null,
    isOptedOutByUs: false,
    stopRequest: null,
    groups: [],
  };
  const ana: Conversation = {
    id: 'ana',
    person,
    lastMessage: null,
    lastInboundId: null,
    unread: 0,
    hasMoreUnread: false,
    lastReadMessageId: null,
    isMarkedUnread: false,
    mentioned: false,
    waitingSince: null,
    snoozedUntil: null,
    assignee: null,
    closedAt: null,
    draft: null,
    lineId: null,
    createdAt: at(0),
  };
  client.setQueryData(['timeline', 'ana'], { entries: [entry(text('b')), entry(text('d'))], older: 'b', newer: null });
  client.setQueryData(['conversation', 'ana'], ana);
  client.setQueryData(['conversations', 'all'], { pages: [{ items: [ana], next: null }], pageParams: [undefined] });
  return {
    client,
    thread: () => shown(client.getQueryData<Thread>(['timeline', 'ana'])),
    row: () =>
      client.getQueryData<InfiniteData<{ items: Conversation[] }>>(['conversations', 'all'])?.pages[0]?.items[0],
  };
}

test('a text that comes in is put at its place, once, and its row waits', () => {
  const { client, thread, row } = visible();
  for (const id of ['c', 'e', 'e']) patchMessage(client, text(id, { createdAt: at(5) }), true);
  assert.deepEqual(thread(), ['b received', 'c received', 'd received', 'e received']);
  assert.equal(row()?.lastMessage?.id, 'e');
  assert.deepEqual([row()?.unread, row()?.lastInboundId], [2, 'e']);
  assert.equal(row()?.waitingSince, at(5));
});

test('a text older than all that is loaded comes with its page, not before', () => {
  const { client, thread } = visible();
  patchMessage(client, text('a'), true);
  assert.deepEqual(thread(), ['b received', 'd received']);
});

test('a state never moves backwards, whichever news comes first', () => {
  const { client, thread, row } = visible();
  const sent = text('e', { direction: 'outbound', status: 'sent', statusAt: at(9) });
  patchMessage(client, sent, true);
  patchMessage(client, { ...sent, status: 'queued', statusAt: at(8) }, true);
  assert.deepEqual(thread()?.at(-1), 'e sent');
  assert.equal(row()?.lastMessage?.status, 'sent');
  assert.equal(row()?.waitingSince, null);
});

test('of two states of the same time the one that is further along stays, whichever comes first', () => {
  const { client, thread } = visible();
  const sending = text('e', { direction: 'outbound', status: 'sending', statusAt: at(8) });
  const queued = text('e', { direction: 'outbound', status: 'queued', statusAt: at(8) });
  for (const message of [queued, sending, queued]) patchMessage(client, message, true);
  assert.deepEqual(thread()?.at(-1), 'e sending');
  const asThread = (message: Message) => ({ entries: [entry(message)], older: null, newer: null });
  assert.deepEqual(shown(mergeThread(asThread(queued), asThread(sending))), ['e sending']);
  // Put back into the queue, it is so from another time on.
  patchMessage(client, { ...queued, statusAt: at(9) }, false);
  assert.deepEqual(thread()?.at(-1), 'e queued');
});

test('reading leaves as many unread as came after', () => {
  const { client, row } = visible();
  patchMessage(client, text('e'), true);
  patchRead(client, 'ana', 'd', 1);
  assert.deepEqual([row()?.unread, row()?.lastReadMessageId], [1, 'd']);
});

test('a fresh answer keeps what arrived while it was under way, and lets go of what is gone', () => {
  const fresh = { entries: [text('b'), text('d', { status: 'received' })].map(entry), older: null, newer: null };
  const before = [text('b', { status: 'sent', statusAt: at(3) }), text('c'), text('e')].map(entry);
  const merged = mergeThread(fresh, { entries: before, older: 'b', newer: null });
  assert.deepEqual(shown(merged), ['b sent', 'd received', 'e received']);
  assert.equal(merged.older, null);
});

test('a text that was there before, and went to another conversation, goes also when it was the newest', () => {
  const fresh = { entries: [text('b')].map(entry), older: null, newer: null };
  const before = { entries: [text('b'), text('e')].map(entry), older: null, newer: null };
  const known = { ...before, entries: [...before.entries, entry(text('f'))] };
  assert.deepEqual(shown(mergeThread(fresh, known, before)), ['b received', 'f received']);
});

test('what is newer than a part from the middle is not put behind it, where a gap would be hidden', () => {
  const { client, thread } = visible();
  client.setQueryData<Thread>(['timeline', 'ana'], (known) => known && { ...known, newer: 'd' });
  for (const id of ['c', 'e']) patchMessage(client, text(id), true);
  assert.deepEqual(thread(), ['b received', 'c received', 'd received']);
});

test('what is to be asked for anew is so whatever is shown in it meanwhile', async () => {
  const shows: Record<string, (client: QueryClient) => unknown> = {
    'a text that comes': (client) => patchMessage(client, text('e'), true),
    'a text that is known': (client) => patchMessage(client, text('d'), false),
    reading: (client) => patchRead(client, 'ana', 'd', 0),
    'a draft that is gone': (client) => patchDraftGone(client, 'ana'),
    'an act': (client) => showAct(client, ['ana'], (row) => ({ ...row, isMarkedUnread: true }))(),
  };
  for (const [what, show] of Object.entries(shows)) {
    const { client, row } = visible();
    const before = row();
    await client.invalidateQueries();
    show(client);
    const marks = client.getQueryCache().findAll();
    assert.deepEqual(
      marks.filter(({ state }) => !state.isInvalidated).map(({ queryKey }) => queryKey),
      [],
      what,
    );
    if (what === 'an act' || what === 'a text that comes') assert.notDeepEqual(row(), before, what);
  }
});

test('what is called off while it is asked for anew is still to be, though a text came into it meanwhile', async () => {
  const { client, thread } = visible();
  const queryKey = ['timeline', 'ana'];
  const queryFn = ({ signal }: { signal: AbortSignal }) =>
    new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason)));
  const leave = new QueryObserver(client, { queryKey, queryFn, staleTime: Number.POSITIVE_INFINITY }).subscribe(
    () => {},
  );
  const asked = client.invalidateQueries({ queryKey });
  patchMessage(client, text('e'), true);
  leave();
  await asked;
  assert.deepEqual(thread()?.at(-1), 'e received');
  assert.equal(client.getQueryState(queryKey)?.isInvalidated, true);
  client.clear();
});

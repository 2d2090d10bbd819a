import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Conversation, Message } from './api.ts';
import { mergeThread, patchMessage, patchRead, type Thread } from './patch.ts';

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

function visible() {
  const client = new QueryClient();
  const person = { id: 'p', name: 'Ana', phones: [], phonesShown: [], isPractice: true, optedOutAt: null, groups: [] };
  const ana: Conversation = {
    id: 'ana',
    person,
    lastMessage: null,
    unread: 0,
    lastReadMessageId: null,
    isMarkedUnread: false,
    mentioned: false,
    waitingSince: null,
    snoozedUntil: null,
    assignee: null,
    closedAt: null,
    draft: null,
    createdAt: at(0),
  };
  client.setQueryData(['thread', 'ana'], { messages: [text('b'), text('d')], older: 'b' });
  client.setQueryData(['conversation', 'ana'], ana);
  client.setQueryData(['conversations', 'all'], { pages: [{ items: [ana], next: null }], pageParams: [undefined] });
  return {
    client,
    thread: () => client.getQueryData<Thread>(['thread', 'ana'])?.messages.map(({ id, status }) => `${id} ${status}`),
    row: () =>
      client.getQueryData<InfiniteData<{ items: Conversation[] }>>(['conversations', 'all'])?.pages[0]?.items[0],
  };
}

test('a text that comes in is put at its place, once, and its row waits', () => {
  const { client, thread, row } = visible();
  for (const id of ['c', 'e', 'e']) patchMessage(client, text(id, { createdAt: at(5) }), true);
  assert.deepEqual(thread(), ['b received', 'c received', 'd received', 'e received']);
  assert.equal(row()?.lastMessage?.id, 'e');
  assert.equal(row()?.unread, 2);
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

test('reading leaves as many unread as came after', () => {
  const { client, row } = visible();
  patchMessage(client, text('e'), true);
  patchRead(client, 'ana', 'd', 1);
  assert.deepEqual([row()?.unread, row()?.lastReadMessageId], [1, 'd']);
});

test('a fresh answer keeps what arrived while it was under way, and lets go of what is gone', () => {
  const fresh = { messages: [text('b'), text('d', { status: 'received' })], older: null };
  const known = { messages: [text('b', { status: 'sent', statusAt: at(3) }), text('c'), text('e')], older: 'b' };
  const merged = mergeThread(fresh, known);
  assert.deepEqual(
    merged.messages.map(({ id, status }) => `${id} ${status}`),
    ['b sent', 'd received', 'e received'],
  );
  assert.equal(merged.older, null);
});

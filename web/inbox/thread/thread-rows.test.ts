import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../api.ts';
import { firstUnread, place, rowsOf } from './thread-rows.ts';

type Given = Partial<Message> & { minute: number };

function texts(...given: Given[]): Message[] {
  return given.map(({ minute, ...more }, i) => {
    const createdAt = new Date(2026, 0, 5, 8, minute).toISOString();
    const id = `m${i}`;
    return {
      id,
      conversationId: 'ana',
      direction: 'inbound',
      from: null,
      to: '',
      body: id,
      media: [],
      segments: 1,
      status: 'received',
      statusAt: createdAt,
      clientId: null,
      isPractice: true,
      createdAt,
      ...more,
    };
  });
}

const groups = (messages: Message[]) =>
  place(rowsOf(messages, []), 0, messages.length)
    .map((row) => `${row.startsDay ? '#' : ''}${row.startsGroup ? '(' : ''}${row.key}${row.endsGroup ? ')' : ''}`)
    .join(' ');

test('texts of one side within three minutes stand together', () => {
  assert.equal(groups(texts({ minute: 0 }, { minute: 2 }, { minute: 5 }, { minute: 6 })), '#(m0 m1) (m2 m3)');
  assert.equal(groups(texts({ minute: 0 }, { minute: 0, direction: 'outbound' })), '#(m0) (m1)');
});

test('a text that failed stands alone, so that its reason has a place', () => {
  const mine = { direction: 'outbound', status: 'delivered' } as const;
  const failed = { ...mine, status: 'failed', minute: 1 } as const;
  assert.equal(groups(texts({ ...mine, minute: 0 }, failed, { ...mine, minute: 1 })), '#(m0) (m1) (m2)');
});

test('a new day starts a new group, also in the middle of what is shown', () => {
  const rows = rowsOf(texts({ minute: 0 }, { minute: 24 * 60 }, { minute: 24 * 60 + 1 }), []);
  assert.deepEqual(
    place(rows, 1, 3).map((row) => row.startsDay),
    [true, false],
  );
});

test('a text that is in the outbox and already known is shown once, under the same key', () => {
  const pending = { clientId: 'c1', conversationId: 'ana', body: 'Hello', createdAt: '', state: 'sending' } as const;
  const before = rowsOf([], [pending]);
  const after = rowsOf(texts({ minute: 0, direction: 'outbound', clientId: 'c1' }), [pending]);
  assert.deepEqual([before.map((row) => row.key), after.map((row) => row.key)], [['c1'], ['c1']]);
});

test('the first unread is counted from the end, among what came in', () => {
  const rows = rowsOf(texts({ minute: 0 }, { minute: 1 }, { minute: 2, direction: 'outbound' }, { minute: 3 }), []);
  assert.equal(firstUnread(rows, 2)?.key, 'm1');
  assert.equal(firstUnread(rows, 9)?.key, 'm0');
  assert.equal(firstUnread(rows, 0), undefined);
});

test('a text is not retried by what was taken back', () => {
  const tries = (status: Message['status']) =>
    rowsOf(
      texts(
        { minute: 0, direction: 'outbound', status: 'undelivered' },
        { minute: 1, direction: 'outbound', status, retryOf: 'm0' },
      ),
      [],
    )[0]?.isRetried;
  assert.equal(tries('queued'), true);
  assert.equal(tries('undelivered'), true);
  assert.equal(tries('canceled'), false);
});

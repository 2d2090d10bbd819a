import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Count,
  countBackward,
  countDisorder,
  countInbound,
  countOutbound,
  type Incoming,
  isWrong,
  tableOf,
} from './harness/count.ts';

const found = (counts: Count[]) => Object.fromEntries(counts.map(({ what, found }) => [what, found]));
const wrong = (counts: Count[]) => counts.filter(isWrong).map(({ what }) => what);

const texts: Incoming[] = ['one', 'two', 'three', 'four'].map((body) => ({
  sid: `SM-${body}`,
  from: '+12125551000',
  body,
}));
const [one, two, three, four] = texts as [Incoming, Incoming, Incoming, Incoming];
const taken = new Set([one.sid, two.sid, three.sid]);

test('what was acknowledged and is there, once, is right; what was not acknowledged may be there', () => {
  assert.deepEqual(wrong(countInbound(texts, taken, [one, two, three])), []);
  const counts = countInbound(texts, taken, texts);
  assert.deepEqual(wrong(counts), []);
  assert.deepEqual(found(counts), {
    'inbound attempted': 4,
    'inbound acknowledged': 3,
    'inbound lost': 0,
    'inbound unexpected': 0,
    'inbound recovered': 1,
    'inbound duplicated': 0,
  });
});

test('a text that is lost, doubled, changed, or that nobody sent is found', () => {
  assert.deepEqual(wrong(countInbound(texts, taken, [one, three])), ['inbound lost']);
  assert.deepEqual(wrong(countInbound(texts, taken, [one, two, three, two])), ['inbound duplicated']);
  assert.deepEqual(wrong(countInbound(texts, taken, [one, two, three, { ...two, sid: 'SM-x' }])), [
    'inbound unexpected',
    'inbound duplicated',
  ]);
  assert.deepEqual(wrong(countInbound(texts, taken, [one, { ...two, body: 'too' }, three])), [
    'inbound lost',
    'inbound unexpected',
  ]);
  assert.deepEqual(wrong(countInbound(texts, new Set(), [])), ['inbound acknowledged']);
});

const intents = ['a', 'b', 'c', 'd'].map((body) => ({ key: `key-${body}`, to: '+12125551000', body }));
const confirmed = new Set(['key-a', 'key-b', 'key-c']);
const rows = (statuses: Record<string, string>) =>
  Object.entries(statuses).map(([body, status]) => ({ id: `id-${body}`, body, status }));

test('what left once, was refused, or waits for a person is right', () => {
  const counts = countOutbound(intents, confirmed, rows({ a: 'delivered', b: 'failed', c: 'unknown' }), ['a']);
  assert.deepEqual(wrong(counts), []);
  assert.equal(found(counts)['accepted + refused + unknown'], 3);
  // One of which nobody knows may have left or not, and one that was never confirmed may be there all the same.
  const more = countOutbound(intents, confirmed, rows({ a: 'sent', b: 'canceled', c: 'unknown', d: 'accepted' }), [
    ...'acd',
  ]);
  assert.deepEqual(wrong(more), []);
  assert.equal(found(more)['outbound recovered'], 1);
});

test('a text that is lost, sent twice, written twice, belied, stuck, or that nobody wrote is found', () => {
  const right = { a: 'delivered', b: 'failed', c: 'unknown' };
  const check = (written: { id: string; body: string; status: string }[], carried: string[]) =>
    wrong(countOutbound(intents, confirmed, written, carried)).filter((what) => !what.includes('+'));
  assert.deepEqual(check(rows(right), []), ['outbound lost']);
  assert.deepEqual(check(rows({ a: 'delivered', b: 'failed' }), ['a']), ['outbound lost']);
  assert.deepEqual(check(rows(right), ['a', 'a']), ['outbound sent twice']);
  assert.deepEqual(check(rows(right), ['a', 'c', 'c']), ['outbound sent twice']);
  assert.deepEqual(check([...rows(right), ...rows({ a: 'delivered' })], ['a']), ['outbound written twice']);
  assert.deepEqual(check(rows(right), ['a', 'b']), ['outbound called refused, but sent']);
  assert.deepEqual(check(rows({ ...right, b: 'queued' }), ['a']), ['outbound still waiting to be sent']);
  assert.deepEqual(check(rows(right), ['a', 'z']), ['outbound unexpected']);
});

test('a status that goes down or changes after the last is found; one that was not sent may wait again', () => {
  const move = (was: string, became: string) => ({ messageId: 'id', was, became });
  const path = ['scheduled', 'queued', 'sending', 'unknown', 'accepted', 'sent', 'delivered'];
  const up = path.slice(1).map((became, index) => move(path[index] as string, became));
  assert.equal(countBackward([...up, move('sending', 'queued'), move('unknown', 'queued')]).found, 0);
  for (const [was, became] of [
    ['delivered', 'sent'],
    ['delivered', 'failed'],
    ['undelivered', 'delivered'],
    ['accepted', 'unknown'],
    ['accepted', 'queued'],
    ['unknown', 'sending'],
    ['canceled', 'queued'],
  ] as const) {
    assert.equal(countBackward([move(was, became)]).found, 1, `${was} → ${became}`);
  }
});

test('a thread is in order when what was acknowledged comes in that order, whatever else came between', () => {
  assert.equal(countDisorder([one, two, three], [one, four, two, three]).found, 0);
  assert.equal(countDisorder([one, two, three], [two, one, three]).found, 1);
  assert.equal(
    countDisorder([one, { ...two, from: '+12125551001' }], [{ ...two, from: '+12125551001' }, one]).found,
    0,
  );
});

test('the table says which are wrong, with examples', () => {
  const table = tableOf(countInbound(texts, taken, [one, three]));
  assert.match(table, /^inbound attempted +4$/m);
  assert.match(table, /^inbound lost +1 +WRONG: must be 0\n +SM-two \+12125551000 two$/m);
});

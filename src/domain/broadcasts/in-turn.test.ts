import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTurns } from './in-turn.ts';

test('whoever asks shares a turn that begins after they have asked', async () => {
  const inTurn = openTurns<number>();
  const begun: ((found: number) => void)[] = [];
  const work = () => new Promise<number>((done) => begun.push(done));
  const [one, other] = [inTurn('a', work), inTurn('a', work)];
  await new Promise(setImmediate);
  assert.equal(begun.length, 1);
  // The first has begun: it may have seen less than whoever asks now.
  const [late, later] = [inTurn('a', work), inTurn('a', work)];
  const elsewhere = inTurn('b', work);
  await new Promise(setImmediate);
  assert.equal(begun.length, 2);
  begun[1]?.(7);
  assert.equal(await elsewhere, 7);
  begun[0]?.(1);
  assert.deepEqual(await Promise.all([one, other]), [1, 1]);
  const found = Promise.all([late, later]);
  while (begun.length < 3) await new Promise(setImmediate);
  begun[2]?.(2);
  assert.deepEqual(await found, [2, 2]);
});

test('what fails is told to those who asked, and the next one has a turn at once', async () => {
  const inTurn = openTurns<number>();
  const fails = inTurn('a', () => Promise.reject(new Error('No.')));
  await assert.rejects(fails, /No\./);
  assert.equal(await inTurn('a', async () => 3), 3);
});

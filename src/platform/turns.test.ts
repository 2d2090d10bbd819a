import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Failure, openTurns } from './turns.ts';

const piece = (id: string) => ({ teamId: 'team', id });
const fails = (message: string) => async () => {
  throw new Error(message);
};

test('what fails rests, is told of and is done later; only when the database is away nothing else has a turn', async () => {
  let now = 0;
  const told: Failure[] = [];
  const turns = openTurns(
    (failure) => told.push(failure),
    () => now,
  );
  const rests: number[] = [];
  for (let failures = 1; failures <= 9; failures++) {
    await turns('ask').take(piece('a'), fails('no'));
    assert.deepEqual([turns('ask').resting(), turns('close').resting()], [['a'], []]);
    const since = now;
    while (turns('ask').resting().length > 0) now += 500;
    rests.push((now - since) / 1000);
  }
  assert.deepEqual(rests, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
  assert.equal(told.length, 9);
  assert.deepEqual({ ...told[0], err: null }, { err: null, work: 'ask', teamId: 'team', id: 'a' });
  await turns('ask').take(piece('a'), async () => {});
  await turns('ask').take(piece('a'), fails('no'));
  now += 1000;
  assert.deepEqual(turns('ask').resting(), [], 'What was done once begins anew.');
  await assert.rejects(turns('ask').take(piece('b'), fails('Connection terminated unexpectedly')), /terminated/);
  assert.deepEqual(turns('ask').resting(), ['b']);
});

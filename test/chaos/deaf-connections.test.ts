import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBusyTown } from './harness/busy-town.ts';

test('connections that have gone deaf to notices delay a text by a little, and lose none', async (t) => {
  const town = await openBusyTown(t, { hasCable: true });
  // The news of both processes, and the queue of the worker.
  assert.equal(town.cable?.deafens(), 3);
  await town.shouldBeWellAgain();
  await town.shouldHoldAll();
});

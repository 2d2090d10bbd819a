import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../support/until.ts';
import { openBusyTown } from './harness/busy-town.ts';

const withinMs = 10_000;

test('connections that have gone deaf to notices delay a text by a little, and lose none', async (t) => {
  const town = await openBusyTown(t, { hasCable: true });
  await until('some load', () => town.provider.acknowledged.length > 10);
  // The news of both processes, and the queue of the worker.
  assert.equal(town.cable?.deafens(), 3);
  const tookMs = await town.isWellAgain();
  assert.ok(tookMs < withinMs, `well again after ${tookMs} ms`);
  await town.shouldHoldAll();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../support/until.ts';
import { openBusyTown } from './harness/busy-town.ts';

const withinMs = 10_000;

test('connections that are ended five times a second stop nobody', async (t) => {
  const town = await openBusyTown(t);
  await until('some load', () => town.provider.acknowledged.length > 10);
  for (let count = 0; count < 25; count++) {
    await town.database.terminates(1);
    await pause(200);
  }
  const tookMs = await town.isWellAgain();
  assert.ok(tookMs < withinMs, `well again after ${tookMs} ms`);
  await town.shouldHoldAll();
});

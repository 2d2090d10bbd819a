import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openBusyTown } from './harness/busy-town.ts';

test('connections that are ended five times a second stop nobody', async (t) => {
  const town = await openBusyTown(t);
  for (let count = 0; count < 25; count++) {
    await town.database.terminates(1);
    await pause(200);
  }
  await town.shouldBeWellAgain();
  await town.shouldHoldAll();
});

import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { until } from '../support/until.ts';
import { openTown, surviveOutage } from './outage.ts';

const numbers = ['+14155550121', '+14155550122'];

test('while the database is away every text is taken, and afterwards all are there, once and in order', (t) =>
  surviveOutage(t, { awayMs: 2000, senders: 6 }));

test('killed while the database is away, it takes in the journal at the next start, but for what was half-written', async (t) => {
  const town = await openTown(t);
  assert.equal(await town.texts(numbers[0]!, 'Before'), 204);
  await town.databaseStops();
  for (const body of ['One', 'STOP', 'Two', 'START', 'Three']) assert.equal(await town.texts(numbers[0]!, body), 204);
  await town.program.stop('SIGKILL');
  const [file] = readdirSync(town.journal);
  appendFileSync(join(town.journal, file!), '01234567 {"id":"0199');
  await town.databaseReturns();
  const again = town.startsAgain();
  await again.isReady();
  const wanted = { [numbers[0]!]: ['Before', 'One', 'STOP', 'Two', 'START', 'Three'] };
  assert.deepEqual(await town.threads(), wanted);
  assert.deepEqual(readdirSync(town.journal), []);
  assert.match(again.output.stderr, /cut off/);
  assert.equal((await again.stop()).code, 0);
});

test('a database that does not answer in time is away, and what it does after all is not done twice', async (t) => {
  const town = await openTown(t);
  assert.equal(await town.texts(numbers[0]!, 'Before'), 204);
  const client = await town.connect();
  await client.query('begin; lock table messages in access exclusive mode');
  const startedAt = performance.now();
  assert.deepEqual(await Promise.all([town.texts(numbers[0]!, 'One'), town.texts(numbers[1]!, 'One')]), [204, 204]);
  // The company waits for fifteen seconds.
  assert.ok(performance.now() - startedAt < 15_000);
  assert.equal(await town.texts(numbers[0]!, 'Two'), 204);
  await client.query('rollback');
  client.release();
  await until('an empty journal', () => readdirSync(town.journal).length === 0);
  assert.deepEqual(await town.threads(), { [numbers[0]!]: ['Before', 'One', 'Two'], [numbers[1]!]: ['One'] });
  assert.equal((await town.program.stop()).code, 0);
});

test('what can be kept nowhere is refused, and a journal that cannot be written stops the start', async (t) => {
  const town = await openTown(t);
  assert.equal(await town.texts(numbers[0]!, 'Before'), 204);
  await town.databaseStops();
  rmSync(town.journal, { recursive: true });
  writeFileSync(town.journal, '');
  assert.equal(await town.texts(numbers[0]!, 'Nowhere'), 503);
  await town.databaseReturns();
  await until('the database to be used again', async () => (await town.texts(numbers[0]!, 'After')) === 204);
  assert.deepEqual(await town.threads(), { [numbers[0]!]: ['Before', 'After'] });
  await town.program.stop();
  const again = town.startsAgain();
  assert.equal((await again.exited).code, 1);
  assert.match(again.output.stderr, /^The journal folder .* cannot be written \(EEXIST\)\. Texts/m);
});

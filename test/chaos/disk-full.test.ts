import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { storedOf } from './harness/books.ts';
import { countInbound, type Incoming, isWrong } from './harness/count.ts';
import { numberOf } from './harness/senders.ts';
import { countTown, settle } from './harness/settle.ts';
import { cannotMount, mountDisk } from './harness/small-disk.ts';
import { openTown, type Town } from './harness/town.ts';

/** Texts, one after the other, and what each was answered. */
function openSender(town: Town) {
  const attempted: Incoming[] = [];
  const acknowledged = new Set<string>();
  const answers = new Set<number>();
  return {
    answers,
    async texts(): Promise<number> {
      const form = inboundText(numberOf(attempted.length % 20), `Text ${attempted.length} ${'x'.repeat(700)}`);
      const url = `${town.webs[0]?.url()}${new URL(town.inboundUrl).pathname}`;
      const status = await post(url, form, { signedUrl: town.inboundUrl });
      attempted.push({ sid: form.MessageSid, from: form.From, body: form.Body });
      if (status === 204) acknowledged.add(form.MessageSid);
      answers.add(status);
      return status;
    },
    /** All that was acknowledged is there, once and whole; of what was refused, no part. */
    async shouldHaveLostNothing() {
      await settle(town, 60_000);
      const counts = [...countInbound(attempted, acknowledged, await storedOf(town)), ...(await countTown(town))];
      assert.deepEqual(counts.filter(isWrong), []);
    },
  };
}

test('a full disk under the journal refuses texts, and takes them again when there is room', {
  skip: cannotMount,
}, async (t) => {
  const town = await openTown({ webs: 1, workers: 1 });
  const disk = mountDisk(join(`${town.webs[0]?.dataFolder}`, 'journal'), 512);
  t.after(() => {
    disk.unmount();
    return town.close();
  });
  const { texts, answers, shouldHaveLostNothing } = openSender(town);
  assert.equal(await texts(), 204);
  const { promise: isEnough, resolve: enough } = Promise.withResolvers<void>();
  const isBack = town.database.goesAway(isEnough, 'stop');
  await until('the database to be away', () => texts().then(() => town.webs[0]?.journal()));
  // A record that begins on the last page does not end there.
  disk.fill(12_288);
  await until('a refusal', async () => (await texts()) === 503);
  for (let count = 0; count < 3; count++) assert.equal(await texts(), 503);
  disk.free();
  await until('room', async () => (await texts()) === 204);
  for (let count = 0; count < 10; count++) assert.equal(await texts(), 204);
  enough();
  await isBack;
  await shouldHaveLostNothing();
  assert.deepEqual([...answers].sort(), [204, 503]);
});

test('a full disk under the database is waited for like a database that is away', { skip: cannotMount }, async (t) => {
  const disk = mountDisk(mkdtempSync(join(tmpdir(), 'hearback-disk-')), 200 * 1024);
  const town = await openTown({ webs: 1, workers: 1, databaseFolder: join(disk.folder, 'data') });
  t.after(async () => {
    await town.close();
    disk.unmount();
    rmSync(disk.folder, { recursive: true });
  });
  const { texts, answers, shouldHaveLostNothing } = openSender(town);
  assert.equal(await texts(), 204);
  disk.fill();
  await until('the journal to be used', () => texts().then(() => town.webs[0]?.journal()));
  for (let count = 0; count < 20; count++) await texts();
  disk.free();
  // A server that gave up is started again by whoever runs it; one that only refused goes on.
  await until('the database to answer', () => town.database.query('select 1').catch(() => null), 3000).catch(() =>
    town.database.goesAway(0),
  );
  await shouldHaveLostNothing();
  assert.ok(
    [...answers].every((status) => status === 204 || status === 503),
    `answers: ${[...answers]}`,
  );
});

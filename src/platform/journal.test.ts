import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Journal, openJournal } from './journal.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-journal-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function empty(journal: Journal): Promise<{ records: unknown[]; damaged: string[]; cutOff: number }> {
  const all = { records: [] as unknown[], damaged: [] as string[], cutOff: 0 };
  for (let part = await journal.oldest(); part; part = await journal.oldest()) {
    all.records.push(...part.records);
    all.damaged.push(...part.damaged.map((line) => line.toString('latin1')));
    all.cutOff += Number(part.isCutOff);
    await part.drop();
  }
  return all;
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

test('records come back whole and in order, and only until they are dropped', async () => {
  const folder = newFolder();
  const journal = openJournal(folder);
  assert.equal(await journal.oldest(), null);
  await Promise.all(numbers(500).map((n) => journal.append({ n, text: 'a\nb\u2028"é' })));
  await journal.close();

  const next = openJournal(folder);
  const first = await next.oldest();
  assert.deepEqual(
    first?.records,
    numbers(500).map((n) => ({ n, text: 'a\nb\u2028"é' })),
  );
  // Not dropped: they are still there.
  assert.equal((await next.oldest())?.records.length, 500);
  await first?.drop();
  assert.equal(await next.oldest(), null);
  assert.deepEqual(readdirSync(folder), []);
});

test('all that an earlier run has left can be read without being dropped', async () => {
  const folder = newFolder();
  const journal = openJournal(folder);
  for (const n of numbers(3)) {
    await journal.append(n);
    await journal.close();
  }
  const next = openJournal(folder);
  assert.deepEqual(await Array.fromAsync(next.left()), [[0], [1], [2]]);
  assert.deepEqual((await empty(next)).records, [0, 1, 2]);
});

test('what comes while it is emptied is found after what came before', async () => {
  const journal = openJournal(newFolder());
  await journal.append(0);
  const part = await journal.oldest();
  await journal.append(1);
  assert.deepEqual(part?.records, [0]);
  await part?.drop();
  assert.deepEqual(await empty(journal), { records: [1], damaged: [], cutOff: 0 });
});

test('a last record that was cut off is passed over, and one that was altered is told as it is', async () => {
  const folder = newFolder();
  const journal = openJournal(folder);
  for (const n of numbers(3)) await journal.append({ n });
  await journal.close();
  const path = join(folder, readdirSync(folder)[0]!);
  // Bytes that are no UTF-8.
  const altered = readFileSync(path, 'latin1').replace('{"n":1}', '{"n":\xff}');
  writeFileSync(path, altered, 'latin1');
  appendFileSync(path, '0badc0de {"n":3');
  const damaged = [altered.split('\n')[1]];
  assert.deepEqual(await empty(openJournal(folder)), { records: [{ n: 0 }, { n: 2 }], damaged, cutOff: 1 });
});

test('a file that another process takes over is read with everything that was acknowledged', async () => {
  const folder = newFolder();
  const [one, other] = [openJournal(folder), openJournal(folder)];
  await one.append('before');
  const heir = openJournal(folder);
  const part = await heir.oldest();
  assert.deepEqual(part?.records, ['before']);
  await one.append('after');
  await part?.drop();
  assert.deepEqual((await empty(one)).records, ['after']);
  assert.equal(await other.oldest(), null);
  await other.close();
});

test('a process that reads what is left takes it away from nobody', async () => {
  const folder = newFolder();
  const running = openJournal(folder);
  for (const n of numbers(3)) {
    await running.append(n);
    await running.close();
  }
  const starting = openJournal(folder);
  assert.deepEqual(await Array.fromAsync(starting.left()), [[0], [1], [2]]);
  assert.deepEqual((await empty(running)).records, [0, 1, 2]);
  assert.equal(await starting.oldest(), null);
});

test('what another process has taken over is left until one of the two has dropped it', async () => {
  const folder = newFolder();
  const one = openJournal(folder);
  for (const n of numbers(3)) {
    await one.append(n);
    await one.close();
  }
  const [heir, third] = [openJournal(folder), openJournal(folder)];
  const part = await heir.oldest();
  const same = await one.oldest();
  assert.deepEqual([part?.records, same?.records], [[0], [0]]);
  await heir.oldest();
  assert.deepEqual(await Array.fromAsync(third.left()), [[0], [1], [2]]);
  await same?.drop();
  await part?.drop();
  assert.deepEqual((await one.oldest())?.records, [1]);
  assert.deepEqual((await empty(heir)).records, [1, 2]);
  assert.deepEqual([await one.oldest(), await third.oldest()], [null, null]);
  assert.deepEqual(readdirSync(folder), []);
});

test('a folder that cannot be written is refused in a sentence', () => {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  assert.throws(
    () => openJournal(join(file, 'journal')),
    /The journal folder .* cannot be written \(ENOTDIR\)\. Texts/,
  );
});

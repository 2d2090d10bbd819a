import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { check } from '../../src/cli/check.ts';
import { openInbound } from '../../src/domain/inbound/inbound.ts';
import { readConfig } from '../../src/platform/config.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { newId } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { providers } from '../../src/providers/index.ts';
import { inboundText } from '../support/twilio-posts.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana']);
const { office, line, phone, app, dataFolder, databaseUrl } = world;

const journal = join(dataFolder, 'journal');
const parkedFiles = () => readdirSync(journal).filter((name) => name.endsWith('.parked'));

/** What an earlier run has left: a file of records, each with its checksum. */
function leave(records: unknown[]): void {
  const lines = records.map((record) => JSON.stringify(record)).map((json) => `${sum(json)} ${json}\n`);
  writeFileSync(join(journal, `${newId()}.${newId()}.journal`), lines.join(''));
}
const sum = (json: string) => crc32(json).toString(16).padStart(8, '0');

async function checked(): Promise<string> {
  const said: string[] = [];
  try {
    const config = readConfig({ DATABASE_URL: databaseUrl, HEARBACK_DATA: dataFolder });
    await check(config, providers, (each) => said.push(each));
  } finally {
    process.exitCode = 0;
  }
  return said.join('\n');
}

test('what cannot be read in the journal is parked, and holds back neither the rest nor a start', async (t) => {
  const { pool, close } = openDatabase(databaseUrl, { connections: 2 });
  t.after(close);
  assert.match(await checked(), /^ok {4}Every record of the journal could be read\.$/m);
  const record = (url: string, payload: string) => ({
    id: newId(),
    lineId: line.id,
    url,
    payload: JSON.stringify(payload),
  });
  const text = (body: string) =>
    record(line.webhooks.inbound, new URLSearchParams(inboundText(phone('Ana').number, body)).toString());
  // One of a line that is known, and some that no version of ours has written.
  leave([text('Before'), record('books:', '{'), { id: 7 }, null, text('After')]);

  const logged: string[] = [];
  for (const start of [1, 2]) {
    const log = createLog('error', (each) => logged.push(each));
    const another = await openInbound({ floor: app.floor, pool, folder: journal, log, patienceMs: 60_000 });
    assert.deepEqual(
      [another.isCatchingUp(), readdirSync(journal).length, parkedFiles().length],
      [false, 2, 2],
      `${start}`,
    );
    await another.close();
  }
  await office.shouldSee('Ana', ['them: Before', 'them: After']);
  assert.equal(logged.filter((each) => /could not be taken in\. It is kept/.test(each)).length, 1);
  assert.equal(logged.filter((each) => /cannot be read\. It is kept/.test(each)).length, 4);
  const kept = parkedFiles().map((name) => JSON.parse(readFileSync(join(journal, name), 'utf8').slice(9)));
  assert.deepEqual(new Set(kept), new Set([{ id: 7 }, null]));
  assert.match(await checked(), /^warn {2}2 records of the journal could not be read\. .*\.parked.*\.$/m);

  const { count, items } = (await office.must('GET', '/api/v1/delivery')).parked;
  assert.deepEqual([count, items[0].lineId], [1, line.id]);
  assert.deepEqual(await office.must('POST', '/api/v1/delivery/replays'), { taken: 0, parked: 1 });
});

test('what cannot be read for 90 days is tried once more, and dropped', async (t) => {
  const { pool, close } = openDatabase(databaseUrl, { connections: 2 });
  t.after(close);
  const logged: string[] = [];
  const log = createLog('error', (each) => logged.push(each));
  const starts = async () =>
    (await openInbound({ floor: app.floor, pool, folder: journal, log, patienceMs: 60_000 })).close();
  const [older, younger] = parkedFiles() as [string, string];
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  utimesSync(join(journal, older), daysAgo(91), daysAgo(91));
  utimesSync(join(journal, younger), daysAgo(89), daysAgo(89));
  await starts();
  assert.deepEqual(parkedFiles(), [younger]);
  assert.match(logged.join('\n'), /It was kept for 90 days, and is dropped/);
  // That it was tried again does not make it any younger.
  const keptSince = statSync(join(journal, younger)).mtimeMs;
  assert.ok(keptSince < daysAgo(88).getTime(), `${new Date(keptSince)}`);
});

test('a record that the disk has damaged is kept as it is, told, and never taken for what somebody wrote', async (t) => {
  const { pool, close } = openDatabase(databaseUrl, { connections: 2 });
  t.after(close);
  const before = parkedFiles();
  const bodies = ['Meet me at 7', 'Whole'];
  const name = `${newId()}.${newId()}.journal`;
  const lines = bodies.map((body) => {
    const payload = new URLSearchParams(inboundText(phone('Ana').number, body)).toString();
    const json = JSON.stringify({
      id: newId(),
      lineId: line.id,
      url: line.webhooks.inbound,
      payload: JSON.stringify(payload),
    });
    return `${sum(json)} ${json}`;
  });
  const damaged = lines[0]!.replace('at+7', 'at+\xff');
  writeFileSync(join(journal, name), `${damaged}\n${lines[1]}\n`, 'latin1');

  const logged: string[] = [];
  for (const start of [1, 2]) {
    const log = createLog('error', (each) => logged.push(each));
    await (await openInbound({ floor: app.floor, pool, folder: journal, log, patienceMs: 60_000 })).close();
    const [added, ...more] = parkedFiles().filter((each) => !before.includes(each));
    assert.deepEqual(more, []);
    assert.equal(readFileSync(join(journal, added!), 'latin1'), `${damaged}\n`, `${start}`);
    const told = logged.filter((each) => /damaged on the disk/.test(each));
    assert.equal(told.length, start);
    assert.ok(told.every((each) => each.includes(added!) && !each.includes('Meet')));
  }
  const there = (await office.messages('Ana')).map(({ body }) => body);
  assert.ok(there.includes('Whole') && !there.some((body: string) => body.startsWith('Meet')), `${there}`);
  assert.match(await checked(), /^warn {2}2 records of the journal could not be read\. .*\.parked/m);
  const metrics = await (await fetch(`${world.url}/metrics`)).text();
  assert.match(metrics, /^hearback_journal_parked 2$/m);
});

import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import pg from 'pg';
import { openCarrier } from '../../carrier/carrier.ts';
import { openEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres.ts';
import { openOffice } from '../support/office.ts';
import { newFolder, startProgram } from '../support/program.ts';
import { carrierToken, inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';

/** A team on a real line, over a database that the test stops and starts. */
async function openTown(t: TestContext) {
  const [carrier, folder, dataFolder] = [await openCarrier({ port: 0 }), newFolder(), newFolder()];
  const start = () => openEmbeddedPostgres({ folder, log: () => {} });
  let postgres: Awaited<ReturnType<typeof start>> | null = await start();
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 });
  pool.on('error', () => {});
  t.after(async () => {
    await pool.end();
    await carrier.close();
    await postgres?.close();
  });
  const settings = { DATABASE_URL: postgres.url, HEARBACK_DATA: dataFolder, HEARBACK_CARRIER: 'off' };
  const program = startProgram(settings);
  const url = await program.isReady();
  const office = openOffice(url);
  await office.signsUp();
  const line = await office.must('POST', '/api/v1/lines', {
    provider: 'twilio',
    label: 'Main',
    number: '+12025550100',
    settings: { accountSid: `AC${'a'.repeat(32)}`, authToken: carrierToken, baseUrl: carrier.url },
  });
  return {
    program,
    journal: join(dataFolder, 'journal'),
    texts: (from: string, body: string) => post(line.webhooks.inbound, inboundText(from, body)),
    async databaseStops() {
      await postgres?.close();
      postgres = null;
    },
    async databaseReturns() {
      postgres = await start();
    },
    startsAgain: () => startProgram({ ...settings, PORT: new URL(url).port }),
    connect: () => pool.connect(),
    /** What everybody has written, in the order in which a member sees it. */
    async threads(): Promise<Record<string, string[]>> {
      const { rows } = await pool.query(
        "select from_address, body from messages where direction = 'inbound' order by id",
      );
      const byNumber = Map.groupBy(rows, ({ from_address }) => from_address);
      return Object.fromEntries([...byNumber].map(([number, texts]) => [number, texts.map(({ body }) => body)]));
    },
  };
}

const numbers = ['+14155550121', '+14155550122', '+14155550123', '+14155550124', '+14155550125', '+14155550126'];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('while the database is away every text is taken, and afterwards all are there, once and in order', async (t) => {
  const town = await openTown(t);
  const acknowledged: Record<string, string[]> = {};
  const refused: number[] = [];
  let isOver = false;
  const load = numbers.map(async (number) => {
    acknowledged[number] = [];
    for (let count = 1; !isOver; count++) {
      // Some of them ask for more care than others.
      const body = count % 50 === 25 ? 'STOP' : count % 50 === 30 ? 'START' : `Text ${count}`;
      const status = await town.texts(number, body);
      if (status === 204) acknowledged[number]?.push(body);
      else refused.push(status);
    }
  });
  await pause(500);
  await town.databaseStops();
  await pause(2000);
  assert.ok(readdirSync(town.journal).length > 0, 'nothing was written to the journal');
  await town.databaseReturns();
  await until('an empty journal', () => readdirSync(town.journal).length === 0, 20_000);
  await pause(500);
  isOver = true;
  await Promise.all(load);
  assert.deepEqual(refused, []);
  assert.deepEqual(await town.threads(), acknowledged);
  assert.match(town.program.output.stderr, /The database is away/);
  assert.equal((await town.program.stop()).code, 0);
});

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
  assert.ok(performance.now() - startedAt < 10_000);
  assert.equal(await town.texts(numbers[0]!, 'Two'), 204);
  await client.query('rollback');
  client.release();
  await until('an empty journal', () => readdirSync(town.journal).length === 0, 20_000);
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

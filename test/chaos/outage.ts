import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openCarrier } from '../../carrier/carrier.ts';
import { openEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres.ts';
import { openOffice } from '../support/office.ts';
import { openOnlooker } from '../support/onlooker.ts';
import { newFolder, startProgram } from '../support/program.ts';
import { carrierToken, inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';

/** A team on a real line, over a database that the test stops and starts. */
export async function openTown(t: Pick<TestContext, 'after'>) {
  const [carrier, folder, dataFolder] = [await openCarrier({ port: 0 }), newFolder(), newFolder()];
  const start = () => openEmbeddedPostgres({ folder, log: () => {} });
  let postgres: Awaited<ReturnType<typeof start>> | null = await start();
  const pool = openOnlooker(postgres.url);
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

export interface Outage {
  awayMs: number;
  /** How many people text as fast as they are answered, all the time. */
  senders: number;
}

/** Takes the database away under load: everything that was acknowledged must be there afterwards, once and in order. */
export async function surviveOutage(t: Pick<TestContext, 'after'>, { awayMs, senders }: Outage): Promise<void> {
  const town = await openTown(t);
  const acknowledged: Record<string, string[]> = {};
  const refused: number[] = [];
  let isOver = false;
  const load = Promise.allSettled(
    Array.from({ length: senders }, async (_, index) => {
      const number = `+1415555${1000 + index}`;
      const answered: string[] = [];
      acknowledged[number] = answered;
      for (let count = 1; !isOver; count++) {
        // Some of them ask for more care than others.
        const body = count % 50 === 25 ? 'STOP' : count % 50 === 30 ? 'START' : `Text ${count}`;
        const status = await town.texts(number, body);
        if (status === 204) answered.push(body);
        else refused.push(status);
      }
    }),
  );
  const isEmpty = () => readdirSync(town.journal).length === 0;
  const patienceMs = 60_000 + 2 * awayMs;
  try {
    await until('some load', () => Object.values(acknowledged).every((answered) => answered.length > 1), patienceMs);
    await town.databaseStops();
    await until('something in the journal', () => !isEmpty(), patienceMs);
    await pause(awayMs);
    await town.databaseReturns();
    await until('an empty journal', isEmpty, patienceMs);
    await pause(500);
  } finally {
    isOver = true;
    await load;
  }
  for (const each of await load) if (each.status === 'rejected') throw each.reason;
  // A database that is slow under the load may have been taken for one that is away again.
  await until('the rest of the journal to be taken in', isEmpty, patienceMs);
  assert.deepEqual(refused, []);
  assert.deepEqual(await town.threads(), acknowledged);
  assert.match(town.program.output.stderr, /The database is away/);
  assert.equal((await town.program.stop()).code, 0);
}

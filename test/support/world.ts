import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { openApp } from '../../src/app.ts';
import type { Floor } from '../../src/domain/floor.ts';
import { list, openPractice } from '../../src/domain/lines/lines.ts';
import { listTeams } from '../../src/domain/teams/teams.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { type Config, readConfig } from '../../src/platform/config.ts';
import type { servingLimits } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { type Json, openBrowser } from './browser.ts';
import { openCarrierDesk } from './carrier-desk.ts';
import type { Name } from './cast.ts';
import { cloneDatabase } from './database.ts';
import { openOffice } from './office.ts';
import { carrierToken } from './twilio-posts.ts';
import { until } from './until.ts';

export interface WorldOptions {
  config?: Partial<Config>;
  clock?: Clock;
  /** The story is one in which something breaks: errors in the log are no fault of the test. */
  mayLogErrors?: boolean;
  /** A push service of the test's own. */
  pushOrigin?: string;
  /** How long something may take in the database, where the story is about that. */
  limits?: typeof servingLimits;
  /** How long a webhook waits for the database before the journal keeps it, where the story is about that. */
  webhookPatienceMs?: number;
}

/** Tests hold rows while others come for them, and on a busy machine these are long in coming. */
const patientLimits: typeof servingLimits = {
  idle_in_transaction_session_timeout: 60_000,
  lock_timeout: 90_000,
  statement_timeout: 120_000,
  query_timeout: 150_000,
};

/**
 * A whole Hearback with its carrier, in this process, on a database of its own; closed when the test or file that opened
 * it ends. An error in its log fails the test.
 */
export async function openWorld(options: WorldOptions = {}) {
  const { config, clock, mayLogErrors, pushOrigin, limits = patientLimits } = options;
  // What is answered with 204 is in the database then, however busy the machine.
  const { webhookPatienceMs = 60_000 } = options;
  const clone = await cloneDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'hearback-world-'));
  const logged: string[] = [];
  const settings: Config = {
    ...readConfig({ PORT: '0', CARRIER_PORT: '0', HEARBACK_DATA: folder, DATABASE_URL: clone.url }),
    ...config,
  };
  const log = createLog('debug', (line) => logged.push(line));
  const app = await openApp(settings, {
    log,
    say: () => {},
    lookEveryMs: 100,
    limits,
    webhookPatienceMs,
    ...(clock && { clock }),
    ...(pushOrigin && { pushOrigin }),
  });
  after(async () => {
    await app.close();
    await clone.drop();
    await rm(folder, { recursive: true, force: true });
    const errors = logged.filter((line) => JSON.parse(line).level >= 50);
    if (!mayLogErrors) assert.deepEqual(errors, [], 'There are errors in the log.');
  });

  const { db } = app.floor;
  const query = async (query: RawBuilder<unknown>): Promise<Json[]> => (await query.execute(db)).rows;
  return {
    app,
    url: app.url,
    databaseUrl: clone.url,
    dataFolder: folder,
    /** Every line of the log so far. */
    logged,
    office: openOffice(app.url),
    /** Another browser, with the headers it always sends. */
    openOffice: (marks: Record<string, string> = {}) => openOffice(app.url, openBrowser(app.url, marks)),
    /** How many rows a table has. */
    async count(table: string): Promise<number> {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(db);
      return rows[0]!.count;
    },
    query,
    /** Waits until nothing is due, and nothing of ours is under way. */
    quiet: () =>
      until('what is on its way', async () => {
        const [{ busy }] = await query(sql`select exists (select from outbox where due_at < now())
          or exists (select from attempts where outcome = 'sending')
          or exists (select from messages where status in ('queued', 'sending', 'accepted', 'sent')) as busy`);
        return !busy;
      }),
  };
}

/** A world whose office has signed up and met some of the cast, with its practice line. */
export async function openOfficeHours(names: Name[] = ['Ana'], options: WorldOptions = {}) {
  const world = await openWorld(options);
  await world.office.signsUp();
  const [line] = (await world.office.must('GET', '/api/v1/lines')).items;
  const carrier = openCarrierDesk(line.settings.baseUrl, line.number);
  await signWith(world.app.floor, line, carrier);
  for (const name of names) {
    await carrier.phone(name).behaves({});
    await world.office.meets(name);
  }
  return {
    ...world,
    line: line as { id: string; number: string; webhooks: { inbound: string; status: string } },
    carrier,
    phone: carrier.phone,
  };
}

/** The practice line's token is nobody's business; tests that sign as the company does give it one that they know. */
async function signWith(
  floor: Floor,
  { number, settings }: Json,
  carrier: ReturnType<typeof openCarrierDesk>,
): Promise<void> {
  await carrier.control('PUT', `accounts/${settings.accountSid}`, { authToken: carrierToken });
  for (const team of await listTeams(floor)) {
    const own = (await list(team)).find((line) => line.isPractice);
    await openPractice(team, { provider: 'twilio', number, settings: { ...own?.settings, authToken: carrierToken } });
  }
}

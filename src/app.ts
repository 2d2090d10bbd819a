import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createAuth } from './api/auth/auth.ts';
import { openKnownAskers } from './api/auth/known-askers.ts';
import { openHub } from './api/live/hub.ts';
import { openOwnPages } from './api/live/own-pages.ts';
import { openPresence } from './api/live/presence.ts';
import type { ApiParts } from './api/route.ts';
import { buildServer, closeServer } from './api/server.ts';
import { openKnownRows } from './domain/conversations/conversations.ts';
import type { Floor, TeamScope } from './domain/floor.ts';
import { openInbound } from './domain/inbound/inbound.ts';
import { list, openPractice, webhookUrl } from './domain/lines/lines.ts';
import { listTeams } from './domain/teams/teams.ts';
import type { JobsOptions } from './jobs/index.ts';
import { createCarrierControl } from './platform/carrier-control.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { openDataFolder } from './platform/data-folder.ts';
import { openDatabase, plansForFullTables, servingLimits, waitForDatabase } from './platform/database.ts';
import { newId } from './platform/ids.ts';
import type { Log, RootLog } from './platform/log.ts';
import { openMediaStore } from './platform/media-store.ts';
import { isUpToDate, migrate } from './platform/migrations.ts';
import { openNews } from './platform/news.ts';
import { hearOwnWrites } from './platform/own-writes.ts';
import { localUrl, reservePort } from './platform/port.ts';
import { secretOf } from './platform/secret-fingerprint.ts';
import { createSecrets } from './platform/secrets.ts';
import { createWebPush } from './platform/web-push/web-push.ts';
import { providers } from './providers/index.ts';

export interface App {
  /** Where the page is; a worker has none of its own. */
  url: string;
  floor: Floor;
  /** Stops taking requests and jobs, finishes what has begun, and closes everything in turn. */
  close(): Promise<void>;
}

export interface Surroundings {
  log: RootLog;
  /** Tells the person who started us something, in a sentence. */
  say(line: string): void;
  /** Is told where the page is as soon as it answers; a worker's is nowhere, and it is ready when it sends. */
  whenReady?(url: string | null): void;
  /** The time; the system's if left out. */
  clock?: Clock;
  /** How often questions and broadcasts whose time has come are looked for; every second if left out. */
  lookEveryMs?: number;
  /** How long to wait for a database that does not answer; half a minute if left out. */
  databasePatienceMs?: number;
  /** How long a webhook waits for the database before the journal keeps it; a third of what a provider waits if left out. */
  webhookPatienceMs?: number;
  /** How long a request or a job may take in the database; `servingLimits` if left out. */
  limits?: typeof servingLimits;
  /** Says that nobody waits for the start any more. */
  signal?: AbortSignal;
  /** A push service that may be used although it is not on the internet. */
  pushOrigin?: string;
}

/** What closes when, and how long each may take to: a moment as a rule, and 14 seconds if all of it hangs. */
const closingOrder = [
  // Nobody asks for anything any more, and nothing new is begun; then goes what both stand on.
  { web: 2500, jobs: 5000 },
  { carrier: 500, news: 500 },
  { database: 500, intake: 500, queue: 500, pulse: 500 },
  { postgres: 8000 },
];

type Parts = Partial<
  Record<
    'web' | 'jobs' | 'carrier' | 'news' | 'database' | 'intake' | 'queue' | 'pulse' | 'postgres',
    { close(): Promise<void> }
  >
>;

/**
 * Builds everything from the settings and starts it. If a step fails, what was opened before it is closed again.
 * @throws Error with a sentence for people: a taken port, a folder that cannot be written, a database that is away.
 */
export async function openApp(config: Config, surroundings: Surroundings): Promise<App> {
  const { log, say, whenReady, clock = systemClock, databasePatienceMs = 30_000, pushOrigin, signal } = surroundings;
  const { limits = servingLimits, webhookPatienceMs = 5000 } = surroundings;
  const opened: Parts = {};
  const close = () => closeAll(opened, log);
  try {
    const port = config.role === 'worker' ? config.port : await reservePort(config.host, config.port, 'PORT');
    openDataFolder(config.dataFolder);
    const embedded = config.databaseUrl ? null : await openEmbedded(config.dataFolder, say);
    if (embedded) opened.postgres = embedded;
    const databaseUrl = config.databaseUrl ?? (embedded?.url as string);
    const database = openDatabase(databaseUrl, { limits });
    opened.database = database;
    const askers = openKnownAskers();
    hearOwnWrites(database.pool, askers.hearWrite);
    const isCurrent = await waitForDatabase(() => isUpToDate(database.pool), databasePatienceMs, say, signal);
    const news = openNews(databaseUrl, log);
    opened.news = news;
    if (!isCurrent) await bringUpToDate(databaseUrl, config.dataFolder, say);
    const secrets = createSecrets(await secretOf(database.db, config.dataFolder, config.secret));

    const url = localUrl(config.host, port);
    const floor: Floor = {
      db: database.db,
      clock,
      newId,
      secrets,
      providers: new Map(providers.map((provider) => [provider.name, provider])),
      publicUrl: config.publicUrl ?? url,
      hint: news.hint,
    };
    const subject = floor.publicUrl.startsWith('https:') ? floor.publicUrl : 'mailto:operator@localhost';
    const webPush = createWebPush({ secrets, clock, subject, knownOrigin: pushOrigin });
    const media = openMediaStore(join(config.dataFolder, 'media'));
    let came: JobsOptions['came'] = { isCatchingUp: () => false, isCutOff: () => false, isUnheeded: () => false };
    if (config.role !== 'worker') {
      const practice = await openPracticeCompany(config, floor, url, opened);
      const hub = openHub(floor, log);
      const presence = openPresence({ show: hub.show, say: news.say });
      const ownPages = openOwnPages({ show: hub.show, say: news.say });
      const folder = join(config.dataFolder, 'journal');
      const intake = openDatabase(databaseUrl, { connections: 4, limits, settings: plansForFullTables });
      opened.intake = intake;
      const inbound = await openInbound({ floor, pool: intake.pool, folder, log, patienceMs: webhookPatienceMs });
      came = inbound;
      const parts: ApiParts = {
        floor,
        media,
        webPush,
        auth: createAuth(floor, askers, log),
        hub,
        presence,
        ownPages,
        rows: openKnownRows(),
        inbound,
        practice,
      };
      const server = await buildServer(parts, {
        log,
        trustedProxy: config.trustedProxy,
        isSecure: floor.publicUrl.startsWith('https:'),
        isReady: () => database.pool.query('select 1').then(() => true),
        pool: database.pool,
      });
      news.hear(hub.hint);
      news.listen(presence.hear);
      news.listen(ownPages.hear);
      news.listen(askers.hear);
      news.attend(askers.attend);
      news.hear(inbound.hear);
      const closeWeb = () => Promise.all([closeServer(server), hub.close(), presence.close()]).then(inbound.close);
      opened.web = { close: closeWeb };
      await server.listen({ host: config.host, port });
      // What is written from here on is kept; sending begins in the same moment.
      whenReady?.(url);
    }
    await news.isOpen;
    if (config.role !== 'web') {
      const { startJobs } = await import('./jobs/index.ts');
      const queue = openDatabase(databaseUrl, { limits, settings: plansForFullTables });
      opened.queue = queue;
      const pulse = openDatabase(databaseUrl, { connections: 1, limits });
      opened.pulse = pulse;
      opened.jobs = await startJobs({
        floor,
        queue: queue.db,
        pulse: pulse.db,
        pool: database.pool,
        media,
        webPush,
        workerId: newId(),
        log,
        isAlone: embedded !== null,
        came,
        hear: news.hear,
        lookEveryMs: surroundings.lookEveryMs ?? 1000,
      });
      if (config.role === 'worker') whenReady?.(null);
    }
    return { url, floor, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function closeAll(opened: Parts, log: Log): Promise<void> {
  for (const stage of closingOrder) {
    const parts = Object.entries(stage) as [keyof Parts, number][];
    await Promise.all(parts.map(([name, patienceMs]) => closeOne(opened, name, patienceMs, log)));
  }
}

/** What hangs is left behind, so that the database's own process is stopped in any case. */
async function closeOne(opened: Parts, name: keyof Parts, patienceMs: number, log: Log): Promise<void> {
  const { promise: hasWaited, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, patienceMs);
  await Promise.race([opened[name]?.close(), hasWaited]).catch((error) =>
    log.error({ err: error, part: name }, 'Something did not close as it should.'),
  );
  clearTimeout(timer);
  delete opened[name];
}

async function openEmbedded(folder: string, say: (line: string) => void) {
  const { openEmbeddedPostgres } = await import('./platform/embedded-postgres/embedded-postgres.ts');
  return openEmbeddedPostgres({ folder, log: say });
}

/** Over connections without limits: this may take as long as it takes. */
async function bringUpToDate(url: string, dataFolder: string, say: (line: string) => void): Promise<void> {
  const { backUpBeforeMigration } = await import('./platform/backup-before-migration.ts');
  const { pool, close } = openDatabase(url, { connections: 2 });
  try {
    await backUpBeforeMigration(pool, dataFolder, say);
    await migrate(pool);
  } finally {
    await close();
  }
}

/** A number that no subscriber has: 555-0100 to 555-0199 are kept for fiction (NANPA). */
const practiceNumber = '+12125550100';

/** Starts the pretend phone company, unless it is off or a real line has taken its place. */
async function openPracticeCompany(
  config: Config,
  floor: Floor,
  ownUrl: string,
  opened: Parts,
): Promise<ApiParts['practice']> {
  if (config.carrier === 'off') return null;
  const teams = await listTeams(floor);
  const lines = (await Promise.all(teams.map((team) => list(team)))).flat();
  const isWanted = config.carrier === 'on' || (config.carrier === 'auto' && lines.every((line) => line.isPractice));
  if (!isWanted) return null;
  const { openCarrier } = await import('../carrier/carrier.ts');
  const port = await reservePort('127.0.0.1', config.carrierPort, 'CARRIER_PORT');
  const carrier = await openCarrier({ port, statePath: join(config.dataFolder, 'carrier.json') });
  opened.carrier = carrier;
  const control = createCarrierControl(carrier.url);
  const open = async (team: TeamScope) => {
    const accountSid = `AC${team.teamId.replaceAll('-', '')}`;
    // The carrier's own token is in its README, and with it anybody could sign texts to this line.
    const authToken = randomBytes(24).toString('base64url');
    await control.setToken(accountSid, authToken);
    const settings = { accountSid, authToken, baseUrl: carrier.url, webhookUrl: ownUrl };
    const line = await openPractice(team, { provider: 'twilio', number: practiceNumber, settings });
    await control.setNumber(practiceNumber, { inboundUrl: webhookUrl(floor, line, 'inbound'), accountSid });
  };
  for (const team of teams) await open(team);
  return { control, open };
}

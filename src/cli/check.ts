import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { list } from '../domain/lines/lines.ts';
import { listTeams } from '../domain/teams/teams.ts';
import type { Config } from '../platform/config.ts';
import { openDataFolder, readSecret } from '../platform/data-folder.ts';
import type { OpenDatabase } from '../platform/database.ts';
import { countParked } from '../platform/journal.ts';
import { migrationsOf, mustKnow, needsMigration } from '../platform/migrations.ts';
import { faultOf } from '../platform/secret-fingerprint.ts';
import { createSecrets, type Secrets } from '../platform/secrets.ts';
import type { Provider } from '../providers/provider.ts';
import { checkLine, type Finding } from './check-line.ts';
import { checkQueue, many } from './check-queue.ts';
import { openSettled, tell } from './open-database.ts';
import { floorOf } from './open-floor.ts';

const mebibyte = 1024 * 1024;

/** Looks at everything that an installation needs, says how it is, one sentence a line, and ends with 1 if anything fails. */
export async function check(config: Config, providers: readonly Provider[], say = tell): Promise<void> {
  let isWell = true;
  for await (const { kind, says } of findings(config, providers)) {
    say(`${kind.padEnd(5)} ${says}`);
    isWell &&= kind !== 'FAIL';
  }
  process.exitCode = isWell ? 0 : 1;
}

async function* findings(config: Config, providers: readonly Provider[]): AsyncGenerator<Finding> {
  // Wrong settings are named before any command begins.
  yield { kind: 'ok', says: 'The settings can be used.' };
  const folder = checkFolder(config);
  yield folder;
  if (folder.kind === 'FAIL') return;
  yield await checkRoom(config);
  yield checkJournal(config);
  let database: OpenDatabase;
  try {
    database = await openSettled(config);
  } catch (error) {
    return yield { kind: 'FAIL', says: (error as Error).message };
  }
  try {
    yield await checkVersion(database);
    const tables = await checkTables(database);
    yield tables;
    if (tables.kind !== 'ok') return;
    const secret = await checkSecret(config, database);
    yield secret.finding;
    if (secret.secrets) yield* checkLines(config, providers, database, secret.secrets);
    yield* checkQueue(database.db);
  } finally {
    await database.close();
  }
}

function checkFolder({ dataFolder }: Config): Finding {
  try {
    openDataFolder(dataFolder);
    return { kind: 'ok', says: `The data folder ${dataFolder} can be written.` };
  } catch (error) {
    return { kind: 'FAIL', says: (error as Error).message };
  }
}

async function checkRoom({ dataFolder }: Config): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataFolder);
  const free = Math.floor((bavail * bsize) / mebibyte);
  const says = `The disk of the data folder has ${free.toLocaleString('en')} MB free.`;
  if (free < 100) return { kind: 'FAIL', says: `${says} Make room now: without it nothing can be taken in.` };
  return free < 1024 ? { kind: 'warn', says: `${says} Make room soon.` } : { kind: 'ok', says };
}

function checkJournal({ dataFolder }: Config): Finding {
  const folder = join(dataFolder, 'journal');
  const parked = countParked(folder);
  if (parked === 0) return { kind: 'ok', says: 'Every record of the journal could be read.' };
  return {
    kind: 'warn',
    says: `${many(parked, 'record', 'records')} of the journal could not be read. They are the files ${join(folder, '*.parked')}; each start tries again.`,
  };
}

async function checkVersion({ pool }: OpenDatabase): Promise<Finding> {
  const { rows } = await pool.query("select current_setting('server_version_num')::int as version");
  const major = Math.floor(rows[0].version / 10_000);
  const says = `The database answers. It is PostgreSQL ${major}.`;
  return major < 15 ? { kind: 'FAIL', says: `${says} Hearback needs 15 or newer.` } : { kind: 'ok', says };
}

async function checkTables({ pool }: OpenDatabase): Promise<Finding> {
  try {
    await mustKnow(await migrationsOf(pool));
  } catch (error) {
    return { kind: 'FAIL', says: (error as Error).message };
  }
  if (!(await needsMigration(pool))) return { kind: 'ok', says: 'The database is up to date with this version.' };
  return {
    kind: 'warn',
    says: 'The database is not up to date. The next start, or "hearback migrate", brings it there.',
  };
}

async function checkSecret(config: Config, { db }: OpenDatabase): Promise<{ finding: Finding; secrets?: Secrets }> {
  const secret = readSecret(config.dataFolder, config.secret);
  const known = await db.selectFrom('secret_fingerprint').select('fingerprint').executeTakeFirst();
  if (!known) return { finding: { kind: 'ok', says: 'No secret is settled yet: the first start does that.' } };
  const fault = faultOf(secret, known.fingerprint);
  if (secret === null || fault) return { finding: { kind: 'FAIL', says: fault as string } };
  const says = 'HEARBACK_SECRET is the one of this database.';
  return { finding: { kind: 'ok', says }, secrets: createSecrets(secret) };
}

async function* checkLines(
  config: Config,
  providers: readonly Provider[],
  database: OpenDatabase,
  secrets: Secrets,
): AsyncGenerator<Finding> {
  const teams = await listTeams(floorOf(config, database, secrets, providers));
  const lines = (await Promise.all(teams.map(list))).flat().filter((line) => !line.isPractice);
  if (lines.length === 0) yield { kind: 'ok', says: 'There is no real line yet: texts are for practice.' };
  else yield checkPublicUrl(config.publicUrl);
  for (const line of lines) {
    yield* checkLine(line, providers.find((provider) => provider.name === line.provider) ?? null);
  }
}

function checkPublicUrl(publicUrl: string | null): Finding {
  const { protocol, hostname } = new URL(publicUrl ?? 'http://127.0.0.1');
  if (/^(localhost|127\..*|\[::1\]|0\.0\.0\.0)$/.test(hostname)) {
    return {
      kind: 'warn',
      says: 'PUBLIC_URL is an address of this machine only, so no provider can reach it: answers and reports do not come in.',
    };
  }
  if (protocol === 'http:') {
    return { kind: 'warn', says: `PUBLIC_URL is ${publicUrl}: without https, texts cross the internet in clear.` };
  }
  return { kind: 'ok', says: `Providers are told to call ${publicUrl}.` };
}

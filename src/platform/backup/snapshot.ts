import type pg from 'pg';
import type { Migration } from '../migration-files.ts';
import { migrationsOf } from '../migrations.ts';
import type { Frame } from './container.ts';
import { copyOut } from './copy.ts';
import { filesIn } from './files.ts';

/** The first frame of a backup. */
export interface Header {
  madeAt: string;
  migrations: Migration[];
  /** By which secret its secrets are locked; null when none was settled yet. */
  secretFingerprint: string | null;
  /** HEARBACK_SECRET itself, if it was asked for. */
  secret?: string;
}

/** The frame with which a table begins. */
export interface TableStart {
  table: string;
  columns: string[];
}

/**
 * Nobody's loss, and better not in a file that travels: sign-ins and their browsers, counters of tries, and who was alive.
 * What is searched and counted is made again from the texts and the people. `migrations` is written by the migrations themselves.
 */
const leftOut = [
  'migrations',
  'sessions',
  'push_subscriptions',
  'verifications',
  'sign_in_attempts',
  'sign_in_failures',
  'workers',
  'search_progress',
  'search_texts',
  'search_people',
  'text_counts',
  'count_progress',
];

/** The tables that have rows before anybody has done anything. */
export const notLoss = [...leftOut, 'secret_fingerprint'];

const chunkBytes = 1 << 18;

/**
 * Everything that a backup holds, read while it is written. The journal goes before the database and media after it: what
 * the database takes from the journal meanwhile is in both, and no picture is missing that a text refers to.
 */
export async function* framesOf(client: pg.ClientBase, header: Header, folder: string): AsyncGenerator<Frame> {
  const counts: Record<string, number> = {};
  yield frame('header', header);
  yield* files(folder, ['journal']);
  await client.query('begin isolation level repeatable read read only');
  await client.query("set local statement_timeout = 0; set local datestyle = 'ISO'; set local timezone = 'UTC'");
  const tables = await readTables(client);
  const { length } = await migrationsOf(client);
  if (length !== header.migrations.length) throw new Error('The database was brought up to date just now. Try again.');
  for (const { table, columns } of tables) {
    yield frame('table', { table, columns } satisfies TableStart);
    const copy = copyOut(client, `copy ${copyTarget({ table, columns })} to stdout`);
    yield* inChunks(copy.bytes);
    counts[table] = copy.rows();
    yield frame('end', { rows: counts[table] });
  }
  await client.query('commit');
  yield* files(folder, ['media', 'carrier.json']);
  yield frame('footer', { rows: counts });
}

/** A table and its columns, as COPY wants them. */
export function copyTarget({ table, columns }: TableStart): string {
  const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
  return `public.${quote(table)} (${columns.map(quote).join(', ')})`;
}

async function readTables(client: pg.ClientBase): Promise<TableStart[]> {
  const { rows } = await client.query<TableStart>(
    `select relname as table, array_agg(attname::text order by attnum) as columns
     from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and relname <> all ($1)
     group by relname order by relname`,
    [leftOut],
  );
  return rows;
}

async function* files(folder: string, places: string[]): AsyncGenerator<Frame> {
  for await (const { path, bytes } of filesIn(folder, places)) {
    yield frame('file', { path });
    yield* inChunks(bytes);
    yield frame('end', {});
  }
}

async function* inChunks(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const bytes of source) {
    waiting.push(bytes);
    length += bytes.length;
    if (length < chunkBytes) continue;
    yield* split(Buffer.concat(waiting));
    waiting = [];
    length = 0;
  }
  if (length > 0) yield* split(Buffer.concat(waiting));
}

/** One row may be longer than a frame can be. */
function* split(bytes: Buffer): Generator<Frame> {
  for (let at = 0; at < bytes.length; at += 1 << 22)
    yield { kind: 'bytes', payload: bytes.subarray(at, at + (1 << 22)) };
}

function frame(kind: Frame['kind'], content: object): Frame {
  return { kind, payload: Buffer.from(JSON.stringify(content)) };
}

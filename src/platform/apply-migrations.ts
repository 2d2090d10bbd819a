import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { mendIndexes } from './mend-indexes.ts';
import { apartOf, type SqlFile } from './migration-files.ts';

/** Whoever waits for a table makes all others queue behind it: so long may that be at most. */
const lockTimeoutMs = 500;
const restMs = 200;
const patienceMs = 10 * 60_000;

/** Applies files in the caller's transaction, on a database that nobody else uses. */
export async function applyTogether(client: pg.ClientBase, files: SqlFile[]): Promise<void> {
  for (const file of files) {
    const apart = apartOf(file);
    if (apart) for (const statement of apart) await run(client, statement.replace(/\bconcurrently\b/gi, ''));
    else await client.query(file.sql);
    await note(client, file);
  }
}

/**
 * Applies files to a database that is in use: each by itself, and none makes those who read and write wait for long.
 * @throws Error when others hold a table for ten minutes; what was applied by then stays, and the next start goes on.
 */
export async function applyWhileServing(client: pg.ClientBase, files: SqlFile[]): Promise<void> {
  for (const file of files) {
    const apart = apartOf(file);
    await patiently(file, () => (apart ? inParts(client, file, apart) : inOne(client, file)));
  }
}

/** What is left half-way is begun again from the first statement: such a file drops what it creates. */
async function inParts(client: pg.ClientBase, file: SqlFile, statements: string[]): Promise<void> {
  for (const statement of statements) await (isBeside.test(statement) ? run : runBriefly)(client, statement);
  await mendIndexes(client);
  await note(client, file);
}

async function inOne(client: pg.ClientBase, file: SqlFile): Promise<void> {
  await client.query(`begin; set local lock_timeout = ${lockTimeoutMs}`);
  try {
    await client.query(file.sql);
    await note(client, file);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** These wait for others as long as it takes, and nobody else queues behind them. */
const isBeside = /^(update|delete)\b|\bconcurrently\b/i;

async function runBriefly(client: pg.ClientBase, statement: string): Promise<void> {
  await client.query(`set lock_timeout = ${lockTimeoutMs}`);
  await run(client, statement).finally(() => client.query('reset lock_timeout').catch(() => {}));
}

/** An update or delete takes some thousand rows at a time, and is repeated until there are none left. */
async function run(client: pg.ClientBase, statement: string): Promise<void> {
  for (;;) {
    const { command, rowCount } = await client.query(statement);
    if (!rowCount || !/^(UPDATE|DELETE)$/.test(command)) return;
  }
}

const note = (client: pg.ClientBase, { name, checksum }: SqlFile) =>
  client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum]);

async function patiently(file: SqlFile, work: () => Promise<void>): Promise<void> {
  for (const until = performance.now() + patienceMs; ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isInTheWay(error)) throw error;
      if (performance.now() > until) {
        const message = `Others hold what db/migrations/${file.name} changes. End what runs for long on this database, and start again.`;
        throw new Error(message, { cause: error });
      }
    }
    await wait(restMs * (1 + Math.random()));
  }
}

/** Somebody holds a lock, or two have stopped each other (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const isInTheWay = (error: unknown) => ['55P03', '40P01'].includes((error as { code?: string }).code ?? '');

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { withDatabase } from './cluster.ts';

/** A database of one's own. */
export interface Clone {
  url: string;
  /** Ends whatever is still connected and removes the database; happens by itself when the file ends. */
  drop(): Promise<void>;
}

const clones = new Set<Clone>();
// Several files may share a process: for each of them it comes to this.
process.on('beforeExit', () => Promise.all([...clones].map((clone) => clone.drop())));

/** Copies the migrated, empty template: about 50 ms. One for each test file, or for a test that needs real concurrency. */
export async function cloneDatabase(): Promise<Clone> {
  const server = process.env.HEARBACK_TEST_DATABASE_URL;
  if (!server) throw new Error('This test needs a database. Run it through npm test -- <path>');
  const name = `clone_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name} template hearback_template strategy file_copy`);
  const clone: Clone = {
    url: withDatabase(server, name),
    async drop() {
      if (clones.delete(clone)) await onServer(server, `drop database ${name} with (force)`);
    },
  };
  clones.add(clone);
  return clone;
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    // Copies of one template queue here: PostgreSQL refuses to copy a database that somebody is connected to.
    await client.query("select pg_advisory_lock(hashtext('hearback template'))");
    await client.query(sql);
  } finally {
    await client.end();
  }
}

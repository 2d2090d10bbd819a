import pg from 'pg';
import type { Address } from './address.ts';

const patienceMs = 10_000;

/** Whether a server listens there and takes connections. */
export async function isAnswering(address: Address): Promise<boolean> {
  return query(address, 'select').then(
    () => true,
    () => false,
  );
}

/** Makes the database "hearback" unless it exists; answers its connection string. */
export async function ensureDatabase(address: Address): Promise<string> {
  const found = await query(address, "select from pg_database where datname = 'hearback'");
  if (found === 0) await query(address, 'create database hearback');
  return address.urlOf('hearback');
}

async function query(address: Address, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: address.urlOf('postgres'), connectionTimeoutMillis: patienceMs });
  // A connection that breaks while it is being closed has nobody to tell.
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(sql)).rows.length;
  } finally {
    await client.end();
  }
}

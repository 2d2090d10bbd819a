import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

export const landed = new URL('../../db/migrations/', import.meta.url);

/** One of our SQL files, by name, and the SHA-256 of what it says. */
export interface Migration {
  name: string;
  checksum: string;
}

export interface SqlFile extends Migration {
  sql: string;
}

/** The SQL files of a folder, in the order in which they are applied. */
export async function readFiles(folder: URL): Promise<SqlFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** The statements of a file that must not run in one transaction; null for all others. It says so in its first line. */
export function apartOf({ sql }: SqlFile): string[] | null {
  if (!sql.startsWith('-- outside of a transaction')) return null;
  return sql
    .replace(/^\s*--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

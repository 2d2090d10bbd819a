import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate, PostgresDialect } from 'kysely-codegen';
import openapi, { astToString, COMMENT_HEADER, type OpenAPI3 } from 'openapi-typescript';
import { openApiDocument } from '../../src/api/openapi.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { describeSchema } from './schema.ts';

/** What programs write into the repository, as it ought to be: path → text. Takes the URL of a migrated database. */
export async function generateFiles(databaseUrl: string): Promise<Record<string, string>> {
  const { db, pool } = openDatabase(databaseUrl, { connections: 2 });
  try {
    const tables = await generate({
      db,
      dialect: new PostgresDialect(),
      includePattern: 'public.*',
      excludePattern: 'public.migrations',
      // As database.ts reads them.
      typeMapping: { int8: 'number' },
      outFile: null,
    });
    const api = await openapi((await openApiDocument()) as OpenAPI3);
    return {
      'db/schema.sql': await describeSchema(pool),
      'src/platform/database.gen.ts': tables,
      'web/api.gen.ts': COMMENT_HEADER + astToString(api),
    };
  } finally {
    await pool.end();
  }
}

/** The paths of those files that are not in the repository as they ought to be. */
export function staleFiles(root: string, files: Record<string, string>): string[] {
  const isFresh = (path: string) =>
    existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8') === files[path];
  return Object.keys(files).filter((path) => !isFresh(path));
}

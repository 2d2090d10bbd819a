import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { generateFiles, staleFiles } from '../bin/generate/files.ts';
import { cloneDatabase } from './support/database.ts';

test('what programs write is up to date with the migrations and the API', async () => {
  const files = await generateFiles((await cloneDatabase()).url);
  assert.deepEqual(staleFiles(join(import.meta.dirname, '..'), files), [], 'Run npm run generate.');
});

test('a difference of one letter is seen', async () => {
  const root = join(import.meta.dirname, '..');
  assert.deepEqual(staleFiles(root, { 'db/no-such.sql': '', LICENSE: 'MIT' }), ['db/no-such.sql', 'LICENSE']);
});

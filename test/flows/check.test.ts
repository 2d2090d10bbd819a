import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { check } from '../../src/cli/check.ts';
import { readConfig } from '../../src/platform/config.ts';
import { providers } from '../../src/providers/index.ts';
import { newFolder } from '../support/program.ts';
import { openOfficeHours } from '../support/world.ts';

const { office, carrier, dataFolder, databaseUrl, query } = await openOfficeHours(['Ana']);
const settings = { DATABASE_URL: databaseUrl, HEARBACK_DATA: dataFolder };

/** What the command says and with what it ends, which the tests themselves must not end with. */
async function checked(changes: Record<string, string> = {}): Promise<{ said: string[]; code: unknown }> {
  const said: string[] = [];
  try {
    await check(readConfig({ ...settings, ...changes }), providers, (line) => said.push(line));
    return { said, code: process.exitCode };
  } finally {
    process.exitCode = 0;
  }
}
const isSaid = (said: string[], wanted: RegExp) =>
  assert.ok(
    said.some((line) => wanted.test(line)),
    `Nothing like ${wanted} in:\n${said.join('\n')}`,
  );

test('a sound installation passes, in whole sentences', async () => {
  const { said, code } = await checked();
  assert.equal(code, 0);
  for (const line of said) assert.match(line, /^(ok {3}|warn|FAIL) \S.*[.:?]$/);
  assert.deepEqual(
    said.filter((line) => line.startsWith('FAIL')),
    [],
  );
  isSaid(said, /^ok {4}HEARBACK_SECRET is the one of this database\.$/);
  isSaid(said, /^ok {4}1 worker is at work\.$/);
  isSaid(said, /^ok {4}There is no real line yet/);
});

test('what is wrong is named: the secret, the database, the folder', async () => {
  const secret = await checked({ HEARBACK_SECRET: 'y'.repeat(40) });
  assert.equal(secret.code, 1);
  isSaid(secret.said, /^FAIL {2}HEARBACK_SECRET is not the one of this database/);
  const missing = await checked({ DATABASE_URL: databaseUrl.replace(/\/\w+(?=\?|$)/, '/no_such_database') });
  assert.equal(missing.code, 1);
  isSaid(missing.said, /^FAIL {2}The database refused us: .*no_such_database/);
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  const blocked = await checked({ HEARBACK_DATA: file });
  assert.equal(blocked.code, 1);
  isSaid(blocked.said, /^FAIL {2}The data folder .* cannot be written/);
  // Looking must not make what is missing.
  const fresh = newFolder();
  await checked({ HEARBACK_DATA: fresh });
  assert.throws(() => readFileSync(join(fresh, 'secret')), /ENOENT/);
});

test('a line that its provider does not know fails, and what waits is a warning', async () => {
  const accountSid = `AC${'f'.repeat(32)}`;
  const form = { accountSid, authToken: 'carrier-token', baseUrl: carrier.url };
  await office.must('POST', '/api/v1/lines', {
    provider: 'twilio',
    label: 'Office',
    number: '+12125550179',
    settings: form,
  });
  const known = await checked();
  assert.equal(known.code, 0);
  isSaid(known.said, /^ok {4}The line "Office" is known to Twilio\.$/);
  isSaid(known.said, /^warn {2}PUBLIC_URL is an address of this machine only/);

  await carrier.control('PUT', `accounts/${accountSid}`, { authToken: 'another-token' });
  await query(sql`update lines set paused_at = now(), paused_reason = 'It was too fast.'`);
  await office.texts('Ana', 'This waits');
  await query(sql`update outbox set due_at = now() - interval '10 minutes'`);
  const { said, code } = await checked({ PUBLIC_URL: 'https://text.example.org' });
  assert.equal(code, 1);
  isSaid(said, /^FAIL {2}The line "Office" cannot send\. \S/);
  isSaid(said, /^warn {2}The line "Office" is paused: It was too fast\.$/);
  isSaid(said, /^warn {2}1 text waits to be sent, the oldest for 6\d\d seconds\.$/);
  isSaid(said, /^ok {4}Providers are told to call https:\/\/text\.example\.org\.$/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { nora } from '../support/cast.ts';
import { openWorld } from '../support/world.ts';

// The proxy in front says who is calling.
const world = await openWorld({ config: { trustedProxy: ['127.0.0.1'] } });
await world.office.signsUp();
const from = (address: string) => world.openOffice({ 'x-forwarded-for': address });

test('what the sign-in library forgets after a minute is not what an account has been tried', async () => {
  for (let tries = 0; tries < 10; tries++) {
    assert.equal((await from(`192.0.2.${tries}`).signsIn('a wrong one')).status, 401);
  }
  await world.query(sql`update sign_in_attempts set last_request = last_request - 3600000`);
  // The next call from an address that it knows makes the library clear its table.
  assert.equal((await from('192.0.2.1').signsIn('x', 'somebody@food-bank.example')).status, 401);
  assert.equal((await from('192.0.2.200').signsIn()).status, 429);
});

test('a failure counts for a quarter of an hour and is then gone', async () => {
  await world.query(sql`update sign_in_failures set last_at = last_at - interval '14 minutes'`);
  assert.equal((await from('192.0.2.201').signsIn()).status, 429);
  await world.query(sql`update sign_in_failures set last_at = last_at - interval '1 minute'`);
  assert.equal((await from('192.0.2.201').signsIn()).status, 200);
  assert.deepEqual(await world.query(sql`select account from sign_in_failures where account = ${nora.email}`), []);
  assert.equal(await world.count('sign_in_failures'), 0);
});

test('a hundred tries at once are ten tries', async () => {
  const tries = Array.from({ length: 100 }, (_, index) => from(`198.51.100.${index}`).signsIn('a wrong one'));
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 401).length, 10);
  assert.equal(statuses.filter((status) => status === 429).length, 90);
});

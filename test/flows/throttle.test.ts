import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { member } from '../../src/cli/member.ts';
import { readConfig } from '../../src/platform/config.ts';
import { nora } from '../support/cast.ts';
import { openWorld } from '../support/world.ts';

// The proxy in front says who is calling.
const world = await openWorld({ config: { trustedProxy: ['127.0.0.1'] } });
await world.office.signsUp();
const from = (address: string) => world.openOffice({ 'x-forwarded-for': address });
const wrongFrom = async (addresses: string[], email = nora.email) => {
  const tries = addresses.map((address) => from(address).signsIn('a wrong one', email));
  return (await Promise.all(tries)).map(({ status }) => status).sort();
};
const many = (count: number, network: string) => Array.from({ length: count }, (_, index) => `${network}${index + 1}`);
const times = (count: number, status: number) => Array<number>(count).fill(status);

beforeEach(async () => {
  await world.query(sql`delete from sign_in_failures`);
  await world.query(sql`delete from sign_in_attempts`);
});

test('what the sign-in library forgets after a minute is not what an account has been tried', async () => {
  assert.deepEqual(await wrongFrom(many(30, '192.0.2.')), times(30, 401));
  await world.query(sql`update sign_in_attempts set last_request = last_request - 3600000`);
  // The next call from an address that it knows makes the library clear its table.
  assert.equal((await from('192.0.2.1').signsIn('x', 'somebody@food-bank.example')).status, 401);
  assert.equal((await from('192.0.2.200').signsIn()).status, 429);
});

test('a failure counts for a quarter of an hour and is then gone', async () => {
  await wrongFrom(many(30, '192.0.2.'));
  await world.query(sql`update sign_in_failures set last_at = last_at - interval '14 minutes'`);
  assert.equal((await from('192.0.2.201').signsIn()).status, 429);
  await world.query(sql`update sign_in_failures set last_at = last_at - interval '1 minute'`);
  assert.equal((await from('192.0.2.201').signsIn()).status, 200);
  assert.deepEqual(await world.query(sql`select account from sign_in_failures where count > 0`), []);
});

test('a hundred tries at once from as many networks are thirty tries', async () => {
  assert.deepEqual(await wrongFrom(many(100, '198.51.100.')), [...times(30, 401), ...times(70, 429)]);
});

test('a stranger who guesses keeps nobody out but themselves, and a right guess comes too late', async () => {
  const stranger = from('203.0.113.7');
  for (let tries = 0; tries < 10; tries++) assert.equal((await stranger.signsIn('a wrong one')).status, 401);
  for (const password of ['a wrong one', nora.password]) {
    const answer = await stranger.signsIn(password);
    assert.equal(answer.status, 429);
    assert.ok(Number(answer.headers.get('x-retry-after')) > 800);
  }
  assert.equal((await from('203.0.113.8').signsIn()).status, 200);
  // Nor is the stranger let go on by that.
  assert.equal((await stranger.signsIn()).status, 429);
});

test('when strangers guess from everywhere, a device that somebody has signed in with before lets them in', async () => {
  const known = from('203.0.113.8');
  assert.equal((await known.signsIn()).status, 200);
  await known.signsOut();
  await wrongFrom(many(40, '198.51.100.'));
  assert.equal((await from('203.0.113.9').signsIn()).status, 429);
  assert.equal((await known.signsIn()).status, 200);
  // The one in which the team was made, too; and from another network as well.
  assert.equal(
    (await world.office.signsIn(nora.password, nora.email, { 'x-forwarded-for': '203.0.113.10' })).status,
    200,
  );
  assert.equal((await from('203.0.113.9').signsIn()).status, 429);
});

test('a known device is no way to guess without end, and another member’s or a forged one is a stranger’s', async () => {
  const [known, other] = [from('203.0.113.8'), from('203.0.113.8')];
  const deviceOf = async (browser: typeof known, password?: string, email?: string) =>
    (await browser.signsIn(password, email)).headers
      .getSetCookie()
      .map((cookie) => cookie.split(';', 1)[0]!)
      .find((cookie) => /^hearback-device-/.test(cookie))!;
  const device = await deviceOf(known);
  assert.ok(await deviceOf(other));
  assert.ok(!device.toLowerCase().includes('nora'));
  for (let tries = 0; tries < 10; tries++) assert.equal((await known.signsIn('a wrong one')).status, 401);
  assert.equal((await known.signsIn()).status, 429);
  assert.equal((await other.signsIn()).status, 200);
  assert.equal((await from('203.0.113.9').signsIn()).status, 200, 'Nobody else waits for it.');

  const mo = await world.office.colleague('Mo');
  const theirs = await deviceOf(mo, mo.password, mo.email);
  await wrongFrom(many(40, '198.51.100.'));
  const [name, value] = device.split('=') as [string, string];
  const [id, signature] = value.split('.') as [string, string];
  const turned = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
  const forged = [
    theirs,
    `${name}=${theirs.split('=')[1]}`,
    `${name}=${turned(id)}.${signature}`,
    `${name}=${id}.${turned(signature)}`,
    `${name}=${id}`,
    `${name}=%`,
  ];
  for (const [index, cookie] of forged.entries()) {
    const address = `203.0.113.${100 + index}`;
    assert.equal((await from(address).signsIn(nora.password, nora.email, { cookie })).status, 429, cookie);
  }
  assert.equal((await other.signsIn()).status, 200);
});

test('all addresses of one IPv6 network are one place, and an IPv4 address is the same however it is written', async () => {
  const network = ['2001:db8::1', '2001:db8:0:0:a::2', '2001:0db8:0000:0000:ffff:ffff:ffff:ffff', '2001:DB8::'];
  for (let tries = 0; tries < 10; tries++) {
    assert.equal((await from(network[tries % 4]!).signsIn('a wrong one')).status, 401);
  }
  for (const address of network) assert.equal((await from(address).signsIn()).status, 429, address);
  for (const address of ['2001:db8:0:1::1', '2001:db8::1:0:0:0:1']) {
    assert.equal((await from(address).signsIn()).status, 200, address);
  }
  await wrongFrom(Array<string>(10).fill('203.0.113.20'));
  assert.equal((await from('::ffff:203.0.113.20').signsIn()).status, 429);
});

test('so they are to whoever guesses at links', async () => {
  const looks = (address: string) => from(address).ask('POST', '/api/v1/join/invitation', { token: 'x'.repeat(43) });
  for (let tries = 0; tries < 20; tries++) assert.equal((await looks(`2001:db8:0:2::${tries}`)).status, 404);
  assert.equal((await looks('2001:db8:0:2:f::')).status, 429);
  assert.equal((await looks('2001:db8:0:3::')).status, 404);
});

test('an operator who gives somebody another password lets them in at once, and nobody else', async () => {
  const [wes, ned] = [await world.office.colleague('Wes'), await world.office.colleague('Ned')];
  for (const { email } of [wes, ned]) {
    await wrongFrom(many(20, '192.0.2.'), email);
    await wrongFrom(Array<string>(10).fill('203.0.113.7'), email);
  }
  for (const place of ['203.0.113.7', '203.0.113.8'])
    for (const { email, password } of [wes, ned]) {
      assert.equal((await from(place).signsIn(password, email)).status, 429);
      await world.query(sql`delete from sign_in_attempts`);
    }
  const said: string[] = [];
  const config = readConfig({ DATABASE_URL: world.databaseUrl, HEARBACK_DATA: world.dataFolder });
  await member(config, ['password', wes.email], (line) => said.push(line));
  assert.match(said[1] ?? '', /may wait up to 15 minutes/);
  const [password = ''] = /(?<=the password )\S+/.exec(said[0] ?? '') ?? [];
  for (const place of ['203.0.113.7', '203.0.113.8']) {
    assert.equal((await from(place).signsIn(password, wes.email)).status, 200, place);
    assert.equal((await from(place).signsIn(ned.password, ned.email)).status, 429, place);
  }
});

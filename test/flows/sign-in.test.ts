import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { nora } from '../support/cast.ts';
import { tenths } from '../support/own-time.ts';
import { until } from '../support/until.ts';
import { openWorld } from '../support/world.ts';

let now = Date.now();
// The proxy in front says who is calling, so that the tests can be many.
const world = await openWorld({ clock: { now: () => new Date(now) }, config: { trustedProxy: ['127.0.0.1'] } });
await world.office.signsUp();

let callers = 0;
/** Somebody at an address of their own. */
const newcomer = () => {
  callers += 1;
  return world.openOffice({ 'x-forwarded-for': `192.0.2.${callers}` });
};
const failedTries = async (address: string) =>
  (await world.query(sql`select count from sign_in_failures where account like ${`%${address} AS ${nora.email}`}`))[0]
    ?.count ?? 0;

test('the cookie of a session cannot be read by scripts, nor sent by other sites', async () => {
  const office = newcomer();
  const answer = await office.signsIn();
  assert.equal(answer.status, 200);
  const [cookie, device, ...others] = answer.headers.getSetCookie();
  assert.deepEqual(others, []);
  const [pair, ...flags] = cookie!.split('; ');
  assert.match(pair!, /^hearback=[\w%.-]{20,}$/);
  assert.deepEqual(flags.map((flag) => flag.toLowerCase()).sort(), [
    'httponly',
    'max-age=2592000',
    'path=/',
    'samesite=lax',
  ]);
  // The other one opens nothing: by it the browser is known when somebody signs in there again.
  const [known, ...marks] = device!.split('; ');
  assert.match(known!, /^hearback-device-[\w-]{43}=[\w-]{22}\.[\w-]{43}$/);
  assert.deepEqual(marks.map((mark) => mark.toLowerCase()).sort(), [
    'httponly',
    'max-age=34560000',
    'path=/api/auth/sign-in',
    'samesite=lax',
  ]);
  assert.equal((await newcomer().ask('GET', '/api/v1/me', undefined, { cookie: known! })).status, 401);
  const [session] = await world.query(sql`select token from sessions order by created_at desc limit 1`);
  assert.ok(!answer.text.includes(nora.password));
  assert.ok(session.token.length >= 32);
});

test('over https the cookie is bound to this host and to TLS; without a proxy nobody speaks for another address', async () => {
  const secure = await openWorld({ config: { publicUrl: 'https://text.example.org' } });
  const answer = await secure.office.ask('POST', '/api/v1/setup', nora);
  const [cookie, device] = answer.headers.getSetCookie();
  assert.match(cookie!, /^__Host-hearback=/);
  assert.match(device!, /^__Secure-hearback-device-/);
  for (const each of [cookie, device]) {
    assert.match(each!, /; secure/i);
    assert.doesNotMatch(each!, /domain=/i);
  }
  assert.match(answer.headers.get('strict-transport-security') ?? '', /max-age=\d{6,}/);
  assert.equal((await secure.office.ask('GET', '/api/v1/me')).status, 200);

  // Without a trusted proxy nobody is believed who says whose address they speak for.
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 21; attempt++) {
    const address = { 'x-forwarded-for': `192.0.2.${attempt}` };
    statuses.push((await secure.office.signsIn('x', `a${attempt}@food-bank.example`, address)).status);
  }
  assert.equal(statuses.at(-1), 429);
});

test('whoever signs out is out at once, also on a page that is open elsewhere', async () => {
  const office = newcomer();
  await office.signsIn();
  const old = office.cookie();
  const live = await office.listens();
  await office.signsOut();
  assert.equal((await newcomer().ask('GET', '/api/v1/me', undefined, { cookie: old })).status, 401);
  const took = await tenths(async () => {
    await live.hears('signed out', ({ event }) => event === 'signed-out');
    await until('the end of the stream', () => live.hasEnded());
  });
  // It is looked for every second; the database may be busy.
  assert.ok(took <= 30, `It took ${took} tenths of a second.`);
  assert.equal((await newcomer().ask('GET', '/api/v1/events', undefined, { cookie: old })).status, 401);
});

test('a wrong password and an unknown address get the same answer', async () => {
  const [wrong, unknown] = [
    await newcomer().signsIn('not the password'),
    await newcomer().signsIn(nora.password, 'nobody@food-bank.example'),
  ];
  assert.deepEqual([wrong.status, wrong.text], [401, unknown.text]);
  assert.deepEqual([wrong.headers.getSetCookie(), unknown.headers.getSetCookie()], [[], []]);
  assert.equal((await newcomer().signsIn(nora.password, nora.email.toUpperCase())).status, 200);
});

test('what no form would send is refused', async () => {
  const odd: unknown[] = [
    {},
    [],
    { email: nora.email },
    { email: 7, password: 7 },
    { email: 'no\u0000ra@food-bank.example', password: 'a wrong one' },
    { email: `${'a'.repeat(5000)}@a.example`, password: 'x' },
    { email: nora.email, password: 'x'.repeat(129) },
    { email: nora.email, password: 'x'.repeat(100_000) },
    { email: { $gt: '' }, password: { $gt: '' } },
    { email: '\ud800@a.example', password: 'x' },
  ];
  for (const body of odd) {
    const { status } = await newcomer().ask('POST', '/api/auth/sign-in/email', body);
    assert.ok(status >= 400 && status < 500, `${status} for ${JSON.stringify(body).slice(0, 80)}`);
  }
  assert.equal(
    (await newcomer().ask('POST', '/api/auth/sign-up/email', { ...nora, email: 'new@food-bank.example' })).status,
    404,
  );
  assert.equal(await world.count('users'), 1);
  await world.query(sql`delete from sign_in_failures`);
});

test('an account may be tried ten times from one place, then it waits a quarter of an hour there', async () => {
  const place = newcomer();
  const address = `192.0.2.${callers}`;
  for (let attempt = 0; attempt < 10; attempt++) assert.equal((await place.signsIn('a wrong one')).status, 401);
  for (const password of ['a wrong one', nora.password]) {
    const answer = await place.signsIn(password);
    assert.equal(answer.status, 429);
    assert.equal(answer.headers.get('x-retry-after'), '900');
  }
  assert.equal((await place.signsIn('x', 'somebody-else@food-bank.example')).status, 401);
  for (const path of [
    '/api/auth/sign-in/%65mail',
    '/api/auth/sign-in/email/',
    '/api/auth//sign-in/email',
    '/api/auth/./sign-in/email',
    '/api/auth/sign-in/email%2f',
    '/api/auth/sign-in%2femail',
  ]) {
    const { status } = await place.ask('POST', path, { email: nora.email, password: nora.password });
    assert.ok([404, 429].includes(status), `${path} answered ${status}`);
  }
  for (const email of [nora.email.toUpperCase(), `${nora.email} `, `${nora.email}\u0000`]) {
    assert.notEqual((await place.signsIn(nora.password, email)).status, 200, JSON.stringify(email));
  }
  // The sign-in library limits how fast one address may ask, by the clock of the machine.
  await world.query(sql`delete from sign_in_attempts`);
  now += 14 * 60_000;
  assert.equal((await place.signsIn()).status, 429);
  now += 60_001;
  assert.equal(await failedTries(address), 11);
  assert.equal((await place.signsIn()).status, 200);
  assert.equal(await failedTries(address), 0);
});

test('many tries at once count like many one after the other', async () => {
  const place = newcomer();
  const answers = await Promise.all(Array.from({ length: 18 }, () => place.signsIn('a wrong one')));
  const tried = answers.filter(({ status }) => status === 401).length;
  assert.equal(tried, 10, `${tried} passwords were tried`);
  assert.equal((await place.signsIn()).status, 429);
  await world.query(sql`delete from sign_in_failures`);
});

test('one address may try twenty times in a minute, whichever accounts it tries', async () => {
  const stranger = newcomer();
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 22; attempt++) {
    statuses.push((await stranger.signsIn('x', `a${attempt}@food-bank.example`)).status);
  }
  assert.deepEqual([statuses.slice(0, 20).includes(429), statuses.slice(20)], [false, [429, 429]]);
  // What somebody writes into the header that we use among ourselves changes nothing.
  assert.equal((await stranger.signsIn('x', nora.email, { 'x-hearback-address': '203.0.113.1' })).status, 429);
  assert.equal((await newcomer().signsIn()).status, 200);
});

test('a session that has run out is no session', async () => {
  const office = newcomer();
  await office.signsIn();
  await world.query(sql`update sessions set expires_at = now() - interval '1 second'`);
  assert.equal((await office.ask('GET', '/api/v1/me')).status, 401);
});

test('a user without a team sees nothing', async () => {
  const office = newcomer();
  await office.signsIn();
  await world.query(sql`delete from acts`);
  await world.query(sql`delete from members`);
  assert.equal((await office.ask('GET', '/api/v1/me')).status, 401);
  assert.equal((await office.ask('GET', '/api/v1/events')).status, 401);
});

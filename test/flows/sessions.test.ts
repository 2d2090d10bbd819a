import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { test } from 'node:test';
import { sql } from 'kysely';
import { nora } from '../support/cast.ts';
import { openWorld } from '../support/world.ts';

const world = await openWorld();
await world.office.signsUp();

/** Asks by hand, since fetch lets nobody write the Host header. */
async function askAs(host: string, method: string, path: string, body?: object): Promise<number> {
  const call = request(`${world.url}${path}`, {
    method,
    headers: { host, cookie: world.office.cookie(), 'content-type': 'application/json' },
  });
  call.end(body && JSON.stringify(body));
  const [response] = await once(call, 'response');
  response.resume();
  return response.statusCode;
}

test('a session that is used lives on, and the browser hears of it', async () => {
  const before = await world.query(sql`update sessions set expires_at = now() + interval '28 days' returning id`);
  assert.equal(before.length, 1);
  const live = await world.office.listens();
  const { headers, status } = await world.office.ask('GET', '/api/v1/me');
  live.close();
  assert.equal(status, 200);
  assert.match(headers.getSetCookie()[0] ?? '', /^hearback=.*max-age=2592000/i);
  const [{ is_longer }] = await world.query(
    sql`select expires_at > now() + interval '29 days' as is_longer from sessions`,
  );
  assert.equal(is_longer, true);
  assert.deepEqual((await world.office.ask('GET', '/api/v1/me')).headers.getSetCookie(), []);
});

test('a cookie that we did not sign opens nothing, whatever session it names', async () => {
  const [name, value] = world.office.cookie().split('=', 2) as [string, string];
  const [token, signature] = decodeURIComponent(value).split('.') as [string, string];
  const turned = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
  const cookies = [
    token,
    `${token}.`,
    `${token}.${turned(signature)}`,
    `${turned(token)}.${signature}`,
    `${token}.${'A'.repeat(43)}=`,
    `${token}.${signature}x`,
    `.${signature}`,
    '%',
  ];
  const stranger = world.openOffice();
  for (const each of cookies) {
    const cookie = `${name}=${each === '%' ? each : encodeURIComponent(each)}`;
    assert.equal((await stranger.ask('GET', '/api/v1/me', undefined, { cookie })).status, 401, each);
  }
  const cookie = `theme=dark; ${world.office.cookie()}; x=y`;
  assert.equal((await stranger.ask('GET', '/api/v1/me', undefined, { cookie })).status, 200);
});

test('a session that has ended, or whose time is over, opens nothing', async () => {
  const someone = world.openOffice();
  await someone.signsIn();
  assert.equal((await someone.ask('GET', '/api/v1/me')).status, 200);
  const end = (expiry: string) =>
    world.query(sql`update sessions set expires_at = now() + ${expiry}::interval
    where id = (select id from sessions order by created_at desc limit 1)`);
  await end('-1 second');
  assert.equal((await someone.ask('GET', '/api/v1/me')).status, 401);
});

test('what stands in Host changes nothing', async () => {
  for (const host of ['a b', 'evil.example', '[', 'x:99999', '', 'a/b?c#d', '%00']) {
    assert.equal(await askAs(host, 'GET', '/api/v1/me'), 200, host);
    assert.equal(await askAs(host, 'GET', '/api/v1/setup'), 200, host);
    assert.equal(await askAs(host, 'GET', '/api/auth/get-session'), 200, host);
    assert.equal(
      await askAs(host, 'POST', '/api/auth/sign-in/email', { email: nora.email, password: nora.password }),
      200,
    );
  }
});

test('of the sign-in library only signing in, signing out and the session are served', async () => {
  const { office } = world;
  assert.equal((await office.ask('GET', '/api/auth/get-session')).body.user.email, nora.email);
  const others: [method: string, path: string][] = [
    ['GET', 'list-sessions'],
    ['POST', 'sign-up/email'],
    ['POST', 'change-email'],
    ['POST', 'change-password'],
    ['POST', 'delete-user'],
    ['POST', 'update-user'],
    ['POST', 'sign-in/social'],
    ['POST', 'request-password-reset'],
    ['GET', 'ok'],
    ['GET', 'error'],
    ['POST', 'get-session'],
    ['GET', 'sign-out'],
  ];
  for (const [method, path] of others) {
    const { status } = await office.ask(method, `/api/auth/${path}`, method === 'POST' ? {} : undefined);
    assert.equal(status, 404, `${method} ${path}`);
  }
});

test('a program signs in and out without a body, an Origin or what else a browser would say', async () => {
  const program = world.openOffice();
  assert.equal((await program.signsIn()).status, 200);
  assert.equal((await program.ask('GET', '/api/v1/me')).status, 200);
  assert.equal((await program.ask('POST', '/api/auth/sign-out')).status, 200);
  assert.equal((await program.ask('GET', '/api/v1/me')).status, 401);
});

test('what is kept of a session opens nothing, and who was signed in before an upgrade still is', async () => {
  const office = world.openOffice();
  const { id } = (await office.signsIn()).body.user;
  const [name, value] = office.cookie().split('=', 2) as [string, string];
  const [token] = decodeURIComponent(value).split('.') as [string];
  const kept = await world.query(sql`select * from sessions`);
  assert.ok(!JSON.stringify(kept).includes(token));
  const key = world.app.floor.secrets.keyFor('sessions');
  const stranger = world.openOffice();
  for (const row of kept) {
    const signature = createHmac('sha256', key).update(row.token).digest('base64');
    const cookie = `${name}=${encodeURIComponent(`${row.token}.${signature}`)}`;
    assert.equal((await stranger.ask('GET', '/api/v1/me', undefined, { cookie })).status, 401);
  }

  await world.query(sql`delete from sessions where user_id = ${id} and token not in
    (select token from sessions where user_id = ${id} order by created_at desc limit 1)`);
  await world.query(sql`update sessions set token = ${token} where user_id = ${id}`);
  const cookie = office.cookie();
  assert.equal((await stranger.ask('GET', '/api/v1/me', undefined, { cookie })).status, 401);
  const upgrade = await readFile('db/migrations/0083-hashed-session-tokens.sql', 'utf8');
  await world.query(sql.raw(`${upgrade.trim().replace(/;$/, '')} where user_id = '${id}'`));
  assert.equal((await office.ask('GET', '/api/v1/me')).status, 200);
  assert.equal((await office.ask('POST', '/api/auth/sign-out')).status, 200);
  assert.equal((await office.ask('GET', '/api/v1/me')).status, 401);
  await world.office.signsIn();
});

test('a member sees where they are signed in, and ends one session or all others', async () => {
  const { office } = world;
  const other = world.openOffice({ 'user-agent': 'Elsewhere/1.0' });
  assert.equal((await other.signsIn()).status, 200);
  const live = await other.listens();
  const { items } = await office.must('GET', '/api/v1/me/sessions');
  const [own, ...more] = items.filter(({ isThis }: { isThis: boolean }) => isThis);
  assert.deepEqual([own.address, more], ['127.0.0.1', []]);
  const theirs = items.find(({ userAgent }: { userAgent: string }) => userAgent === 'Elsewhere/1.0');
  for (const secret of await world.query(sql`select token from sessions`)) {
    assert.ok(!JSON.stringify(items).includes(secret.token));
  }

  assert.equal((await office.ask('DELETE', `/api/v1/me/sessions/${theirs.id}`)).status, 204);
  assert.equal((await other.ask('GET', '/api/v1/me')).status, 401);
  await live.hears('the end', ({ event }) => event === 'signed-out');
  assert.equal((await office.ask('DELETE', `/api/v1/me/sessions/${theirs.id}`)).body.code, 'not_found');

  const colleague = await office.colleague('Cleo');
  const [hers] = (await colleague.must('GET', '/api/v1/me/sessions')).items;
  assert.equal((await office.ask('DELETE', `/api/v1/me/sessions/${hers.id}`)).status, 404);
  const third = world.openOffice();
  await third.signsIn();
  const { ended } = await office.must('DELETE', '/api/v1/me/sessions');
  assert.ok(ended >= 1);
  assert.equal((await third.ask('GET', '/api/v1/me')).status, 401);
  assert.equal((await colleague.ask('GET', '/api/v1/me')).status, 200);
  assert.deepEqual(
    (await office.must('GET', '/api/v1/me/sessions')).items.map(({ isThis }: { isThis: boolean }) => isThis),
    [true],
  );
  assert.equal((await office.must('DELETE', '/api/v1/me/sessions')).ended, 0);
});

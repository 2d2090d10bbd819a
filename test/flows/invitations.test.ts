import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Answer } from '../support/browser.ts';
import { nora } from '../support/cast.ts';
import { until } from '../support/until.ts';
import { openWorld } from '../support/world.ts';

let now = Date.now();
const world = await openWorld({ clock: { now: () => new Date(now) }, config: { trustedProxy: ['127.0.0.1'] } });
const { office } = world;
await office.signsUp();

let callers = 0;
/** Somebody at an address of their own. */
const newcomer = () => {
  callers += 1;
  return world.openOffice({ 'x-forwarded-for': `192.0.2.${callers}` });
};
const form = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@food-bank.example`,
  password: 'four yellow pears',
});
const join = (someone: typeof office, token: string, body: object) =>
  someone.ask('POST', '/api/v1/join', { token, ...body });
const look = (someone: typeof office, token: string) => someone.ask('POST', '/api/v1/join/invitation', { token });
const dayMs = 24 * 60 * 60_000;

test('a link brings in one person with its role, signed in, and its secret is kept nowhere', async () => {
  const made = await office.must('POST', '/api/v1/invitations', { role: 'manager', email: ' Ida@Food-Bank.example ' });
  assert.equal(made.email, 'ida@food-bank.example');
  assert.equal(made.createdBy.name, nora.name);
  assert.equal(new Date(made.expiresAt).getTime() - now, 7 * dayMs);
  const [, token] = /^http:\/\/127\.0\.0\.1:\d+\/join#([\w-]{43})$/.exec(made.url) ?? [];
  assert.ok(token, made.url);
  const [listed] = (await office.must('GET', '/api/v1/invitations')).items;
  assert.deepEqual([listed.id, listed.url, listed.usedAt], [made.id, undefined, null]);

  const ida = newcomer();
  const { expiresAt, ...seen } = (await look(ida, token)).body;
  assert.deepEqual(seen, { teamName: nora.teamName, role: 'manager', email: made.email, invitedBy: nora.name });
  assert.equal(expiresAt, made.expiresAt);
  const answer = await join(ida, token, form('Ida'));
  assert.deepEqual([answer.status, answer.body.name, answer.body.role], [201, 'Ida', 'manager']);
  assert.equal((await ida.must('GET', '/api/v1/me')).id, answer.body.id);
  assert.equal((await newcomer().signsIn(form('Ida').password, form('Ida').email)).status, 200);
  assert.deepEqual((await office.must('GET', '/api/v1/invitations')).items, []);

  for (const table of ['invitations', 'acts', 'sign_in_failures', 'events']) {
    const rows = JSON.stringify(await world.query(sql`select * from ${sql.table(table)}`));
    assert.ok(!rows.includes(token), table);
  }
  assert.ok(!world.logged.join('').includes(token));
});

test('a used, an expired, a revoked and a tampered link each say what they are, and let nobody in', async () => {
  const used = await office.invites();
  assert.equal((await join(newcomer(), used, form('Jo'))).status, 201);
  const revoked = await office.invites();
  const [{ id }] = (await office.must('GET', '/api/v1/invitations')).items;
  for (const _ of [1, 2]) assert.equal((await office.ask('DELETE', `/api/v1/invitations/${id}`)).status, 204);
  const expired = await office.invites();
  const before = [await world.count('users'), await world.count('members')];

  now += 7 * dayMs;
  const fresh = await office.invites();
  const other = fresh[9] === 'A' ? 'B' : 'A';
  const tampered = [
    `${fresh.slice(0, 9)}${other}${fresh.slice(10)}`,
    fresh.slice(0, -1),
    `${fresh}A`,
    fresh.toLowerCase(),
    'x',
    '%00',
    '..%2Fme',
    'x'.repeat(190),
  ];
  const wanted: [token: string, status: number, code: string][] = [
    [used, 410, 'invitation_used'],
    [revoked, 410, 'invitation_revoked'],
    [expired, 410, 'invitation_expired'],
    ...tampered.map((token): [string, number, string] => [token, 404, 'not_found']),
  ];
  for (const [token, status, code] of wanted) {
    const read = await look(newcomer(), token);
    assert.deepEqual([read.status, read.body.code], [status, code], token);
    const answer = await join(newcomer(), token, form('Kim'));
    assert.deepEqual([answer.status, answer.body.code], [status, code], token);
    assert.deepEqual(answer.headers.getSetCookie(), []);
    // Without a link that counts, nobody learns which addresses are known.
    const known = await join(newcomer(), token, { ...form('Kim'), email: nora.email });
    assert.equal(known.body.code, code, token);
  }
  assert.deepEqual([await world.count('users'), await world.count('members')], before);
  const gone = await office.ask('DELETE', `/api/v1/invitations/${crypto.randomUUID()}`);
  assert.deepEqual([gone.status, gone.body.code], [404, 'not_found']);
  const [{ id: usedId }] = await world.query(sql`select id from invitations where used_at is not null limit 1`);
  assert.equal((await office.ask('DELETE', `/api/v1/invitations/${usedId}`)).body.code, 'invitation_used');

  assert.equal((await join(newcomer(), fresh, form('Kim'))).status, 201);
});

test('of several who join by one link at once exactly one does', async () => {
  for (let round = 0; round < 3; round++) {
    const token = await office.invites();
    const before = await world.count('members');
    const names = ['A', 'B', 'C'].map((letter) => `Twin${letter}${round}`);
    const answers = await Promise.all(names.map((name) => join(newcomer(), token, form(name))));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 410, 410]);
    for (const { status, body, headers } of answers) {
      if (status === 410) assert.deepEqual([body.code, headers.getSetCookie()], ['invitation_used', []]);
    }
    assert.equal(await world.count('members'), before + 1);
    assert.equal(await world.count('users'), before + 1);
  }
});

test('a link that is used and taken back at once is what comes first', async () => {
  const waiting = async (wanted: number) => {
    const [{ count }] = await world.query(sql`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`);
    return count === wanted;
  };
  /** Has both wait for the team's row, the first one first, and answers what became of them. */
  async function race(first: () => Promise<Answer>, second: () => Promise<Answer>) {
    return world.app.floor.db.transaction().execute(async (db) => {
      await sql`select from teams for no key update`.execute(db);
      const one = first();
      await until('the first to wait', () => waiting(1));
      const other = second();
      await until('the second to wait', () => waiting(2));
      return [one, other];
    });
  }
  const links = await Promise.all([office.invites(), office.invites()]);
  const hashes = links.map((token) => createHash('sha256').update(token).digest('base64url'));
  const [used, revoked] = await world.query(sql`select id from invitations where secret_hash in (${sql.join(hashes)})
    order by array_position(array[${sql.join(hashes)}]::text[], secret_hash)`);
  const takeBack = (id: string) => office.ask('DELETE', `/api/v1/invitations/${id}`);

  const [joined, late] = await race(
    () => join(newcomer(), links[0]!, form('Racer')),
    () => takeBack(used.id),
  );
  assert.deepEqual([(await joined!).status, (await late!).body.code], [201, 'invitation_used']);
  const [gone, refused] = await race(
    () => takeBack(revoked.id),
    () => join(newcomer(), links[1]!, form('Slow')),
  );
  assert.deepEqual([(await gone!).status, (await refused!).body.code], [204, 'invitation_revoked']);
});

test('an address that has an account joins nobody, changes nothing of it, and leaves the link as it was', async () => {
  const token = await office.invites();
  const stranger = newcomer();
  for (const email of [nora.email, ` ${nora.email.toUpperCase()} `]) {
    const answer = await join(stranger, token, { ...form('Nora'), email });
    assert.deepEqual([answer.status, answer.body.code], [409, 'email_taken']);
    assert.ok(answer.body.fields.email);
    assert.deepEqual(answer.headers.getSetCookie(), []);
  }
  assert.equal((await newcomer().signsIn(form('Nora').password)).status, 401);
  assert.equal((await newcomer().signsIn()).status, 200);
  // Two new people with one address and two links at once.
  const others = await Promise.all([office.invites(), office.invites()]);
  const answers = await Promise.all(others.map((each) => join(newcomer(), each, form('Lou'))));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
  assert.equal((await join(stranger, token, form('Max'))).status, 201);
});

test('an invitation for one address lets in nobody with another', async () => {
  const { url } = await office.must('POST', '/api/v1/invitations', { role: 'owner', email: 'Una@Food-Bank.example' });
  const token = new URL(url).hash.slice(1);
  const before = [await world.count('users'), await world.count('members')];
  for (const email of ['eve@food-bank.example', 'una@food-bank.example.org', nora.email]) {
    const { status, body, headers } = await join(newcomer(), token, { ...form('Una'), email });
    assert.deepEqual(
      [status, body.code, Object.keys(body.fields ?? {})],
      [403, 'invitation_for_another', ['email']],
      email,
    );
    assert.deepEqual(headers.getSetCookie(), []);
  }
  assert.deepEqual([await world.count('users'), await world.count('members')], before);
  const answer = await join(newcomer(), token, { ...form('Una'), email: ' una@food-bank.EXAMPLE ' });
  assert.deepEqual([answer.status, answer.body.role], [201, 'owner']);
});

test('whoever is signed in does not become somebody else by a link', async () => {
  const token = await office.invites();
  const answer = await join(office, token, form('Ned'));
  assert.deepEqual([answer.status, answer.body.code], [409, 'signed_in_already']);
  assert.match(answer.body.message, new RegExp(nora.name));
  assert.equal((await office.must('GET', '/api/v1/me')).name, nora.name);
  assert.equal((await join(newcomer(), token, form('Ned'))).status, 201);
});

test('a form with faults names every one, and the link stays good', async () => {
  const token = await office.invites();
  const somebody = newcomer();
  const wrong = await join(somebody, token, { name: ' ', email: 'no', password: 'short' });
  assert.deepEqual([wrong.status, Object.keys(wrong.body.fields).sort()], [422, ['email', 'name', 'password']]);
  for (const body of [
    undefined,
    '{"half',
    {},
    [],
    form('Oz'),
    { token, ...form('Oz'), name: 7 },
    { token, ...form('Oz'), name: 'x'.repeat(101) },
    { ...form('Oz'), token: [token] },
    { ...form('Oz'), token: token.repeat(9) },
  ]) {
    const { status } = await somebody.ask('POST', '/api/v1/join', body);
    assert.ok([400, 422].includes(status), JSON.stringify(body));
  }
  assert.equal((await join(somebody, token, { ...form('Oz'), name: '\u202eOz <b>' })).status, 201);
});

test('members invite nobody, managers no owner, and what they see says so', async () => {
  const member = await office.colleague('Pia');
  const manager = await office.colleague('Quin', 'manager');
  for (const [method, path, body] of [
    ['POST', '/api/v1/invitations', { role: 'member' }],
    ['GET', '/api/v1/invitations', undefined],
    ['DELETE', `/api/v1/invitations/${crypto.randomUUID()}`, undefined],
  ] as const) {
    const answer = await member.ask(method, path, body);
    assert.deepEqual([answer.status, answer.body.code], [403, 'forbidden'], `${method} ${path}`);
  }
  for (const role of ['member', 'manager']) {
    assert.equal((await manager.ask('POST', '/api/v1/invitations', { role })).status, 201, role);
  }
  assert.equal((await manager.ask('POST', '/api/v1/invitations', { role: 'owner' })).status, 403);
  await office.invites('owner');
  const [owners] = (await office.must('GET', '/api/v1/invitations')).items;
  assert.equal((await manager.ask('DELETE', `/api/v1/invitations/${owners.id}`)).status, 403);
  for (const body of [{}, { role: 'boss' }, { role: 'member', email: 'nobody' }, { role: 'member', email: 7 }, []]) {
    assert.equal((await office.ask('POST', '/api/v1/invitations', body)).status, 422, JSON.stringify(body));
  }
});

test('the links of somebody who may not invite any more let nobody in', async () => {
  const manager = await office.colleague('Rob', 'manager');
  const token = await manager.invites('manager');
  const path = `/api/v1/members/${manager.memberId}`;
  await office.must('PATCH', path, { role: 'member' });
  assert.equal((await join(newcomer(), token, form('Sly'))).body.code, 'invitation_revoked');
  await office.must('PATCH', path, { role: 'manager' });
  await office.must('POST', `${path}/deactivation`);
  assert.equal((await join(newcomer(), token, form('Sly'))).body.code, 'invitation_revoked');
  assert.equal((await look(newcomer(), token)).body.code, 'invitation_revoked');
  // Taken back, it is as if nothing had been.
  await office.must('DELETE', `${path}/deactivation`);
  assert.equal((await join(newcomer(), token, form('Sly'))).status, 201);
});

test('guessing at links, and at addresses with one link, is slowed down', async () => {
  const guesser = newcomer();
  const guesses = await Promise.all(
    Array.from({ length: 40 }, (_, index) => look(guesser, String(index).padStart(43, 'x'))),
  );
  const statuses = guesses.map(({ status }) => status);
  assert.deepEqual(
    [statuses.filter((each) => each === 404).length, statuses.filter((each) => each === 429).length],
    [20, 20],
  );
  const token = await office.invites();
  const late = await join(guesser, token, form('Tea'));
  assert.deepEqual([late.status, late.body.code], [429, 'too_many']);
  assert.ok(Number(late.headers.get('retry-after')) > 0);
  assert.equal((await look(newcomer(), token)).status, 200, 'Others are not in the way.');

  for (let tries = 0; tries < 20; tries++) {
    assert.equal((await join(newcomer(), token, { ...form('Tea'), email: nora.email })).status, 409);
  }
  assert.equal((await join(newcomer(), token, { ...form('Tea'), email: nora.email })).status, 429);
  now += 15 * 60_000;
  assert.equal((await join(guesser, token, form('Tea'))).status, 201);
});

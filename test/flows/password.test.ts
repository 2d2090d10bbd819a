import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { member } from '../../src/cli/member.ts';
import { readConfig } from '../../src/platform/config.ts';
import type { Json } from '../support/browser.ts';
import { nora } from '../support/cast.ts';
import { holding } from '../support/held.ts';
import { comesTo, until } from '../support/until.ts';
import { openWorld } from '../support/world.ts';

let now = Date.now();
const world = await openWorld({ clock: { now: () => new Date(now) } });
const { office } = world;
await office.signsUp();
type Someone = Awaited<ReturnType<typeof office.colleague>>;

const change = (someone: Pick<Someone, 'ask'>, presentPassword: unknown, password: unknown) =>
  someone.ask('PUT', '/api/v1/me/password', { presentPassword, password });
const status = async (someone: Pick<Someone, 'ask'>, headers = {}) =>
  (await someone.ask('GET', '/api/v1/me', undefined, headers)).status;
const signsIn = async (email: string, password: string) => {
  const browser = world.openOffice();
  return { ...browser, status: (await browser.signsIn(password, email)).status };
};
const acts = async (memberId: string): Promise<Json[]> =>
  (await office.must('GET', '/api/v1/acts')).items.filter(({ colleague }: Json) => colleague?.id === memberId);
const operator = async (...args: string[]): Promise<string> => {
  const said: string[] = [];
  const config = readConfig({ DATABASE_URL: world.databaseUrl, HEARBACK_DATA: world.dataFolder });
  await member(config, args, (line) => said.push(line));
  return said.join('\n');
};

test('a changed password ends all other sessions for the very next request, and renews the one that asks', async () => {
  const kim = await office.colleague('Kim');
  const others = [await signsIn(kim.email, kim.password), await signsIn(kim.email, kim.password)];
  const [before] = (await signsIn(kim.email, kim.password)).cookie().split('=');
  const live = await others[0]!.listens();
  const own = await kim.listens();
  for (const other of others) assert.equal(await status(other), 200);
  const old = kim.cookie();

  const answer = await change(kim, kim.password, 'eight grey herons');
  assert.deepEqual([answer.status, answer.body], [200, { ended: 3 }]);
  for (const other of others) assert.equal(await status(other), 401);
  assert.equal(await status(kim), 200);
  assert.equal(await status(world.openOffice(), { cookie: old }), 401, 'A copy of the cookie of before opens nothing.');
  await live.hears('the end', ({ event }) => event === 'signed-out');
  await until('the end of the stream', () => live.hasEnded());
  assert.equal(own.hasEnded(), false);
  own.close();

  // The cookie is as the one of signing in, and lasts as long.
  const flags = (cookie: string | undefined) => (cookie ?? '').toLowerCase().split('; ').slice(1).sort();
  const { headers, status: signedIn } = await world.openOffice().signsIn('eight grey herons', kim.email);
  assert.equal(signedIn, 200);
  assert.deepEqual(flags(answer.headers.getSetCookie()[0]), flags(headers.getSetCookie()[0]));
  assert.ok(answer.headers.getSetCookie()[0]?.startsWith(`${before}=`));
  const [session] = (await kim.must('GET', '/api/v1/me/sessions')).items.filter(({ isThis }: Json) => isThis);
  assert.ok(session);
  assert.equal((await signsIn(kim.email, kim.password)).status, 401);

  const [changed] = await acts(kim.memberId);
  assert.deepEqual(
    [changed?.kind, changed?.member.name, changed?.before, changed?.after],
    ['member.password_changed', 'Kim', null, { sessions: 3 }],
  );
  const kept = JSON.stringify([await world.query(sql`select * from acts`), world.logged]);
  for (const secret of ['herons', kim.password, 'argon2']) assert.ok(!kept.includes(secret), secret);
  assert.equal((await kim.ask('POST', '/api/auth/sign-out', {})).status, 200);
  assert.equal(await status(kim), 401);
});

test('without the present password, or with a new one that is too weak, nothing is changed', async () => {
  const lee = await office.colleague('Lee');
  const other = await signsIn(lee.email, lee.password);
  const wrong = await change(lee, 'not the password', 'eight grey herons');
  assert.deepEqual(
    [wrong.status, wrong.body.code, Object.keys(wrong.body.fields)],
    [403, 'wrong_password', ['presentPassword']],
  );
  for (const weak of ['short', '', 'x'.repeat(129)]) {
    const { status, body } = await change(lee, lee.password, weak);
    assert.deepEqual([status, Object.keys(body.fields)], [422, ['password']], weak);
  }
  for (const odd of [null, 7, ['eight grey herons'], 'x'.repeat(1001)])
    assert.equal((await change(lee, lee.password, odd)).status, 422);
  assert.equal((await change(world.openOffice(), lee.password, 'eight grey herons')).status, 401);
  for (const browser of [lee, other]) assert.equal(await status(browser), 200);
  assert.equal((await signsIn(lee.email, lee.password)).status, 200);
  assert.deepEqual(
    (await acts(lee.memberId)).map(({ kind }) => kind),
    ['member.joined'],
  );
});

test('whoever has an open page of a member guesses their password ten times, then waits', async () => {
  const may = await office.colleague('May');
  const guesses = await Promise.all(Array.from({ length: 14 }, () => change(may, 'a wrong one', 'eight grey herons')));
  const statuses = guesses.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [...Array(10).fill(403), ...Array(4).fill(429)]);
  const right = await change(may, may.password, 'eight grey herons');
  assert.deepEqual(
    [right.status, right.body.code, Number(right.headers.get('retry-after')) > 800],
    [429, 'too_many', true],
  );
  // Nobody else waits, nor does signing in.
  assert.equal((await signsIn(may.email, may.password)).status, 200);
  now += 15 * 60_000 + 1;
  assert.equal((await change(may, may.password, 'eight grey herons')).status, 200);
});

test('of two changes at once one is made, and its session is the one that is left', async () => {
  const pim = await office.colleague('Pim');
  const other = await signsIn(pim.email, pim.password);
  const wanted = ['eight grey herons', 'nine red foxes'];
  const answers = await Promise.all([pim, other].map((each, index) => change(each, pim.password, wanted[index])));
  const made = answers.findIndex(({ status }) => status === 200);
  assert.deepEqual(answers.filter(({ status }) => status === 200).length, 1);
  assert.ok([401, 403].includes(answers[1 - made]!.status));
  const left = await Promise.all([pim, other].map((each) => status(each)));
  assert.deepEqual([left[made], left[1 - made]], [200, 401]);
  assert.equal((await signsIn(pim.email, wanted[made]!)).status, 200);
  assert.equal((await signsIn(pim.email, wanted[1 - made]!)).status, 401);
});

test('an operator gives whoever is locked out another password, which ends all their sessions', async () => {
  const zoe = await office.colleague('Zoe', 'manager');
  assert.equal(await status(zoe), 200);
  const said = await operator('password', zoe.email.toUpperCase());
  const [password = ''] = /(?<=the password )\S+/.exec(said) ?? [];
  assert.match(password, /^([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}$/);
  // Another process has done it: of that one that only reads hears a moment later.
  await comesTo(() => status(zoe), 401);
  assert.equal((await signsIn(zoe.email, zoe.password)).status, 401);
  const again = await signsIn(zoe.email, password);
  assert.deepEqual([again.status, (await again.must('GET', '/api/v1/me')).id], [200, zoe.memberId]);
  assert.equal(await status(office), 200);

  await operator('add', 'Ugo@food-bank.example', '--name', 'Ugo', '--role', 'manager');
  const { items } = await office.must('GET', '/api/v1/acts');
  const [added, reset] = items.filter(({ member }: Json) => member === null);
  assert.deepEqual(
    [added.kind, added.member, added.colleague.name, added.after],
    ['member.added', null, 'Ugo', { role: 'manager' }],
  );
  assert.deepEqual(
    [reset.kind, reset.member, reset.colleague.name, reset.after],
    ['member.password_changed', null, 'Zoe', { sessions: 1 }],
  );
  assert.ok(!JSON.stringify(await world.query(sql`select * from acts`)).includes(password));

  await assert.rejects(operator('password', 'nobody@food-bank.example'), /^Error: No member signs in with nobody@/);
  await assert.rejects(operator('password'), /Usage: .*member password <email>/s);
  await assert.rejects(operator('password', zoe.email, 'eight grey herons'), /Usage: /);
  await assert.rejects(operator('password', zoe.email, '--role', 'owner'), /Usage: /);
  await office.must('POST', `/api/v1/members/${zoe.memberId}/deactivation`);
  await assert.rejects(operator('password', zoe.email), /No member signs in with/);
  assert.equal((await signsIn(nora.email, nora.password)).status, 200);
});

test('who signs in with a password that is being changed in that moment is not in', async () => {
  const val = await office.colleague('Val');
  const [{ id }] = await world.query(sql`select id from users where email = ${val.email}`);
  const began = world.openOffice();
  const answers: Promise<{ status: number }>[] = [];
  // The session begins after the change has ended all that there were, and before it is committed.
  const change = sql`update credentials set password = 'another' where user_id = ${id}`;
  await holding(world.app.floor.db, change, async (queue) => {
    answers.push(began.signsIn(val.password, val.email));
    await queue(1);
  });
  assert.equal((await answers[0]!).status, 401);
  assert.equal(await status(began), 401);
  assert.equal((await world.query(sql`select from sessions where user_id = ${id}`)).length, 1);
});

test('each sign-in is kept as an act, with what it was made with, and one that failed is not', async () => {
  const { items: before } = await office.must('GET', '/api/v1/acts?limit=1');
  const mail = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1';
  const phone = world.openOffice({ 'user-agent': mail });
  assert.equal((await phone.signsIn('a wrong one')).status, 401);
  assert.equal((await phone.signsIn()).status, 200);
  const { items } = await office.must('GET', '/api/v1/acts?limit=2');
  assert.deepEqual(
    [items[0].kind, items[0].member.name, items[0].before, items[0].after, items[1].id],
    ['member.signed_in', nora.name, null, { userAgent: mail }, before[0].id],
  );
});

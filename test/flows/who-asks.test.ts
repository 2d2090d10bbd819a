import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/platform/config.ts';
import { createLog } from '../../src/platform/log.ts';
import { openBrowser } from '../support/browser.ts';
import { openOffice } from '../support/office.ts';
import { tenths } from '../support/own-time.ts';
import { newFolder } from '../support/program.ts';
import { until } from '../support/until.ts';
import { openWorld } from '../support/world.ts';

// Two processes over one database: whom one of them knows the other changes.
const secret = 'a secret that both processes know';
const world = await openWorld({ config: { secret } });
const { office } = world;
await office.signsUp();
const settings = { PORT: '0', HEARBACK_CARRIER: 'off', HEARBACK_ROLE: 'web', HEARBACK_SECRET: secret };
const second = await openApp(readConfig({ ...settings, HEARBACK_DATA: newFolder(), DATABASE_URL: world.databaseUrl }), {
  log: createLog('silent'),
  say: () => {},
});
// Of what is written here nobody is told.
const untold = new pg.Client({ connectionString: world.databaseUrl });
// The database goes before it.
untold.on('error', () => {});
await untold.connect();
await untold.query('set session_replication_role = replica');
after(() => Promise.all([second.close(), untold.end()]));

type Someone = typeof office;
type Colleague = Awaited<ReturnType<typeof office.colleague>>;
const inSecond = (someone: Someone) => openOffice(second.url, openBrowser(second.url, { cookie: someone.cookie() }));
const me = (someone: Someone) => someone.ask('GET', '/api/v1/me');
const roleOf = async (someone: Someone) => (await me(someone)).body.role;
const isOut = async (someone: Someone) => (await me(someone)).status === 401;

/** Ways in which somebody becomes nobody, by what they need. */
const ends: Record<string, (who: Colleague) => Promise<unknown>> = {
  'they sign out': (who) => who.signsOut(),
  'they end this session': async (who) => {
    const [{ id }] = (await who.must('GET', '/api/v1/me/sessions')).items;
    await who.must('DELETE', `/api/v1/me/sessions/${id}`);
  },
  'they end it from another browser': async (who) => {
    const elsewhere = world.openOffice();
    await elsewhere.signsIn(who.password, who.email);
    await elsewhere.must('DELETE', '/api/v1/me/sessions');
  },
  'they are deactivated': (who) => office.must('POST', `/api/v1/members/${who.memberId}/deactivation`),
};

let count = 0;
const newcomer = () => office.colleague(`Colleague${count++}`);

/** Has their page ask all the time, so that they are known and known again. */
async function whileAsking(someone: Someone, work: () => Promise<unknown>): Promise<void> {
  let isOver = false;
  const ask = async () => {
    while (!isOver) await me(someone);
  };
  const asking = [ask(), ask()];
  await work().finally(() => (isOver = true));
  await Promise.all(asking);
}

test('in the process in which somebody is signed out or deactivated, their next request is nobody’s', async () => {
  for (const [how, end] of Object.entries(ends)) {
    const who = await newcomer();
    const cookie = who.cookie();
    const page = openOffice(world.url, openBrowser(world.url, { cookie }));
    await whileAsking(page, async () => {
      await end(who);
      assert.ok(await isOut(page), how);
    });
  }
});

test('in the process in which somebody is given a role, their next request has it', async () => {
  const who = await newcomer();
  await whileAsking(who, async () => {
    for (let round = 0; round < 20; round++) {
      const role = ['manager', 'member'][round % 2];
      await office.must('PATCH', `/api/v1/members/${who.memberId}`, { role });
      assert.equal(await roleOf(who), role, `round ${round}`);
    }
  });
});

test('in another process it holds as soon as that hears of it', async () => {
  for (const [how, end] of Object.entries(ends)) {
    const who = await newcomer();
    const there = inSecond(who);
    assert.equal(await roleOf(there), 'member');
    await office.must('PATCH', `/api/v1/members/${who.memberId}`, { role: 'manager' });
    const took = await tenths(() => until('the role', async () => (await roleOf(there)) === 'manager'));
    await end(who);
    const tookToEnd = await tenths(() => until(how, () => isOut(there)));
    assert.ok(took <= 20 && tookToEnd <= 20, `${how} took ${took} and ${tookToEnd} tenths of a second.`);
  }
});

test('what nobody is told of holds within two seconds', async () => {
  const who = await newcomer();
  for (const each of [who, inSecond(who)]) {
    assert.equal(await roleOf(each), 'member');
    const took = await tenths(async () => {
      await untold.query("update members set role = 'manager' where id = $1", [who.memberId]);
      await until('the role', async () => (await roleOf(each)) === 'manager');
    });
    assert.ok(took <= 20, `It took ${took} tenths of a second.`);
    await office.must('PATCH', `/api/v1/members/${who.memberId}`, { role: 'member' });
    await until('no role', async () => (await roleOf(inSecond(who))) === 'member');
  }
});

test('whoever does something is asked for each time, also where nobody is told', async () => {
  const who = await newcomer();
  const page = inSecond(who);
  await whileAsking(page, async () => {
    await untold.query("update members set role = 'manager' where id = $1", [who.memberId]);
    assert.equal((await page.ask('PATCH', '/api/v1/me', { gettingStartedHidden: true })).body.role, 'manager');
    await untold.query('update members set deactivated_at = now() where id = $1', [who.memberId]);
    assert.equal((await page.ask('PATCH', '/api/v1/me', { gettingStartedHidden: true })).status, 401);
  });
});

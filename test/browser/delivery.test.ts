import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Locator, Page } from 'playwright-core';
import { addMember, listTeams } from '../../src/domain/teams/teams.ts';
import { inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { focusNowhere, watchFrames } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { holdDeadlines, passDeadlines } from './deadlines.ts';
import { hold } from './hold.ts';

// Reports go nowhere, so a text whose answer is lost stays in doubt until the company's books are looked at.
const world = await openOfficeHours(['Ana'], { config: { publicUrl: 'http://127.0.0.1:9' }, mayLogErrors: true });
const { office, carrier, phone, line: practice, query, url } = world;
await office.must('POST', '/api/v1/lines', {
  provider: 'twilio',
  label: 'Main line',
  number: '+12125550179',
  settings: { accountSid: `AC${'f'.repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url },
});
for (const name of ['Ben', 'Chidi', 'Dana', 'Emre'] as const) await office.meets(name);

const open = (path: string, prepare?: (page: Page) => Promise<unknown>) =>
  visit(`${url}${path}`, { as: office, ...(prepare && { prepare }) });

const sent = async (body: string) => (await carrier.log()).filter((text) => text.body === body).length;

/** Has the company's books looked at again and again, until the searches are over. */
async function searchToTheEnd() {
  await until('the end of the search', async () => {
    await query(
      sql`update graphile_worker._private_jobs set run_at = now() where key like 'look:%' and run_at > now()`,
    );
    return (await office.must('GET', '/api/v1/delivery')).unknown.looking === 0;
  });
}

test('a line is paused, a text waits on it and is seen to, and leaves once it is resumed', async () => {
  const { page, faults, close } = await open('/inbox/all');
  await page.getByRole('link', { name: /^Delivery/ }).click();
  await page.getByText('Nothing waits. No text has left yet.').waitFor();
  await mustBeAccessible(page, 'delivery, all well');

  await page.getByRole('button', { name: 'Pause Main line' }).click();
  await page.getByText(/^Paused by Nora Lindqvist since /).waitFor();
  await page.getByText('Main line is paused.').waitFor();
  await office.texts('Ben', 'Gate B is open');
  await page.getByText(/^1 waiting, the oldest for \d+ (sec|min)\./).waitFor();
  await page.getByText('Main line is paused. 1 text waits.').waitFor();
  await mustBeAccessible(page, 'delivery, a line paused');
  assert.equal(await sent('Gate B is open'), 0);

  await page.getByRole('button', { name: 'Change the pace of Main line' }).click();
  const field = page.getByLabel('Segments a second');
  await mustBeAccessible(page, 'the pace of a line');
  for (const wrong of ['0', '1,000', '1.000']) {
    await field.fill(wrong);
    const answer = page.waitForResponse('**/pace');
    await field.press('Enter');
    assert.equal((await answer).status(), 422, wrong);
    await page.getByRole('alert').or(page.locator('[aria-invalid]')).first().waitFor();
  }
  await field.fill('2.5');
  await field.press('Enter');
  await page.getByText('Pace: 2.5 segments a second').waitFor();
  await page.getByRole('button', { name: 'Change the pace of Main line' }).click();
  await page.getByRole('button', { name: 'No limit' }).click();
  await page.getByText('Pace: 2.5 segments a second').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Resume Main line' }).click();
  await page.getByText(/^Nothing waits\. Last text left \d+ (sec|min) ago\.$/).waitFor();
  await page.getByText('Main line is paused.').waitFor({ state: 'detached' });
  assert.equal(await sent('Gate B is open'), 1);
  assert.deepEqual(faults, []);
  await close();
});

test('a text that may not have left is looked for, decided on the page, and sent once more', async () => {
  const { page, faults, close } = await open('/delivery');
  await carrier.misbehaves({ acceptThenDrop: 1 });
  for (const _ of [1, 2]) {
    await office.texts('Chidi', 'Bring the long ladder');
    await office.shouldSeeStatus('Chidi', 'unknown');
  }
  await carrier.misbehaves({});
  const unknown = page.getByRole('region', { name: 'Not known whether they left' });
  await unknown
    .getByText(/^Looking for it in the books of Twilio until /)
    .first()
    .waitFor();
  assert.equal(await page.getByRole('button', { name: 'Send again to Chidi' }).count(), 0);
  await searchToTheEnd();
  await unknown.getByText('Twilio has several like it').first().waitFor();
  await page.getByText('2 texts may not have left.').waitFor();
  await mustBeAccessible(page, 'delivery, texts in doubt');
  assert.equal(await sent('Bring the long ladder'), 2);

  const focusIsHere = await watchFrames(page, focusNowhere);
  await page.getByRole('button', { name: 'Send again to Chidi' }).first().click();
  const one = page.getByRole('region', { name: 'Not known whether it left' });
  await one.waitFor();
  await focusIsHere();
  await until('the text to be sent again', async () => (await sent('Bring the long ladder')) === 3);

  await one.getByRole('link', { name: 'Chidi' }).click();
  const thread = page.getByRole('region', { name: 'Texts with Chidi' });
  await thread.getByText('Twilio has several texts with these words').waitFor();
  await mustBeAccessible(page, 'a thread with a text in doubt');
  const focusStays = await watchFrames(page, focusNowhere);
  await thread.getByRole('button', { name: 'Leave it' }).click();
  await thread.getByText('Nobody knows whether this arrived').waitFor();
  await focusStays();
  await page.getByRole('link', { name: /^Delivery/ }).click();
  await page.getByText('Not delivered in the last 24 hours').waitFor();
  assert.equal(await sent('Bring the long ladder'), 3);
  assert.deepEqual(faults, []);
  await close();
});

test('the buttons in the thread decide too, and a double click sends once', async () => {
  const { page, faults, close } = await open(`/inbox/all/${office.conversationWith('Dana')}`);
  await carrier.misbehaves({ acceptThenDrop: 1 });
  for (const _ of [1, 2]) {
    await office.texts('Dana', 'Which gate?');
    await office.shouldSeeStatus('Dana', 'unknown');
  }
  await carrier.misbehaves({});
  await searchToTheEnd();
  await page.getByRole('button', { name: 'Send again' }).last().dblclick();
  await page.getByText('Accepted by the provider').waitFor();
  assert.equal(await sent('Which gate?'), 3);
  assert.deepEqual(faults, []);
  await close();
});

test('a member sees what waits, and cannot pause', async () => {
  const [team] = await listTeams(world.app.floor);
  const mo = { name: 'Mo', email: 'mo@food-bank.example', password: 'seven green pears' };
  await addMember(team!, { ...mo, role: 'member' });
  const { page, faults, close } = await visit(url);
  await page.goto(`${url}/sign-in?next=%2Fdelivery`);
  await page.getByLabel('E-mail').fill(mo.email);
  await page.getByLabel('Password').fill(mo.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Pace: no limit').first().waitFor();
  assert.equal(await page.getByRole('button', { name: /^(Pause|Change the pace)/ }).count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

/** Nobody is kept at a button by an answer that never comes. */
async function neverAnswers(page: Page, path: RegExp, button: (isBusy: boolean) => Locator) {
  const never = await hold(page, 'POST', path);
  await button(false).click();
  await never.asked;
  await button(true).waitFor();
  await passDeadlines(page);
  await button(false).waitFor();
  await page.getByRole('alert').getByText('The server did not answer.').first().waitFor();
  never.letGo();
}

test('several texts in the same doubt are decided in one act, and counted', async () => {
  const { page, faults, close } = await open('/delivery', holdDeadlines);
  await carrier.misbehaves({ acceptThenDrop: 1 });
  for (const name of ['Ben', 'Emre'] as const) {
    await office.texts(name, 'Nobody has heard of this');
    await office.shouldSeeStatus(name, 'unknown');
  }
  // The company forgets them, as if they had never come.
  await carrier.control('POST', 'reset');
  await searchToTheEnd();
  await page.getByText('Twilio has no trace of these 2. Send them again?').waitFor();
  await mustBeAccessible(page, 'delivery, one act for several');
  const both = (isBusy: boolean) => page.getByRole('button', { name: 'Send 2 again', disabled: isBusy });
  await neverAnswers(page, /\/delivery\/decisions$/, both);
  await neverAnswers(page, /\/decision$/, (isBusy) =>
    page.getByRole('button', { name: 'Send again to Ben', disabled: isBusy }),
  );
  await both(false).click();
  await page.getByText('2 texts are sent again.').waitFor();
  await until('both to leave', async () => (await sent('Nobody has heard of this')) === 2);
  assert.deepEqual(faults, []);
  await close();
});

test('what could not be taken in is seen, and taken in by a second try', async () => {
  const { page, faults, close } = await open('/delivery');
  await query(sql`create function fail_on_poison() returns trigger language plpgsql as
    $$ begin if new.body = 'Poison' then raise exception 'a bug'; end if; return new; end $$`);
  await query(sql`create trigger planted before insert on messages for each row execute function fail_on_poison()`);
  assert.equal(await post(practice.webhooks.inbound, inboundText(phone('Ana').number, 'Poison')), 204);
  await page.reload();
  await page.getByText('Fault: a bug').waitFor();
  await mustBeAccessible(page, 'delivery, a webhook parked');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('0 were taken in. 1 could not be again, and is kept.').waitFor();
  await query(sql`drop trigger planted on messages`);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('1 was taken in.').waitFor();
  await page.getByText('Fault: a bug').waitFor({ state: 'detached' });
  await office.shouldSee('Ana', ['them: Poison']);
  assert.deepEqual(faults, []);
  await close();
});

test('when the last thousand tries failed, the page does not say that no text ever left', async () => {
  await query(sql`update attempts set outcome = 'refused'`);
  await query(sql`insert into attempts (team_id, id, conversation_id, message_id, line_id, worker_id, outcome, started_at, lane)
    select team_id, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, conversation_id, message_id, line_id,
      worker_id, 'refused', started_at, lane from (select * from attempts limit 1) as one, generate_series(1, 1000) as n`);
  const { page, faults, close } = await open('/delivery');
  await page.getByText('Of the last 1,000 tries to send, none succeeded.').waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('a text of the practice line is in no books of a real company', async () => {
  const id = (await office.texts('Ana', 'Only practice')).id;
  const doubtOf = (code: string | null) =>
    query(sql`update messages set status = 'unknown', error_code = ${code}, line_id = ${practice.id} where id = ${id}`);
  await office.shouldSeeStatus('Ana', 'accepted');
  for (const [locale, code, words] of [
    ['en-US', null, 'in the books of the practice phone company'],
    ['en-US', 'no_trace', 'The practice phone company has no trace of it.'],
    ['es-MX', null, 'en los registros de la compañía de práctica'],
    ['es-MX', 'no_trace', 'La compañía de práctica no tiene rastro de este mensaje.'],
  ] as const) {
    await doubtOf(code);
    const { page, faults, close } = await visit(`${url}/delivery`, { as: office, locale });
    const text = page.getByRole('listitem').filter({ hasText: 'Only practice' });
    await text.getByText(words).waitFor();
    assert.doesNotMatch(await text.innerText(), /Twilio/);
    assert.deepEqual(faults, []);
    await close();
  }
});

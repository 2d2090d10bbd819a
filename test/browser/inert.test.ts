import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { crew } from '../support/lively.ts';
import { inboundText, post } from '../support/twilio-posts.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';
import { openScreens } from './screens.ts';

const world = await openOfficeHours(crew);
const { office, phone, url } = world;
const { ana, enter, tour } = await openScreens(world);
const there = `/api/v1/conversations/${ana}`;
const trap = '<img src=x onerror="window.isHit=1"><a href="javascript:isHit=1">';
const tower = `Z${'\u0301'.repeat(1000)}`;

await office.must('POST', `${there}/notes`, { body: `${trap}[x](javascript:isHit=1) ${tower}`, mentions: [] });
await office.must('POST', '/api/v1/saved-replies', { name: '<img src=x onerror=isHit=1>', body: trap });
await phone('Chidi').texts(`${trap}{{constructor.constructor("isHit=1")()}} ${tower}`);
await phone('Ben').texts('\u200b\u2060\ufeff');
await post(world.line.webhooks.inbound, inboundText(phone('Farah').number, 'ﷺ'.repeat(20_000)));
const spoil = sql`name = left(name || ${trap}, 180)`;
for (const table of ['people']) await sql`update ${sql.table(table)} set ${spoil}`.execute(world.app.floor.db);
for (const table of ['users', 'teams', 'groups'])
  await sql`update ${sql.table(table)} set name = left(name || ${trap}, 100)`.execute(world.app.floor.db);
await sql`update lines set label = ${trap}`.execute(world.app.floor.db);

/** What came from outside and has become a part of the page; and letters that tower over their neighbours. */
const grown = `(() => {
  const found = [...document.querySelectorAll('img[src="x"], a[href^="javascript:"]')].map((part) => part.outerHTML);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!/\\u0301{20}/.test(node.data) || !node.parentElement.checkVisibility()) continue;
    let around = node.parentElement;
    while (around && !/clip|hidden/.test(getComputedStyle(around).overflowY) && !around.matches('main, nav, aside, section, li')) around = around.parentElement;
    if (around && !/clip|hidden/.test(getComputedStyle(around).overflowY)) found.push('towers: ' + node.parentElement.outerHTML.slice(0, 200));
  }
  if (window.isHit) found.push('it was run');
  return [...new Set(found)];
})()`;

test('markup, scripts and towering letters do nothing on any screen', async () => {
  const { page, faults, close } = await visit(url);
  const found: string[] = [];
  const look = async (where: string) => {
    for (const fault of await page.evaluate<string[]>(grown)) found.push(`${where}: ${fault}`);
  };
  await tour(page, look);
  await enter(page, `/inbox/all/${office.conversationWith('Chidi')}`);
  await page.getByText('{{constructor.constructor("isHit=1")()}}').last().waitFor();
  await look('the thread');
  await enter(page, `/inbox/all/${ana}`);
  await page.getByText('[x](javascript:isHit=1)').waitFor();
  await look('a note');
  await page.emulateMedia({ media: 'print' });
  await look('on paper');
  assert.match(await page.title(), /<img src=x/);
  assert.deepEqual([...new Set(found)], []);
  assert.deepEqual(faults, []);
  await close();
});

test('a link can be opened, says where it leads, and nothing of it is fetched before', async () => {
  await phone('Ana').texts(
    'Here: https://example.org/gate?b=2. Not https://bank.example@evil.example/ or bank.example',
  );
  const { page, faults, close } = await visit(`${url}/inbox/all/${ana}`, { as: office });
  const texts = page.getByRole('region', { name: /^Texts with Ana/ });
  await texts.getByText('Here:').waitFor();
  const links = await texts
    .locator('a[href^="http"]')
    .evaluateAll((all) =>
      all.map((each) => ['href', 'target', 'rel', 'referrerpolicy'].map((name) => each.getAttribute(name))),
    );
  assert.deepEqual(links, [['https://example.org/gate?b=2', '_blank', 'noopener noreferrer nofollow', 'no-referrer']]);
  assert.deepEqual(faults, []);
  await close();
});

test('a text that shows nothing says so, and one of very wide letters is drawn', async () => {
  const { page, faults, close } = await visit(`${url}/inbox/all/${office.conversationWith('Ben')}`, { as: office });
  await page.getByRole('region', { name: 'Texts', exact: true }).getByText('(blank)').waitFor();
  await page.getByRole('region', { name: 'Conversations' }).getByText('(blank)').waitFor();
  await enter(page, `/inbox/all/${office.conversationWith('Farah')}`);
  await page
    .getByText(/ﷺ{1000}/)
    .last()
    .waitFor();
  await page.locator('textarea').fill('Still quick');
  assert.deepEqual(faults, []);
  await close();
});

test('signing in leads to no other site', async () => {
  const { page, faults, close } = await visit(url);
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    '%2f%2fevil.example',
    'https://evil.example',
    'javascript:isHit=1',
    '/\t/evil.example',
  ]) {
    await page.context().clearCookies();
    await page.goto(`${url}/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel('E-mail').fill('nora@food-bank.example');
    await page.getByLabel('Password').fill('seven green apples');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    assert.equal(new URL(page.url()).origin, url, next);
    assert.deepEqual(faults, [], next);
    await page.goto('about:blank');
  }
  await close();
});

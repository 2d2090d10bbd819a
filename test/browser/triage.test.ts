import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Name } from '../support/cast.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { focusNowhere, watchFrames } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const names: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre'];
const world = await openOfficeHours(names);
const { office, phone, url } = world;

async function open(path: string, options = {}) {
  const visited = await visit(`${url}${path}`, { as: office, ...options });
  await visited.page.getByRole('region', { name: 'Conversations' }).getByRole('link').nth(4).waitFor();
  // The keys come once the page has nothing else to do.
  await visited.page.locator('#snooze-menu').waitFor({ state: 'attached' });
  return visited;
}

/** The names in the list, in its order. */
const rowsOf = async (page: Page) =>
  page
    .locator('[data-conversation] > a')
    .evaluateAll((links) => links.map((link) => link.querySelector('bdi')?.textContent));
const focused = (page: Page) =>
  page.evaluate<string>(
    `document.activeElement.closest('[data-conversation]')?.querySelector('a bdi').textContent ?? document.activeElement.tagName`,
  );
const waitForRows = (page: Page, expected: string[]) =>
  until(`the list ${expected.join(', ')}`, async () => (await rowsOf(page)).join() === expected.join());
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 2 }).first().waitFor();

async function everybodyWrites() {
  for (const name of names) await phone(name).texts(`It is ${name}`);
}

test('E on a list of five leaves four and the next one open; undo puts it back at its place', async () => {
  await everybodyWrites();
  const { page, faults, close } = await open('/inbox/waiting');
  await waitForRows(page, names);
  await page.getByRole('link', { name: /Chidi/ }).click();
  await heading(page, 'Chidi');
  const focusStays = await watchFrames(page, focusNowhere);
  await page.keyboard.press('e');
  await waitForRows(page, ['Ana', 'Ben', 'Dana', 'Emre']);
  await heading(page, 'Dana');
  await comesTo(() => focused(page), 'Dana', 'The focus is on the next row.');
  await page.getByText('Chidi is done.').first().waitFor();
  await mustBeAccessible(page, 'an inbox with a toast');
  await page.keyboard.press('Control+z');
  await waitForRows(page, names);
  await until(
    'the server to have it back',
    async () => (await office.must('GET', '/api/v1/conversations?view=waiting')).items.length === 5,
  );

  // By keyboard alone through the toast: F6 leads to it, Enter takes back.
  await page.keyboard.press('e');
  await waitForRows(page, ['Ana', 'Ben', 'Chidi', 'Emre']);
  const isOnToast = `document.activeElement.ariaLabel === 'What was done'`;
  for (let i = 0; i < 6 && !(await page.evaluate(isOnToast)); i++) await page.keyboard.press('F6');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await waitForRows(page, names);
  await focusStays();
  assert.deepEqual(faults, []);
  await close();
});

test('a text that the page has not shown yet is not put away by Done: it stays, and the page says so', async () => {
  await phone('Ben').texts('First question');
  const { page, faults, close } = await open('/inbox/all');
  const ben = page.locator('[data-conversation] > a').filter({ hasText: 'Ben' });
  await ben.filter({ hasText: 'First question' }).click();
  await heading(page, 'Ben');
  // The next text is at the server, and the key is pressed before the page has heard of it.
  await page.route('**/api/v1/conversation-acts', async (route) => {
    await phone('Ben').texts('And a second one');
    await route.continue();
  });
  await page.keyboard.press('e');
  await page.getByText('Ben has just written, and is left open.').first().waitFor();
  assert.equal(await page.getByText('Ben is done.').count(), 0);
  await ben.filter({ hasText: 'And a second one' }).waitFor();
  const row = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`);
  assert.deepEqual([row.closedAt, row.waitingSince !== null], [null, true]);
  assert.deepEqual(faults, []);
  await close();
});

test('snooze, assign, mark and reopen have keys, menus that are accessible, and an undo', async () => {
  await everybodyWrites();
  const { page, faults, close } = await open('/inbox/waiting');
  await waitForRows(page, names);
  await page.getByRole('link', { name: /Ben/ }).click();
  await heading(page, 'Ben');
  await page.keyboard.press('s');
  await page.getByRole('menuitem', { name: /Tomorrow morning/ }).waitFor();
  await mustBeAccessible(page, 'the menu of snooze');
  await page.keyboard.press('t');
  await page
    .getByRole('menuitem', { name: /Tomorrow morning/ })
    .and(page.locator(':focus'))
    .waitFor();
  const before = new Date();
  await page.keyboard.press('Enter');
  await waitForRows(page, ['Ana', 'Chidi', 'Dana', 'Emre']);
  // Midnight may pass meanwhile.
  const mornings = [before, new Date()].map((now) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 8).toISOString(),
  );
  await heading(page, 'Chidi');
  await comesTo(() => focused(page), 'Chidi');
  const ben = () => office.must('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`);
  await until('Ben to be put off', async () => mornings.includes((await ben()).snoozedUntil));
  // They write, and are back with the lamp.
  await phone('Ben').texts('Still there?');
  await page.getByRole('link', { name: 'Waiting Ben' }).waitFor();

  await page.keyboard.press('a');
  await page.getByRole('combobox', { name: 'Who looks after it?' }).waitFor();
  await mustBeAccessible(page, 'the list of colleagues');
  await page.keyboard.press('Escape');
  await comesTo(() => focused(page), 'Chidi', 'The focus is given back.');
  await page.keyboard.press('a');
  await page.getByRole('combobox', { name: 'Who looks after it?' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Chidi is assigned.').first().waitFor();
  await page.getByRole('link', { name: /Chidi.*Looked after by Nora/ }).waitFor();
  await page.getByText('Nora Lindqvist looks after this now · ').waitFor();

  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+1');
  await heading(page, 'Ana');
  await page.getByRole('button', { name: 'More acts' }).click();
  await mustBeAccessible(page, 'the menu of a conversation');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Snooze' }).first().click();
  await page.getByRole('menuitem', { name: 'Another time…' }).click();
  await mustBeAccessible(page, 'a time of one’s own');
  const field = page.getByLabel('Come back at');
  const submit = page.getByRole('dialog').getByRole('button', { name: 'Snooze' });
  await field.fill('2020-01-02T09:30');
  await submit.click();
  await page.getByText('Choose a time that is still to come, within a year.').waitFor();
  const later = `${new Date(Date.now() + 5 * 24 * 3_600_000).toISOString().slice(0, 11)}09:30`;
  await field.fill(later);
  await submit.click();
  const ana = () => office.must('GET', `/api/v1/conversations/${office.conversationWith('Ana')}`);
  await comesTo(async () => (await ana()).snoozedUntil, new Date(later).toISOString());
  assert.deepEqual(faults, []);
  await close();
});

test('what the server refuses is put back, with the reason', async () => {
  await everybodyWrites();
  const { page, close } = await open('/inbox/waiting');
  await waitForRows(page, names);
  await page.route('**/api/v1/conversation-acts', (route) =>
    route.fulfill({
      status: 404,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'not_found' }),
    }),
  );
  await page.getByRole('link', { name: /Dana/ }).click();
  await page.keyboard.press('e');
  await page.getByRole('alert').getByText('This is not here any more.').waitFor();
  await waitForRows(page, names);
  await mustBeAccessible(page, 'an act that was refused');
  await close();
});

test('at 1280 pixels there are three panes, at 1024 one folds away, under 760 there is one at a time', async () => {
  const { page, faults, close } = await open(`/inbox/all/${office.conversationWith('Ana')}`, {
    viewport: { width: 1280, height: 800 },
  });
  const list = page.getByRole('region', { name: 'Conversations' });
  const thread = page.getByRole('region', { name: 'Texts with Ana' });
  const context = page.getByRole('complementary', { name: 'About Ana' });
  for (const pane of [list, thread, context]) await pane.waitFor();
  await mustBeAccessible(page, 'three panes');

  // Tab goes through the panes in one order, and the focus is never nowhere.
  const tour: string[] = [];
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link').first().focus();
  for (let i = 0; i < 60 && tour.at(-1) !== 'About Ana'; i++) {
    const at = await page.evaluate<string>(`(() => {
      const at = document.activeElement;
      return at.matches('[data-write]') ? 'box' : (at.closest('[data-pane]')?.ariaLabel ?? at.tagName);
    })()`);
    if (at !== tour.at(-1)) tour.push(at);
    await page.keyboard.press('Tab');
  }
  assert.deepEqual(tour, ['Main', 'Conversations', 'Texts with Ana', 'box', 'Texts with Ana', 'About Ana']);
  const panes: string[] = [];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('F6');
    panes.push(await page.evaluate<string>('document.activeElement.ariaLabel'));
  }
  assert.deepEqual(panes, ['Main', 'Conversations', 'Texts with Ana', 'About Ana']);
  await page.keyboard.press('Shift+F6');
  assert.equal(await page.evaluate('document.activeElement.ariaLabel'), 'Texts with Ana');

  const focusStays = await watchFrames(page, focusNowhere);
  await page.setViewportSize({ width: 1024, height: 800 });
  await context.waitFor({ state: 'detached' });
  await page.keyboard.press('i');
  await context.waitFor();
  await mustBeAccessible(page, 'the pane over the thread');
  await page.keyboard.press('i');
  await context.waitFor({ state: 'detached' });
  await focusStays();

  for (const width of [700, 390, 320]) {
    await page.setViewportSize({ width, height: 700 });
    await list.waitFor({ state: 'hidden' });
    assert.ok(await thread.isVisible());
    assert.ok(
      await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
      `${width} px scrolls sideways.`,
    );
    await mustBeAccessible(page, `a thread of ${width} pixels`);
  }
  await page.getByRole('link', { name: 'Back to the list' }).click();
  await list.waitFor();
  assert.ok(!(await thread.isVisible()));
  await page.goBack();
  await thread.waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('Z after a Done that changed nothing brings nobody back who is done', async () => {
  await office.must('POST', '/api/v1/conversation-acts', { ids: names.map(office.conversationWith), act: 'done' });
  await everybodyWrites();
  const { page, faults, close } = await open('/inbox/waiting');
  await waitForRows(page, names);
  await page.getByRole('link', { name: /Ben/ }).click();
  await heading(page, 'Ben');
  // A colleague is quicker.
  const body = { ids: [office.conversationWith('Ben')], act: 'done' };
  await page.route('**/api/v1/conversation-acts', async (route) => {
    await office.must('POST', '/api/v1/conversation-acts', body);
    await route.continue();
  });
  await page.keyboard.press('e');
  await heading(page, 'Chidi');
  // The page knows: it says so still, and offers nothing to take back.
  const undo = page.getByRole('button', { name: 'Undo' });
  await comesTo(async () => [await page.getByText('Ben is done.').first().isVisible(), await undo.count()], [true, 0]);
  await page.unroute('**/api/v1/conversation-acts');
  await page.keyboard.press('z');
  await phone('Ana').texts('Once more');
  await page.locator('[data-conversation] > a').filter({ hasText: 'Once more' }).waitFor();
  await waitForRows(page, ['Ana', 'Chidi', 'Dana', 'Emre']);
  assert.deepEqual(faults, []);
  await close();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Name } from '../support/cast.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const names: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre'];
const world = await openOfficeHours(names);
const { office, phone, url } = world;
const [cookie, value] = office.cookie().split('=', 2) as [string, string];

async function open(path: string, options = {}) {
  const visited = await visit(url, options);
  await visited.page.context().addCookies([{ name: cookie, value, url }]);
  await visited.page.goto(`${url}${path}`);
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
  await page.keyboard.press('e');
  await waitForRows(page, ['Ana', 'Ben', 'Dana', 'Emre']);
  await heading(page, 'Dana');
  assert.equal(await focused(page), 'Dana', 'The focus is on the next row.');
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
  assert.notEqual(await focused(page), 'BODY', 'The focus is never nowhere.');
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

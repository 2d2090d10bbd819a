import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { cast } from '../support/cast.ts';
import { comesTo } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { drawn } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { sticksOut } from './screens.ts';

const { office: nora, url } = await openOfficeHours(['Ana']);
const ben = await nora.colleague('Ben');
const [ana] = (await nora.must('GET', '/api/v1/people')).items;
const at = `/api/v1/people/${ana.id}`;
const van = await nora.must('POST', '/api/v1/person-fields', { name: 'Van', kind: 'text' });

const read = () => nora.must('GET', at);
const vanIs = async () => (await read()).fields.Van;
const benSets = (value: string) =>
  ben.must('POST', '/api/v1/people-acts', { ids: [ana.id], act: 'set_field', fieldId: van.id, value });
const open = (path: string) => visit(`${url}${path}`, { as: nora });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const note = (page: Page) => page.getByRole('alert').filter({ hasText: /^Ben has changed this since you opened it/ });

/** Ben does something once a change of Nora's is on its way, before the server has it. */
async function benIsFirst(page: Page, method: string, does: () => Promise<unknown>): Promise<void> {
  let isDone = false;
  await page.route(/\/api\/v1\/people(-acts$|\/)/, async (route) => {
    if (isDone || route.request().method() !== method) return route.fallback();
    isDone = true;
    await does();
    return route.continue();
  });
}

async function sets(page: Page, value: string): Promise<void> {
  await button(page, 'Change Van').click();
  await page.getByRole('textbox', { name: 'Van' }).fill(value);
  await button(page, 'Save').click();
}

test('of two who change different things of a person at once, both count, and undo takes back its own alone', async () => {
  const { page, faults, close } = await open(`/people/${ana.id}`);
  await benIsFirst(page, 'POST', () => ben.must('PATCH', at, { timeZone: 'America/Denver' }));
  await sets(page, '7');
  await page.getByRole('status').filter({ hasText: 'Van is changed.' }).waitFor();
  assert.deepEqual([await vanIs(), (await read()).timeZone], ['7', 'America/Denver']);
  assert.equal(await note(page).count(), 0);

  const [theirs, mine] = ['+14155552671', '+14155552672'];
  await benIsFirst(page, 'PATCH', () => ben.must('PATCH', at, { phones: [cast.Ana, theirs] }));
  await button(page, 'Add number').click();
  await page.getByLabel('Number', { exact: true }).fill(mine);
  await button(page, 'Add number').click();
  const phones = async () => (await read()).phones.join();
  await comesTo(phones, [cast.Ana, theirs, mine].join());
  await benSets('8');
  const added = page
    .getByRole('region', { name: 'What was done' })
    .locator('div')
    .filter({ hasText: `${mine} is added` });
  await added.getByRole('button', { name: 'Undo' }).click();
  await comesTo(phones, [cast.Ana, theirs].join());
  assert.equal(await vanIs(), '8');
  assert.deepEqual(faults, []);
  await close();
});

test('of two who change the same at once, whoever is asked has all at hand, on a phone as well, and the focus where it was', async () => {
  const { page, faults, close } = await open(`/people/${ana.id}`);
  await page.setViewportSize({ width: 320, height: 700 });
  const field = page.getByRole('textbox', { name: 'Van' });
  await benIsFirst(page, 'POST', () => benSets('Of Ben'));
  await sets(page, 'Of Nora');
  await note(page).waitFor();
  await comesTo(() => page.evaluate(`'clash' in document.activeElement.dataset`), true);
  assert.deepEqual([await field.inputValue(), await vanIs()], ['Of Nora', 'Of Ben']);
  assert.deepEqual(await page.evaluate(sticksOut), []);
  await button(page, 'Show what Ben saved').click();
  await comesTo(() => field.inputValue(), 'Of Ben');
  await button(page, 'Show mine again').click();
  await comesTo(() => field.inputValue(), 'Of Nora');
  // What Ben changes besides is no other clash.
  await ben.must('PATCH', at, { timeZone: 'America/Chicago' });
  await button(page, 'Save mine over it').click();
  await comesTo(vanIs, 'Of Nora');
  await field.waitFor({ state: 'detached' });
  await comesTo(() => page.evaluate('document.activeElement.ariaLabel'), 'Change Van');
  assert.equal((await read()).timeZone, 'America/Chicago');
  assert.deepEqual(faults, []);
  await close();
});

test('in a cell of the table, what a colleague wrote stays as well, and what was typed is at hand', async () => {
  await benSets('Before');
  const { page, faults, close } = await open('/people');
  const cell = page.locator('[data-cell="1 4"]');
  const shows = (value: string) => comesTo(() => cell.textContent(), value);
  const unsaved = (value: string) =>
    page.getByRole('alert').filter({ hasText: `Van of Ana: “${value}” is not saved.` });
  async function types(value: string): Promise<void> {
    await cell.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Van of Ana' }).fill(value);
  }
  await shows('Before');
  await benIsFirst(page, 'POST', () => benSets('Of Ben'));
  await types('Of Nora');
  await page.keyboard.press('Enter');
  await unsaved('Of Nora').filter({ hasText: 'Ben has changed this since you read it' }).waitFor();
  const line = unsaved('Of Nora').locator('p');
  const [words, whole] = [await line.boundingBox(), await unsaved('Of Nora').boundingBox()];
  assert.ok(words!.width > whole!.width * 0.8, 'Its words are not squeezed by its button.');
  await shows('Of Ben');
  assert.equal(await vanIs(), 'Of Ben');
  await mustBeAccessible(page, 'the table with a cell that a colleague has changed');
  await button(page, 'Save mine over it').click();
  await comesTo(vanIs, 'Of Nora');
  await shows('Of Nora');
  await unsaved('Of Nora').waitFor({ state: 'detached' });

  // What the page hears of while somebody types, they have not read either.
  await types('Mine');
  const isHeard = page.waitForResponse(
    async (answer) => answer.url().endsWith('/people-pages') && (await answer.json()).items[0].fields.Van === 'Theirs',
  );
  await benSets('Theirs');
  await isHeard;
  await drawn(page);
  await page.keyboard.press('Enter');
  await unsaved('Mine').waitFor();
  assert.equal(await vanIs(), 'Theirs');
  await shows('Theirs');

  await benIsFirst(page, 'POST', () => ben.must('PATCH', at, { timeZone: 'America/Denver' }));
  await types('Last');
  await page.keyboard.press('Enter');
  await comesTo(vanIs, 'Last');
  assert.equal((await read()).timeZone, 'America/Denver');
  assert.deepEqual(faults, []);
  await close();
});

test('a choice in the table that nobody has touched is left as a colleague has made it meanwhile', async () => {
  const choices = ['Day', 'Night'];
  const watch = await nora.must('POST', '/api/v1/person-fields', { name: 'Watch', kind: 'choice', choices });
  const benChooses = (value: string) =>
    ben.must('POST', '/api/v1/people-acts', { ids: [ana.id], act: 'set_field', fieldId: watch.id, value });
  await benChooses('Day');
  const { page, faults, close } = await open('/people');
  const cell = page.locator('[data-cell="1 5"]');
  await comesTo(() => cell.textContent(), 'Day');
  await cell.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Watch of Ana' }).waitFor();
  const isHeard = page.waitForResponse(
    async (answer) => answer.url().endsWith('/people-pages') && (await answer.json()).items[0].fields.Watch === 'Night',
  );
  await benChooses('Night');
  await isHeard;
  await drawn(page);
  await page.keyboard.press('Enter');
  await comesTo(() => cell.textContent(), 'Night');
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.equal((await read()).fields.Watch, 'Night');
  assert.deepEqual(faults, []);
  await close();
});

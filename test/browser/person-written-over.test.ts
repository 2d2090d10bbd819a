import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { cast } from '../support/cast.ts';
import { comesTo } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';
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

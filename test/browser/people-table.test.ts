import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { manyPeople } from '../support/many-people.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { sticksOut } from './screens.ts';

const world = await openOfficeHours(['Ana']);
const { office, url } = world;
await manyPeople(world, 2000);

const open = (path: string, options = {}) => visit(`${url}${path}`, { as: office, ...options });
const rowCount = (page: Page) =>
  page.evaluate<string>(`document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')`);
const active = (page: Page) => page.evaluate<string>('document.activeElement?.dataset.cell');
const isEdited = (page: Page) =>
  until('the field', () => page.evaluate<boolean>(`document.activeElement?.tagName === 'INPUT'`));
const cell = (page: Page, place: string) => page.locator(`[data-cell="${place}"]`);

test('the table is moved through by keys, sorted, and edited in place; Ctrl+Z takes it back', async () => {
  const { page, faults, close } = await open('/people?q=zed');
  await until('everybody', async () => (await rowCount(page)) === '41');
  await mustBeAccessible(page, 'the table of people');
  await cell(page, '1 0').focus();
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await comesTo(() => active(page), '3 1');
  await page.keyboard.press('Control+Home');
  await comesTo(() => active(page), '1 0');

  await page.getByRole('button', { name: 'Years' }).click();
  await until('the order', async () => (await cell(page, '1 5').textContent()) === '0');
  await page.getByRole('button', { name: 'Years' }).click();
  await until('the other way', async () => (await cell(page, '1 5').textContent()) === '29');
  await page.waitForURL(/sort=/);
  const who = (await cell(page, '1 0').getByRole('link').textContent()) as string;
  await cell(page, '1 5').focus();
  await page.keyboard.press('Enter');
  await isEdited(page);
  await page.keyboard.type('31');
  await page.keyboard.press('Enter');
  const years = async (search = who) =>
    (await office.must('POST', '/api/v1/people-pages', { search })).items[0].fields.Years;
  await until('the value', async () => (await years()) === '31');
  await until('the focus below', async () => (await active(page)) === '2 5');
  await page.keyboard.press('Control+z');
  await until('the value of before', async () => (await years()) === '29');

  await cell(page, '1 5').focus();
  await page.keyboard.press('F2');
  await isEdited(page);
  await page.keyboard.type('many');
  await page.keyboard.press('Enter');
  await page.getByText('Write a number of up to 15 digits.').waitFor();
  await until('what was there', async () => (await cell(page, '1 5').textContent()) === '29');
  await page.keyboard.press('F2');
  await isEdited(page);
  await page.keyboard.press('Escape');
  await until('the focus where it was', async () => /^\d+ 5$/.test((await active(page)) ?? ''));
  assert.deepEqual(faults, []);
  await close();
});

test('what is begun in a row is of that person, wherever the answer to the edit before moves the row', async () => {
  const { page, faults, close } = await open('/people?q=zed');
  await page.getByRole('button', { name: 'Years' }).click();
  await until('the order', async () => (await cell(page, '1 5').textContent()) === '0');
  await page.getByRole('button', { name: 'Years' }).click();
  await until('the other way', async () => (await cell(page, '1 5').textContent()) === '29');
  const nameIn = async (row: number) => (await cell(page, `${row} 0`).getByRole('link').textContent()) as string;
  const [first, second] = [await nameIn(1), await nameIn(2)];
  /** Writes into the first row, and lets the server hear of it when the answered function is called. */
  async function writeBelow() {
    const held = Promise.withResolvers<void>();
    await page.route('**/people-acts', (route) => held.promise.then(() => route.continue()), { times: 1 });
    await cell(page, '1 5').focus();
    await page.keyboard.press('Enter');
    await isEdited(page);
    await page.keyboard.type('-1');
    await page.keyboard.press('Enter');
    await comesTo(() => active(page), '2 5');
    return held.resolve;
  }

  let answer = await writeBelow();
  await page.keyboard.press('Enter');
  await isEdited(page);
  await page.keyboard.type('28.5');
  answer();
  await comesTo(() => nameIn(1), second);
  await page.keyboard.press('Enter');
  const years = async (search: string) =>
    (await office.must('POST', '/api/v1/people-pages', { search })).items[0].fields.Years;
  await comesTo(() => years(second), '28.5');
  assert.equal(await years(first), '-1');

  answer = await writeBelow();
  const below = await nameIn(2);
  answer();
  await comesTo(() => nameIn(1), below);
  await page.keyboard.press('Space');
  await comesTo(() => page.getByLabel(`Select ${below}`).isChecked(), true);
  await comesTo(() => active(page), '1 5');
  assert.deepEqual(faults, []);
  await close();
});

test('what is begun in a row of somebody who does not fit any more is kept all the same, also where nobody does', async () => {
  const people = (search: string) => office.must('POST', '/api/v1/people-pages', { search });
  async function rename(who: string, name: string): Promise<void> {
    const { id } = (await people(who)).items[0];
    await office.must('POST', '/api/v1/people-acts', { ids: [id], act: 'rename', name });
  }
  await rename('Zed 2000', 'Pair 1');
  await rename('Zed 1999', 'Pair 2');
  for (const [q, other, focus] of [
    ['zed', 3, /^\d+ 5$/],
    ['pair', 1, /^content$/],
  ] as const) {
    const { page, faults, close } = await open(`/people?q=${q}`);
    const nameIn = async (row: number) => (await cell(page, `${row} 0`).getByRole('link').textContent()) as string;
    const [theirs, others] = [await nameIn(2), await nameIn(other)];
    const held = Promise.withResolvers<void>();
    await page.route('**/people-acts', (route) => held.promise.then(() => route.continue()), { times: 1 });
    await cell(page, '1 5').focus();
    await page.keyboard.press('Enter');
    await isEdited(page);
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await comesTo(() => active(page), '2 5');
    await page.keyboard.press('Enter');
    await isEdited(page);
    await page.keyboard.type('3');
    // A colleague renames them, and somebody else of the table, which asks again behind the act.
    await rename(theirs, `Kept ${other}`);
    await rename(others, `Moved ${other}`);
    held.resolve();
    await page.getByRole('link', { name: others, exact: true }).waitFor({ state: 'detached' });
    await page.keyboard.type('4');
    await page.keyboard.press('Enter');
    await comesTo(async () => (await people(`Kept ${other}`)).items[0].fields.Years, '34');
    await page.getByRole('link', { name: theirs, exact: true }).waitFor({ state: 'detached' });
    const focused = `document.activeElement.dataset.cell ?? document.activeElement.id`;
    await until('the focus', async () => focus.test(await page.evaluate<string>(focused)));
    assert.deepEqual(faults, []);
    await close();
  }
});

test('who fits a filter is counted; all of them are put into a group in one act, and taken out by one key', async () => {
  const { page, faults, close } = await open('/people?q=person+0');
  await page.getByText('999 people').waitFor();
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByLabel('What about').selectOption({ label: 'Crew' });
  await page.getByLabel('Value').fill('North');
  await page.getByText('249 people').waitFor();
  await mustBeAccessible(page, 'the filter');
  const shared = page.url();
  await page.getByLabel('Select all who fit').check();
  await page.getByText('249 people selected').waitFor();
  await page.getByLabel('Select Person 0004').uncheck();
  await page.getByText('248 people selected').waitFor();
  await page.getByRole('button', { name: 'Add to a group' }).click();
  await page.getByRole('menuitem', { name: 'New group…' }).click();
  await page.getByLabel('Name of the group').fill('Northerners');
  let acts = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/people-acts')) acts += 1;
  });
  await page.getByRole('button', { name: 'Add 248 people' }).click();
  const members = async () => (await office.must('GET', '/api/v1/groups?counts=true')).items[0]?.people;
  await until('all in it', async () => (await members()) === 248);
  assert.equal(acts, 1);
  await page.getByText('248 people added to Northerners.').first().waitFor();
  await page.locator('[data-cell="1 0"]').focus();
  await page.keyboard.press('Control+z');
  await until('none in it', async () => (await members()) === 0);
  assert.deepEqual(faults, []);
  await close();

  const other = await open(shared.slice(url.length), { locale: 'es-ES', viewport: { width: 390, height: 780 } });
  await other.page.getByText('249 personas').waitFor();
  const high = `document.querySelector('[role=grid]')?.parentElement.scrollHeight`;
  await until('all rows', () => other.page.evaluate<boolean>(`${high} > 249 * 60`));
  assert.deepEqual(await other.page.evaluate(sticksOut), []);
  await mustBeAccessible(other.page, 'the table on a phone, in Spanish');
  await other.close();
});

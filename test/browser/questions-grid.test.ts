import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openAsking, someday } from '../support/asking.ts';
import { manyAsked } from '../support/many-asked.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { drawn } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { hold } from './hold.ts';
import { sticksOut } from './screens.ts';

const world = await openOfficeHours(['Ana']);
const { office, phone, url } = world;
const asking = openAsking(world);

let isBroken = true;
const notNow = {
  status: 422,
  contentType: 'application/problem+json',
  body: '{"code":"not_now","message":"Not now."}',
};

const open = (path: string, options = {}) => visit(`${url}${path}`, { as: office, ...options });

test('of thousands only the rows in sight are in the page; on a phone and in Spanish nothing is cut off', async () => {
  const many = await manyAsked(world, { people: 1000, rounds: 2 });
  const [newest] = await asking.rounds(many.id);
  const { page, faults, close } = await open(`/questions/${many.id}/rounds/${newest.id}`, {
    locale: 'es-ES',
    viewport: { width: 360, height: 740 },
  });
  await page.getByRole('link', { name: /^Ronda anterior/ }).waitFor();
  const table = `document.querySelector('table')`;
  await until('everybody', () => page.evaluate<boolean>(`${table}.getAttribute('aria-rowcount') === '1001'`), 30_000);
  const countDrawn = () => page.evaluate<number>('document.querySelectorAll("[data-ask]").length');
  assert.ok((await countDrawn()) < 120);
  assert.deepEqual(await page.evaluate(sticksOut), []);
  await mustBeAccessible(page, 'a large board on a phone, in Spanish');
  await page.evaluate('document.querySelector("main").scrollTop = 30_000');
  const isDrawn = `(() => {
    const { top } = document.querySelector('main').getBoundingClientRect();
    return Boolean(document.elementFromPoint(180, top + 300).closest('[data-ask]'));
  })()`;
  await until('the rows there', () => page.evaluate<boolean>(isDrawn));
  assert.ok((await countDrawn()) < 120);
  const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
  assert.match(paper, /\/Count 1\b/, 'On paper it is one page as well.');
  assert.deepEqual(faults, []);
  await close();
});

test('a grid of many people and rounds is moved through by the arrow keys, sorted, filtered and pinned', async () => {
  const many = await manyAsked(world, { people: 250, rounds: 30 });
  const { page, faults, close } = await open(`/questions/${many.id}/grid`);
  const grid = page.getByRole('grid');
  await until('all rounds', async () => (await grid.getAttribute('aria-colcount')) === '32');
  await comesTo(() => grid.getAttribute('aria-rowcount'), '251');
  const countCells = () => page.evaluate<number>(`document.querySelectorAll('td[data-cell]').length`);
  assert.ok((await countCells()) < 3000, 'Of 7,500 only those near what is in sight.');
  await mustBeAccessible(page, 'a large grid');

  await page.locator('[data-cell="1 2"]').focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
  const active = () => page.evaluate<string>('document.activeElement.dataset.cell');
  await comesTo(active, '2 4');
  await page.keyboard.press('Control+End');
  await comesTo(active, '250 31');
  const isWhole = `(() => {
    const cell = document.activeElement.getBoundingClientRect();
    return document.elementFromPoint(cell.x + cell.width / 2, cell.y + cell.height / 2) === document.activeElement;
  })()`;
  await comesTo(() => page.evaluate(isWhole), true, 'It is in sight, and under nothing.');
  assert.ok((await countCells()) < 3000);
  await page.keyboard.press('Control+Home');
  await comesTo(active, '1 0');

  const first = grid.getByRole('rowheader').first();
  await page.keyboard.press('Space');
  await until('a pin', () => page.evaluate<boolean>(`document.querySelectorAll('tr[data-pinned]').length === 1`));
  const pinned = await first.textContent();
  await grid.getByRole('button', { name: 'Answered' }).click();
  await comesTo(() => first.textContent(), pinned, 'Who is pinned stays first.');
  await page.getByLabel('Last answer').selectOption({ label: 'Needs a look' });
  await until('only those', async () => Number(await grid.getAttribute('aria-rowcount')) < 40);
  const labels = () => page.locator('td[data-cell$=" 2"]').evaluateAll((all) => all.map((each) => each.ariaLabel));
  await comesTo(async () => [...new Set((await labels()).slice(0, 20))], ['Needs a look']);
  await page.getByLabel('Last answer').selectOption({ label: 'Any' });
  await page.getByLabel('Find somebody').fill('jose');
  await until('José', async () => /^José/.test((await first.textContent()) ?? ''));
  await mustBeAccessible(page, 'a grid that is filtered');
  await page.getByLabel('Find somebody').fill('');
  await comesTo(() => grid.getAttribute('aria-rowcount'), '251');

  // Of two clicks the later one counts, whichever answer comes first.
  const asked = page.locator('td[data-cell$=" 2"][data-tone]');
  const nameOf = async (at: number) =>
    (await grid.getByRole('row').filter({ has: asked }).nth(at).getByRole('rowheader').textContent())?.trim();
  const one = await hold(page, 'GET', /\/asks\?/);
  await asked.nth(0).click();
  await one.asked;
  const other = await hold(page, 'GET', /\/asks\?/);
  const meant = await nameOf(1);
  await asked.nth(1).click();
  await other.asked;
  const isAnswered = page.waitForResponse(/\/asks\?/);
  one.letGo();
  await (await isAnswered).finished();
  await drawn(page);
  other.letGo();
  await page.waitForURL(/\/inbox\/all\//);
  await page.getByRole('region', { name: `Texts with ${meant}`, exact: true }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('choices that begin alike are told apart by their signs, as on the board', async () => {
  const choices = ['In the morning', 'In the afternoon'].map((label, at) => ({ id: `${at}`, label }));
  const { person: ana } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ana')}`);
  const steps = [{ words: 'When can you come?', answering: { kind: 'choice' as const, choices } }];
  const { id } = await asking.saves(someday([ana.id], { steps }));
  await office.must('POST', `/api/v1/questions/${id}/rounds`);
  const round = await asking.newestRound(id);
  await until('her to be asked', async () => (await asking.standing(round.id)).Ana === 'asked');
  await phone('Ana').texts('in the afternoon');
  await until('her answer', async () => (await asking.standing(round.id)).Ana === 'answered 1');
  const { page, faults, close } = await open(`/questions/${id}/grid`);
  await page.getByRole('list', { name: 'What the signs mean' }).getByText('In the afternoon').waitFor();
  const cell = page.getByRole('gridcell', { name: 'In the afternoon' });
  await cell.waitFor();
  assert.equal(await cell.textContent(), '');
  assert.deepEqual(faults, []);
  await close();
});

test('what could not be had of a grid, or of a board, is asked for once more, and the focus stays near it', async () => {
  const many = await manyAsked(world, { people: 20, rounds: 12 });
  const [newest] = await asking.rounds(many.id);
  const { page, close } = await open(`/questions/${many.id}/grid`, {
    async prepare(page: Page) {
      // What the server tells of would have it asked for by itself.
      await page.route('**/api/v1/events', () => {});
      const asked = /\/sheet\?rounds=52|\/asks(\?|$)/;
      await page.route(asked, (route) => (isBroken ? route.fulfill(notNow) : route.continue()));
    },
  });
  const focused = () => page.evaluate<string | null>(`document.activeElement.getAttribute('aria-label')`);
  async function triesAgain(): Promise<void> {
    const again = page.getByRole('alert').getByRole('button', { name: 'Try again' });
    await again.waitFor();
    isBroken = false;
    await again.click();
    await again.waitFor({ state: 'detached' });
  }
  await triesAgain();
  const grid = page.getByRole('grid');
  await comesTo(() => grid.getAttribute('aria-colcount'), '14');
  await comesTo(focused, 'All rounds');

  isBroken = true;
  await page.goto(`${url}/questions/${many.id}/rounds/${newest.id}`);
  await triesAgain();
  await until('its people', async () => (await page.locator('[data-ask]').count()) > 0);
  await comesTo(focused, 'Saturday?');

  isBroken = true;
  await page.route(new RegExp(`/questions/${many.id}$`), (route) =>
    isBroken && route.request().resourceType() === 'fetch' ? route.fulfill(notNow) : route.continue(),
  );
  await page.goto(`${url}/questions/${many.id}`);
  await triesAgain();
  await page.getByRole('button', { name: 'Save the change' }).waitFor();
  await close();
});

test('on a phone, in Spanish, nothing of a grid is cut off', async () => {
  const many = await manyAsked(world, { people: 20, rounds: 12 });
  const phoneVisit = await open(`/questions/${many.id}/grid`, {
    locale: 'es-ES',
    viewport: { width: 360, height: 740 },
  });
  await phoneVisit.page.getByRole('grid').waitFor();
  assert.deepEqual(await phoneVisit.page.evaluate(sticksOut), []);
  await mustBeAccessible(phoneVisit.page, 'a grid on a phone, in Spanish');
  assert.deepEqual(phoneVisit.faults, []);
  await phoneVisit.close();
});

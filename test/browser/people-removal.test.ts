import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manyPeople } from '../support/many-people.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { hasten } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { sticksOut } from './screens.ts';

const world = await openOfficeHours(['Ana']);
const { office, url } = world;
await manyPeople(world, 300);

test('all who fit are removed by one act, after their number was typed, and one click brings them back', async () => {
  const [name, value] = office.cookie().split('=', 2) as [string, string];
  const { page, faults, close } = await visit(url, { viewport: { width: 320, height: 640 } });
  await page.context().addCookies([{ name, value, url }]);
  await page.goto(`${url}/people?q=person`);
  const count = async () => (await office.must('POST', '/api/v1/people-counts', { search: 'person' })).count;
  await page.getByText('260 people', { exact: true }).waitFor();
  await page.getByRole('checkbox', { name: 'Select all who fit' }).check();
  await page.getByRole('button', { name: 'Remove…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove 260 people?' });
  await dialog.getByText('Nothing more is sent to them').waitFor();
  await mustBeAccessible(page, 'what removing does');
  assert.deepEqual(await page.evaluate(sticksOut), []);
  const begin = dialog.getByRole('button', { name: 'Remove 260 people' });
  await dialog.getByLabel('Type 260 to remove them').fill('26');
  await begin.click();
  await dialog.getByText('That is another number.').waitFor();
  assert.equal(await count(), 260);
  await dialog.getByLabel('Type 260 to remove them').fill('260');
  await begin.click();
  await dialog.waitFor({ state: 'detached' });
  await until('the focus on the page', async () => page.evaluate(`document.activeElement?.matches('[data-pane]')`));

  const removed = page.getByRole('region', { name: 'Removed people' });
  await removed.getByText('Nora Lindqvist removed 260 people.').waitFor();
  assert.equal(await count(), 0);
  await page.getByText('Nobody fits.').waitFor();
  await mustBeAccessible(page, 'who was removed');
  assert.deepEqual(await page.evaluate(sticksOut), []);
  await removed.getByRole('button', { name: 'Bring them back' }).click();
  await until('everybody', async () => (await count()) === 260);
  await page.getByText('260 people', { exact: true }).waitFor();
  await removed.waitFor({ state: 'detached' });
  assert.deepEqual(faults, []);
  await close();
});

test('when other people fit by now nobody is removed, and the new number is shown', async () => {
  const [name, value] = office.cookie().split('=', 2) as [string, string];
  const { page, faults, close } = await visit(url, { prepare: (page) => page.clock.install() });
  await page.context().addCookies([{ name, value, url }]);
  await page.goto(`${url}/people?q=zed`);
  await page.getByText('40 people', { exact: true }).waitFor();
  await page.getByRole('checkbox', { name: 'Select all who fit' }).check();
  await page.getByRole('button', { name: 'Remove…' }).click();
  await page.getByRole('dialog', { name: 'Remove 40 people?' }).waitFor();
  const [zed] = (await office.must('POST', '/api/v1/people-pages', { search: 'zed' })).items;
  // The page hears of it by itself; whoever was quicker finds out by being told.
  await page.route('**/api/v1/people-counts', (route) => route.abort());
  await office.must('DELETE', `/api/v1/people/${zed.id}`);
  await page.getByRole('button', { name: 'Remove 40 people' }).click();
  await hasten(page, page.getByText('By now other people fit.'));
  await page.unroute('**/api/v1/people-counts');
  const { count } = await office.must('POST', '/api/v1/people-counts', { search: 'zed' });
  assert.equal(count, 39);
  assert.deepEqual(
    faults.filter((fault) => !/Failed to load resource/.test(fault)),
    [],
  );
  await close();
});

test('somebody is removed from their own page, and brought back by the keys that take back an act', async () => {
  const [name, value] = office.cookie().split('=', 2) as [string, string];
  const { page, faults, close } = await visit(url);
  await page.context().addCookies([{ name, value, url }]);
  const toasts = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await page.route(/assets\/toasts-/, async (route) => {
    asked.resolve();
    await toasts.promise;
    await route.continue();
  });
  const { id } = (await office.must('GET', '/api/v1/people?search=Ana')).items[0];
  await page.goto(`${url}/people/${id}`);
  await page.getByRole('button', { name: 'Remove…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove 1 person' }).click();
  const removed = page.getByRole('region', { name: 'Removed people' });
  await removed.getByText('Nora Lindqvist removed 1 person.').waitFor();
  assert.equal((await office.ask('GET', `/api/v1/people/${id}`)).status, 404);
  // The keys wait for nothing that comes when the page is quiet.
  await asked.promise;
  assert.equal(await page.getByRole('region', { name: 'What was done' }).count(), 0);
  await page.keyboard.press('Control+z');
  await until('her', async () => (await office.ask('GET', `/api/v1/people/${id}`)).status === 200);
  toasts.resolve();
  await page.getByRole('region', { name: 'What was done' }).waitFor();
  await page.getByRole('link', { name: 'Ana' }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('of many who are being removed the beginning, each tenth and the end are spoken, and not what was before', async () => {
  const [name, value] = office.cookie().split('=', 2) as [string, string];
  const { page, faults, close } = await visit(url, { prepare: (page) => page.clock.install() });
  await page.context().addCookies([{ name, value, url }]);
  const by = { id: crypto.randomUUID(), name: 'Nora Lindqvist' };
  const begun = (minutesAgo: number) => ({
    id: crypto.randomUUID(),
    by,
    begunAt: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
    undoUntil: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const none = { waiting: 0, gone: 0, back: 0, taken: 0 };
  const old = { ...begun(50), state: 'removed', counts: { ...none, removed: 3 } };
  // A removal of so many that each look finds more of them gone.
  const { id } = begun(0);
  let removed = 0;
  await page.route('**/api/v1/people-removals', async (route) => {
    const counts = { ...none, waiting: 1000 - removed, removed };
    const state = removed === 1000 ? 'removed' : 'removing';
    await route.fulfill({ json: { items: [{ ...begun(0), id, state, counts }, old] } });
  });
  await page.addInitScript(`
    window.spoken = [];
    const last = new WeakMap();
    new MutationObserver(() => {
      for (const status of document.querySelectorAll('[role="status"]')) {
        const words = status.textContent.trim();
        if (/remov/i.test(words) && last.get(status) !== words) window.spoken.push(words);
        last.set(status, words);
      }
    }).observe(document, { childList: true, subtree: true, characterData: true });`);
  const spoken = () => page.evaluate<string[]>('window.spoken');
  await page.goto(`${url}/people`);
  await page.getByText('Nora Lindqvist removed 3 people.').waitFor();
  const soFar = (count: number) => `Removing 1,000 people: ${count} so far.`;
  await comesTo(spoken, [soFar(0)]);
  for (const [count, said] of [
    [90, [0]],
    [110, [0, 100]],
    [190, [0, 100]],
    [210, [0, 100, 200]],
  ] as const) {
    removed = count;
    await page.getByText(soFar(count)).waitFor();
    await page.clock.runFor(11_000);
    await comesTo(spoken, said.map(soFar));
  }
  removed = 1000;
  await comesTo(spoken, [...[0, 100, 200].map(soFar), 'Nora Lindqvist removed 1,000 people.']);
  assert.deepEqual(faults, []);
  await close();
});

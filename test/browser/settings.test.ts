import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const world = await openOfficeHours(['Ana']);
const { office } = world;

async function enter(page: Page, path: string): Promise<void> {
  const [name, value] = office.cookie().split('=', 2) as [string, string];
  await page.context().addCookies([{ name, value, url: world.url }]);
  await page.goto(`${world.url}${path}`);
}

test('what a member chooses holds at once, in every browser, and from the first paint', async () => {
  const { page, faults, close } = await visit(world.url);
  await enter(page, '/inbox/all');
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  await mustBeAccessible(page, 'settings');
  const saved = () => page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
  await Promise.all([saved(), page.getByRole('radio', { name: 'Dark' }).check()]);
  await Promise.all([saved(), page.getByRole('radio', { name: 'Compact' }).check()]);
  await Promise.all([saved(), page.getByRole('checkbox', { name: 'Single letters are keys' }).uncheck()]);
  await Promise.all([saved(), page.getByLabel('Hold a text back').selectOption('10')]);
  await Promise.all([saved(), page.getByRole('radio', { name: 'Español' }).check()]);
  await page.getByRole('heading', { name: 'Preferencias', level: 1 }).waitFor();

  // The very first paint, before any script of the page has run, has the right ground.
  await page.route(/\/assets\/.*\.js$/, () => {});
  await page.goto(`${world.url}/inbox/all`, { waitUntil: 'commit' });
  await page.waitForFunction(
    'performance.getEntriesByName("first-paint").length > 0 || document.readyState !== "loading"',
  );
  const ground = 'getComputedStyle(document.documentElement).backgroundColor';
  assert.equal(await page.evaluate(ground), 'rgb(19, 22, 21)');
  assert.equal(await page.evaluate('document.documentElement.dataset.density'), 'compact');
  assert.deepEqual(faults, []);
  await close();

  const other = await visit(world.url);
  await enter(other.page, '/inbox/all');
  await other.page.getByRole('heading', { name: 'Bandeja' }).waitFor();
  const row = other.page.getByRole('link', { name: /Ana/ });
  assert.equal((await row.boundingBox())?.height, 47);
  assert.equal(await other.page.evaluate('document.documentElement.dataset.theme'), 'dark');
  await other.close();
});

test('a choice that cannot be kept goes back, and says why beside it', async () => {
  const { page, close } = await visit(world.url);
  await enter(page, '/settings');
  await page.route('**/api/v1/me', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  );
  const light = page.getByRole('radio', { name: 'Claro' });
  await light.click();
  await page.getByRole('alert').waitFor();
  assert.equal(await light.isChecked(), false);
  await close();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openPushPost } from '../support/push-post.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const post = await openPushPost();
const world = await openOfficeHours(['Ana'], { pushOrigin: post.origin });
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
  // Nothing is painted before the styles are there.
  const isPainted = `performance.getEntriesByName('first-paint').length > 0 || (document.readyState !== 'loading'
    && [...document.querySelectorAll('link[rel="stylesheet"]')].every(({ sheet }) => sheet))`;
  await until('the first paint', () => page.evaluate<boolean>(isPainted));
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

test('a tap turns notifications on, a test arrives, and a notification opens its conversation', async () => {
  await office.must('PATCH', '/api/v1/me', { preferences: { language: 'en', theme: 'system' } });
  const { page, faults, close } = await visit(world.url);
  const browser = post.browser();
  // A Chromium without a screen grants no notifications, and the push service of its maker is on another machine.
  await page.addInitScript(`{
    let permission = 'default';
    Object.defineProperty(Notification, 'permission', { get: () => permission });
    Notification.requestPermission = async () => (permission = 'granted');
    const given = ${JSON.stringify(browser.subscription)};
    PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => ({
      options: { applicationServerKey, userVisibleOnly }, toJSON: () => given, unsubscribe: async () => true });
    PushManager.prototype.getSubscription = async () => null;
  }`);
  await enter(page, '/settings');
  await page.getByRole('button', { name: 'Turn on notifications here' }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('It is on its way').waitFor();
  const [trial] = await browser.shouldGet(1);
  assert.equal(trial.kind, 'test');
  await mustBeAccessible(page, 'settings with notifications');

  // What the worker says when a notification is clicked; flows/push.test.ts has the worker itself.
  const place = `/inbox/all/${office.conversationWith('Ana')}`;
  const opened = JSON.stringify({ data: { place } });
  await page.evaluate(`navigator.serviceWorker.dispatchEvent(new MessageEvent('message', ${opened}))`);
  await page.getByRole('region', { name: 'Texts with Ana' }).waitFor();

  await page.goto(`${world.url}/settings`);
  await page.getByRole('checkbox', { name: 'Keep Hearback ready' }).uncheck();
  await page.getByRole('button', { name: 'Turn on notifications here' }).waitFor();
  await until('its files are gone', async () => (await page.evaluate<string[]>('caches.keys()')).length === 0);
  assert.deepEqual(faults, []);
  await close();
});

test('where notifications are refused, the page says how to allow them in this browser', async () => {
  const { page, close } = await visit(world.url);
  await page.addInitScript(`Object.defineProperty(Notification, 'permission', { get: () => 'denied' })`);
  await enter(page, '/settings');
  await page.getByText('Click the icon at the left of the address').waitFor();
  await mustBeAccessible(page, 'settings with notifications refused');
  await close();

  const iphone = await visit(world.url, {
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1',
  });
  await iphone.page.addInitScript('delete window.PushManager');
  await enter(iphone.page, '/settings');
  await iphone.page.getByText('Add to Home Screen').waitFor();
  await iphone.close();
});

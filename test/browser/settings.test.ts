import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPushPost } from '../support/push-post.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const post = await openPushPost();
const world = await openOfficeHours(['Ana'], { pushOrigin: post.origin });
const { office } = world;

const open = (path: string, options: Parameters<typeof visit>[1] = {}) =>
  visit(`${world.url}${path}`, { as: office, ...options });

test('what a member chooses holds at once, in every browser, and from the first paint', async () => {
  const { page, faults, close } = await open('/inbox/all');
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
  await comesTo(() => page.evaluate(ground), 'rgb(19, 22, 21)');
  await comesTo(() => page.evaluate('document.documentElement.dataset.density'), 'compact');
  assert.deepEqual(faults, []);
  await close();

  const other = await open('/inbox/all');
  await other.page.getByRole('heading', { name: 'Bandeja' }).waitFor();
  const row = other.page.getByRole('link', { name: /Ana/ });
  await comesTo(async () => (await row.boundingBox())?.height, 47);
  assert.equal(await other.page.evaluate('document.documentElement.dataset.theme'), 'dark');
  await other.close();
});

test('a choice that cannot be kept goes back, and says why beside it', async () => {
  const { page, close } = await open('/settings');
  await page.route('**/api/v1/me', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  );
  const light = page.getByRole('radio', { name: 'Claro' });
  await light.click();
  await page.getByRole('alert').waitFor();
  await comesTo(() => light.isChecked(), false);
  await close();
});

test('a tap turns notifications on, a test arrives, and a notification opens its conversation', async () => {
  await office.must('PATCH', '/api/v1/me', { preferences: { language: 'en', theme: 'system' } });
  const browser = post.browser();
  // A Chromium without a screen grants no notifications, and the push service of its maker is on another machine.
  const granted = `{
    let permission = 'default';
    Object.defineProperty(Notification, 'permission', { get: () => permission });
    Notification.requestPermission = async () => (permission = 'granted');
    const given = ${JSON.stringify(browser.subscription)};
    PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => ({
      options: { applicationServerKey, userVisibleOnly }, toJSON: () => given, unsubscribe: async () => true });
    PushManager.prototype.getSubscription = async () => null;
  }`;
  const { page, faults, close } = await open('/settings', {
    serviceWorkers: 'allow',
    prepare: (page) => page.addInitScript(granted),
  });
  await page.getByRole('button', { name: 'Turn on notifications here' }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('It is on its way').waitFor();
  const [trial] = await browser.shouldGet(1);
  assert.equal(trial.kind, 'test');
  await mustBeAccessible(page, 'settings with notifications');

  // What the worker says when a notification is clicked; flows/push.test.ts has the worker itself.
  const place = `/inbox/all/${office.conversationWith('Ana')}`;
  const opened = JSON.stringify({ data: { place } });
  await until('the conversation', async () => {
    await page.evaluate(`navigator.serviceWorker.dispatchEvent(new MessageEvent('message', ${opened}))`);
    return page.getByRole('region', { name: 'Texts with Ana' }).isVisible();
  });

  await page.goto(`${world.url}/settings`);
  await page.getByRole('checkbox', { name: 'Keep Hearback ready' }).uncheck();
  await page.getByRole('button', { name: 'Turn on notifications here' }).waitFor();
  // Not the caches: one that is gone is there again at times, empty, and nothing of ours has opened it. Chromium does, it
  // seems, to keep what it has compiled of a script from it.
  const files = `caches.keys().then((names) => Promise.all(names.map(async (name) =>
    (await (await caches.open(name)).keys()).map(({ url }) => url)))).then((all) => all.flat())`;
  await comesTo(() => page.evaluate<string[]>(files), []);
  assert.deepEqual(faults, []);
  await close();
});

test('a notification that is opened while the page is still loading leads where it should', async () => {
  const { page, close } = await open('/settings');
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
  await page.route('**/api/v1/me', async (route) => {
    await mayGoOn;
    await route.continue().catch(() => {});
  });
  const asked = page.waitForRequest('**/api/v1/me');
  await page.reload({ waitUntil: 'domcontentloaded' });
  await asked;
  const opened = JSON.stringify({ data: { place: `/inbox/all/${office.conversationWith('Ana')}` } });
  await page.evaluate(`navigator.serviceWorker.dispatchEvent(new MessageEvent('message', ${opened}))`);
  goOn();
  await page.getByRole('region', { name: 'Texts with Ana' }).waitFor();
  await close();
});

test('where notifications are refused, the page says how to allow them in this browser', async () => {
  const { page, close } = await open('/settings', {
    prepare: (page) => page.addInitScript(`Object.defineProperty(Notification, 'permission', { get: () => 'denied' })`),
  });
  await page.getByText('Click the icon at the left of the address').waitFor();
  await mustBeAccessible(page, 'settings with notifications refused');
  await close();

  const iphone = await open('/settings', {
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1',
    prepare: (page) => page.addInitScript('delete window.PushManager'),
  });
  await iphone.page.getByText('Add to Home Screen').waitFor();
  await iphone.close();
});

test('a page begins at its top, and Back leads to where one was', async () => {
  const { page, close } = await open('/settings', { viewport: { width: 1000, height: 480 } });
  const isAt = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  const place = 'document.getElementById("content").scrollTop';
  await isAt('Settings');
  await comesTo(() => page.evaluate(`${place} = 200, ${place}`), 200);
  await page.getByRole('link', { name: 'Delivery' }).click();
  await isAt('Delivery');
  await comesTo(() => page.evaluate(place), 0);
  await page.goBack();
  await isAt('Settings');
  await comesTo(() => page.evaluate(place), 200);
  await close();
});

test('what is chosen on one device is seen on the others while they are open, and what is chosen there then is seen here', async () => {
  await office.must('PATCH', '/api/v1/me', { preferences: { language: 'en', theme: 'system' } });
  const one = await open('/settings');
  const other = await open('/settings');
  const radio = ({ page }: typeof one, name: string) => page.getByRole('radio', { name });
  await radio(other, 'Dark').waitFor();
  await radio(one, 'Dark').check();
  await comesTo(() => radio(other, 'Dark').isChecked(), true);
  await comesTo(() => other.page.evaluate('document.documentElement.dataset.theme'), 'dark');
  await radio(other, 'Light').check();
  await comesTo(() => radio(one, 'Light').isChecked(), true);
  await comesTo(() => one.page.evaluate('document.documentElement.dataset.theme'), 'light');
  await one.close();
  await other.close();
});

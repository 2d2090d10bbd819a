import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { openProxy } from '../support/proxy.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { hasten, within } from './at-once.ts';
import { visit } from './chromium.ts';

const world = await openOfficeHours(['Ana', 'Ben']);
const { office, phone } = world;
// Held for as short a time as can be: how long is no matter here.
await office.must('PATCH', '/api/v1/me', { preferences: { undoSeconds: 1 } });

/** A way to the server that can really be cut: the browser's own pretending lets through what a reload asks. */
async function openCable() {
  let isCut = false;
  const proxy = await openProxy(() => (isCut ? [] : [{ host: '127.0.0.1', port: Number(new URL(world.url).port) }]));
  after(() => proxy.close());
  return {
    url: `http://127.0.0.1:${proxy.port}`,
    cut() {
      isCut = true;
      proxy.cut();
    },
    mend() {
      isCut = false;
    },
  };
}

/** Until the page can do without a network: its files are kept, and so is what was seen. */
async function settled(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await until('the worker is in charge', () => page.evaluate<boolean>('navigator.serviceWorker.controller !== null'));
  // Whoever opens it before the page has made it makes an empty one.
  const isMade = `indexedDB.databases().then((all) => all.some(({ name }) => name === 'hearback'))`;
  await until('what keeps it', () => page.evaluate<boolean>(isMade));
  const kept = `new Promise((done) => { const r = indexedDB.open('hearback', 1); r.onsuccess = () => {
    const all = r.result.transaction('kept').objectStore('kept').getAll();
    all.onsuccess = () => { r.result.close(); done(all.result.map((each) => each.kind)); } } })`;
  await until('the thread is kept', async () => {
    const kinds = await page.evaluate<string[]>(kept);
    return kinds.includes('timeline') && kinds.includes('conversations') && kinds.includes('me');
  });
}

test('without a network the last-seen threads can be read, and three texts wait, survive a reload and leave once, in order', async () => {
  await phone('Ana').texts('Is the gate open?');
  await office.shouldSee('Ana', ['them: Is the gate open?']);
  const cable = await openCable();
  const { page, close } = await visit(`${cable.url}/inbox/all/${office.conversationWith('Ana')}`, {
    as: office,
    serviceWorkers: 'allow',
    prepare: (page) => page.clock.install(),
  });
  await page.getByRole('textbox', { name: 'Text to Ana' }).waitFor();
  await settled(page);

  cable.cut();
  await hasten(page, page.getByText(/^Offline since/));
  const box = page.getByRole('textbox', { name: 'Text to Ana' });
  for (const text of ['One', 'Two', 'Three']) {
    await box.fill(text);
    await box.press('Enter');
  }
  await page.getByText('Waiting for the network').first().waitFor();
  const since = await page.getByText(/^Offline since/).textContent();

  await page.goto(`${cable.url}/inbox/all`);
  await hasten(page, page.getByText(/^Offline since/));
  assert.equal(await page.getByText(/^Offline since/).textContent(), since);
  await page.getByRole('link', { name: /Ana/ }).click();
  const thread = page.getByRole('region', { name: 'Texts with Ana' });
  await thread.getByText('Is the gate open?').waitFor();
  await thread.getByText('Three', { exact: true }).waitFor();
  await page.reload();
  await thread.getByText('Two', { exact: true }).waitFor();
  assert.deepEqual(
    (await office.messages('Ana')).map(({ body }) => body),
    ['Is the gate open?'],
  );

  cable.mend();
  await page.getByText(/^Offline since/).waitFor({ state: 'detached' });
  await office.shouldSee('Ana', ['them: Is the gate open?', 'us: One', 'us: Two', 'us: Three']);
  for (const text of ['One', 'Two', 'Three']) await phone('Ana').shouldHear(text);
  await thread.getByText('Delivered').first().waitFor();
  for (const text of ['One', 'Two', 'Three']) assert.equal(await thread.getByText(text, { exact: true }).count(), 1);

  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  const left = `new Promise((done) => { const r = indexedDB.open('hearback', 1); r.onsuccess = () => {
    const all = r.result.transaction('kept').objectStore('kept').count(); all.onsuccess = () => done(all.result) } })`;
  await until('all that was seen is forgotten', async () => (await page.evaluate(left)) === 0);
  cable.cut();
  await page.goto(`${cable.url}/inbox/all`);
  await hasten(page, page.getByText('The server did not answer'));
  await close();
});

test('a thread that was seen long before can be read without a network, as it was seen last', async () => {
  await office.signsIn();
  const cable = await openCable();
  const { page, close } = await visit(`${cable.url}/inbox/all/${office.conversationWith('Ana')}`, {
    as: office,
    serviceWorkers: 'allow',
    prepare: (page) => page.clock.install(),
  });
  const ana = page.getByRole('region', { name: 'Texts with Ana' });
  await ana.getByText('Is the gate open?').waitFor();
  await settled(page);
  await page.getByRole('link', { name: /^Ben/ }).click();
  await page.getByRole('textbox', { name: 'Text to Ben' }).waitFor();
  // Longer than the page holds in memory what nobody looks at.
  await page.clock.fastForward('10:00');
  cable.cut();
  await hasten(page, page.getByText(/^Offline since/));
  await page.getByRole('link', { name: /^Ana/ }).click();
  await ana.getByText('Is the gate open?').waitFor();
  await close();
});

// Row 78: "Sleep the laptop 10 min with 40 texts arriving: all there ≤ 2 s after waking, none twice".
test('forty texts that came while the page slept are there within two seconds of its waking, none twice', async () => {
  await office.signsIn();
  const { page, close } = await visit(`${world.url}/inbox/all/${office.conversationWith('Ben')}`, { as: office });
  const thread = page.getByRole('region', { name: 'Texts with Ben' });
  await thread.waitFor();
  const debug: CDPSession = await page.context().newCDPSession(page);
  const all: string[] = [];
  const write = async (text: string) => {
    all.push(text);
    await phone('Ben').texts(text);
  };
  const seen = async (text: string) => {
    const from = performance.now();
    await thread.getByText(text, { exact: true }).waitFor();
    return performance.now() - from;
  };
  await within(2_000, 'showing what came while it slept', async () => {
    await debug.send('Page.setWebLifecycleState', { state: 'frozen' });
    await page.context().setOffline(true);
    for (let n = 1; n <= 40; n++) await write(`Text ${all.length + 1}.`);
    await office.shouldSee(
      'Ben',
      all.map((text) => `them: ${text}`),
    );
    await page.context().setOffline(false);
    await debug.send('Page.setWebLifecycleState', { state: 'active' });
    const ms = await seen(all.at(-1)!);
    await write(`Awake ${all.length + 1}.`);
    return { ms, control: await seen(all.at(-1)!) };
  });
  for (const text of all) assert.equal(await thread.getByText(text, { exact: true }).count(), 1);
  await close();
});

test('a new version of the page takes over while the old one is open', async () => {
  const worker = await (await fetch(`${world.url}/sw.js`)).text();
  assert.match(worker, /const version = '[0-9a-f]{16}'/);
  let served = worker;
  const server = createServer(async ({ url }, reply) => {
    const answer = await fetch(`${world.url}${url}`);
    reply.setHeader('content-type', answer.headers.get('content-type') ?? '').statusCode = answer.status;
    reply.end(url === '/sw.js' ? served : Buffer.from(await answer.arrayBuffer()));
  }).listen(0, '127.0.0.1');
  after(() => server.close());
  await once(server, 'listening');
  const { page, close } = await visit(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    serviceWorkers: 'allow',
  });
  await page.evaluate(
    `navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready).then(() => true)`,
  );
  const versions = () => page.evaluate<string[]>('caches.keys()');
  const [first] = await versions();
  for (const version of ['second', 'third']) {
    served = worker.replace(/const version = '.{8}/, `const version = '${version}`);
    await page.evaluate('navigator.serviceWorker.getRegistration().then((it) => it.update()).then(() => true)');
    const isActive = 'navigator.serviceWorker.getRegistration().then((it) => !it.installing && !it.waiting)';
    await until('the worker is active', () => page.evaluate<boolean>(isActive));
    const isNewest = async () => (await versions()).at(-1)?.includes(version) ?? false;
    await until(`the ${version} version is there`, isNewest);
    await until('no more than two are kept', async () => (await versions()).length === 2);
    assert.equal(
      (await versions()).includes(first!),
      version === 'second',
      'Parts of the one before stay for its pages.',
    );
  }
  const cached = await page.evaluate<string[]>(
    'caches.keys().then((names) => Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((it) => it.url)))).then((all) => all.flat())',
  );
  assert.ok(cached.length > 10);
  assert.deepEqual(
    cached.filter((url) => /\/(api|webhooks)\//.test(url)),
    [],
  );
  await close();
});

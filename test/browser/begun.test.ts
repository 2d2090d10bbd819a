import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openBroadcasting } from '../support/broadcasting.ts';
import type { Json } from '../support/browser.ts';
import { comesTo } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { focusNowhere, watchFrames } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { hold } from './hold.ts';

// What is written and not saved, when its page is loaded anew or closed.

const world = await openOfficeHours(['Ana', 'Ben']);
const { office: nora, url } = world;
const ben = await nora.colleague('Ben', 'manager');
const broadcasts = openBroadcasting(world);
const audience = await broadcasts.to('Ana', 'Ben');

const open = (path: string) => visit(`${url}${path}`, { as: nora, timezoneId: 'America/New_York' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const words = (page: Page) => page.getByRole('textbox', { name: /Words/ });
const kept = (page: Page) => page.getByText('Kept as a draft').waitFor();
const isHere = (page: Page) => page.getByText('Kept in this browser until the server has it').waitFor();
const note = (page: Page) => page.getByRole('alert').filter({ hasText: 'Ben has changed this since you opened it' });
const unkept = (page: Page, name: string) =>
  page.getByRole('alert').filter({ hasText: `What you wrote last in “${name}” is not kept` });
const named = async (start: string) =>
  (await nora.must('GET', '/api/v1/broadcasts')).items.filter(({ body }: Json) => body.startsWith(start)).length;
/** Whether this browser keeps something that says so. */
const holds = (page: Page, text: string) =>
  page.evaluate<boolean>(`JSON.stringify({ ...localStorage }).includes(${JSON.stringify(text)})`);
const bodyOf = async (id: string) => (await broadcasts.read(id)).body;

/** Nothing of a broadcast gets to the server from any page of this browser, until the answered function is called. */
async function away(page: Page): Promise<() => void> {
  let isAway = true;
  await page
    .context()
    .route(/\/api\/v1\/broadcasts(\/[^/]+)?$/, (route) =>
      isAway && route.request().method() !== 'GET' ? route.abort() : route.fallback(),
    );
  return () => {
    isAway = false;
  };
}

/** Closes the page, as whoever is done with it does, and opens another in the same browser. */
async function closed(page: Page, path: string): Promise<Page> {
  const next = await page.context().newPage();
  await page.close();
  await next.goto(`${url}${path}`);
  return next;
}

test('a new broadcast that the server has not heard of is there after a reload, and in another page, and kept once', async () => {
  const { page, close } = await open('/broadcasts/new');
  const back = await away(page);
  await words(page).fill('Door one');
  await isHere(page);
  await mustBeAccessible(page, 'a broadcast that is kept in the browser');
  await page.reload();
  await comesTo(() => words(page).inputValue(), 'Door one');
  await words(page).fill('Door one or two');
  await isHere(page);
  const next = await closed(page, '/broadcasts/new');
  await comesTo(() => words(next).inputValue(), 'Door one or two');
  back();
  await next.waitForURL(/\/edit$/);
  await kept(next);
  assert.deepEqual([await named('Door'), await named('Door one or two')], [1, 1]);
  // The next one is new, also after a reload.
  await next.goto(`${url}/broadcasts/new`);
  await next.getByRole('heading', { name: 'New broadcast' }).waitFor();
  assert.equal(await words(next).inputValue(), '');
  await close();
});

test('a new broadcast whose answer was lost is one, also where its writer loads the page anew and writes on', async () => {
  const { page, close } = await open('/broadcasts/new');
  const lost = await hold(page, 'POST', /\/broadcasts$/, { isLost: true });
  await words(page).fill('Yard one');
  await lost.asked;
  const back = await away(page);
  await words(page).fill('Yard one or two');
  lost.letGo();
  await isHere(page);
  assert.equal(await named('Yard'), 1);
  await page.reload();
  await comesTo(() => words(page).inputValue(), 'Yard one or two');
  back();
  await page.waitForURL(/\/edit$/);
  await kept(page);
  assert.deepEqual([await named('Yard'), await named('Yard one or two')], [1, 1]);
  await close();
});

test('a new broadcast whose words are taken out again is not kept', async () => {
  const { page, close } = await open('/broadcasts/new');
  await away(page);
  await words(page).fill('Roof one');
  await isHere(page);
  await words(page).fill('');
  await comesTo(() => holds(page, 'Roof one'), false);
  await page.reload();
  await page.getByRole('heading', { name: 'New broadcast' }).waitFor();
  assert.equal(await words(page).inputValue(), '');
  await close();
});

test('what another page has had kept meanwhile is not begun once more', async () => {
  const { id } = await broadcasts.writes('Mast A', audience);
  const { page, close } = await open('/broadcasts/new');
  const back = await away(page);
  await words(page).fill('Mast one');
  await isHere(page);
  const other = await page.context().newPage();
  await other.goto(`${url}/broadcasts/${id}/edit`);
  await comesTo(() => words(other).inputValue(), 'Mast A');
  await other.evaluate(`addEventListener('storage', ({ key, newValue }) => {
    if (key.startsWith('hearback.begun') && !newValue.includes('Mast one')) window.isTold = true;
  })`);
  back();
  await page.waitForURL(/\/edit$/);
  await kept(page);
  await other.waitForFunction('window.isTold');
  await other.getByRole('link', { name: 'Broadcasts' }).first().click();
  await other.getByRole('link', { name: 'Text many people' }).click();
  await other.getByRole('heading', { name: 'New broadcast' }).waitFor();
  assert.deepEqual([await words(other).inputValue(), await named('Mast one')], ['', 1]);
  await close();
});

test('what was written of a draft goes with it, where it is thrown away in the list', async () => {
  await broadcasts.writes('Loft A', audience);
  const { page, close } = await open('/broadcasts');
  await page.getByRole('link', { name: /Loft A/ }).click();
  const back = await away(page);
  await words(page).fill('Loft B');
  await isHere(page);
  await page.goto(`${url}/broadcasts`);
  assert.equal(await holds(page, 'Loft B'), true);
  back();
  await button(page, 'Throw “Loft A” away').click();
  await page.getByRole('region', { name: 'What was done' }).getByText('The draft is thrown away').waitFor();
  await comesTo(() => holds(page, 'Loft B'), false);
  await close();
});

test('what was written last in a draft is there after a reload, and not kept over what a colleague has written since', async () => {
  const { id } = await broadcasts.writes('Gate B', audience);
  const { page, close } = await open(`/broadcasts/${id}/edit`);
  const back = await away(page);
  await words(page).fill('Gate C');
  await isHere(page);
  await page.reload();
  await comesTo(() => words(page).inputValue(), 'Gate C');
  await ben.must('PATCH', `/api/v1/broadcasts/${id}`, { body: 'Ben was here' });
  back();
  await note(page).waitFor();
  assert.deepEqual([await words(page).inputValue(), await bodyOf(id)], ['Gate C', 'Ben was here']);
  // Nor after another reload.
  await page.reload();
  await note(page).waitFor();
  assert.deepEqual([await words(page).inputValue(), await bodyOf(id)], ['Gate C', 'Ben was here']);
  await button(page, 'Save mine over it').click();
  await comesTo(() => bodyOf(id), 'Gate C');
  await kept(page);
  await page.reload();
  await comesTo(() => words(page).inputValue(), 'Gate C');
  assert.equal(await note(page).count(), 0);
  await close();
});

test('what was written last of a draft is found in a new one, where it was sent or thrown away before its writer is back', async () => {
  for (const [name, ends] of [
    ['Hut', (id: string) => broadcasts.dispatches(id)],
    ['Pit', (id: string) => ben.must('DELETE', `/api/v1/broadcasts/${id}`)],
  ] as const) {
    const { id } = await broadcasts.writes(`${name} one`, audience);
    const { page, close } = await open(`/broadcasts/${id}/edit`);
    const back = await away(page);
    await words(page).fill(`${name} one or two`);
    await isHere(page);
    await page.goto(`${url}/people`);
    await ends(id);
    back();
    await page.goto(`${url}/broadcasts/${id}/edit`);
    await unkept(page, `${name} one or two`).getByRole('link', { name: 'Open' }).click();
    await comesTo(() => words(page).inputValue(), `${name} one or two`);
    await page.waitForURL((to) => to.pathname.endsWith('/edit') && !to.pathname.includes(id));
    await kept(page);
    assert.deepEqual([await unkept(page, `${name} one or two`).count(), await named(`${name} one or two`)], [0, 1]);
    await comesTo(() => holds(page, `${name} one or two`), false);
    await close();
  }
});

test('what was sent is not begun once more, nor said not to be kept, where the answer that it was kept was lost', async () => {
  // One that was new, and goes on being told; and one that was a draft before.
  const fresh = await open('/broadcasts/new');
  const { id } = await broadcasts.writes('Shed A', audience);
  const known = await open(`/broadcasts/${id}/edit`);
  for (const [{ page, close }, method, name] of [
    [fresh, 'POST', 'Barn one'],
    [known, 'PATCH', 'Shed one'],
  ] as const) {
    const lost = await hold(page, method, /\/broadcasts(\/[^/]+)?$/, { isLost: true });
    await words(page).fill(name);
    await lost.asked;
    const back = await away(page);
    lost.letGo();
    await isHere(page);
    const { items } = await nora.must('GET', '/api/v1/broadcasts');
    const { id } = items.find(({ body }: Json) => body === name);
    await page.goto(`${url}/people`);
    await nora.must('PATCH', `/api/v1/broadcasts/${id}`, { audience });
    await broadcasts.dispatches(id);
    back();
    await page.goto(`${url}/broadcasts/${method === 'POST' ? 'new' : `${id}/edit`}`);
    await page.waitForURL(new RegExp(`/broadcasts/${id}$`));
    await comesTo(() => holds(page, name), false);
    assert.deepEqual([await unkept(page, name).count(), await named(name)], [0, 1]);
    await close();
  }
});

const weekly = (page: Page) => page.getByRole('spinbutton', { name: /^Texts to many in seven days/ });
const hours = (page: Page) => page.getByLabel('Broadcasts and reminders wait for these hours');
const jamaica = (page: Page) => page.getByRole('button', { name: 'Take Jamaica off the list' });
const isBack = (page: Page) => page.getByText('What you wrote here before was kept in this browser');
const limits = () => nora.must('GET', '/api/v1/limits');

/** What is written of the limits, as it stands in the form. */
const written = async (page: Page) => {
  await weekly(page).waitFor();
  return [await weekly(page).inputValue(), await hours(page).isChecked(), await jamaica(page).count()];
};

test('limits that were written and not saved are there after a reload, in another page and on the way back, until they are saved', async () => {
  const { page, faults, close } = await open('/limits');
  const before = await written(page);
  await weekly(page).fill('7');
  await hours(page).setChecked(!before[1]);
  await page.getByLabel('Add a country').selectOption('Jamaica');
  await jamaica(page).waitFor();
  const mine = ['7', !before[1], 1];
  assert.equal(await isBack(page).count(), 0);
  await page.reload();
  await isBack(page).waitFor();
  assert.deepEqual(await written(page), mine);
  await mustBeAccessible(page, 'limits that are back');
  await page.getByRole('link', { name: 'People' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await page.goBack();
  await isBack(page).waitFor();
  assert.deepEqual(await written(page), mine);
  const next = await closed(page, '/limits');
  await isBack(next).waitFor();
  assert.deepEqual(await written(next), mine);
  assert.equal((await limits()).weekly, null);
  await button(next, 'Save').click();
  await next.getByText('Saved.').waitFor();
  assert.equal(await isBack(next).count(), 0);
  assert.deepEqual([(await limits()).weekly, (await limits()).countries.includes('JM')], [7, true]);
  await next.reload();
  assert.deepEqual([await written(next), await isBack(next).count()], [mine, 0]);
  assert.deepEqual(faults, []);
  await close();
});

test('limits that are back are thrown away at once and for good, and the focus stays', async () => {
  const { page, close } = await open('/limits');
  const before = await written(page);
  await weekly(page).fill('8');
  await page.reload();
  await isBack(page).waitFor();
  assert.equal(await weekly(page).inputValue(), '8');
  await button(page, 'Throw it away').focus();
  const isSteady = await watchFrames(page, focusNowhere);
  await page.keyboard.press('Enter');
  await isBack(page).waitFor({ state: 'detached' });
  await isSteady();
  assert.deepEqual(await written(page), before);
  await page.reload();
  assert.deepEqual([await written(page), await isBack(page).count()], [before, 0]);
  await close();
});

test('limits that were saved, although the answer was lost, are not back', async () => {
  const { page, close } = await open('/limits');
  const [, isKept] = await written(page);
  const lost = await hold(page, 'PUT', /\/limits$/, { isLost: true });
  await weekly(page).fill('9');
  await button(page, 'Save').click();
  await lost.asked;
  lost.letGo();
  await page.getByRole('alert').getByText('The server did not answer.').waitFor();
  await page.reload();
  await comesTo(() => written(page), ['9', isKept, 1]);
  assert.equal(await isBack(page).count(), 0);
  // Nor once a colleague has changed them.
  await ben.must('PUT', '/api/v1/limits', { ...(await limits()), weekly: 10 });
  await page.reload();
  await comesTo(() => written(page), ['10', isKept, 1]);
  assert.equal(await isBack(page).count(), 0);
  await close();
});

test('limits that are back are not saved over what a colleague has saved since', async () => {
  const benSays = async (weekly: number) => ben.must('PUT', '/api/v1/limits', { ...(await limits()), weekly });
  await benSays(11);
  const { page, close } = await open('/limits');
  await comesTo(() => weekly(page).inputValue(), '11');
  await weekly(page).fill('12');
  await page.goto(`${url}/people`);
  await benSays(21);
  await page.goto(`${url}/limits`);
  await isBack(page).waitFor();
  assert.equal(await weekly(page).inputValue(), '12');
  await button(page, 'Save').click();
  await note(page).waitFor();
  assert.equal((await limits()).weekly, 21);
  await page.reload();
  await note(page).waitFor();
  assert.equal(await weekly(page).inputValue(), '12');
  await button(page, 'Throw it away').click();
  await comesTo(() => weekly(page).inputValue(), '21');
  assert.deepEqual([await note(page).count(), (await limits()).weekly], [0, 21]);
  await close();
});

test('where the storage of this browser is full, nobody hears that it keeps what is written', async () => {
  const prepare = (page: Page) =>
    page.addInitScript(`window.keeps = Storage.prototype.setItem;
      Storage.prototype.setItem = () => { throw new DOMException('Full', 'QuotaExceededError'); };`);
  const { page, close } = await visit(`${url}/broadcasts/new`, { as: nora, prepare });
  await away(page);
  await words(page).fill('Mill one');
  await page.getByText('Not kept anywhere yet').waitFor();
  assert.equal(await page.getByText('Kept in this browser').count(), 0);
  await page.evaluate('Storage.prototype.setItem = window.keeps');
  await words(page).fill('Mill one or two');
  await isHere(page);
  assert.equal(await holds(page, 'Mill one or two'), true);

  await page.goto(`${url}/limits`);
  await weekly(page).fill('13');
  await page.getByRole('link', { name: 'People' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await page.goBack();
  await page.getByText('this browser does not keep it').waitFor();
  assert.deepEqual([await weekly(page).inputValue(), await isBack(page).count()], ['13', 0]);
  await close();
});

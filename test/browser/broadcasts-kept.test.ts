import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openClock } from '../support/asking.ts';
import { openBroadcasting } from '../support/broadcasting.ts';
import type { Json } from '../support/browser.ts';
import { comesTo } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { drawn } from './at-once.ts';
import { visit } from './chromium.ts';
import { holdDeadlines, passDeadlines } from './deadlines.ts';
import { hold } from './hold.ts';

// The words of a draft, where the server has not heard of them when their writer leaves.

// What is held stays held: this clock stands.
const world = await openOfficeHours(['Ana', 'Ben'], { clock: openClock(new Date().toISOString()) });
const { office: nora, url } = world;
const ben = await nora.colleague('Ben', 'manager');
const broadcasts = openBroadcasting(world);
const audience = await broadcasts.to('Ana', 'Ben');

const open = (path: string, prepare?: (page: Page) => Promise<unknown>) =>
  visit(`${url}${path}`, { as: nora, timezoneId: 'America/New_York', ...(prepare && { prepare }) });
const write = (body: string) => broadcasts.writes(body, audience);
const bodyOf = async (id: string) => (await broadcasts.read(id)).body;
const named = async (start: string) =>
  (await nora.must('GET', '/api/v1/broadcasts')).items.filter(({ body }: Json) => body.startsWith(start)).length;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const words = (page: Page) => page.getByRole('textbox', { name: /Words/ });
const note = (page: Page) => page.getByRole('alert').filter({ hasText: 'Ben has changed this since you opened it' });
const unkept = (page: Page, name: string) =>
  page.getByRole('alert').filter({ hasText: `What you wrote last in “${name}” is not kept` });

async function leave(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Broadcasts' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Broadcasts' }).waitFor();
}

/** Nothing that is told by a method gets to the server, until the answered function is called. */
async function away(page: Page, method: string, path: RegExp): Promise<() => void> {
  let isAway = true;
  await page.route(path, (route) => (isAway && route.request().method() === method ? route.abort() : route.fallback()));
  return () => {
    isAway = false;
  };
}

/** Counts the calls by a method from now on. */
function counting(page: Page, wanted: string): () => number {
  let calls = 0;
  page.on('request', (request) => {
    if (request.method() === wanted) calls++;
  });
  return () => calls;
}

/** The next call by a method is answered when the answered function is called, and done before. */
async function holdAnswer(page: Page, method: string, path: RegExp) {
  const answered = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  await page.route(path, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    const response = await route.fetch();
    answered.resolve();
    await held.promise;
    await route.fulfill({ response });
  });
  return { answered: answered.promise, letGo: held.resolve };
}

test('whoever leaves a draft while the server is away is told, finds the way back to their words, and has them kept', async () => {
  const { id } = await write('Gate B');
  const { page, close } = await open(`/broadcasts/${id}/edit`);
  const back = await away(page, 'PATCH', new RegExp(`/broadcasts/${id}$`));
  await words(page).fill('Gate C');
  await leave(page);
  await unkept(page, 'Gate C').waitFor();
  assert.equal(await bodyOf(id), 'Gate B');
  back();
  await unkept(page, 'Gate C').getByRole('link', { name: 'Open' }).click();
  await comesTo(() => words(page).inputValue(), 'Gate C');
  await comesTo(() => bodyOf(id), 'Gate C');
  await page.getByText('Kept as a draft').waitFor();
  assert.equal(await unkept(page, 'Gate C').count(), 0);
  await leave(page);
  await page.getByRole('link', { name: /Gate C/ }).click();
  await comesTo(() => words(page).inputValue(), 'Gate C');
  await close();
});

test('what was left is not kept over what a colleague has written meanwhile', async () => {
  const { id } = await write('Gate D');
  const { page, close } = await open(`/broadcasts/${id}/edit`);
  const back = await away(page, 'PATCH', new RegExp(`/broadcasts/${id}$`));
  await words(page).fill('Gate E');
  await leave(page);
  await unkept(page, 'Gate E').waitFor();
  await ben.must('PATCH', `/api/v1/broadcasts/${id}`, { body: 'Ben was here' });
  back();
  await page.getByRole('link', { name: /Ben was here/ }).click();
  await note(page).waitFor();
  assert.deepEqual([await words(page).inputValue(), await bodyOf(id)], ['Gate E', 'Ben was here']);
  await button(page, 'Save mine over it').click();
  await comesTo(() => bodyOf(id), 'Gate E');
  await close();
});

test('a new draft that was left while the server was away is there again, and there is one of it', async () => {
  const { page, close } = await open('/broadcasts/new');
  const lost = await hold(page, 'POST', /\/broadcasts$/, { isLost: true });
  await words(page).fill('Door one');
  await lost.asked;
  const back = await away(page, 'POST', /\/broadcasts$/);
  await words(page).fill('Door one or two');
  await leave(page);
  lost.letGo();
  await unkept(page, 'Door one or two').waitFor();
  assert.equal(await named('Door'), 1);
  back();
  await unkept(page, 'Door one or two').getByRole('link', { name: 'Open' }).click();
  await page.waitForURL(/\/edit$/);
  await page.getByText('Kept as a draft').waitFor();
  assert.equal(await words(page).inputValue(), 'Door one or two');
  assert.deepEqual([await named('Door'), await named('Door one or two')], [1, 1]);
  // The next one is new.
  await leave(page);
  await page.getByRole('link', { name: 'Text many people' }).click();
  await page.getByRole('heading', { name: 'New broadcast' }).waitFor();
  assert.equal(await words(page).inputValue(), '');
  await close();
});

test('a new draft goes on being kept after an answer that never came, and is one', async () => {
  const { page, close } = await open('/broadcasts/new', holdDeadlines);
  const never = await hold(page, 'POST', /\/broadcasts$/);
  await words(page).fill('Yard one');
  await never.asked;
  await passDeadlines(page);
  await page.waitForURL(/\/edit$/);
  await page.getByText('Kept as a draft').waitFor();
  never.letGo();
  const lost = await hold(page, 'POST', /\/broadcasts$/, { isLost: true });
  await leave(page);
  await page.getByRole('link', { name: 'Text many people' }).click();
  await words(page).fill('Lift one');
  await lost.asked;
  await words(page).fill('Lift one or two');
  lost.letGo();
  await page.waitForURL(/\/edit$/);
  await page.getByText('Kept as a draft').waitFor();
  assert.deepEqual([await named('Yard one'), await named('Lift'), await named('Lift one or two')], [1, 1, 1]);
  await close();
});

test('whose draft a colleague sends while they write hears that the last words are not in it, and has them when it is back', async () => {
  const { id } = await write('Gate F');
  const { page, close } = await open(`/broadcasts/${id}/edit`);
  const held = await hold(page, 'PATCH', new RegExp(`/broadcasts/${id}$`));
  await words(page).fill('Gate G');
  await held.asked;
  const { willGet } = await broadcasts.look(id);
  await ben.must('POST', `/api/v1/broadcasts/${id}/dispatch`, { expected: willGet });
  await page.getByText('Nothing has left yet.').waitFor();
  held.letGo();
  await unkept(page, 'Gate G').getByText('This broadcast has been sent on its way.').waitFor();
  assert.equal(await bodyOf(id), 'Gate F');
  await ben.must('DELETE', `/api/v1/broadcasts/${id}/dispatch`);
  await comesTo(() => words(page).inputValue(), 'Gate G');
  await comesTo(() => bodyOf(id), 'Gate G');
  await close();
});

test('whose draft a colleague has sent or thrown away while they write finds the last words in a new one', async () => {
  const dispatch = (id: string) =>
    broadcasts
      .look(id)
      .then(({ willGet }) => ben.must('POST', `/api/v1/broadcasts/${id}/dispatch`, { expected: willGet }));
  for (const [name, ends] of [
    ['Hut', dispatch],
    ['Pit', (id: string) => ben.must('DELETE', `/api/v1/broadcasts/${id}`)],
  ] as const) {
    const { id } = await write(`${name} one`);
    const { page, close } = await open(`/broadcasts/${id}/edit`);
    const held = await hold(page, 'PATCH', new RegExp(`/broadcasts/${id}$`));
    await words(page).fill(`${name} one or two`);
    await held.asked;
    await leave(page);
    await ends(id);
    held.letGo();
    await unkept(page, `${name} one or two`).getByRole('link', { name: 'Open' }).click();
    await comesTo(() => words(page).inputValue(), `${name} one or two`);
    await page.waitForURL((to) => to.pathname.endsWith('/edit') && !to.pathname.includes(id));
    await page.getByText('Kept as a draft').waitFor();
    assert.equal(await unkept(page, `${name} one or two`).count(), 0);
    assert.equal(await named(`${name} one or two`), 1);
    await close();
  }
});

test('what is begun while the one before is still on its way to be kept is a new one, also on the way back', async () => {
  const { page, close } = await open('/broadcasts/new');
  const held = await hold(page, 'POST', /\/broadcasts$/);
  await words(page).fill('Mast one');
  await held.asked;
  await leave(page);
  await page.getByRole('link', { name: 'Text many people' }).click();
  await page.getByRole('heading', { name: 'New broadcast' }).waitFor();
  await drawn(page);
  assert.equal(await words(page).inputValue(), '');
  held.letGo();
  await words(page).fill('Mast two');
  await page.waitForURL(/\/edit$/);
  await page.getByText('Kept as a draft').waitFor();
  await comesTo(async () => [await named('Mast one'), await named('Mast two')], [1, 1]);
  // What is kept by its own address is there again after a step back, and not an empty one.
  await page.getByRole('heading', { name: 'New broadcast' }).click();
  await page.keyboard.press('b');
  await page.waitForURL(/\/new$/);
  await comesTo(() => words(page).inputValue(), '');
  await page.goBack();
  await page.waitForURL(/\/edit$/);
  await comesTo(() => words(page).inputValue(), 'Mast two');
  await close();
});

test('whoever throws a draft away while its last words are on their way hears of no failure, and gets all of them back', async () => {
  const { id } = await write('Roof one');
  const { page, close } = await open(`/broadcasts/${id}/edit`);
  const held = await hold(page, 'PATCH', new RegExp(`/broadcasts/${id}$`));
  const told = counting(page, 'PATCH');
  await words(page).fill('Roof one or two');
  await held.asked;
  await button(page, 'Throw away').click();
  await page.getByRole('heading', { level: 1, name: 'Broadcasts' }).waitFor();
  const toasts = page.getByRole('region', { name: 'What was done' });
  await toasts.hover();
  const answered = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
  held.letGo();
  assert.equal((await answered).status(), 404);
  await drawn(page);
  assert.equal(await page.getByRole('alert').count(), 0);
  await toasts.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: /Roof one or two/ }).waitFor();
  assert.deepEqual([await page.getByRole('alert').count(), told()], [0, 1]);
  await close();
});

test('whoever leaves a draft that is being thrown away hears of no failure, and has its words where it is not', async () => {
  for (const where of ['the draft', 'the list']) {
    const { id } = await write('Loft one');
    const { page, close } = await open(`/broadcasts/${id}/edit`);
    const told = counting(page, 'PATCH');
    const kept = await hold(page, 'PATCH', new RegExp(`/broadcasts/${id}$`));
    await words(page).fill('Loft one or two');
    await kept.asked;
    const toasts = page.getByRole('region', { name: 'What was done' });
    if (where === 'the draft') {
      const gone = await holdAnswer(page, 'DELETE', new RegExp(`/broadcasts/${id}$`));
      await button(page, 'Throw away').click();
      await gone.answered;
      await leave(page);
      const answered = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
      kept.letGo();
      await answered;
      await drawn(page);
      gone.letGo();
    } else {
      await leave(page);
      await button(page, 'Throw “Loft one” away').click();
      await toasts.getByText('The draft is thrown away').hover();
      const answered = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
      kept.letGo();
      await answered;
    }
    await toasts.getByText('The draft is thrown away').hover();
    await drawn(page);
    assert.deepEqual([await page.getByRole('alert').count(), told()], [0, 1], where);
    await close();
  }

  const { id } = await write('Loft three');
  const { page, close } = await open(`/broadcasts/${id}/edit`);
  const refused = Promise.withResolvers<void>();
  const asked = page.waitForRequest((request) => request.method() === 'DELETE');
  await page.route(new RegExp(`/broadcasts/${id}$`), async (route) => {
    if (route.request().method() !== 'DELETE') return route.fallback();
    await refused.promise;
    await route.abort();
  });
  await button(page, 'Throw away').click();
  await asked;
  await words(page).fill('Loft three or four');
  await leave(page);
  refused.resolve();
  await page.getByRole('alert').getByText('The draft is thrown away').waitFor();
  await page.getByRole('link', { name: /Loft three/ }).click();
  await comesTo(() => bodyOf(id), 'Loft three or four');
  await close();
});

test('whoever sends a draft whose throwing away is not answered sends what they wrote last, and hears of it', async () => {
  const { id } = await write('Shed one');
  const { page, close } = await open(`/broadcasts/${id}/edit`, holdDeadlines);
  const never = await hold(page, 'DELETE', new RegExp(`/broadcasts/${id}$`));
  await button(page, 'Throw away').click();
  await never.asked;
  await words(page).fill('Shed one or two');
  await button(page, 'Send to 2').click();
  const dialog = page.getByRole('dialog', { name: 'Send to 2 people?' });
  await dialog.getByText('Shed one or two', { exact: true }).waitFor();
  assert.equal(await bodyOf(id), 'Shed one or two');
  await dialog.getByRole('button', { name: 'Not yet' }).click();
  await passDeadlines(page);
  const failed = page.getByRole('alert').filter({ hasText: 'The draft is thrown away' });
  await failed.getByText('The server did not answer.').waitFor();
  never.letGo();
  await words(page).fill('Shed three');
  await comesTo(() => bodyOf(id), 'Shed three');
  await close();
});

test('whoever throws a draft away once more after a lost answer, or after a colleague, hears that it is gone', async () => {
  for (const who of ['an earlier try', 'a colleague']) {
    const { id } = await write('Porch one');
    const { page, close } = await open(`/broadcasts/${id}/edit`);
    const failed = page.getByRole('alert').filter({ hasText: 'The draft is thrown away' });
    if (who === 'an earlier try') {
      const lost = await hold(page, 'DELETE', new RegExp(`/broadcasts/${id}$`), { isLost: true });
      await button(page, 'Throw away').click();
      await lost.asked;
      lost.letGo();
      await failed.getByRole('button', { name: 'Close' }).click();
    } else {
      const held = await hold(page, 'DELETE', new RegExp(`/broadcasts/${id}$`));
      void held.asked.then(() => nora.must('DELETE', `/api/v1/broadcasts/${id}`)).then(held.letGo);
    }
    await button(page, 'Throw away').click();
    await page.getByRole('heading', { level: 1, name: 'Broadcasts' }).waitFor();
    assert.equal(await failed.count(), 0, who);
    await page.getByRole('region', { name: 'What was done' }).getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: /Porch one/ }).waitFor();
    const { items } = await nora.must('GET', '/api/v1/broadcasts');
    for (const { id } of items.filter(({ body }: Json) => body === 'Porch one'))
      await nora.must('DELETE', `/api/v1/broadcasts/${id}`);
    await close();
  }
});

test('a draft that could not be read is asked for again', async () => {
  const { id } = await write('Gate H');
  const { page, close } = await open('/broadcasts');
  let isRefused = true;
  await page.route(new RegExp(`/api/v1/broadcasts/${id}$`), (route) =>
    isRefused
      ? route.fulfill({ status: 429, json: { code: 'too_many', message: 'Wait a moment.' } })
      : route.fallback(),
  );
  await page.getByRole('link', { name: /Gate H/ }).click();
  await page.getByRole('alert').getByText('Wait a moment.').waitFor();
  isRefused = false;
  await button(page, 'Try again').click();
  await comesTo(() => words(page).inputValue(), 'Gate H');
  await close();
});

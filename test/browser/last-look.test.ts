import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openClock } from '../support/asking.ts';
import { openBroadcasting } from '../support/broadcasting.ts';
import type { Json } from '../support/browser.ts';
import { addCrowd } from '../support/crowd.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { drawn } from './at-once.ts';
import { visit } from './chromium.ts';
import { holdDeadlines, passDeadlines } from './deadlines.ts';
import { goOffline } from './go-offline.ts';
import { hold } from './hold.ts';

// The last look before a broadcast goes, where something happens meanwhile.

// What is held stays held: this clock stands.
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi'], { clock: openClock(new Date().toISOString()) });
const { office: nora, url } = world;
const ben = await nora.colleague('Ben', 'manager');
const { writes, read, to, personOf } = openBroadcasting(world);
const join = async (name: string, group: string) =>
  nora.must('PATCH', `/api/v1/people/${(await personOf(name)).id}`, { groups: [group] });
for (const name of ['Ana', 'Ben']) await join(name, 'Crew North');
const [north] = (await nora.must('GET', '/api/v1/groups')).items as Json[];
const toGroup = { ...(await to()), groupIds: [north?.id] };

const open = (path: string, prepare?: (page: Page) => Promise<unknown>) =>
  visit(`${url}${path}`, { as: nora, timezoneId: 'America/New_York', ...(prepare && { prepare }) });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const stateOf = async (id: string) => (await read(id)).state;

/** The next broadcast goes, and its answer is lost once the answered function is called. */
async function holdAnswer(page: Page) {
  const held = Promise.withResolvers<void>();
  await page.route(
    /\/dispatch$/,
    async (route) => {
      await route.fetch();
      await held.promise;
      await route.abort();
    },
    { times: 1 },
  );
  return { letGo: held.resolve };
}

/** Opens the last look at a draft for some people. */
async function lookAt(page: Page, n: number) {
  await button(page, `Send to ${n}`).click();
  const dialog = page.getByRole('dialog', { name: `Send to ${n} people?` });
  await dialog.waitFor();
  return dialog;
}

test('the last look stays open while it is sent, and says that it is for others by now', async () => {
  const { id } = await writes('Gate A', toGroup);
  const { page, close } = await open(`/broadcasts/${id}/edit`);
  await lookAt(page, 2);
  const dialog = page.getByRole('dialog');
  const held = await hold(page, 'POST', /\/dispatch$/);
  await dialog.getByRole('button', { name: 'Send to 2' }).click();
  await held.asked;
  await dialog.getByRole('button', { name: 'Close', disabled: true }).waitFor();
  await dialog.getByRole('button', { name: 'Not yet', disabled: true }).click({ force: true });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await drawn(page);
  assert.equal(await dialog.isVisible(), true);
  await join('Chidi', 'Crew North');
  held.letGo();
  await page.getByRole('dialog', { name: 'Send to 3 people?' }).waitFor();
  await dialog.getByText('By now it is another number than a moment ago.').waitFor();
  // Whoever goes on by keyboard does so from there.
  await until('the focus to be in it', () => page.evaluate(`document.activeElement.matches('dialog *')`));
  assert.equal(await stateOf(id), 'draft');
  await dialog.getByRole('button', { name: 'Send to 3' }).click();
  await page.getByText('Nothing has left yet.').waitFor();
  await close();
});

test('whoever gets no answer when they send it may send it once more or not yet, and it goes once', async () => {
  const { id } = await writes('Gate B', await to('Ana', 'Ben'));
  const { page, close } = await open(`/broadcasts/${id}/edit`, holdDeadlines);
  const dialog = await lookAt(page, 2);
  const never = await hold(page, 'POST', /\/dispatch$/);
  await dialog.getByRole('button', { name: 'Send to 2' }).click();
  await never.asked;
  await passDeadlines(page);
  await dialog.getByRole('alert').getByText('The server did not answer.').waitFor();
  await dialog.getByRole('alert').getByText('It may be going all the same.').waitFor();
  await dialog.getByRole('button', { name: 'Not yet', disabled: false }).waitFor();
  const sent = page.waitForResponse('**/dispatch');
  await dialog.getByRole('button', { name: 'Send to 2' }).click();
  assert.equal((await sent).status(), 201);
  await page.getByText('Nothing has left yet.').waitFor();
  never.letGo();
  assert.equal(await stateOf(id), 'held');
  await close();
});

test('whoever gets no answer when they send it, and sees that it goes, is not told that it was not sent', async () => {
  const { id } = await writes('Gate H', await to('Ana', 'Ben'));
  const away = await writes('Gate I', await to('Ana', 'Ben'));
  const { page, close } = await open(`/broadcasts/${id}/edit`);
  const toasts = page.getByRole('region', { name: 'What was done' });
  let dialog = await lookAt(page, 2);
  const lost = await holdAnswer(page);
  await dialog.getByRole('button', { name: 'Send to 2' }).click();
  await page.getByText('Nothing has left yet.').waitFor();
  lost.letGo();
  await toasts.getByText('“Gate H” goes out').hover();
  await drawn(page);
  assert.equal(await page.getByRole('alert').count(), 0);
  // Nor whoever is where nothing of it is seen.
  await page.getByRole('link', { name: 'Broadcasts' }).first().click();
  await page.getByRole('link', { name: /Gate I/ }).click();
  dialog = await lookAt(page, 2);
  const other = await hold(page, 'POST', /\/dispatch$/, { isLost: true });
  await dialog.getByRole('button', { name: 'Send to 2' }).click();
  await other.asked;
  await page.goBack();
  await page.getByRole('region', { name: 'Drafts' }).waitFor();
  other.letGo();
  await toasts.getByText('“Gate I” goes out').hover();
  await drawn(page);
  assert.deepEqual([await page.getByRole('alert').count(), await stateOf(away.id)], [0, 'held']);
  await close();
});

test('whoever sends what a colleague has changed is told by whom and when, on their clock, and that nothing was sent', async () => {
  const { id } = await writes('Gate C', await to('Ana', 'Ben'));
  const { page, close } = await open(`/broadcasts/${id}/edit`);
  const dialog = await lookAt(page, 2);
  await ben.must('PATCH', `/api/v1/broadcasts/${id}`, { body: 'Ben was first' });
  await dialog.getByRole('button', { name: 'Send to 2' }).click();
  await dialog
    .getByText(/^Ben has changed this since you read it \([^)]*\d:\d\d\s[AP]M\)\. Nothing was sent\.$/)
    .waitFor();
  await close();
});

test('a number that is being typed stays through a break of the connection, as long as it is the number', async () => {
  await addCrowd(world, 'Crew North', 200);
  const { willGet } = await nora
    .must('POST', '/api/v1/broadcasts', { body: 'Gate D', audience: toGroup })
    .then(({ id }) => nora.must('GET', `/api/v1/broadcasts/${id}/look`));
  const { id } = await writes('Gate E', toGroup);
  const { page, close } = await open(`/broadcasts/${id}/edit`);
  await lookAt(page, willGet);
  const dialog = page.getByRole('dialog');
  const typed = dialog.getByRole('textbox');
  const isThere = () => page.evaluate<boolean>(`document.activeElement.inputMode === 'numeric'`);
  await typed.pressSequentially('20');
  await goOffline(page);
  const again = await hold(page, 'GET', /\/look$/);
  const answered = page.waitForResponse('**/look');
  await page.context().setOffline(false);
  await again.asked;
  await drawn(page);
  assert.deepEqual([await typed.inputValue(), await isThere()], ['20', true]);
  again.letGo();
  await answered;
  await drawn(page);
  assert.deepEqual([await typed.inputValue(), await isThere()], ['20', true]);

  await goOffline(page);
  await addCrowd(world, 'Crew North', 1);
  await page.context().setOffline(false);
  await page.getByRole('dialog', { name: `Send to ${willGet + 1} people?` }).waitFor();
  await dialog.getByText('By now it is another number than a moment ago.').waitFor();
  await comesTo(async () => [await typed.inputValue(), await isThere()], ['', true]);
  assert.equal(await stateOf(id), 'draft');
  await close();
});

test('whoever has sent a broadcast and gone elsewhere is not offered to take it back once it goes, or when it is back', async () => {
  const { id } = await writes('Gate J', await to('Ana', 'Ben'));
  const { page, close } = await open('/broadcasts');
  const toasts = page.getByRole('region', { name: 'What was done' });
  const taken = () => toasts.getByText('Undone:').count();
  const sends = async () => {
    await page.getByRole('link', { name: /Gate J/ }).click();
    const dialog = await lookAt(page, 2);
    const held = await hold(page, 'POST', /\/dispatch$/);
    await dialog.getByRole('button', { name: 'Send to 2' }).click();
    await held.asked;
    await page.goBack();
    await dialog.waitFor({ state: 'detached' });
    held.letGo();
    await toasts.getByText('“Gate J” goes out').hover();
  };
  await sends();
  await toasts.getByRole('link', { name: 'Open' }).click();
  await button(page, 'Take it back').click();
  await page.getByRole('heading', { name: 'Draft', exact: true }).waitFor();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('z');
  await drawn(page);
  assert.deepEqual([await taken(), await stateOf(id)], [0, 'draft']);
  await page.getByRole('link', { name: 'Broadcasts' }).first().click();
  await sends();
  await page.evaluate('Date.now = ((now) => () => now() + 31_000)(Date.now)');
  await page.keyboard.press('z');
  await drawn(page);
  assert.deepEqual([await taken(), await stateOf(id)], [0, 'held']);
  await close();
});

test('whoever hears late that a broadcast goes is offered to take it back as long as its hold, which began before', async () => {
  const { page, close } = await open('/broadcasts');
  const toasts = page.getByRole('region', { name: 'What was done' });
  const pass = (ms: number) => page.evaluate(`Date.now = ((now) => () => now() + ${ms})(Date.now)`);
  const findsSent = async (body: string, afterMs: number) => {
    const { id } = await writes(body, await to('Ana', 'Ben'));
    await page.getByRole('link', { name: new RegExp(body) }).click();
    const dialog = await lookAt(page, 2);
    const lost = await hold(page, 'POST', /\/dispatch$/, { isLost: true });
    await dialog.getByRole('button', { name: 'Send to 2' }).click();
    await lost.asked;
    await page.goBack();
    await dialog.waitFor({ state: 'detached' });
    await pass(afterMs);
    lost.letGo();
    await toasts.getByText(`“${body}” goes out`).hover();
    return id;
  };
  const undone = (body: string) => toasts.getByText(`Undone: “${body}” goes out`);
  const soon = await findsSent('Gate K', 5_000);
  await page.keyboard.press('z');
  await undone('Gate K').waitFor();
  await comesTo(() => stateOf(soon), 'draft');
  const late = await findsSent('Gate L', 20_000);
  await pass(11_000);
  await page.keyboard.press('z');
  await drawn(page);
  assert.deepEqual([await undone('Gate L').count(), await stateOf(late)], [0, 'held']);
  const tooLate = await findsSent('Gate M', 31_000);
  const toast = toasts.locator('div', { has: page.getByText('“Gate M” goes out') });
  await toast.getByRole('link', { name: 'Open' }).waitFor();
  assert.deepEqual([await toast.getByRole('button', { name: 'Undo' }).count(), await stateOf(tooLate)], [0, 'held']);
  await close();
});

test('whoever has sent a broadcast and gone elsewhere takes it back by Z, and not what they did before', async () => {
  const other = await writes('Gate F', await to('Ana'));
  const { id } = await writes('Gate G', await to('Ana', 'Ben'));
  const { page, close } = await open('/broadcasts');
  const drafts = page.getByRole('region', { name: 'Drafts' });
  await drafts.getByRole('button', { name: 'Throw “Gate F” away' }).click();
  const toasts = page.getByRole('region', { name: 'What was done' });
  await toasts.getByText('The draft is thrown away').waitFor();
  await drafts.getByRole('link', { name: /Gate G/ }).click();
  const dialog = await lookAt(page, 2);
  const held = await hold(page, 'POST', /\/dispatch$/);
  await dialog.getByRole('button', { name: 'Send to 2' }).click();
  await held.asked;
  await page.goBack();
  await drafts.waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Delivery' }).click();
  await page.getByRole('heading', { name: 'Delivery', level: 1 }).waitFor();
  held.letGo();
  await toasts.getByText('“Gate G” goes out').waitFor();
  assert.equal(await stateOf(id), 'held');
  await page.keyboard.press('z');
  await toasts.getByText('Undone: “Gate G” goes out').waitFor();
  await comesTo(() => stateOf(id), 'draft');
  const { items } = await nora.must('GET', '/api/v1/broadcasts');
  assert.equal(items.filter(({ body }: Json) => body === 'Gate F').length, 0, other.id);
  await close();
});

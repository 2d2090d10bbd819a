import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Route } from 'playwright-core';
import type { Name } from '../support/cast.ts';
import { png } from '../support/pictures.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { drawn, focusNowhere, watchFrames } from './at-once.ts';
import { visit } from './chromium.ts';

const names: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana'];
const world = await openOfficeHours(names);
const { office, phone, url } = world;
await office.must('PATCH', '/api/v1/me', { gettingStartedHidden: true, preferences: { undoSeconds: 0 } });
const omar = await office.colleague('Omar');

async function open(who: Name, view = 'all') {
  const visited = await visit(`${url}/inbox/${view}/${office.conversationWith(who)}`, { as: office });
  const { page } = visited;
  const box = page.getByRole('textbox', { name: `Text to ${who}` });
  await box.waitFor();
  return { ...visited, box, thread: page.getByRole('region', { name: `Texts with ${who}` }) };
}

test('a held E marks one done, not the whole list', async () => {
  for (const name of names) await phone(name).texts(`It is ${name}`);
  const { page, close } = await open('Ana', 'waiting');
  // The keys come once the page has nothing else to do.
  await page.locator('#snooze-menu').waitFor({ state: 'attached' });
  await page.getByRole('link', { name: /It is Ana/ }).click();
  await page.keyboard.down('e');
  await page.getByRole('textbox', { name: 'Text to Ben' }).waitFor();
  for (let n = 0; n < 5; n++) await page.keyboard.down('e');
  await page.keyboard.up('e');
  await until('the server to know', async () => (await waiting()) < 4);
  assert.equal(await waiting(), 3);
  await comesTo(() => page.getByRole('link', { name: /It is/ }).count(), 3);
  await close();
});
const waiting = async () => (await office.must('GET', '/api/v1/conversations?view=waiting')).items.length;

test('a draft that was sent does not come back, however late the page is told', async () => {
  const { page, box, close } = await open('Ben');
  await box.fill('See you at nine');
  await box.press('End');
  const draft = async () =>
    (await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`)).draft?.body;
  await until('the draft is kept', async () => (await draft()) === 'See you at nine');
  const asked = (method: string, path: RegExp) =>
    page.waitForResponse((answer) => path.test(answer.url()) && answer.request().method() === method);
  const known = asked('GET', /conversations\/[0-9a-f-]+$/);
  await page.evaluate(`dispatchEvent(new Event('focus'))`);
  await known;
  // From now on nobody tells the page what the conversation is like.
  await page.route(/\/api\/v1\/conversations\/[0-9a-f-]+$/, () => {});
  const gone = asked('DELETE', /\/draft$/);
  await box.press('Enter');
  await gone;
  await until('nothing is to be saved', () =>
    page.evaluate<boolean>(`!JSON.stringify({ ...localStorage }).includes('isDirty')`),
  );
  await box.blur();
  await drawn(page);
  assert.equal(await box.inputValue(), '');
  await close();
});

test('a text that was refused comes back as it was typed, with its picture', async () => {
  const { page, box, thread, close } = await open('Ana');
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'gate.png', mimeType: 'image/png', buffer: png(40, 30) });
  const strip = page.getByRole('list', { name: 'Pictures to send' });
  await strip.getByRole('textbox', { name: 'What it shows' }).fill('The gate');
  await page.getByText('gate.png is uploaded.').waitFor({ state: 'attached' });
  const refuse = (route: Route) =>
    route.request().method() !== 'POST'
      ? route.continue()
      : route.fulfill({
          status: 422,
          contentType: 'application/problem+json',
          body: JSON.stringify({
            type: 'about:blank',
            title: '',
            status: 422,
            code: 'invalid',
            message: 'No.',
            requestId: '0',
          }),
        });
  await page.route(/\/conversations\/[^/]+\/messages$/, refuse);
  await box.fill('Hello {first name}');
  await box.press('Enter');
  await thread.getByText('Hello Ana').waitFor();
  await thread.getByRole('button', { name: 'Edit and send again' }).click();
  await comesTo(() => box.inputValue(), 'Hello {first name}');
  await comesTo(() => strip.getByRole('textbox', { name: 'What it shows' }).inputValue(), 'The gate');
  await close();
});

test('the hint of a note speaks of keys to those who have some', async () => {
  for (const isPhone of [false, true]) {
    const { page, close } = await visit(`${url}/inbox/all/${office.conversationWith('Dana')}`, {
      as: office,
      hasTouch: isPhone,
      isMobile: isPhone,
    });
    await page.getByRole('button', { name: 'Note', exact: true }).click();
    await page.getByText('@ mentions a colleague').waitFor();
    await comesTo(() => page.getByText('Ctrl+Enter keeps the note').isVisible(), !isPhone);
    await close();
  }
});

test('whoever signs in next finds no note that was begun, and the focus is never nowhere', async () => {
  const { page, close } = await open('Dana');
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  await page.getByRole('textbox', { name: /^Note for colleagues/ }).fill('Between us');
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail').fill(omar.email);
  await page.getByLabel('Password').fill(omar.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('[data-conversation] > a').filter({ hasText: 'Dana' }).click();
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  const note = page.locator('textarea');
  await note.waitFor();
  await page.getByRole('textbox', { name: /^Note for colleagues/ }).waitFor();
  assert.equal(await note.inputValue(), '');

  // Escape leads back to the texts, and the focus is somewhere.
  const focusStays = await watchFrames(page, focusNowhere);
  await note.press('Escape');
  const box = page.getByRole('textbox', { name: 'Text to Dana' });
  await box.waitFor();
  await focusStays();
  await close();
});

test('a text that is sent when the session is over waits behind the sign-in page, and is sent once', async () => {
  await office.signsIn();
  const { page, box, thread, close } = await open('Chidi');
  await page.context().clearCookies();
  await box.fill('Sent in vain');
  await box.press('Enter');
  await page.getByLabel('E-mail').fill('nora@food-bank.example');
  await page.getByLabel('Password').fill('seven green apples');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await thread.getByText('Sent in vain').waitFor();
  await until('an empty outbox', () => page.evaluate(`!JSON.stringify({ ...localStorage }).includes('Sent in vain')`));
  // What was left behind it would have left before this.
  await box.fill('And this');
  await box.press('Enter');
  const sent = async () => (await office.messages('Chidi')).map(({ body }) => body);
  await until('the next', async () => (await sent()).includes('And this'));
  assert.deepEqual((await sent()).slice(-2), ['Sent in vain', 'And this']);
  assert.equal((await sent()).filter((body) => body === 'Sent in vain').length, 1);
  await close();
});

test('a part that is gone after an upgrade has the page loaded anew; one that only could not be fetched has not', async () => {
  await office.signsIn();
  const { page, box, close } = await open('Ana');
  await page.route('**/assets/emoji-*.js', (route) => route.abort());
  await page.evaluate('window.isOld = true');
  const looked = page.waitForResponse((answer) => answer.url() === `${url}/`);
  await page.getByRole('button', { name: 'Emoji' }).click();
  await (await looked).finished();
  // All that is not the picker is as it was.
  await drawn(page);
  await box.fill('Still here');
  await box.press('End');
  assert.equal(await page.getByRole('button', { name: 'Emoji' }).count(), 1);
  assert.equal(await page.evaluate('window.isOld'), true);
  await close();

  const later = await open('Ana');
  await later.page.route('**/assets/emoji-*.js', (route) => route.fulfill({ status: 404 }));
  await later.page.route(`${url}/`, async (route) => {
    const served = await (await route.fetch()).text();
    await route.fulfill({ body: served.replaceAll('/assets/parts-', '/assets/parts-new') });
  });
  await later.page.evaluate('window.isOld = true');
  await later.page.getByRole('button', { name: 'Emoji' }).click();
  await until('it is loaded anew', async () => !(await later.page.evaluate('window.isOld').catch(() => true)));
  await later.box.waitFor();
  await later.close();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, Route } from 'playwright-core';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';
import { keysAct, pressQuickly } from './keys.ts';

/** What is written to one of them in one test may be kept while the next begins: nobody is written to in two. */
const names = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah', 'Gus', 'Ivo', 'Jo', 'Kofi', 'Lena'] as const;
const world = await openOfficeHours([...names]);
const { office, phone, url } = world;
for (const name of names) await phone(name).texts(`It is ${name}`);
await office.must('PATCH', '/api/v1/me', { gettingStartedHidden: true });
const conversation = (name: (typeof names)[number]) =>
  office.must('GET', `/api/v1/conversations/${office.conversationWith(name)}`);
const addressOf = (name: (typeof names)[number]) => `/inbox/all/${office.conversationWith(name)}`;

/** What draws a thread. */
const threadPart = /\/open-conversation[^/]*\.js$/;

/** Words of which each letter is a key of the inbox, or of the whole page. */
const words = 'queues as zen, bins /';

/** Holds back what the page asks for at such an address; answers how to let it come. */
async function hold(page: Page, address: string | RegExp) {
  const held: Route[] = [];
  let give: ((route: Route) => Promise<void>) | undefined;
  await page.route(address, (route) => (give ? give(route) : void held.push(route)));
  return {
    asked: () => until('the page to ask', () => held.length > 0),
    comes: async (as: typeof give = (route) => route.continue()) => {
      give = as;
      await Promise.all(held.splice(0).map(give));
    },
  };
}

/** Comes to an address where something that the page asks for is on its way, and the keys of the inbox act. */
async function visitAhead(path: string, address: string | RegExp) {
  let held: Awaited<ReturnType<typeof hold>> | undefined;
  const prepare = async (page: Page) => {
    held = await hold(page, address);
  };
  const visited = await visit(`${url}${path}`, { as: office, prepare });
  await visited.page.locator('#snooze-menu').waitFor({ state: 'attached' });
  await held!.asked();
  return { ...visited, comes: held!.comes };
}

/** Comes to an address while a part of the page that heeds keys is on its way. */
async function visitBefore(path: string, part: RegExp) {
  let held: Awaited<ReturnType<typeof hold>> | undefined;
  const prepare = async (page: Page) => {
    held = await hold(page, part);
  };
  return { ...(await visit(`${url}${path}`, { as: office, prepare })), ...held! };
}

/** What draws the keys of the inbox. */
const triagePart = /\/triage[^/]*\.js$/;

const rowOf = (page: Page, name: string) => page.locator('[data-conversation] > a').filter({ hasText: name });

/** Presses a key that no keyboard has here, such as a dead one. */
const pressRare = (page: Page, key: string, more = {}) =>
  page.evaluate(
    `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', ${JSON.stringify({ key, bubbles: true, cancelable: true, ...more })}))`,
  );

const written = (page: Page) =>
  page.evaluate<string>(`document.activeElement.matches('[data-write]') ? document.activeElement.value : null`);

/** Nothing that was typed did anything: none of them is put away, assigned or marked, nor is another page open. */
async function nothingIsDone(page: Page, path: string): Promise<void> {
  assert.equal(new URL(page.url()).pathname, path);
  assert.equal(await page.locator('dialog[open], :popover-open').count(), 0);
  for (const name of names) {
    const { closedAt, snoozedUntil, assignee, isMarkedUnread } = await conversation(name);
    assert.deepEqual([closedAt, snoozedUntil, assignee, isMarkedUnread], [null, null, null, false], name);
  }
}

test('what is typed after R, before the conversation is there, is in its box when it comes, behind the draft', async () => {
  const id = office.conversationWith('Ana');
  await office.must('PUT', `/api/v1/conversations/${id}/draft`, { body: 'Dear Ana, ', caret: 10 });
  const { page, comes, faults, close } = await visitAhead(addressOf('Ana'), `**/api/v1/conversations/${id}`);
  await page.keyboard.press('r');
  await page.keyboard.type(words);
  // Not before it is seen in its box is anything sent.
  await page.keyboard.press('Enter');
  await comes();
  await comesTo(() => written(page), `Dear Ana, ${words}`);
  await page.keyboard.type('!');
  await comesTo(() => written(page), `Dear Ana, ${words}!`);
  await nothingIsDone(page, addressOf('Ana'));
  await until('the draft to be kept', async () => (await conversation('Ana')).draft?.body === `Dear Ana, ${words}!`);
  assert.deepEqual(faults, []);
  await close();
});

test('nor does it act while the thread’s own part of the page is on its way', async () => {
  const { page, comes, faults, close } = await visitAhead('/inbox/all', threadPart);
  const ben = page.locator('[data-conversation] > a').filter({ hasText: 'Ben' });
  await ben.focus();
  await page.keyboard.press('r');
  await page.keyboard.type(words);
  await comes();
  await comesTo(() => written(page), words);
  await nothingIsDone(page, addressOf('Ben'));
  assert.deepEqual(faults, []);
  await close();
});

test('keys that are pressed before their part of the page is there are heeded when it is, with what is typed behind them', async () => {
  for (const [part, key, box] of [
    [/\/triage[^/]*\.js$/, 'r', 'Text to Jo'],
    [/\/triage[^/]*\.js$/, 'k\nr', 'Text to Kofi'],
    [/\/sheets[^/]*\.js$/, '/', 'Search texts and people'],
    [/\/sheets[^/]*\.js$/, 'n', 'Text somebody'],
  ] as const) {
    let held: Awaited<ReturnType<typeof hold>> | undefined;
    const prepare = async (page: Page) => {
      held = await hold(page, part);
    };
    const { page, faults, close } = await visit(`${url}/inbox/all`, { as: office, prepare });
    await page.locator('[data-conversation] > a').filter({ hasText: 'Jo' }).focus();
    await page.keyboard.type(`${key}Queues As zen`);
    await held!.asked();
    assert.equal(new URL(page.url()).pathname, '/inbox/all');
    await held!.comes();
    const typed =
      '(({ labels, ariaLabel, value }) => [ariaLabel || labels?.[0].innerText, value])(document.activeElement)';
    await comesTo(() => page.evaluate(typed), [box, 'Queues As zen']);
    assert.deepEqual(faults, []);
    await close();
  }
});

test('what is typed behind a key that came too early is written as in its box, and none of it ever acts', async () => {
  const altGr = { ctrlKey: true, altKey: true, modifierAltGraph: true };
  for (const [typed, expected] of [
    [['H', 'i', 'Shift+Enter', 'y', 'o', 'u'], 'Hi\nyou'],
    [['H', 'i', 'Backspace', 'e'], 'He'],
    [
      ['Backspace', 's', 'Dead', 'e', 'CapsLock', 'AltGraph', '@', 'ArrowLeft', 'Control+z', 'x', 'Enter', 'e'],
      'se@xe',
    ],
  ] as const) {
    const { page, asked, comes, faults, close } = await visitBefore('/inbox/all', triagePart);
    await rowOf(page, 'Lena').focus();
    await page.keyboard.press('r');
    for (const key of typed) {
      if (key === '@') await pressRare(page, key, altGr);
      else if (['Dead', 'CapsLock', 'AltGraph'].includes(key)) await pressRare(page, key);
      else await page.keyboard.press(key);
    }
    await asked();
    await comes();
    await comesTo(() => written(page), expected);
    await nothingIsDone(page, addressOf('Lena'));
    await until('the draft to be kept', async () => (await conversation('Lena')).draft?.body === expected);
    await office.must('DELETE', `/api/v1/conversations/${office.conversationWith('Lena')}/draft`);
    assert.deepEqual(faults, []);
    await close();
  }
});

test('Enter behind a key that came too early breaks a line of a note, and opens the row to which the key led', async () => {
  const { page, asked, comes, faults, close } = await visitBefore(addressOf('Lena'), triagePart);
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  const note = page.getByRole('textbox', { name: /^Note for colleagues/ });
  await note.fill('One');
  await page.getByRole('region', { name: 'Texts with Lena' }).focus();
  for (const key of ['r', ',', 'Enter', 't', 'w', 'o']) await page.keyboard.press(key);
  await asked();
  await comes();
  await comesTo(() => note.inputValue(), 'One,\ntwo');
  await nothingIsDone(page, addressOf('Lena'));
  assert.deepEqual(faults, []);
  await close();

  const other = await visitBefore('/inbox/all', triagePart);
  await rowOf(other.page, 'Jo').focus();
  await other.page.keyboard.type('k\n');
  await other.asked();
  await other.comes();
  await until('the conversation', () => new URL(other.page.url()).pathname === addressOf('Kofi'));
  assert.deepEqual(other.faults, []);
  await other.close();
});

test('no key waits for a list that cannot be had: the one that asks again is heeded', async () => {
  const { page, asked, comes, close } = await visitBefore('/inbox/all', /\/api\/v1\/conversations\?/);
  await page.getByRole('region', { name: 'Conversations' }).waitFor();
  await asked();
  await page.keyboard.press('j');
  await comes((route) =>
    route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{"code":"not_found"}' }),
  );
  const again = page.getByRole('region', { name: 'Conversations' }).getByRole('button', { name: 'Try again' });
  await again.focus();
  await comes();
  await page.keyboard.press('Enter');
  await rowOf(page, 'Ben').waitFor();
  await close();
});

test('Escape that is held in the empty box of the search, or pressed twice at once, leads back once', async () => {
  const { page, faults, close } = await visit(`${url}/inbox/all`, { as: office });
  await keysAct(page);
  const comesToPath = (path: string) => comesTo(() => new URL(page.url()).pathname, path);
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await page.getByRole('heading', { name: 'People', exact: true }).waitFor();
  await page.keyboard.press('/');
  const box = page.getByRole('searchbox', { name: 'Search texts and people' });
  const isInBox = () => box.evaluate((element) => element === element.ownerDocument.activeElement);
  await comesTo(isInBox, true);
  await Promise.all([1, 2, 3].map(() => page.keyboard.down('Escape')));
  await comesToPath('/people');
  await page.keyboard.up('Escape');
  // Whoever has been led further back than that comes to another place.
  await page.goForward();
  await comesToPath('/search');
  await comesTo(isInBox, true);
  await page.evaluate(`for (let n = 0; n < 2; n++)
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))`);
  await comesToPath('/people');
  await page.goForward();
  await comesToPath('/search');
  assert.deepEqual(faults, []);
  await close();
});

test('Enter opens and Enter writes, also when both come at once', async () => {
  const { page, faults, close } = await visit(`${url}/inbox/all`, { as: office });
  await page.locator('#snooze-menu').waitFor({ state: 'attached' });
  await page.locator('[data-conversation] > a').filter({ hasText: 'Chidi' }).focus();
  const { keyboard } = page;
  await Promise.all(['Enter', 'Enter', ...words].flatMap((key) => [keyboard.down(key), keyboard.up(key)]));
  await comesTo(() => written(page), words);
  await nothingIsDone(page, addressOf('Chidi'));
  assert.deepEqual(faults, []);
  await close();
});

test('who leaves it again by Escape finds later what was typed; a conversation that fails takes no focus away', async () => {
  const id = office.conversationWith('Dana');
  const { page, comes, close } = await visitAhead(addressOf('Dana'), `**/api/v1/conversations/${id}`);
  await page.keyboard.press('r');
  await page.keyboard.type('One');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate('document.activeElement.id'), 'content');
  await page.keyboard.press('r');
  await page.keyboard.type(' two');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('lines');
  await comes((route) =>
    route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{"code":"not_found"}' }),
  );
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  const isFailedFocused = () =>
    page.evaluate('document.activeElement.querySelector("button")?.innerText === "Try again"');
  await comesTo(isFailedFocused, true);
  // There is no box to wait for.
  await page.keyboard.press('r');
  assert.equal(await isFailedFocused(), true);
  await comes();
  await page.getByRole('button', { name: 'Try again' }).click();
  await comesTo(() => page.locator('[data-write]').inputValue(), 'One two\nlines');
  await close();
});

test('what is typed after /, before the search is there, is looked for; after N it is the name of somebody', async () => {
  const { page, faults, close } = await visit(`${url}/inbox/all`, { as: office });
  await keysAct(page);
  await page.locator('#snooze-menu').waitFor({ state: 'attached' });
  await pressQuickly(page, 'nben');
  await comesTo(() => page.getByRole('combobox', { name: 'Text somebody' }).inputValue(), 'ben');
  await page.keyboard.press('Escape');
  const search = await hold(page, /\/search[^/]*\.js$/);
  await page.keyboard.press('/');
  await page.keyboard.type('as ben');
  await search.asked();
  await search.comes();
  await comesTo(() => page.getByRole('searchbox', { name: 'Search texts and people' }).inputValue(), 'as ben');
  await page.keyboard.type('e');
  await until('the address', () => new URL(page.url()).searchParams.get('q') === 'as bene');
  await nothingIsDone(page, '/search');
  // The first Escape empties the box, the next one leads back.
  await page.keyboard.press('Escape');
  await comesTo(() => page.evaluate('document.activeElement.value'), '');
  await page.keyboard.press('Escape');
  await until('the inbox', () => new URL(page.url()).pathname === '/inbox/all');
  await comesTo(() => page.evaluate(`document.activeElement.closest('[data-list]') !== null`), true);
  assert.deepEqual(faults, []);
  await close();
});

test('what is typed behind the Enter that chooses somebody to text is the text', async () => {
  const { page, faults, close } = await visit(`${url}/inbox/all`, { as: office });
  await keysAct(page);
  await page.locator('#snooze-menu').waitFor({ state: 'attached' });
  await page.keyboard.press('n');
  await page.getByRole('combobox', { name: 'Text somebody' }).fill('emre');
  await page.getByRole('option', { name: 'Emre', selected: true }).waitFor();
  const { keyboard } = page;
  await Promise.all(['Enter', ...words].flatMap((key) => [keyboard.down(key), keyboard.up(key)]));
  await comesTo(() => written(page), words);
  await nothingIsDone(page, addressOf('Emre'));
  assert.deepEqual(faults, []);
  await close();
});

test('what is typed for the search and left by Escape is in its box, and the focus is not', async () => {
  const { page, faults, close } = await visit(`${url}/inbox/all`, { as: office });
  await keysAct(page);
  const search = await hold(page, /\/search[^/]*\.js$/);
  await page.keyboard.press('/');
  await page.keyboard.type('as ben');
  await page.keyboard.press('Escape');
  await search.asked();
  await search.comes();
  const box = page.getByRole('searchbox', { name: 'Search texts and people' });
  await comesTo(() => box.inputValue(), 'as ben');
  assert.equal(await box.evaluate((element) => element === element.ownerDocument.activeElement), false);
  assert.deepEqual(faults, []);
  await close();
});

test('what is typed for a box ends where the page comes to another place, and goes on when it comes back', async () => {
  const thread = `**/api/v1/conversations/${office.conversationWith('Farah')}`;
  const { page, comes, faults, close } = await visitAhead(addressOf('Farah'), thread);
  await keysAct(page);
  const standIn = page.locator('body > textarea');
  await page.keyboard.press('r');
  await page.keyboard.type('Dear ');
  assert.equal(await standIn.count(), 1);
  // Nothing is clicked that takes the focus.
  await page.evaluate(`document.querySelector('a[href="/people"]').click()`);
  await page.getByRole('heading', { name: 'People', exact: true }).waitFor();
  await comesTo(() => standIn.count(), 0);
  await page.goBack();
  await page.locator('#snooze-menu').waitFor({ state: 'attached' });
  await page.keyboard.press('r');
  await page.keyboard.type(words);
  await comes();
  await comesTo(() => written(page), `Dear ${words}`);
  await nothingIsDone(page, addressOf('Farah'));
  assert.deepEqual(faults, []);
  await close();
});

test('what an input method composes when the box comes is composed to its end, and is in the box then', async () => {
  const id = office.conversationWith('Gus');
  await office.must('PUT', `/api/v1/conversations/${id}/draft`, { body: 'Dear ', caret: 5 });
  const { page, comes, faults, close } = await visitAhead(addressOf('Gus'), `**/api/v1/conversations/${id}`);
  await page.keyboard.press('r');
  const debug = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    debug.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await compose('ち');
  await comes();
  await page.locator('[data-write]').waitFor();
  await compose('ちで');
  assert.equal(await page.evaluate('document.activeElement.value'), 'ちで');
  await debug.send('Input.insertText', { text: 'チディ' });
  await comesTo(() => written(page), 'Dear チディ');
  await until('the draft to be kept', async () => (await conversation('Gus')).draft?.body === 'Dear チディ');
  assert.equal(await page.locator('body > textarea').count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test('of what is typed ahead of a long draft there is as much as a draft can hold, and it is said', async () => {
  const id = office.conversationWith('Ivo');
  const long = 'x'.repeat(19_997);
  await office.must('PUT', `/api/v1/conversations/${id}/draft`, { body: long, caret: 0 });
  const { page, comes, close } = await visitAhead(addressOf('Ivo'), `**/api/v1/conversations/${id}`);
  await page.keyboard.press('r');
  await page.keyboard.type('abcde');
  await comes();
  await comesTo(() => written(page), `abc${long}`);
  await page.getByRole('status').filter({ hasText: 'only the beginning is here' }).waitFor();
  await until('the draft to be kept', async () => (await conversation('Ivo')).draft?.body === `abc${long}`);
  await close();
});

test('nobody waits for a box whose part of the page cannot be had', async () => {
  const { page, comes, close } = await visitAhead(addressOf('Ben'), threadPart);
  await page.keyboard.press('r');
  assert.equal(await page.locator('body > textarea').count(), 1);
  await comes((route) => route.abort());
  await comesTo(() => page.locator('body > textarea').count(), 0);
  await close();
});

test('R goes to the note that is being written, which is kept once', async () => {
  const { page, faults, close } = await visit(`${url}${addressOf('Ben')}`, { as: office });
  await page.locator('#snooze-menu').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  const note = page.getByRole('textbox', { name: /^Note for colleagues/ });
  await note.fill('Between');
  await page.getByRole('region', { name: 'Texts with Ben' }).focus();
  await page.keyboard.press('r');
  await page.keyboard.type(' us');
  await comesTo(() => note.inputValue(), 'Between us');
  await nothingIsDone(page, addressOf('Ben'));
  // It is kept once, however often that is asked before the page has drawn anything.
  await page.keyboard.down('Control');
  await Promise.all([1, 2, 3].map(() => page.keyboard.press('Enter')));
  await page.keyboard.up('Control');
  await comesTo(() => note.inputValue(), '');
  // Asked behind all that the keys have asked: who closes waits for each of them.
  await page.evaluate(`fetch('/api/v1/me').then((answer) => answer.text())`);
  assert.deepEqual(faults, []);
  await close();
  const { items } = await office.must(
    'GET',
    `/api/v1/conversations/${office.conversationWith('Ben')}/timeline?limit=50`,
  );
  assert.equal(items.filter(({ kind }: { kind: string }) => kind === 'note').length, 1);
});

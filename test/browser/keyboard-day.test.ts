import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { cast, type Name, nora } from '../support/cast.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { focusNowhere, watchFrames } from './at-once.ts';
import { visit } from './chromium.ts';
import { pressQuickly } from './keys.ts';

const crew = Object.keys(cast) as Name[];
const world = await openOfficeHours(crew);
const { office, carrier, phone, url } = world;

/** Twenty who wait, in this order: the cast, and others with a number each. */
const waiting = new Map<string, `+${number}`>(crew.map((name) => [name, cast[name] as `+${number}`]));
for (const [i, name] of ['Mia', 'Noah', 'Olga', 'Pia', 'Quinn', 'Rosa', 'Sven', 'Tara', 'Uma'].entries())
  waiting.set(name, `+12065550${120 + i}` as `+${number}`);
const names = [...waiting.keys()];
const ids = new Map<string, string>();
for (const [name, number] of waiting) {
  await phone(number).behaves({});
  const isMet = crew.includes(name as Name);
  const { conversationId } = isMet
    ? { conversationId: office.conversationWith(name as Name) }
    : await office.must('POST', '/api/v1/people', { name, phones: [number] });
  ids.set(name, conversationId);
  await phone(number).texts(`This is ${name}. Which gate?`);
}
await office.must('POST', '/api/v1/saved-replies', { name: 'gate', body: 'Gate B, {first name}' });
const { person: chidi } = await office.must('GET', `/api/v1/conversations/${ids.get('Chidi')}`);
await office.must('PATCH', `/api/v1/people/${chidi.id}`, { timeZone: 'Asia/Tokyo' });
await office.must('PATCH', '/api/v1/me', { gettingStartedHidden: true, preferences: { undoSeconds: 0 } });
const conversation = (name: string) => office.must('GET', `/api/v1/conversations/${ids.get(name)}`);
const textsWith = async (name: string) =>
  (await office.must('GET', `/api/v1/conversations/${ids.get(name)}/messages?limit=50`)).items as {
    body: string;
    status: string;
    sendAt?: string;
  }[];
const counts = () => office.must('GET', '/api/v1/conversation-counts');
/** Eight in the morning of the day after a moment, by the clock of a zone: "2026-11-27 08:00:00". */
const nextMorning = (zone: string | undefined, moment: Date) => {
  const [year, month, day] = wall(moment.toISOString(), zone).slice(0, 10).split('-').map(Number);
  return `${new Date(Date.UTC(year!, month! - 1, day! + 1)).toISOString().slice(0, 10)} 08:00:00`;
};
const wall = (at: string, zone?: string) => new Date(at).toLocaleString('sv', { timeZone: zone });
const heard = async () => (await carrier.log()).map(({ to, body }) => `${to} ${body}`);

test('a day without a pointer: sign in, twenty conversations, search, undo, plan, palette, keys, sign out', async () => {
  assert.equal(names.length, 20);
  const begunAt = new Date();
  // Midnight may pass while the story goes on.
  const mornings = (zone?: string) => [begunAt, new Date()].map((moment) => nextMorning(zone, moment));
  // Whatever comes of a pointer is a fault, and of the page only the keyboard is within reach.
  const prepare = (page: Page) =>
    page.addInitScript(`for (const kind of ['pointermove', 'pointerdown', 'mousedown', 'wheel', 'touchstart'])
      addEventListener(kind, ({ movementX, movementY }) => {
        // What is drawn anew under a pointer that rests is told to the page as a move.
        if (kind !== 'pointermove' || movementX || movementY) console.error('A pointer was used: ' + kind);
      }, true)`);
  const { page: wholePage, faults, close } = await visit(`${url}/inbox/waiting`, { prepare });
  const page: Pick<typeof wholePage, 'evaluate' | 'getByRole' | 'getByText' | 'url'> = wholePage;
  const { keyboard } = wholePage;
  const at = <T>(expression: string) =>
    page.evaluate<T>(`(() => { const at = document.activeElement; return ${expression}; })()`);
  const label = () => at<string>(`at.ariaLabel || at.labels?.[0]?.innerText || at.innerText || at.tagName`);
  const row = () => at<string>(`at.closest('[data-conversation]')?.querySelector('a bdi').textContent ?? ''`);

  /** Presses keys one after the other; after each the focus is somewhere. */
  async function press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await keyboard.press(key);
      await until(`the focus after ${key}`, () => at<boolean>(`at !== null && at !== document.body`));
    }
  }
  /** Goes with Tab until something of this name has the focus. */
  async function tabTo(name: RegExp, key = 'Tab'): Promise<void> {
    const passed: string[] = [];
    while (!name.test(passed.at(-1) ?? '')) {
      assert.ok(passed.length < 60, `${name} is not among ${passed.join(' | ')}`);
      await press(key);
      passed.push(await label());
    }
  }
  const open = (name: string) => page.getByRole('heading', { name, level: 2 }).first().waitFor();
  const inBox = (name: string) =>
    until(
      `the box of ${name}`,
      async () => (await label()) === `Text to ${name}` && at<boolean>(`at.matches('[data-write]')`),
    );
  const typed = () => at<string>('at.value');

  await until('the first field', async () => (await label()) === 'E-mail');
  await keyboard.type(nora.email);
  await press('Tab');
  await keyboard.type(nora.password);
  await press('Enter');
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  await until('the keys', () => page.evaluate<boolean>(`document.querySelector('#snooze-menu') !== null`));

  const focusStays = await watchFrames(wholePage, focusNowhere);
  // Twenty conversations: most are done, some are answered first, put off, assigned, or kept as unread.
  await phone('Gus').behaves({ power: 'off' });
  await press('j', 'k');
  await comesTo(row, 'Ana');
  await press('Enter');
  for (const [n, name] of names.entries()) {
    await until(`${name} to be the next`, async () => (await row()) === name);
    await open(name);
    switch (n % 7) {
      case 0:
        await press('r');
        await inBox(name);
        // Letters that are keys elsewhere.
        await keyboard.type(`Use gate ${n}`);
        await press('Enter', 'Escape', 'e');
        break;
      case 2:
        await press('s');
        await until('the menu', () => at<boolean>(`at.closest('#snooze-menu') !== null`));
        await pressQuickly(wholePage, 'tom');
        await press('Enter');
        break;
      case 4:
        await press('a');
        await until('the colleagues', () => at<boolean>(`at.closest('#assign-panel') !== null`));
        await keyboard.type('nora');
        await press('Enter', 'e');
        break;
      case 6:
        await press('u', 'r');
        await inBox(name);
        await keyboard.type('/ga');
        await page.getByRole('option', { name: /gate/ }).waitFor();
        await press('Enter', 'Enter', 'Escape', 'e');
        break;
      default:
        await press('e');
    }
  }
  await page.getByText('Nobody is waiting for an answer.').waitFor();
  await until('the server to know', async () => (await counts()).waiting === 0);
  const afterwards = await Promise.all(names.map(conversation));
  for (const [n, name] of names.entries()) {
    const { closedAt, snoozedUntil, assignee, isMarkedUnread } = afterwards[n];
    assert.deepEqual(
      {
        name,
        isDone: closedAt !== null,
        isSnoozed: snoozedUntil !== null,
        assignee: assignee?.name ?? null,
        isMarkedUnread,
      },
      {
        name,
        isDone: n % 7 !== 2,
        isSnoozed: n % 7 === 2,
        assignee: n % 7 === 4 ? nora.name : null,
        isMarkedUnread: n % 7 === 6,
      },
    );
    if (snoozedUntil) assert.ok(mornings().includes(wall(snoozedUntil)), snoozedUntil);
  }
  const replies = names.flatMap((name, n) => {
    const body = { 0: `Use gate ${n}`, 6: `Gate B, ${name}` }[n % 7];
    return body ? [`${waiting.get(name)} ${body}`] : [];
  });
  await until('the replies to be heard', async () => (await heard()).length === replies.length);
  assert.deepEqual((await heard()).toSorted(), replies.toSorted());

  // The last act is taken back, and done once more.
  await press('Control+z');
  await until('Uma to be back', async () => (await conversation('Uma')).closedAt === null);
  // The page hears of it a moment after the server has done it.
  await until('the row of Uma', () =>
    page.evaluate<boolean>(`document.querySelector('[data-conversation] a bdi')?.textContent === 'Uma'`),
  );
  await press('j');
  await comesTo(row, 'Uma');
  await press('e');
  await until('Uma to be done', async () => (await conversation('Uma')).closedAt !== null);

  // What failed is found and sent again; so is a text of one person found.
  async function find(search: string, found: RegExp, name: string): Promise<void> {
    await press('/');
    await until('the search', () => at<boolean>(`at.type === 'search'`));
    await keyboard.type(search);
    // While it is typed, other texts are found as well.
    const isFound = `new URL(location).searchParams.get('q') === '${search}' && !document.querySelector('[aria-busy="true"]')
      && ${found}.test(document.querySelector('a[data-found]')?.innerText)`;
    await until(`what ${search} finds`, () => page.evaluate<boolean>(isFound));
    await press('ArrowDown');
    await until('the text', async () => found.test(await label()));
    await press('Enter');
    await open(name);
    await until('its address', () => /#[0-9a-f-]{36}$/.test(page.url()));
  }
  await office.shouldSeeStatus('Gus', 'undelivered');
  await phone('Gus').behaves({});
  await find('is:failed', /Gate B, Gus/, 'Gus');
  await tabTo(/^Send again$/);
  await press('Enter');
  const retried = async () => (await heard()).filter((each) => each === `${cast.Gus} Gate B, Gus`).length === 2;
  await until('Gus to hear it', retried);
  await find('gate from:ben', /This is Ben/, 'Ben');

  // In the settings texts are held back for longer; one is sent and taken back.
  await press('Control+k');
  await keyboard.type('settings');
  await press('Enter');
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  await tabTo(/^Hold a text back/);
  await press('End');
  await until(
    'the server to know',
    async () => (await office.must('GET', '/api/v1/me')).preferences.undoSeconds === 30,
  );
  // A letter would be for the list that has the focus; the palette is there from anywhere.
  await press('Control+k');
  await keyboard.type('text somebody');
  await press('Enter');
  await page.getByRole('combobox', { name: 'Text somebody' }).waitFor();
  await keyboard.type('chid');
  await page.getByRole('option', { name: /Chidi/ }).waitFor();
  await press('Enter');
  await inBox('Chidi');
  await keyboard.type('The gate is open');
  await press('Enter');
  await comesTo(typed, '');
  await page.getByText(/^Sending in \d+ s/).waitFor();
  await until('the server to hold it', async () => (await textsWith('Chidi')).at(-1)?.status === 'queued');
  await press('Escape', 'z');
  await inBox('Chidi');
  await comesTo(typed, 'The gate is open');
  await until('it to be taken back', async () => (await textsWith('Chidi')).at(-1)?.status === 'canceled');

  // The same is planned for tomorrow at their hour, changed, and cancelled.
  await press('Control+Shift+>');
  await until('the times', async () => /./.test(await label()) && at<boolean>(`at.closest('[popover]') !== null`));
  if (!/^Tomorrow 8:00/.test(await label())) await tabTo(/^Tomorrow 8:00/);
  await press('Enter');
  await page.getByText(/Planned · leaves (?:today|tomorrow) 8:00.AM for Chidi/).waitFor();
  const planned = async () => (await textsWith('Chidi')).at(-1);
  await until('the server to plan it', async () => (await planned())?.status === 'scheduled');
  assert.equal((await planned())?.body, 'The gate is open');
  const there = wall((await planned())?.sendAt ?? '', 'Asia/Tokyo');
  assert.ok(mornings('Asia/Tokyo').includes(there), `It leaves at ${there}.`);
  await press('Escape');
  await tabTo(/^Edit$/);
  await press('Enter');
  await until('the words', async () => (await typed()) === 'The gate is open');
  await press('Control+a');
  await keyboard.type('The gate is shut');
  await tabTo(/^Save$/);
  await press('Enter');
  await page.getByRole('dialog', { name: 'Change this text' }).waitFor({ state: 'detached' });
  assert.deepEqual([(await planned())?.body, (await planned())?.status], ['The gate is shut', 'scheduled']);
  await tabTo(/^Cancel this text$/);
  await press('Enter');
  await until('it to be cancelled', async () => (await planned())?.status === 'canceled');

  // The keys are listed; then home.
  await press('?');
  await page.getByRole('dialog', { name: 'Keys' }).getByText('Next conversation').waitFor();
  await press('Escape');
  await pressQuickly(wholePage, 'gd');
  await page.getByRole('heading', { name: 'Delivery', level: 1 }).waitFor();
  await press('F6');
  await tabTo(/^Account$/);
  await press('Enter');
  await tabTo(/^Sign out$/);
  await focusStays();
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();

  assert.equal((await heard()).length, replies.length + 1, 'Nobody has heard anything else.');
  assert.deepEqual(faults, []);
  await close();
});

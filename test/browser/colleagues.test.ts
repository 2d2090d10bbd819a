import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { addMember, listTeams } from '../../src/domain/teams/teams.ts';
import type { Name } from '../support/cast.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { hasten, stopClock, within } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi']);
const { office: nora, phone, url, carrier } = world;
const [team] = await listTeams(world.app.floor);
const profile = { name: 'Omar Haddad', email: 'omar@food-bank.example', password: 'seven green pears' };
await addMember(team!, { ...profile, role: 'member' });
const omar = world.openOffice();
assert.equal((await omar.signsIn(profile.password, profile.email)).status, 200);
await omar.must('PATCH', '/api/v1/me', { preferences: { undoSeconds: 0 } });

const open = (office: { cookie(): string }, path: string, prepare?: (page: Page) => Promise<unknown>) =>
  visit(`${url}${path}`, { as: office, ...(prepare && { prepare }) });
const address = (name: Name) => `/inbox/all/${nora.conversationWith(name)}`;
const row = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Conversations' }).getByRole('link', { name });
/** The headless browser has the focus in all of its windows at once; here only when it is said so. */
const focusHere = (page: Page, has: boolean) =>
  page.evaluate(`document.hasFocus = () => ${has}; dispatchEvent(new Event('${has ? 'focus' : 'blur'}'))`);
const unread = async (office: typeof nora, name: Name) =>
  (await office.must('GET', `/api/v1/conversations/${nora.conversationWith(name)}`)).unread as number;

// Row 8: "Ana's reply takes Ben's waiting away within 1 s but leaves his unread".
test('an answer takes waiting away for everybody within a second, and leaves what a colleague has not seen unread', async () => {
  const one = await open(nora, address('Ana'));
  const two = await open(omar, '/inbox/all');
  const box = one.page.getByRole('textbox', { name: 'Text to Ana' });
  let asked = 0;
  await within(1_000, 'taking waiting away', async () => {
    const askedAt = performance.now();
    await phone('Ana').texts('Which gate do I use?');
    asked += 1;
    await row(two.page, 'Waiting Ana').waitFor();
    await two.page.getByText(`${asked} unread`).waitFor();
    const control = performance.now() - askedAt;
    await box.fill('Gate B');
    const answeredAt = performance.now();
    await box.press('Enter');
    await row(two.page, 'Waiting Ana').waitFor({ state: 'detached' });
    return { ms: performance.now() - answeredAt, control };
  });
  await two.page.getByText(`${asked} unread`).waitFor();
  assert.deepEqual([...one.faults, ...two.faults], []);
  await one.close();
  await two.close();
});

test('a text counts as read when its end was in sight and the window had the focus for a second; two tabs mark once', async () => {
  // From its first text on the time of the page goes on only when it is told to.
  const { page, faults, close } = await open(nora, address('Ben'), (page) => page.clock.install());
  await page.getByRole('textbox', { name: 'Text to Ben' }).waitFor();
  await focusHere(page, false);
  const marks: string[] = [];
  page.context().on('request', (request) => request.url().endsWith('/read-mark') && marks.push(request.url()));
  await phone('Ben').texts('Are you there?');
  const texts = page.getByRole('region', { name: 'Texts', exact: true });
  await texts.getByText('Are you there?').waitFor();
  await stopClock(page);
  await page.clock.runFor(1_300);
  assert.equal(marks.length, 0, 'The window is in the background.');
  await focusHere(page, true);
  await page.clock.runFor(500);
  await focusHere(page, false);
  await page.clock.runFor(900);
  assert.equal(marks.length, 0, 'It had the focus for half a second.');
  assert.equal(await unread(nora, 'Ben'), 1);
  await page.clock.resume();

  const other = await page.context().newPage();
  await other.clock.install();
  await other.addInitScript('document.hasFocus = () => false');
  await other.goto(`${url}${address('Ben')}`);
  await other.getByRole('textbox', { name: 'Text to Ben' }).waitFor();
  // One that is on its way may have been read before the mark was made; and one that the page called off has no words.
  const told = other.waitForResponse(async (answer) => {
    if (!answer.url().endsWith(nora.conversationWith('Ben'))) return false;
    return (await answer.json().catch(() => ({}))).unread === 0;
  });
  await focusHere(page, true);
  await until('the mark', async () => (await unread(nora, 'Ben')) === 0);
  await focusHere(page, false);
  await (await told).finished();
  await row(other, 'Ben').getByText('unread').waitFor({ state: 'detached' });
  await stopClock(other);
  await focusHere(other, true);
  await other.clock.runFor(1_300);
  // What it had asked for would have been asked before this.
  await other.evaluate(`fetch('/api/v1/me').then(() => true)`);
  assert.equal(marks.length, 1, 'Two tabs, one mark.');
  // It does mark what is new, by the same look.
  await other.clock.resume();
  await phone('Ben').texts('Still there?');
  await until('its mark', () => marks.length === 2);
  assert.deepEqual(faults, []);
  await close();
});

test('what is marked as unread stays so until it is opened again', async () => {
  const { page, faults, close } = await open(nora, '/inbox/all', (page) => page.clock.install());
  await page.locator('#snooze-menu').waitFor({ state: 'attached' });
  await row(page, 'Chidi').click();
  await page.getByRole('textbox', { name: 'Text to Chidi' }).waitFor();
  const isMarked = async () =>
    (await nora.must('GET', `/api/v1/conversations/${nora.conversationWith('Chidi')}`)).isMarkedUnread;
  await page.keyboard.press('u');
  await page.getByText('Chidi is marked as unread.').first().waitFor();
  await until('the mark', isMarked);
  await page.clock.runFor(1_500);
  assert.ok(await isMarked(), 'Looking on does not take it away.');
  await page.reload();
  await page.getByText('Unread', { exact: true }).waitFor();
  await row(page, 'Ben').click();
  await page.getByRole('textbox', { name: 'Text to Ben' }).waitFor();
  await row(page, 'Chidi').click();
  await until('the mark to go', async () => !(await isMarked()));
  assert.deepEqual(faults, []);
  await close();
});

test('two who have the same conversation open see each other, and are asked before both answer', async () => {
  const one = await open(nora, address('Ana'), (page) => page.clock.install());
  const two = await open(omar, address('Ana'));
  await one.page.getByText('Omar Haddad is looking').waitFor();
  const box = two.page.getByRole('textbox', { name: 'Text to Ana' });
  await box.waitFor();
  await two.page.getByText('Nora Lindqvist is looking').waitFor();
  // Row 15: "the second sees who is typing within 1 s and is warned before sending".
  const writing = one.page.getByRole('textbox', { name: 'Text to Ana' });
  let asked = 0;
  await within(1_000, 'seeing who answers', async () => {
    await writing.fill('');
    await hasten(one.page, two.page.getByText('Nora Lindqvist is looking'));
    const askedAt = performance.now();
    await phone('Ana').texts(`Which gate, for the ${++asked}. time?`);
    await two.page.locator('[data-row]').getByText(`for the ${asked}. time?`).waitFor();
    const control = performance.now() - askedAt;
    const startedAt = performance.now();
    await writing.press('G');
    await two.page.getByText('Nora Lindqvist is answering').waitFor();
    return { ms: performance.now() - startedAt, control };
  });
  await mustBeAccessible(two.page, 'a conversation that a colleague answers');

  // Whoever does not type for five seconds only looks.
  await hasten(one.page, two.page.getByText('Nora Lindqvist is looking'));
  const typing = setInterval(() => void writing.press('C').catch(() => {}), 1_000);
  after(() => clearInterval(typing));
  await two.page.getByText('Nora Lindqvist is answering').waitFor();
  const sent = async () => (await carrier.log()).filter(({ body }) => body === 'Gate D').length;
  await box.fill('Gate D');
  await box.press('Enter');
  await two.page.getByText('Nora Lindqvist is writing to them right now.').waitFor();
  await comesTo(() => box.inputValue(), 'Gate D');
  assert.equal(await sent(), 0);
  await mustBeAccessible(two.page, 'the question before a second answer');
  await two.page.getByRole('button', { name: 'Send mine as well' }).click();
  // Not before: a question goes by itself with the typing that it is about.
  clearInterval(typing);
  await until('the text', async () => (await sent()) === 1);
  await row(one.page, 'Ben').click();
  await two.page.getByText('Nora Lindqvist is').waitFor({ state: 'detached' });
  await one.close();
  assert.deepEqual(two.faults, []);
  await two.close();
});

import { test } from 'node:test';
import type { Page, Route } from 'playwright-core';
import type { Name } from '../support/cast.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';
import { goOffline } from './go-offline.ts';

const names: Name[] = ['Ana', 'Ben', 'Chidi', 'Jo'];
const world = await openOfficeHours(names);
const { office, phone, url } = world;
for (const name of names) await phone(name).texts(`It is ${name}`);
await office.must('PATCH', '/api/v1/me', { gettingStartedHidden: true });

const row = (page: Page, words: string) => page.locator('[data-conversation] > a').filter({ hasText: words });
const thread = (page: Page, name: Name) => page.getByRole('region', { name: `Texts with ${name}` });
const box = (page: Page, name: Name) => page.getByRole('textbox', { name: `Text to ${name}` });
const note = (name: Name, body: string) =>
  office.must('POST', `/api/v1/conversations/${office.conversationWith(name)}/notes`, { body, mentions: [] });

/** Opens one conversation and goes on to Ben's: the first is kept, and marked when something happens there. */
async function goOnFrom(name: Name) {
  const visited = await visit(`${url}/inbox/all/${office.conversationWith(name)}`, { as: office });
  const { page } = visited;
  await box(page, name).waitFor();
  await thread(page, name).getByText(`It is ${name}`).waitFor();
  await page.locator('#snooze-menu').waitFor({ state: 'attached' });
  await goTo(page, 'Ben');
  return visited;
}
async function goTo(page: Page, name: Name): Promise<void> {
  await row(page, name).click();
  await thread(page, name).waitFor();
  // No row is under the pointer: what is looked at is fetched before it is opened.
  await page.mouse.move(900, 300);
}
/** What is marked by then is marked: the page hears of one after the other, and asks for Ben's, which is open. */
async function marksAreSet(page: Page, words: string): Promise<void> {
  await note('Ben', words);
  await thread(page, 'Ben').getByText(words).waitFor();
}

test('a note on a conversation that is closed is there when it is opened, though a text came after it', async () => {
  const { page, close } = await goOnFrom('Ana');
  await note('Ana', 'A note of a colleague');
  await marksAreSet(page, 'Ana has a note');
  await phone('Ana').texts('After the note');
  await row(page, 'After the note').waitFor();
  await goTo(page, 'Ana');
  await thread(page, 'Ana').getByText('After the note').waitFor();
  await thread(page, 'Ana').getByText('A note of a colleague').waitFor();
  await close();
});

test('what was missed offline is there when a conversation is opened, though its person wrote once more', async () => {
  const { page, close } = await goOnFrom('Ana');
  await goOffline(page);
  await phone('Ana').texts('Missed one');
  await page.context().setOffline(false);
  await row(page, 'Missed one').waitFor();
  await phone('Ana').texts('Then another');
  await row(page, 'Then another').waitFor();
  await goTo(page, 'Ana');
  await thread(page, 'Ana').getByText('Then another').waitFor();
  await thread(page, 'Ana').getByText('Missed one').waitFor();
  await close();
});

test('there is no box to text whoever texted STOP meanwhile, though their row was looked at before it was opened', async () => {
  const { page, close } = await goOnFrom('Jo');
  const jo = `/api/v1/conversations/${office.conversationWith('Jo')}`;
  await phone('Jo').texts('STOP');
  await until('the server to know', async () => (await office.must('GET', jo)).person.optedOutAt);
  // By this their thread is to be asked for anew as well, and the page is seen to look ahead.
  await note('Jo', 'Are they gone?');
  await marksAreSet(page, 'Jo wrote STOP');
  const ahead = page.waitForResponse((answer) => answer.url().includes(`${jo}/timeline`));
  await row(page, 'Jo').hover();
  await ahead;
  await goTo(page, 'Jo');
  await thread(page, 'Jo').getByText('STOP', { exact: true }).waitFor();
  await box(page, 'Jo').waitFor({ state: 'detached' });
  await close();
});

test('an act while the list is asked for anew does not keep from it what came meanwhile', async () => {
  const held: Route[] = [];
  let isHeld = false;
  const { page, close } = await visit(`${url}/inbox/all`, {
    as: office,
    prepare: (page: Page) =>
      page.route(/conversations\?.*limit=50/, (route) => (isHeld ? void held.push(route) : route.continue())),
  });
  await row(page, 'Chidi').waitFor();
  await page.locator('#snooze-menu').waitFor({ state: 'attached' });
  await row(page, 'Chidi').focus();
  await goOffline(page);
  await phone('Ben').texts('While you slept');
  isHeld = true;
  await page.context().setOffline(false);
  await until('the list to be asked for', () => held.length > 0);
  const acted = page.waitForResponse((answer) => answer.url().endsWith('/conversation-acts'));
  await page.keyboard.press('u');
  await acted;
  isHeld = false;
  // Some of these were called off.
  await Promise.allSettled(held.map((route) => route.continue()));
  await row(page, 'While you slept').waitFor();
  await close();
});

test('what comes between the first answer and the first word of the server is in the list', async () => {
  const lists: Route[] = [];
  const streams: Route[] = [];
  let isHeld = true;
  const { page, close } = await visit(`${url}/inbox/all`, {
    as: office,
    prepare: async (page: Page) => {
      await page.route('**/api/v1/events', (route) => (isHeld ? void streams.push(route) : route.continue()));
      await page.route(/conversations\?.*limit=50/, (route) => (isHeld ? void lists.push(route) : route.continue()));
    },
  });
  await until('both to be asked for', () => lists.length > 0 && streams.length > 0);
  const answer = await lists[0]!.fetch();
  await phone('Chidi').texts('Before you listened');
  await office.shouldSee('Chidi', ['them: It is Chidi', 'them: Before you listened']);
  isHeld = false;
  const again = page.waitForRequest((request) => request.url().endsWith('/api/v1/me'));
  await streams[0]!.continue();
  // By its first word all that is known is asked for again.
  await again;
  await lists[0]!.fulfill({ response: answer });
  await row(page, 'Before you listened').waitFor();
  await close();
});

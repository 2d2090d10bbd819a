import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { addMember, listTeams } from '../../src/domain/teams/teams.ts';
import { openAsking, saturday } from '../support/asking.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { drawn } from './at-once.ts';
import { visit } from './chromium.ts';
import { hold } from './hold.ts';

// Two members at one computer.

const world = await openOfficeHours(['Ana', 'Ben']);
const { office, phone, url } = world;
const [team] = await listTeams(world.app.floor);
const profile = { name: 'Omar Haddad', email: 'omar@food-bank.example', password: 'seven green pears' };
await addMember(team!, { ...profile, role: 'manager' });
const omar = world.openOffice();
assert.equal((await omar.signsIn(profile.password, profile.email)).status, 200);
const asking = openAsking(world);
const { items } = await office.must('GET', '/api/v1/people');
const { content } = saturday(items.map(({ id }: { id: string }) => id));

/** Another member comes to the same browser; nobody has signed out. */
async function sitDown(page: Page, who: typeof omar): Promise<void> {
  const [name, value] = who.cookie().split('=', 2) as [string, string];
  await page.context().addCookies([{ name, value, url }]);
  await page.reload();
}

test('a text to many whose answer was lost stands in no way of another member’s, and goes when its author signs out', async () => {
  const schedule = { ...content.schedule, startsOn: '2040-01-06' };
  const asked = { ...content, schedule, closing: { afterMinutes: 600 } };
  const question = await asking.saves({ name: 'Saturday?', content: asked });
  await office.must('POST', `/api/v1/questions/${question.id}/rounds`);
  const round = await asking.newestRound(question.id);
  await until('both to be asked', async () => (await asking.board(round.id)).counts.asked === 2);
  await phone('Ana').texts('no');
  const { page, close } = await visit(`${url}/questions/${question.id}/rounds/${round.id}`, { as: office });
  const act = 'Text the 1 who said No';
  const dialog = page.getByRole('dialog');
  async function press() {
    await page.getByRole('button', { name: act }).click();
    await page.getByLabel('What they will read').fill('Rest well');
    await dialog.getByRole('button', { name: act }).click();
  }
  const texts = async () => (await office.messages('Ana')).filter(({ body }) => body === 'Rest well').length;
  const kept = () => page.evaluate<boolean>(`JSON.stringify({ ...localStorage }).includes('Rest well')`);

  const lost = await hold(page, 'POST', /\/rounds\/[^/]+\/texts$/, { isLost: true });
  await press();
  await lost.asked;
  lost.letGo();
  await dialog.getByRole('alert').waitFor();
  assert.equal(await texts(), 1);
  assert.equal(await kept(), true);

  const sit = (who: typeof omar) => sitDown(page, who);
  await sit(omar);
  await press();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await texts(), 2);

  await sit(office);
  assert.equal(await kept(), true);
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.equal(await kept(), false);
  await close();
});

test('what a member has begun is shown to nobody else who sits there, and goes when they sign out', async () => {
  assert.equal((await office.signsIn()).status, 200);
  const { page, close } = await visit(`${url}/limits`, { as: office });
  const weekly = page.getByRole('spinbutton', { name: /^Texts to many in seven days/ });
  const words = page.getByRole('textbox', { name: /Words/ });
  const isKept = (text: string) => page.evaluate<boolean>(`JSON.stringify({ ...localStorage }).includes('${text}')`);
  await page.route(/\/api\/v1\/broadcasts$/, (route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );
  await weekly.fill('77777');
  await page.goto(`${url}/broadcasts/new`);
  await words.fill('Between us');
  await page.getByText('Kept in this browser').waitFor();

  await sitDown(page, omar);
  await page.getByRole('heading', { name: 'New broadcast' }).waitFor();
  assert.equal(await words.inputValue(), '');
  await page.goto(`${url}/limits`);
  await weekly.waitFor();
  assert.equal(await weekly.inputValue(), '');
  await weekly.fill('66666');

  await sitDown(page, office);
  await weekly.waitFor();
  assert.equal(await weekly.inputValue(), '77777');
  await page.goto(`${url}/broadcasts/new`);
  await comesTo(() => words.inputValue(), 'Between us');
  await page.getByText('Kept in this browser').waitFor();
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.deepEqual([await isKept('Between us'), await isKept('77777'), await isKept('66666')], [false, false, true]);
  await close();
});

test('what another tab still writes, when its member signs out, is not kept', async () => {
  assert.equal((await office.signsIn()).status, 200);
  const { page, close } = await visit(`${url}/people`, { as: office });
  const other = await page.context().newPage();
  // It hears of the end of its session from nobody but its browser.
  await other.route(/\/api\/v1\/events/, (route) => route.abort());
  await other.goto(`${url}/limits`);
  const weekly = other.getByRole('spinbutton', { name: /^Texts to many in seven days/ });
  const holds = (text: string) => other.evaluate<boolean>(`JSON.stringify({ ...localStorage }).includes('${text}')`);
  await weekly.fill('55555');
  assert.equal(await holds('55555'), true);
  await other.evaluate(`void addEventListener('storage', ({ newValue }) => (window.isOver ||= newValue === null))`);
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await other.waitForFunction('window.isOver');
  await weekly.fill('44444');
  await drawn(other);
  assert.deepEqual([await holds('55555'), await holds('44444')], [false, false]);
  await close();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openClock } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import type { Name } from '../support/cast.ts';
import { addCrowd } from '../support/crowd.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { keysAct } from './keys.ts';

const crew: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah'];
// What is held stays held: this clock stands.
const world = await openOfficeHours(crew, { clock: openClock(new Date().toISOString()) });
const { office, phone, url } = world;
const ids: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) ids[name] = id;
for (const name of crew) await office.must('PATCH', `/api/v1/people/${ids[name]}`, { groups: ['Crew North'] });
await addCrowd(world, 'Crew North', 79);
const [north] = (await office.must('GET', '/api/v1/groups')).items as Json[];
for (const name of ['Ben', 'Chidi'] as const) await phone(name).texts('STOP');

const read = (id: string): Promise<Json> => office.must('GET', `/api/v1/broadcasts/${id}`);

const open = (path: string) => visit(`${url}${path}`, { as: office, timezoneId: 'America/New_York' });

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const idOf = (page: Page) => /\/broadcasts\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

test('of 86 who are chosen the button sends to 83, the three are named with their reasons, and all of it is kept', async () => {
  const { page, faults, close } = await open('/broadcasts');
  await page.getByRole('heading', { name: 'Nothing has gone out to many yet' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Text many people' }).getAttribute('href'), '/broadcasts/new');
  await mustBeAccessible(page, 'no broadcasts');
  await keysAct(page);
  await page.keyboard.press('b');
  await until('the words to have the focus', () => page.evaluate(`document.activeElement.dataset.blank === 'Words'`));
  await page.keyboard.type('Ring road closed.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Take the bridge.');
  await button(page, /^Whom:/).click();
  await page.getByRole('checkbox', { name: 'Crew North' }).check();
  await page.getByRole('searchbox').fill('Ana');
  await page.getByRole('checkbox', { name: 'Ana', exact: true }).check();
  await mustBeAccessible(page, 'whom it goes to');
  await button(page, 'Done').click();

  await button(page, 'Send to 83').waitFor();
  const who = page.getByRole('region', { name: 'Who gets it' });
  await who.getByText('83 people get it').waitFor();
  await who.getByText('86 chosen, 3 of them do not get it:').waitFor();
  await comesTo(() => who.getByRole('listitem').allInnerTexts(), ['2 opted out: Ben and Chidi', '1 chosen twice: Ana']);
  await mustBeAccessible(page, 'a broadcast that is written');

  await page.waitForURL(/\/edit$/);
  await until('all to be kept', async () => {
    const { body, audience } = await read(idOf(page));
    return body.endsWith('bridge.') && audience.groupIds.length === 1 && audience.personIds.length === 1;
  });
  await page.getByText('Kept as a draft').waitFor();
  await page.reload();
  await button(page, 'Send to 83').waitFor();
  const words = page.getByRole('textbox', { name: /Words/ });
  await comesTo(() => words.inputValue(), 'Ring road closed.\nTake the bridge.');
  await button(page, 'Left out: nobody').click();
  await page.getByRole('searchbox').fill('Emre');
  await page.getByRole('checkbox', { name: 'Emre', exact: true }).check();
  await page.keyboard.press('Escape');
  await button(page, 'Send to 82').waitFor();
  await who.getByText('1 taken out by you: Emre').waitFor();
  assert.equal((await read(idOf(page))).state, 'draft');
  await page.goto(`${url}/broadcasts`);
  await page.getByRole('region', { name: 'Drafts' }).getByText('to Crew North and Ana').waitFor();
  await mustBeAccessible(page, 'broadcasts');
  assert.deepEqual(faults, []);
  await close();
});

test('no single key sends, over 200 people the number is typed, and what was sent is taken back by Z', async () => {
  const audience = { groupIds: [north.id], personIds: [ids.Ana], exceptGroupIds: [], exceptPersonIds: [] };
  const { id } = await office.must('POST', '/api/v1/broadcasts', { body: 'Ring road closed.', audience });
  const { page, faults, close } = await open(`/broadcasts/${id}/edit`);
  await button(page, 'Send to 83').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Send to 83 people?' });
  await dialog.getByText('Ring road closed.').waitFor();
  await dialog.getByText('3 are left out: 2 opted out and 1 chosen twice').waitFor();
  await dialog.getByText('in 30 seconds; until then you can take it back').waitFor();
  await mustBeAccessible(page, 'the last look');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  assert.equal((await read(id)).state, 'draft');

  await addCrowd(world, 'Crew North', 122);
  await page.reload();
  await button(page, 'Send to 205').click();
  const large = page.getByRole('dialog', { name: 'Send to 205 people?' });
  await until('the number to have the focus', () => page.evaluate(`document.activeElement.inputMode === 'numeric'`));
  await page.keyboard.press('Enter');
  await large.getByText('That is another number.').waitFor();
  await page.keyboard.type('206');
  await page.keyboard.press('Enter');
  await large.getByText('That is another number.').waitFor();
  assert.equal((await read(id)).state, 'draft');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await large.waitFor({ state: 'detached' });
  await page.getByText('Nothing has left yet.').waitFor();
  assert.equal((await read(id)).state, 'held');
  await page.keyboard.press('z');
  await button(page, 'Send to 205').waitFor();
  assert.equal((await read(id)).state, 'draft');
  await comesTo(() => page.getByRole('textbox', { name: /Words/ }).inputValue(), 'Ring road closed.');

  await office.must('POST', `/api/v1/broadcasts/${id}/dispatch`, { expected: 205, typed: true });
  await page.goto(`${url}/broadcasts/${id}`);
  await page.getByText('Nothing has left yet.').waitFor();
  await mustBeAccessible(page, 'a broadcast that is held');
  assert.deepEqual(faults, []);
  await close();
});

test('the last look says who waits for a later hour, being new numbers abroad, and for how long, and what money waits for', async () => {
  const settings = { accountSid: `AC${'4'.repeat(32)}`, authToken: 'carrier-token', baseUrl: world.carrier.url };
  const main = { provider: 'twilio', label: 'Main', number: '+12125550390', settings };
  const line = await office.must('POST', '/api/v1/lines', main);
  await office.must('PUT', `/api/v1/lines/${line.id}/price`, { amount: 0.01, currency: 'USD' });
  await office.must('PUT', '/api/v1/limits', {
    hours: { opens: '08:00', closes: '21:00' },
    keepsHours: false,
    questionsKeepHours: false,
    weekly: null,
    cap: { amount: 0.02, currency: 'USD' },
    countries: ['US', 'GB'],
    newAbroad: 2,
  });
  const personIds = [];
  for (const n of [1, 2, 3, 4, 5, 6]) {
    const driver = { name: `Driver ${n}`, phones: [`+44740012345${n}`] };
    personIds.push((await office.must('POST', '/api/v1/people', driver)).id);
  }
  const audience = { groupIds: [], personIds, exceptGroupIds: [], exceptPersonIds: [] };
  const { id } = await office.must('POST', '/api/v1/broadcasts', { body: 'Ring road closed.', audience });
  const { page, faults, close } = await open(`/broadcasts/${id}/edit`);
  await button(page, 'Send to 6').click();
  const dialog = page.getByRole('dialog', { name: 'Send to 6 people?' });
  await dialog.getByText('4 people wait. The last text leaves about 2 hours later.').waitFor();
  await dialog.getByText('Of each country abroad, only 2 numbers').waitFor();
  await dialog.getByText('Only $0.02 is left of this month’s money').waitFor();
  await mustBeAccessible(page, 'a last look by which some wait');
  assert.deepEqual(faults, []);
  await close();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openClock } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import type { Name } from '../support/cast.ts';
import { addCrowd } from '../support/crowd.ts';
import { carrierToken } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const clock = openClock(new Date().toISOString());
const crew: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah'];
const world = await openOfficeHours(crew, { clock });
const { office, phone, url } = world;
const ids: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) ids[name] = id;
for (const name of crew) await office.must('PATCH', `/api/v1/people/${ids[name]}`, { groups: ['Crew North'] });
// Somebody whom nobody has named, and somebody with a long name.
await office.must('PATCH', `/api/v1/people/${ids.Dana}`, { name: '+17735550104' });
const long = 'Wilhelmina-Anastasia Hohenschönhausen';
await office.must('PATCH', `/api/v1/people/${ids.Farah}`, { name: long });
await addCrowd(world, 'Crew North', 79);
const [north] = (await office.must('GET', '/api/v1/groups')).items as Json[];
for (const name of ['Ben', 'Chidi'] as const) await phone(name).texts('STOP');

const audience = { groupIds: [], personIds: [] as string[], exceptGroupIds: [], exceptPersonIds: [] };
const crewAndAna = { ...audience, groupIds: [north.id], personIds: [ids.Ana] };

const drafts = (body: string, more: object = {}): Promise<Json> =>
  office.must('POST', '/api/v1/broadcasts', { body, audience: crewAndAna, ...more });
const read = (id: string): Promise<Json> => office.must('GET', `/api/v1/broadcasts/${id}`);

async function open(path: string, options = {}) {
  const [name, value] = office.cookie().split('=', 2) as [string, string];
  const visited = await visit(url, { timezoneId: 'America/New_York', ...options });
  await visited.page.context().addCookies([{ name, value, url }]);
  await visited.page.goto(`${url}${path}`);
  return visited;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const idOf = (page: Page) => /\/broadcasts\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

test('of 86 who are chosen the button sends to 83, the three are named with their reasons, and all of it is kept', async () => {
  const { page, faults, close } = await open('/inbox/waiting');
  await page.getByRole('link', { name: 'Tell' }).waitFor();
  await until('B to lead to a new broadcast', async () => {
    await page.keyboard.press('b');
    return page.url().endsWith('/broadcasts/new');
  });
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
  assert.deepEqual(await who.getByRole('listitem').allInnerTexts(), [
    '2 opted out: Ben and Chidi',
    '1 chosen twice: Ana',
  ]);
  await mustBeAccessible(page, 'a broadcast that is written');

  await page.getByText('Kept as a draft').waitFor();
  await page.reload();
  await button(page, 'Send to 83').waitFor();
  assert.equal(await page.getByRole('textbox', { name: /Words/ }).inputValue(), 'Ring road closed.\nTake the bridge.');
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

test('the preview pages through real people, the longest text first, and says what stands in place of a missing name', async () => {
  const { page, faults, close } = await open('/broadcasts/new');
  await page.getByRole('textbox', { name: /Words/ }).fill('Hi ');
  await page.keyboard.type('{fir');
  await page.getByRole('option', { name: 'first name' }).waitFor();
  await page.keyboard.press('Enter');
  const rest = `, gate B is open from six. ${'Bring your badge and boots. '.repeat(4)}`;
  await page.keyboard.type(rest);
  await button(page, /^Whom:/).click();
  for (const name of ['Ana', long, '+17735550104']) {
    await page.getByRole('searchbox').fill(name);
    await page.getByRole('checkbox', { name, exact: true }).check();
  }
  await page.keyboard.press('Escape');
  const phone = page.getByRole('region', { name: 'What they see' });
  await phone.getByText(`Hi Wilhelmina-Anastasia${rest.trimEnd()}`).waitFor();
  await phone.getByText('1 of 3, the longest first · 2 texts').waitFor();
  await page.getByText('The longest is 2 texts').waitFor();
  await page.getByText(/1 person has no first name: nothing stands there\./).waitFor();

  const box = page.getByRole('textbox', { name: /Words/ });
  await box.fill((await box.inputValue()).replace('{first name}', '{first name|friend}'));
  await page.getByText('1 person has no first name: the other words stand there.').waitFor();
  await button(page, 'The next one').click();
  await phone.getByText(`Hi friend${rest.trimEnd()}`).waitFor();
  await phone.getByText('No first name: “friend” stands there').waitFor();
  await button(page, 'The next one').click();
  await phone.getByText('3 of 3, the longest first · 1 text').waitFor();
  await phone.getByText('Ana', { exact: true }).waitFor();

  await box.fill('“Gate B”');
  await page.getByText('“\u00a0” makes 3 texts Unicode').waitFor();
  await button(page, /^Write it plainly/).click();
  await until('plain quotes', async () => (await box.inputValue()) === '"Gate B"');
  await box.fill('Hi {shoe size}');
  await page.getByText('Nobody has a field called “shoe size”. It cannot go out like this.').waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('no single key sends, over 200 people the number is typed, and what was sent is taken back by Z', async () => {
  const { id } = await drafts('Ring road closed.');
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
  await page.getByText('Nothing has left yet.').waitFor();
  await mustBeAccessible(page, 'a broadcast that is held');
  assert.equal((await read(id)).state, 'held');
  await page.keyboard.press('z');
  await button(page, 'Send to 205').waitFor();
  assert.equal((await read(id)).state, 'draft');
  assert.equal(await page.getByRole('textbox', { name: /Words/ }).inputValue(), 'Ring road closed.');
  assert.deepEqual(faults, []);
  await close();
});

test('what is priced is every text as it leaves, the longest with all of its parts', async () => {
  const [practice] = (await office.must('GET', '/api/v1/lines')).items;
  const settings = { ...practice.settings, authToken: carrierToken };
  const form = { provider: 'twilio', label: 'Main', number: '+12025550177', segmentsPerSecond: null, settings };
  const line = await office.must('POST', '/api/v1/lines', form);
  await office.must('PUT', `/api/v1/lines/${line.id}/price`, { amount: 0.01, currency: 'USD' });
  // With the long name it is one character more than fits into one text.
  const body = `Hi {first name}! ${'x'.repeat(161 - 'Hi Wilhelmina-Anastasia! '.length)}`;
  const { id } = await drafts(body, { audience: { ...audience, personIds: [ids.Ana, ids.Farah] } });
  const { page, faults, close } = await open(`/broadcasts/${id}/edit`);
  await page.getByText('The longest is 2 texts · 161 of 306 characters · 3 texts in all · $0.03').waitFor();
  await button(page, 'Send to 2').click();
  const dialog = page.getByRole('dialog', { name: 'Send to 2 people?' });
  await dialog.getByText('$0.03').waitFor();
  await dialog.getByText(/^Hi Wilhelmina-Anastasia! x+$/).waitFor();
  await button(page, 'Not yet').click();
  await button(page, 'Line: each person’s usual line').click();
  await page.getByText('Main', { exact: true }).click();
  await until('the line to be kept', async () => (await read(id)).lineId === line.id);
  assert.deepEqual(faults, []);
  await close();
});

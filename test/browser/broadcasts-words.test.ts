import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Json } from '../support/browser.ts';
import type { Name } from '../support/cast.ts';
import { carrierToken } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';

const crew: Name[] = ['Ana', 'Dana', 'Farah'];
const world = await openOfficeHours(crew);
const { office, url } = world;
const ids: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) ids[name] = id;
await office.must('PATCH', `/api/v1/people/${ids.Ana}`, { timeZone: 'America/New_York' });
// Somebody whom nobody has named, and somebody with a long name.
await office.must('PATCH', `/api/v1/people/${ids.Dana}`, { name: '+17735550104', timeZone: 'America/New_York' });
const long = 'Wilhelmina-Anastasia Hohenschönhausen';
await office.must('PATCH', `/api/v1/people/${ids.Farah}`, { name: long, timeZone: 'America/Denver' });

const audience = { groupIds: [], personIds: [] as string[], exceptGroupIds: [], exceptPersonIds: [] };

const read = (id: string): Promise<Json> => office.must('GET', `/api/v1/broadcasts/${id}`);

const open = (path: string) => visit(`${url}${path}`, { as: office, timezoneId: 'America/New_York' });

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

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

  await button(page, 'When: now').click();
  await page.getByText('at each person’s hour').click();
  await page.keyboard.press('Escape');
  await button(page, /^When: on .* at 8:00 AM on each person’s clock$/).waitFor();
  await page.getByText(/^Here that is \w+ 8:00 AM for 2 people and \w+ 10:00 AM for 1 person\.$/).waitFor();

  await box.fill('“Gate B”');
  await page.getByText('“\u00a0” makes 3 texts Unicode').waitFor();
  await button(page, /^Write it plainly/).click();
  await until('plain quotes', async () => (await box.inputValue()) === '"Gate B"');
  await box.fill('Hi {shoe size}');
  await page.getByText('Nobody has a field called “shoe size”.').waitFor();
  await page.getByText('It cannot go out like this.').waitFor();
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
  const { id } = await office.must('POST', '/api/v1/broadcasts', {
    body,
    audience: { ...audience, personIds: [ids.Ana, ids.Farah] },
  });
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { hasten } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const world = await openOfficeHours([]);
const { office, carrier, url } = world;
const line = await office.must('POST', '/api/v1/lines', {
  provider: 'twilio',
  label: 'Main',
  number: '+12125550392',
  settings: { accountSid: `AC${'5'.repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url },
});
await office.must('PUT', `/api/v1/lines/${line.id}/price`, { amount: 0.5, currency: 'USD' });
await office.meets('Ana');

test('limits are set on their page, the strip warns at four fifths, and what is not paid for waits and says so', async () => {
  const { page, faults, close } = await visit(`${url}/lines`, {
    as: office,
    prepare: (page) => page.clock.install(),
  });
  await page.getByRole('link', { name: 'What the team may send' }).click();
  await page.getByRole('heading', { name: 'Limits', level: 1 }).waitFor();
  await page.getByText('$0.00 is spent this month.').waitFor();
  await page.getByLabel('A month may cost at most').fill('2.5');
  await page.getByLabel('From').fill('09:00');
  await page.getByLabel('Texts to many in seven days').fill('3');
  await page.getByLabel('Questions wait for them, too').uncheck();
  await page.getByLabel('Add a country').selectOption('Jamaica');
  await page.getByLabel('Add a country').selectOption('Canada');
  await page.getByRole('button', { name: 'Take Jamaica off the list' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  const { hours, weekly, cap, countries, questionsKeepHours } = await office.must('GET', '/api/v1/limits');
  assert.deepEqual(
    [hours.opens, weekly, cap, countries, questionsKeepHours],
    ['09:00', 3, { amount: 2.5, currency: 'USD' }, ['CA', 'US'], false],
  );
  await page.getByText('$0.00 of $2.50 is spent this month.').waitFor();

  for (const body of ['One', 'Two', 'Three', 'Four']) await office.texts('Ana', body);
  await hasten(page, page.getByText('Most of this month’s $2.50 is spent.'));
  await office.texts('Ana', 'Five');
  await hasten(page, page.getByText('This month’s $2.50 is spent: nothing leaves'));
  await office.texts('Ana', 'Six');
  await until('it to wait', async () => (await office.messages('Ana')).some((text) => 'waits' in text));
  await mustBeAccessible(page, 'limits');
  await page.goto(`${url}/inbox/all/${office.conversationWith('Ana')}`);
  await page.getByText('It leaves when more is allowed.').waitFor();
  await mustBeAccessible(page, 'a text that waits');
  assert.deepEqual(faults, []);

  await page.goto(`${url}/limits`);
  await page.getByLabel('A month may cost at most').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('This month’s $2.50 is spent').waitFor({ state: 'detached' });
  await carrier.phone('Ana').shouldHear('Six');
  await close();
});

test('what cannot be is said at its field, and members only look', async () => {
  const { page, close } = await visit(`${url}/limits`, { as: office });
  await page.getByLabel('Until').fill('10:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Leave at least four hours, on one day.').waitFor();
  await page.getByLabel('Until').fill('21:00');
  await page.getByLabel('A month may cost at most').fill('5');
  await page.getByLabel('Currency').fill('EUR');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Say first what a segment costs over “Main”, in EUR').waitFor();
  await close();

  const mia = await office.colleague('Mia');
  const other = await visit(`${url}/limits`, { as: mia });
  await other.page.getByText('Only owners and managers can change them.').waitFor();
  assert.ok(await other.page.getByLabel('From').isDisabled());
  assert.equal(await other.page.getByRole('button', { name: 'Save' }).count(), 0);
  await mustBeAccessible(other.page, 'limits of a member');
  await other.close();
});

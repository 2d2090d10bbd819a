import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';

const world = await openOfficeHours([]);
const { office, carrier, url } = world;
const line = await office.must('POST', '/api/v1/lines', {
  provider: 'twilio',
  label: 'Main',
  number: '+12125550393',
  settings: { accountSid: `AC${'6'.repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url },
});
await office.must('PUT', `/api/v1/lines/${line.id}/price`, { amount: 0.5, currency: 'USD' });
await office.meets('Ana');

async function enter(page: Page, path: string): Promise<void> {
  const [name, value] = office.cookie().split('=', 2) as [string, string];
  await page.context().addCookies([{ name, value, url }]);
  await page.goto(`${url}${path}`);
}

test('what a text costs stands beside it before it is sent, and a held Enter or a double click send it once', async () => {
  const { page, close } = await visit(url);
  await enter(page, `/inbox/all/${office.conversationWith('Ana')}`);
  const box = page.getByRole('textbox', { name: /Ana/ });
  await box.fill('x'.repeat(1500));
  await page.getByRole('button', { name: 'Send 10 texts' }).waitFor();
  await page.getByText('$5.00').waitFor();
  const before = (await office.messages('Ana')).length;
  await box.fill('Held Enter');
  // A key that is held is pressed again and again without being let go.
  for (let count = 0; count < 5; count++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await carrier.phone('Ana').shouldHear('Held Enter');
  await box.fill('Double click');
  await page.getByRole('button', { name: 'Send', exact: true }).dblclick();
  await carrier.phone('Ana').shouldHear('Double click');
  assert.equal((await office.messages('Ana')).length, before + 2);
  await close();
});

test('whoever has told no zone is warned about by the zone of their number', async () => {
  const hour = new Date().getUTCHours();
  // One of them is in the night at any time.
  const [country, number] =
    hour >= 2 && hour < 12
      ? ['US', '+12125550177']
      : hour >= 12 && hour < 22
        ? ['JP', '+819012345678']
        : ['GB', '+447400123456'];
  const limits = await office.must('GET', '/api/v1/limits');
  await office.must('PUT', '/api/v1/limits', { ...limits, countries: [...new Set([...limits.countries, country])] });
  const { conversationId } = await office.must('POST', '/api/v1/people', { name: 'Noor', phones: [number] });
  const { page, close } = await visit(url);
  await enter(page, `/inbox/all/${conversationId}`);
  await page.getByRole('textbox', { name: /Noor/ }).fill('Are you awake?');
  await page.getByText(/It is .+ for Noor\./).waitFor();
  await close();
});

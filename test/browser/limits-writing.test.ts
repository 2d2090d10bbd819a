import assert from 'node:assert/strict';
import { test } from 'node:test';
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
await office.must('PATCH', '/api/v1/me', { preferences: { undoSeconds: 1 } });

test('what a text costs stands beside it before it is sent, and a held Enter or a double click send it once', async () => {
  const { page, close } = await visit(`${url}/inbox/all/${office.conversationWith('Ana')}`, { as: office });
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
  const { conversationId } = await office.must('POST', '/api/v1/people', { name: 'Noor', phones: ['+12125550177'] });
  const { page, close } = await visit(`${url}/inbox/all/${conversationId}`, {
    as: office,
    timezoneId: 'Asia/Tokyo',
    prepare: (page) => page.clock.setFixedTime(new Date('2026-11-27T07:30:00Z')),
  });
  await page.getByRole('textbox', { name: /Noor/ }).fill('Are you awake?');
  await page.getByText(/It is 2:30.AM for Noor\./).waitFor();
  await close();
});

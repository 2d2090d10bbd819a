import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours([]);
const { office, carrier } = world;

const settings = { accountSid: `AC${'3'.repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url };
const line = await office.must('POST', '/api/v1/lines', {
  provider: 'twilio',
  label: 'Main',
  number: '+12125550300',
  settings,
});
const path = `/api/v1/lines/${line.id}`;
const newest = async () => (await office.must('GET', '/api/v1/acts?limit=1')).items[0];
const kept = async () => {
  const { kind, before, after } = await newest();
  return [kind, before, after];
};

test('what is changed of a line is kept, with what it was, but for secrets, and without its whole number', async () => {
  assert.deepEqual(await kept(), ['line.connected', null, { label: 'Main', number: '…0300' }]);
  const facts = {
    label: 'Main',
    number: '…0300',
    segmentsPerSecond: null,
    accountSid: settings.accountSid,
    messagingServiceSid: null,
    keywordAnswers: null,
    baseUrl: carrier.url,
  };
  await carrier.control('PUT', `accounts/${settings.accountSid}`, { authToken: 'another-token' });
  await office.must('PATCH', path, {
    label: 'Front',
    number: '+12125550301',
    settings: { authToken: 'another-token' },
  });
  const after = { ...facts, label: 'Front', number: '…0301' };
  assert.deepEqual(await kept(), ['line.changed', facts, { ...after, renewed: ['authToken'] }]);
  await office.must('PATCH', path, { label: 'Back' });
  assert.deepEqual(await kept(), ['line.changed', after, { ...after, label: 'Back' }]);

  await office.must('PUT', `${path}/price`, { amount: 0.0075, currency: 'USD' });
  await office.must('PUT', `${path}/price`, { amount: 0.01, currency: 'EUR' });
  assert.deepEqual(await kept(), [
    'line.priced',
    { label: 'Back', pricePerSegment: { amount: 0.0075, currency: 'USD' } },
    { pricePerSegment: { amount: 0.01, currency: 'EUR' } },
  ]);
  await office.must('DELETE', `${path}/price`);
  assert.deepEqual((await newest()).after, { pricePerSegment: null });
  await office.must('PUT', `${path}/pace`, { segmentsPerSecond: 2 });
  assert.deepEqual(await kept(), ['line.paced', { label: 'Back', segmentsPerSecond: null }, { segmentsPerSecond: 2 }]);

  const help = { en: 'Call us. STOP ends the texts.', es: null };
  await office.must('PUT', `${path}/keyword-answers`, { by: 'hearback', help });
  assert.deepEqual(await kept(), [
    'line.answers_changed',
    { label: 'Back', keywordAnswers: null, en: null, es: null },
    { keywordAnswers: 'hearback', ...help },
  ]);

  const all = JSON.stringify(await world.query(sql`select * from acts`));
  for (const secret of ['carrier-token', 'another-token', '+12125550300', '+12125550301'])
    assert.ok(!all.includes(secret), secret);
});

test('what is changed of the limits is kept, with what it was', async () => {
  const { hours, keepsHours, questionsKeepHours, weekly, cap, countries, newAbroad } = await office.must(
    'GET',
    '/api/v1/limits',
  );
  const before = { hours, keepsHours, questionsKeepHours, weekly, cap, countries, newAbroad };
  const after = { ...before, weekly: 3, countries: ['MX', 'US'] };
  await office.must('PUT', '/api/v1/limits', after);
  assert.deepEqual(await kept(), ['limits.changed', before, after]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours([]);
const { office, carrier } = world;

await office.must('POST', '/api/v1/lines', {
  provider: 'twilio',
  label: 'Main',
  number: '+12125550300',
  settings: { accountSid: `AC${'3'.repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url },
});

const usual = {
  hours: { opens: '08:00', closes: '21:00' },
  keepsHours: true,
  questionsKeepHours: true,
  weekly: null,
  cap: null,
  countries: ['US'],
};
const set = (changes: object) => office.ask('PUT', '/api/v1/limits', { ...usual, ...changes });
const must = (changes: object) => office.must('PUT', '/api/v1/limits', { ...usual, ...changes });
const meet = async (phone: string) =>
  (await office.must('POST', '/api/v1/people', { name: `Person ${phone}`, phones: [phone] })).conversationId as string;
const write = (conversationId: string, body: string) =>
  office.ask('POST', `/api/v1/conversations/${conversationId}/messages`, { body });
const sent = async (body: string) => (await carrier.log()).filter((text) => text.body === body).length;

test('a team texts its own country, and others once somebody has allowed them', async () => {
  const limits = await office.must('GET', '/api/v1/limits');
  const { spent, allCountries, version, ...own } = limits;
  assert.deepEqual([own, spent, version], [{ ...usual, newAbroad: 100 }, [], 0]);
  assert.ok(allCountries.includes('JM') && allCountries.length > 200);
  const jamaica = await meet('+18765551234');
  const refused = await write(jamaica, 'Hello Jamaica');
  assert.deepEqual([refused.status, refused.body.code, refused.body.country], [409, 'blocked_country', 'JM']);
  assert.match(refused.body.message, /Jamaica/);
  await must({ countries: ['US', 'JM'] });
  assert.equal((await write(jamaica, 'Hello Jamaica')).status, 201);
  await until('it to leave', async () => (await sent('Hello Jamaica')) === 1);
  await must({});
});

test('premium, shared-cost and satellite numbers are texted by nobody', async () => {
  await must({ countries: ['US', 'GB', 'DE'] });
  for (const number of ['+19005551234', '+449012345678', '+448712345678', '+881612345678', '+499001234567']) {
    const refused = await write(await meet(number), 'Pay me');
    assert.deepEqual([refused.status, refused.body.code], [409, 'blocked_number'], number);
  }
  const ok = await write(await meet('+12125550199'), 'Not premium');
  assert.equal(ok.status, 201);
  await must({});
  assert.equal(await sent('Pay me'), 0);
});

test('what was written before a country was taken off the list does not leave', async () => {
  await must({ countries: ['US', 'CA'] });
  const conversationId = await meet('+16045551234');
  const path = `/api/v1/conversations/${conversationId}/messages`;
  const planned = await office.must('POST', path, { body: 'To Canada', sendAt: new Date(Date.now() + 3_600_000) });
  await must({});
  await office.must('PATCH', `/api/v1/messages/${planned.id}`, { sendAt: null });
  const status = async () => (await office.must('GET', `${path}?limit=1`)).items[0];
  await until('it to be taken back', async () => (await status()).status === 'canceled');
  assert.match((await status()).error.message, /does not text this country/);
  assert.equal(await sent('To Canada'), 0);
});

test('limits are for owners and managers, and wrong ones are refused in words', async () => {
  const member = await office.colleague('Mia');
  assert.equal((await member.ask('PUT', '/api/v1/limits', usual)).status, 403);
  assert.equal((await member.ask('GET', '/api/v1/limits')).status, 200);
  const cases: [object, string][] = [
    [{ hours: { opens: '21:00', closes: '08:00' } }, 'hours.closes'],
    [{ hours: { opens: '8', closes: 'late' } }, 'hours.closes'],
    [{ hours: { opens: '10:00', closes: '11:00' } }, 'hours.closes'],
    [{ countries: [] }, 'countries'],
    [{ countries: ['XX'] }, 'countries'],
    [{ cap: { amount: 5, currency: 'USD' } }, 'cap.amount'],
  ];
  const outOfBounds: [object, string][] = [
    [{ weekly: 0 }, 'weekly'],
    [{ weekly: 1.5 }, 'weekly'],
    [{ newAbroad: -1 }, 'newAbroad'],
    [{ cap: { amount: -5, currency: 'USD' } }, 'cap.amount'],
  ];
  for (const [changes, field] of [...cases, ...outOfBounds]) {
    const answer = await set(changes);
    assert.equal(answer.status, 422, JSON.stringify(changes));
    assert.deepEqual(Object.keys(answer.body.fields), [field]);
    assert.match(answer.body.fields[field], /^[A-Z][^{}]+\.$/);
    assert.doesNotMatch(answer.body.fields[field], /schema|anyOf/);
  }
  const { status, body } = await set({ cap: { amount: 5, currency: 'US' } });
  assert.deepEqual([status, Object.keys(body.fields).sort()], [422, ['cap.amount', 'cap.currency']]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const day = 24 * 60 * 60 * 1000;

test('after a change of the token the old one counts for a day, also when the line is changed again', async () => {
  let now = new Date('2026-03-01T12:00:00Z');
  const { office, carrier } = await openOfficeHours([], { clock: { now: () => now } });
  const accountSid = `AC${'d'.repeat(32)}`;
  const settings = { accountSid, authToken: 'carrier-token', baseUrl: carrier.url };
  const form = { provider: 'twilio', label: 'Office', number: '+12125550177', settings };
  const line = await office.must('POST', '/api/v1/lines', form);
  await carrier.control('PUT', `accounts/${accountSid}`, { authToken: 'new-token' });
  await office.must('PATCH', `/api/v1/lines/${line.id}`, { settings: { authToken: 'new-token' } });
  await office.must('PATCH', `/api/v1/lines/${line.id}`, { label: 'Office number' });

  const answerTo = (token: string) => post(line.webhooks.inbound, inboundText('+12125550142', 'Hello'), { token });
  assert.equal(await answerTo('new-token'), 204);
  assert.equal(await answerTo('carrier-token'), 204);
  now = new Date(now.getTime() + day + 1000);
  assert.equal(await answerTo('new-token'), 204);
  // A line is looked at again within a second.
  await until('the old token to be refused', async () => (await answerTo('carrier-token')) === 403);
});

test('a paused line says why, and goes on by itself when its token is mended', async () => {
  const { office, carrier } = await openOfficeHours([]);
  const accountSid = `AC${'e'.repeat(32)}`;
  const settings = { accountSid, authToken: 'carrier-token', baseUrl: carrier.url };
  const form = { provider: 'twilio', label: 'Office', number: '+12125550178', settings };
  const line = await office.must('POST', '/api/v1/lines', form);
  await office.meets('Ana');
  await carrier.control('PUT', `accounts/${accountSid}`, { authToken: 'another-token' });
  await office.texts('Ana', 'Can you work?');
  await office.shouldSeeStatus('Ana', 'queued');
  const paused = await until('the line to be paused', async () => {
    const { items } = await office.must('GET', '/api/v1/lines');
    return items.find((each: { id: string; pausedAt: string | null }) => each.id === line.id && each.pausedAt);
  });
  assert.match(paused.pausedReason, /\w/);
  assert.deepEqual(await carrier.log(), []);

  await office.must('PATCH', `/api/v1/lines/${line.id}`, { settings: { authToken: 'another-token' } });
  await office.shouldSeeStatus('Ana', 'delivered');
  assert.equal((await carrier.log()).length, 1);
});

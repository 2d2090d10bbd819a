import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

type Line = { id: string };
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

test('what a colleague changes of a line while its company is asked stays', async () => {
  const { office } = await openOfficeHours([]);
  let meanwhile = async () => {};
  const company = createServer(async (request, response) => {
    request.resume();
    const work = meanwhile;
    meanwhile = async () => {};
    await work();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"messages":[]}');
  });
  await new Promise<void>((resolve) => company.listen(0, '127.0.0.1', resolve));
  after(() => {
    company.closeAllConnections();
    company.close();
  });
  const baseUrl = `http://127.0.0.1:${(company.address() as AddressInfo).port}`;
  const settings = { accountSid: `AC${'7'.repeat(32)}`, authToken: 'old-token', baseUrl };
  const form = { provider: 'twilio', label: 'Office', number: '+12125550179', settings };
  const line = await office.must('POST', '/api/v1/lines', form);
  const path = `/api/v1/lines/${line.id}`;
  meanwhile = async () => {
    await office.must('PUT', `${path}/keyword-answers`, { by: 'hearback', help: { en: null, es: null } });
    await office.must('PUT', `${path}/pace`, { segmentsPerSecond: 3 });
    await office.must('PATCH', path, { settings: { authToken: 'new-token' } });
  };

  const changed = await office.must('PATCH', path, { label: 'Office number' });
  assert.deepEqual([changed.label, changed.segmentsPerSecond], ['Office number', 3]);
  assert.equal((await office.must('GET', `${path}/keyword-answers`)).by, 'hearback');
  const signed = post(line.webhooks.inbound, inboundText('+12125550142', 'Hello'), { token: 'new-token' });
  assert.equal(await signed, 204);
});

test('whoever sends a line elsewhere, or for another account, gives its token again', async () => {
  const { office, carrier } = await openOfficeHours([]);
  const heard: (string | undefined)[] = [];
  const elsewhere = createServer((request, response) => {
    heard.push(request.headers.authorization);
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"messages":[]}');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  after(() => {
    elsewhere.closeAllConnections();
    elsewhere.close();
  });
  const baseUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const [accountSid, other] = [`AC${'5'.repeat(32)}`, `AC${'6'.repeat(32)}`];
  const settings = { accountSid, authToken: 'carrier-token', baseUrl: carrier.url };
  const form = { provider: 'twilio', label: 'Office', number: '+12125550176', settings };
  const line = await office.must('POST', '/api/v1/lines', form);
  const path = `/api/v1/lines/${line.id}`;

  for (const change of [{ baseUrl }, { baseUrl: '' }, { accountSid: other }]) {
    const { status, body } = await office.ask('PATCH', path, { settings: change });
    assert.deepEqual([status, body.code, Object.keys(body.fields)], [422, 'invalid', ['settings.authToken']]);
    assert.match(body.fields['settings.authToken'], /^Give this again/);
  }
  assert.deepEqual(heard, []);
  const [unchanged] = (await office.must('GET', '/api/v1/lines')).items.filter(({ id }: Line) => id === line.id);
  assert.deepEqual(unchanged.settings, line.settings);

  // The same again is no change.
  await office.must('PATCH', path, { label: 'Office number', settings: { baseUrl: carrier.url, accountSid } });
  const changed = await office.must('PATCH', path, {
    settings: { baseUrl, accountSid: other, authToken: 'new-token' },
  });
  assert.deepEqual(changed.settings, { accountSid: other, baseUrl });
  assert.equal(heard[0], `Basic ${btoa(`${other}:new-token`)}`);
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

test('a reply over one line waits for nothing that hangs on another', async () => {
  const { office, carrier } = await openOfficeHours([]);
  // A company that knows us and takes what it is given without a word.
  const mute = createServer((request, response) => {
    request.resume();
    if (request.method === 'GET')
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"messages":[]}');
  });
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  after(() => {
    mute.closeAllConnections();
    mute.close();
  });
  const connects = (number: string, account: string, baseUrl: string) =>
    office.must('POST', '/api/v1/lines', {
      provider: 'twilio',
      label: number,
      number,
      settings: { accountSid: `AC${account.repeat(32)}`, authToken: 'carrier-token', baseUrl },
    });
  await connects('+12125550180', '8', `http://127.0.0.1:${(mute.address() as AddressInfo).port}`);
  const other = await connects('+12125550181', '9', carrier.url);
  await office.meets('Ana');
  await office.texts('Ana', 'Under way for long');
  await office.shouldSeeStatus('Ana', 'sending');
  await office.texts('Ana', 'Behind it');

  assert.equal(await post(other.webhooks.inbound, inboundText(carrier.phone('Ana').number, 'Here I am')), 204);
  await office.texts('Ana', 'Good to hear from you');
  await carrier.phone('Ana').shouldHear('Good to hear from you');
  const statuses = (await office.messages('Ana')).map(({ status }) => status);
  assert.deepEqual(statuses.slice(0, 3), ['sending', 'queued', 'received']);
  mute.closeAllConnections();
});

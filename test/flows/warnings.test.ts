import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openClock } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import { openPushPost } from '../support/push-post.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

// No hour and no month ends in the middle of this.
const clock = openClock(`${new Date().toISOString().slice(0, 10)}T15:20:00Z`);
const service = await openPushPost();
const world = await openOfficeHours([], { clock, pushOrigin: service.origin });
const { office, carrier, query } = world;
const line = await office.must('POST', '/api/v1/lines', {
  provider: 'twilio',
  label: 'Main',
  number: '+12125550300',
  settings: { accountSid: `AC${'3'.repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url },
});
await office.must('PUT', `/api/v1/lines/${line.id}/price`, { amount: 1, currency: 'USD' });

const limits = async (changes: object) =>
  office.must('PUT', '/api/v1/limits', { ...(await office.must('GET', '/api/v1/limits')), ...changes });
const cap = (amount: number) => ({ cap: { amount, currency: 'USD' } });
const meet = async (phone: string) =>
  (await office.must('POST', '/api/v1/people', { name: `Person ${phone}`, phones: [phone] })).conversationId as string;
const write = (conversationId: string, body: string) =>
  office.must('POST', `/api/v1/conversations/${conversationId}/messages`, { body });
const has = async (conversationId: string, what: (text: Json) => boolean) =>
  what((await office.must('GET', `/api/v1/conversations/${conversationId}/messages?limit=1`)).items[0]);
/** Writes a text, and waits until it has left. */
async function spend(conversationId: string, body: string): Promise<void> {
  await write(conversationId, body);
  await until(`“${body}” to leave`, async () => (await carrier.log()).some((text) => text.body === body));
}
/** Until everybody who is to be told has been. */
const quietly = () =>
  until('all has been told', async () => {
    const jobs = sql`select from graphile_worker.jobs where task_identifier = 'push'`;
    return (await query(jobs)).length === 0;
  });

/** The browser of somebody who has it told of news. */
async function browserOf(someone: { must: typeof office.must }, language = 'en') {
  const browser = service.browser();
  await someone.must('POST', '/api/v1/push-subscriptions', { ...browser.subscription, language });
  return browser;
}
const kinds = (browser: { got(): { message: Json }[] }) => browser.got().map(({ message }) => message.kind);

const owner = await browserOf(office);
const manager = await browserOf(await office.colleague('Max', 'manager'), 'es');
const member = await browserOf(await office.colleague('Mia'));

test('at four fifths of the month’s money owners and managers are told, once, and once more when all of it is spent', async () => {
  const ana = await meet('+12125550101');
  await limits(cap(5));
  for (const body of ['one', 'two', 'three']) await spend(ana, body);
  await quietly();
  assert.deepEqual(kinds(owner), []);
  await spend(ana, 'four');
  const [near] = await owner.shouldGet(1);
  assert.deepEqual(near, { kind: 'money_near', language: 'en', spent: 4, cap: 5, currency: 'USD', waiting: 0 });
  assert.equal((await manager.shouldGet(1))[0].language, 'es');

  await spend(ana, 'five');
  await owner.shouldGet(2);
  await write(ana, 'six');
  await until('it to wait', () => has(ana, ({ waits }) => waits?.for === 'money'));
  await quietly();
  assert.deepEqual(kinds(owner), ['money_near', 'money_spent']);

  // Another cap is another matter; what was said of it is said once, however often it is set.
  await limits(cap(7));
  await until('it to leave', () => has(ana, ({ waits }) => !waits));
  await owner.shouldGet(3);
  await limits(cap(6));
  await limits(cap(7));
  await limits(cap(6));
  await quietly();
  assert.deepEqual(kinds(owner), ['money_near', 'money_spent', 'money_near', 'money_spent']);
  await limits({ cap: null });
  assert.deepEqual(kinds(manager), kinds(owner));
  assert.deepEqual(kinds(member), []);
});

test('they are told also when less than a fifth is too little for the next text', async () => {
  const before = kinds(owner).length;
  const ben = await meet('+12125550102');
  await limits(cap(40));
  await office.must('PUT', `/api/v1/lines/${line.id}/price`, { amount: 39, currency: 'USD' });
  await write(ben, 'eight');
  await until('it to wait', () => has(ben, ({ waits }) => waits?.for === 'money'));
  await quietly();
  assert.deepEqual(kinds(owner).slice(before), ['money_spent']);
  await limits({ cap: null });
  await office.must('PUT', `/api/v1/lines/${line.id}/price`, { amount: 1, currency: 'USD' });
});

test('too many new numbers of a country are told once a day', async () => {
  const before = kinds(owner).length;
  await limits({ countries: ['US', 'JM'], newAbroad: 1 });
  const people = await Promise.all(['+18765550101', '+18765550102', '+18765550103'].map(meet));
  for (const id of people) await write(id, 'Your code is 1234');
  const waiting = async () => (await query(sql`select from outbox where waits_for = 'abroad'`)).length;
  await until('the others to wait', async () => (await waiting()) === 2);
  await quietly();
  const told = owner.got().slice(before);
  assert.deepEqual(
    told.map(({ message: { kind, country } }) => [kind, country]),
    [['abroad', 'JM']],
  );
  assert.ok(!kinds(member).includes('abroad'));
});

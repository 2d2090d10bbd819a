import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana']);
const { office } = world;
const messages = `/api/v1/conversations/${office.conversationWith('Ana')}/messages`;

test('a time that is over, too far away or none at all is refused, and says why', async () => {
  const at = (days: number) => new Date(Date.now() + days * 24 * 60 * 60_000).toISOString();
  const times: [sendAt: string, status: number, why: RegExp][] = [
    ['2016-12-31T23:59:60Z', 422, /not a time/],
    ['1999-01-01T00:00:00Z', 422, /is over/],
    [at(-0.01), 422, /is over/],
    ['9999-12-31T23:59:59Z', 422, /more than a year/],
    [at(370), 422, /more than a year/],
  ];
  for (const [sendAt, wanted, why] of times) {
    const { status, body } = await office.ask('POST', messages, { body: 'Later', sendAt });
    assert.equal(status, wanted, sendAt);
    assert.match(body.fields.sendAt, why);
  }
  assert.deepEqual(await office.messages('Ana'), []);
  assert.equal((await office.must('POST', messages, { body: 'Later', sendAt: at(1) })).status, 'scheduled');
});

test('a name that shows nothing is refused, and no name turns the words around it', async () => {
  let phones = 2800;
  const person = (name: string, more = {}) =>
    office.ask('POST', '/api/v1/people', { name, phones: [`+1415555${++phones}`], ...more });
  const blank = ['', ' ', '\u200b', '\u2060\ufeff', '\u3164', '\u2800', '\u202e\u202c', '\u0000\u0007', '\ufe0f\u00ad'];
  for (const name of blank) {
    const { status, body } = await person(name);
    assert.deepEqual([status, Object.keys(body.fields ?? {})], [422, ['name']], JSON.stringify(name));
    const group = await person('Ida', { groups: [name] });
    assert.deepEqual([group.status, Object.keys(group.body.fields ?? {})], [422, ['groups']], JSON.stringify(name));
    const token = await office.invites();
    const joining = { token, name, email: `${phones}@food-bank.example`, password: 'seven green pears' };
    const joined = await world.openOffice().ask('POST', '/api/v1/join', joining);
    assert.deepEqual([joined.status, Object.keys(joined.body.fields ?? {})], [422, ['name']], JSON.stringify(name));
    const reply = await office.ask('POST', '/api/v1/saved-replies', { name, body: 'Yes' });
    assert.deepEqual([reply.status, Object.keys(reply.body.fields ?? {})], [422, ['name']], JSON.stringify(name));
  }
  const turning: [typed: string, kept: string][] = [
    ['\u202eanA', 'anA'],
    ['Ana\u2069\u202e', 'Ana'],
    ['An\u2028a', 'An a'],
    [' 👩‍👩‍👧 \u200b', '👩‍👩‍👧 \u200b'],
    ['דנה', 'דנה'],
    [`Zo\u0308${'\u0301'.repeat(100)}e`, `Z\u00f6${'\u0301'.repeat(6)}e`],
  ];
  for (const [typed, kept] of turning) assert.equal((await person(typed)).body.name, kept);
});

test('a time zone may be named by its old name or its new one; an offset or a made-up name is refused', async () => {
  const { items } = await office.must('GET', '/api/v1/people');
  const change = (timeZone: string) => office.ask('PATCH', `/api/v1/people/${items[0].id}`, { timeZone });
  for (const zone of ['Asia/Kolkata', 'Asia/Calcutta', 'Europe/Kyiv', 'America/Denver', 'UTC'])
    assert.equal((await change(zone)).status, 200, zone);
  for (const zone of ['+02:00', 'Mars/Phobos', '__proto__', 'x'.repeat(9000)]) {
    const { status, body } = await change(zone);
    assert.deepEqual([status, Object.keys(body.fields)], [422, ['timeZone']], zone.slice(0, 20));
  }
});

test('an address of a provider that is none is refused like one where nobody answers', async () => {
  const settings = { accountSid: `AC${'c'.repeat(32)}`, authToken: 'x' };
  for (const baseUrl of ['http://[', 'http://a:99999', 'http://a%00b', 'http://[::1', 'https://:80', 'http://%']) {
    const line = { provider: 'twilio', label: 'x', number: '+12025550150', settings: { ...settings, baseUrl } };
    const { status, body } = await office.ask('POST', '/api/v1/lines', line);
    assert.deepEqual([status, body.code], [422, 'provider_unreachable'], `${baseUrl}: ${body.message}`);
  }
  assert.equal(await world.count('lines'), 1);
});

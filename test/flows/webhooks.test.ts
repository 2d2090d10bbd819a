import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inboundText, newSid, post, signForm } from '../support/twilio-posts.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi']);
const { office, phone, carrier, line } = world;
const { inbound } = line.webhooks;

/** What a webhook must not touch unless it is the provider's. */
const tables = [
  'webhook_events',
  'webhook_bundles',
  'messages',
  'people',
  'conversations',
  'early_reports',
  'opt_outs',
  'events',
];
const counts = () => Promise.all(tables.map((table) => world.count(table)));

const otherAccount = `AC${'b'.repeat(32)}`;
await carrier.control('PUT', `accounts/${otherAccount}`, { authToken: 'another-token' });
const otherLine = await office.must('POST', '/api/v1/lines', {
  provider: 'twilio',
  label: 'Another line',
  number: '+12025550150',
  settings: { accountSid: otherAccount, authToken: 'another-token', baseUrl: carrier.url },
});

test('a webhook that the provider did not send is refused and leaves no row', async () => {
  const before = await counts();
  const text = inboundText('+14155550199', 'STOP');
  const signature = signForm('carrier-token', inbound, Object.entries(text));
  const forged: [string, number, Promise<number>][] = [
    ['no signature', 403, post(inbound, text, { headers: { 'x-twilio-signature': undefined } })],
    ['an empty signature', 403, post(inbound, text, { headers: { 'x-twilio-signature': '' } })],
    ['another token', 403, post(inbound, text, { token: 'guessed' })],
    ['an empty token', 403, post(inbound, text, { token: '' })],
    ['the token of another line', 403, post(inbound, text, { token: 'another-token' })],
    [
      'one field changed',
      403,
      post(inbound, { ...text, Body: 'START' }, { headers: { 'x-twilio-signature': signature } }),
    ],
    ['one field more', 403, post(inbound, { ...text, A: '' }, { headers: { 'x-twilio-signature': signature } })],
    ['signed for another address', 403, post(`${inbound}?a=b`, text, { signedUrl: inbound })],
    ['signed for the status address', 403, post(inbound, text, { signedUrl: line.webhooks.status })],
    ['signed for the other line', 403, post(inbound, text, { signedUrl: otherLine.webhooks.inbound })],
    ['text/plain', 403, post(inbound, text, { headers: { 'content-type': 'text/plain' } })],
    ['JSON without a hash', 403, post(inbound, {}, { headers: { 'content-type': 'application/json' } })],
    ['a line that does not exist', 404, post(inbound.replace(line.id, crypto.randomUUID()), text)],
    ['a line that is no id', 404, post(inbound.replace(line.id, '%00'), text)],
    ['a line with SQL in it', 404, post(inbound.replace(line.id, `${line.id}'--`), text)],
  ];
  for (const [what, wanted, status] of forged) assert.equal(await status, wanted, what);
  const byGet = `${inbound}?${new URLSearchParams(text)}`;
  const headers = { 'x-twilio-signature': signForm('carrier-token', byGet, []) };
  assert.equal((await fetch(byGet, { headers })).status, 404);
  assert.deepEqual(await counts(), before);
});

test('nobody chooses the address that is signed for by what they write into the headers', async () => {
  const before = await counts();
  const text = inboundText('+14155550199', 'Hello');
  const evil = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: 'host=evil.example' };
  const lines: [url: string, token: string][] = [
    [inbound, 'carrier-token'],
    [otherLine.webhooks.inbound, 'another-token'],
  ];
  for (const [url, token] of lines) {
    const path = new URL(url).pathname;
    assert.equal(await post(url, text, { token, signedUrl: `https://evil.example${path}`, headers: evil }), 403);
    // fetch does not let us write the Host header.
    const status = await new Promise((resolve, reject) => {
      const call = request(url, { method: 'POST' }, (response) => resolve(response.resume().statusCode));
      call.on('error', reject).setHeader('host', 'evil.example');
      call.setHeader('content-type', 'application/x-www-form-urlencoded');
      call.setHeader('x-twilio-signature', signForm(token, `http://evil.example${path}`, Object.entries(text)));
      call.end(new URLSearchParams(text).toString());
    });
    assert.equal(status, 403);
  }
  assert.deepEqual(await counts(), before);
  // The same headers beside a right signature change nothing.
  for (const [url, token] of lines) assert.equal(await post(url, text, { token, headers: evil }), 204);
});

test('the answer to a webhook has no body, no cookie, and may not be kept', async () => {
  const text = inboundText('+14155550198', 'Hello');
  const response = await fetch(inbound, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signForm('carrier-token', inbound, Object.entries(text)),
    },
    body: new URLSearchParams(text),
  });
  assert.deepEqual([response.status, await response.text()], [204, '']);
  assert.deepEqual([response.headers.get('set-cookie'), response.headers.get('cache-control')], [null, 'no-store']);
});

test('the same text again, one after the other or 20 at once, is one text', async () => {
  const text = inboundText('+14155550197', 'Once only');
  const rows = async () => [
    await world.count('messages'),
    await world.count('people'),
    await world.count('conversations'),
  ];
  const before = await rows();
  assert.equal(await post(inbound, text), 204);
  assert.equal(await post(inbound, text), 204);
  const more = inboundText('+14155550197', 'Also once');
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(inbound, more)));
  assert.deepEqual(new Set(answers), new Set([204]));
  assert.deepEqual(await rows(), [before[0]! + 2, before[1]! + 1, before[2]! + 1]);

  // The same id with other words, which no provider does: the first stands.
  assert.equal(await post(inbound, { ...more, Body: 'Not this' }), 204);
  assert.deepEqual(await world.query(sql`select body from messages where provider_id = ${more.MessageSid}`), [
    { body: 'Also once' },
  ]);
});

test('a repeat changes nothing: neither what is unread nor an opt-out that has ended', async () => {
  const stop = inboundText(phone('Ben').number, 'STOP');
  await post(inbound, stop);
  await post(inbound, inboundText(phone('Ben').number, 'START'));
  const look = () => office.must('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`);
  const before = await look();
  await post(inbound, stop);
  assert.deepEqual(await look(), before);
  assert.equal(before.person.optedOutAt, null);
});

test('a repeat does not bring back a person who was removed; a new text does', async () => {
  const text = inboundText('+14155550193', 'Forget me');
  const people = async () => (await office.must('GET', '/api/v1/people?search=4155550193')).items;
  assert.equal(await post(inbound, text), 204);
  const [person] = await people();
  await office.must('DELETE', `/api/v1/people/${person.id}`);
  for (let round = 0; round < 3; round++) assert.equal(await post(inbound, text), 204);
  assert.deepEqual(await people(), []);
  assert.equal(await post(inbound, inboundText('+14155550193', 'Me again')), 204);
  assert.equal((await people()).length, 1);
});

test('20 texts at once from a new number make one person with one conversation', async () => {
  const from = '+14155550196';
  const texts = Array.from({ length: 20 }, (_, index) => post(inbound, inboundText(from, `Text ${index}`)));
  assert.deepEqual(new Set(await Promise.all(texts)), new Set([204]));
  const [row] = await world.query(sql`
    select count(distinct phones.person_id)::int as people, count(distinct conversations.id)::int as conversations,
      count(messages.id)::int as messages
    from phones join conversations using (team_id, person_id)
    join messages on messages.conversation_id = conversations.id where address = ${from}`);
  assert.deepEqual(row, { people: 1, conversations: 1, messages: 20 });
  const [{ left }] = await world.query(sql`select count(*)::int as left from people
    where not exists (select from phones where phones.person_id = people.id)`);
  assert.equal(left, 0);
});

test('a token that was changed a moment ago still counts, the one before it no longer', async () => {
  const url = otherLine.webhooks.inbound;
  const change = async (authToken: string) => {
    await carrier.control('PUT', `accounts/${otherAccount}`, { authToken });
    await office.must('PATCH', `/api/v1/lines/${otherLine.id}`, { settings: { authToken } });
  };
  const from = (token: string) => post(url, inboundText('+14155550195', 'Hi'), { token });
  await change('second-token');
  assert.deepEqual([await from('another-token'), await from('second-token')], [204, 204]);
  await change('third-token');
  assert.deepEqual(
    [await from('another-token'), await from('second-token'), await from('third-token')],
    [403, 204, 204],
  );
});

test('a text over any line of the team lands in the one conversation', async () => {
  await phone('Chidi').texts('Over one line');
  await post(otherLine.webhooks.inbound, inboundText(phone('Chidi').number, 'Over another'), { token: 'third-token' });
  await office.shouldSee('Chidi', ['them: Over one line', 'them: Over another']);
});

test('a picture without words is a text too', async () => {
  const url = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1';
  const media = { NumMedia: '1', MediaUrl0: url, MediaContentType0: 'image/jpeg', Body: '' };
  const sid = newSid();
  assert.equal(await post(inbound, inboundText(phone('Ana').number, '', { ...media, MessageSid: sid })), 204);
  const text = (await office.messages('Ana')).at(-1);
  assert.deepEqual([text?.body, text?.media.map(({ contentType }) => contentType)], ['', ['image/jpeg']]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inboundText, newSid, post } from '../support/twilio-posts.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana']);
const { office, line } = world;
const { inbound } = line.webhooks;

/** Takes a text and answers who it was taken to be from. */
async function senderOf(from: string) {
  const text = inboundText(from, 'Who am I?');
  assert.equal(await post(inbound, text), 204, JSON.stringify(from));
  const [row] = await world.query(sql`
    select people.name, phones.address, phones.kind from messages
    join conversations on conversations.id = messages.conversation_id
    join people on people.id = conversations.person_id
    join phones on phones.person_id = people.id and phones.position = 0
    where messages.provider_id = ${text.MessageSid}`);
  return row as { name: string; address: string; kind: string };
}

test('a text is from whoever has exactly its number, and from nobody else', async () => {
  await office.must('POST', '/api/v1/people', { name: 'Uma', phones: ['(415) 555-2671'] });
  await office.must('POST', '/api/v1/people', { name: 'Gil', phones: ['+44 7911 123456'] });
  await office.must('POST', '/api/v1/people', { name: 'Mia', phones: ['+52 55 1234 5678'] });
  const senders: [from: string, name: string, kind: string][] = [
    ['+14155552671', 'Uma', 'phone_number'],
    ['+1 (415) 555-2671', 'Uma', 'phone_number'],
    ['whatsapp:+14155552671', 'Uma', 'phone_number'],
    ['+１４１５５５５２６７１', 'Uma', 'phone_number'],
    ['+447911123456', 'Gil', 'phone_number'],
    ['+5215512345678', 'Mia', 'phone_number'],
    ['+525512345678', 'Mia', 'phone_number'],
    ['+524155552671', '+524155552671', 'phone_number'],
    ['+141555526719', '+141555526719', 'phone_number'],
    ['+1415555267', '+1415555267', 'phone_number'],
    ['07911123456', '07911123456', 'sender_name'],
    ['4155552671', '4155552671', 'sender_name'],
    ['55526', '55526', 'short_code'],
    ['40404', '40404', 'short_code'],
    ['BANK', 'BANK', 'sender_name'],
    ['anonymous', 'anonymous', 'sender_name'],
    ['266696687', '266696687', 'sender_name'],
    ['', 'anonymous', 'sender_name'],
    ['\u3164\u2800\u200b', 'anonymous', 'sender_name'],
    ['+', '+', 'sender_name'],
    ['+1', '+1', 'sender_name'],
    ['%', '%', 'sender_name'],
    ['_', '_', 'sender_name'],
    ['+1415555____', '+1415555____', 'sender_name'],
    ['+12345678901234567890', '+12345678901234567890', 'sender_name'],
    ['\u202e+14155552671', 'Uma', 'phone_number'],
    ['x\u0000y', 'xy', 'sender_name'],
    ['a'.repeat(5000), 'a'.repeat(64), 'sender_name'],
  ];
  for (const [from, name, kind] of senders) {
    const sender = await senderOf(from);
    assert.deepEqual([sender.name, sender.kind], [name, kind], JSON.stringify(from.slice(0, 30)));
  }
  assert.equal((await office.messages('Ana')).length, 0);
});

test('a sender that cannot be answered says so; a short code can be answered', async () => {
  const { items } = await office.must('GET', '/api/v1/people?search=BANK');
  const path = (conversationId: string) => `/api/v1/conversations/${conversationId}/messages`;
  const refused = await office.ask('POST', path(items[0].conversationId), { body: 'Hello?' });
  assert.deepEqual([refused.status, Object.keys(refused.body.fields)], [422, ['body']]);
  const short = (await office.must('GET', '/api/v1/people?search=40404')).items[0];
  assert.equal((await office.ask('POST', path(short.conversationId), { body: 'Hello' })).status, 201);
});

test('any bytes in a text are kept as far as they are text', async () => {
  const bodies: [encoded: string, stored: string][] = [
    ['a%00b', 'ab'],
    ['%00', ''],
    ['%ED%A0%80x', '\ufffd\ufffd\ufffdx'],
    ['caf%E9', 'caf\ufffd'],
    ['%F0%9F%91%8D%F0%9F%8F%BE', '👍🏾'],
    ['%E2%80%A8%E2%80%A9', '\u2028\u2029'],
    ['%zz%', '%zz%'],
    ['%3Cimg+src%3Dx+onerror%3Dalert(1)%3E', '<img src=x onerror=alert(1)>'],
    [`x${'a'.repeat(65_536)}`, `x${'a'.repeat(65_536)}`],
    ['Robert%27)%3B+drop+table+messages%3B--', "Robert'); drop table messages;--"],
    ['', ''],
  ];
  for (const [encoded, stored] of bodies) {
    const { MessageSid, Body: _, ...rest } = inboundText('+14155550111', '');
    const bytes = Buffer.from(`Body=${encoded}&MessageSid=${MessageSid}&${new URLSearchParams(rest)}`);
    assert.equal(await post(inbound, {}, { bytes }), 204, encoded.slice(0, 40));
    const rows = await world.query(sql`select body from messages where provider_id = ${MessageSid}`);
    assert.deepEqual(rows, [{ body: stored }], encoded.slice(0, 40));
  }
  const { items } = await office.must('GET', '/api/v1/people?search=14155550111');
  const thread = await office.must('GET', `/api/v1/conversations/${items[0].conversationId}/messages`);
  assert.equal(thread.items.length, bodies.length);
});

test('odd fields beside the text do no harm', async () => {
  const odd: Record<string, string>[] = [
    { NumSegments: 'NaN' },
    { NumSegments: '-1' },
    { NumSegments: '99999999999999999999' },
    { NumMedia: '999999' },
    { NumMedia: '1', MediaUrl0: 'javascript:alert(1)', MediaContentType0: 'text/html' },
    { NumMedia: '1', MediaUrl0: 'https://a.example/\u0000', MediaContentType0: 'image/\u0000png' },
    { To: '\u0000' },
    { To: 'a'.repeat(70_000) },
    { OptOutType: '__proto__' },
    { __proto__: 'x', constructor: 'y', toString: 'z' },
    { 'a[b]': 'c', 'a[b][c]': 'd', 'a.b': 'e' },
    { MessageSid: `SM\u0000${'c'.repeat(32)}` },
    { MessageSid: '' },
  ];
  for (const more of odd) {
    const status = await post(inbound, inboundText('+14155550112', 'Odd', more));
    assert.equal(status, 204, JSON.stringify(more).slice(0, 80));
  }
});

test('what is no text and no report is kept as it came, and changes nothing else', async () => {
  const before = [
    await world.count('messages'),
    await world.count('early_reports'),
    await world.count('webhook_events'),
  ];
  const call = { CallSid: `CA${'c'.repeat(32)}`, From: '+14155550114', To: line.number, CallStatus: 'ringing' };
  assert.equal(await post(inbound, call), 204);
  assert.equal(await post(inbound, { MessageSid: newSid(), MessageStatus: 'teleported' }), 204);
  assert.equal(await post(inbound, {}), 204);
  assert.deepEqual(
    [await world.count('messages'), await world.count('early_reports'), await world.count('webhook_events')],
    [before[0], before[1], before[2]! + 3],
  );
});

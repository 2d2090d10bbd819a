import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const { office, phone, carrier, query } = await openOfficeHours([
  'Ana',
  'Ben',
  'Chidi',
  'Farah',
  'Ivo',
  'Jo',
  'Kofi',
  'Lena',
]);

test('a text goes out and is delivered, and the answer comes back', async () => {
  const live = await office.listens();

  await office.texts('Ana', 'Can you work on Saturday?');
  await phone('Ana').shouldHear('Can you work on Saturday?');
  await office.shouldSeeStatus('Ana', 'delivered');
  await phone('Ana').texts('Yes, from 8');
  await office.shouldSee('Ana', ['us: Can you work on Saturday?', 'them: Yes, from 8']);
  await office.shouldSee('Ben', []);

  const answer = await live.hears('the answer', ({ data }) => data.message?.body === 'Yes, from 8');
  assert.equal(answer.data.conversationId, office.conversationWith('Ana'));
  await live.hears('the receipt', ({ data }) => data.message?.status === 'delivered');

  const { body: ana } = await office.ask('GET', `/api/v1/conversations/${office.conversationWith('Ana')}`);
  assert.deepEqual([ana.unread, ana.lastMessage.body, ana.waitingSince !== null], [1, 'Yes, from 8', true]);
  await office.texts('Ana', 'Thank you');
  const { body: answered } = await office.ask('GET', `/api/v1/conversations/${office.conversationWith('Ana')}`);
  assert.equal(answered.waitingSince, null);
  live.close();
});

test('the texts of one conversation arrive in the order in which they were written', async () => {
  const words = Array.from({ length: 12 }, (_, index) => `Number ${index + 1}`);
  for (const word of words) await office.texts('Chidi', word);
  await office.shouldSeeStatus('Chidi', 'delivered');
  const sent = (await carrier.log()).filter(({ to }) => to === phone('Chidi').number);
  assert.deepEqual(
    sent.map(({ body }) => body),
    words,
  );
});

test('a stream taken up again brings exactly what was missed, and nothing twice', async () => {
  const first = await office.listens();
  await phone('Ana').texts('One');
  const last = await first.hears('One', ({ data }) => data.message?.body === 'One');
  first.close();

  for (const body of ['Two', 'Three']) await phone('Ana').texts(body);
  await phone('Ben').texts('Four');
  const second = await office.listens(last.id!);
  await second.hears('Four', ({ data }) => data.message?.body === 'Four');
  await phone('Ben').texts('Five');
  await second.hears('Five', ({ data }) => data.message?.body === 'Five');

  const changes = second.heard.filter(({ event }) => event === 'change');
  assert.deepEqual(
    changes.map(({ id }) => id),
    changes.map((_, index) => last.id! + 1 + index),
  );
  assert.deepEqual(
    changes.flatMap(({ data }) => (data.kind === 'message.created' ? [data.message.body] : [])),
    ['Two', 'Three', 'Four', 'Five'],
  );
  assert.equal(
    second.heard.some(({ event }) => event === 'hello' || event === 'refetch'),
    false,
  );
  second.close();
});

test('a browser that knows a newer number than there is starts afresh', async () => {
  const live = await office.listens(999_999);
  await live.hears('refetch', ({ event }) => event === 'refetch');
  await phone('Ana').texts('Hello again');
  await live.hears('what came after', ({ data }) => data.message?.body === 'Hello again');
  live.close();
});

test('what cannot be delivered is said in words, and the conversation shows in its view', async () => {
  await phone('Ivo').behaves({ line: 'landline' });
  await office.texts('Ivo', 'Are you there?');
  await office.shouldSeeStatus('Ivo', 'undelivered');
  const [text] = await office.messages('Ivo');
  assert.equal(text!.error?.code, '30006');
  assert.match(text!.error?.message ?? '', /landline/);
  const { body: failed } = await office.ask('GET', '/api/v1/conversations?view=failed');
  assert.deepEqual(
    failed.items.map(({ person }: { person: { name: string } }) => person.name),
    ['Ivo'],
  );
});

test('a text whose receipt never comes stays sent', async () => {
  await phone('Kofi').behaves({ delivery: 'silent' });
  await office.texts('Kofi', 'The van leaves at 7');
  await phone('Kofi').shouldHear('The van leaves at 7');
  await office.shouldSeeStatus('Kofi', 'sent');
});

test('what the carrier did not take goes out later by itself, and what it may have taken never does', async () => {
  const timesSent = async (body: string) => (await carrier.log()).filter((sent) => sent.body === body).length;
  await carrier.misbehaves({ rateLimit: 0.001 });
  await office.texts('Jo', 'Later then');
  const waiting = { id: (await office.messages('Jo'))[0]!.id };
  await until('the first try', async () =>
    (await query(sql`select 1 from attempts where message_id = ${waiting.id} and outcome = 'not_sent'`)).at(0),
  );
  await carrier.misbehaves({ acceptThenDrop: 1 });
  await office.texts('Lena', 'Did this leave?');
  await office.shouldSeeStatus('Lena', 'delivered');
  await carrier.misbehaves({});
  await phone('Jo').shouldHear('Later then');
  assert.deepEqual([await timesSent('Did this leave?'), await timesSent('Later then')], [1, 1]);
});

test('what a slow carrier did not take goes out later too, with nobody else to wake its line', async () => {
  await carrier.misbehaves({ rateLimit: 0.001, latencyMs: 400 });
  await office.texts('Jo', 'Slowly then');
  const waiting = { id: (await office.messages('Jo')).at(-1)!.id };
  await until('the first try', async () =>
    (await query(sql`select 1 from attempts where message_id = ${waiting.id} and outcome = 'not_sent'`)).at(0),
  );
  await carrier.misbehaves({});
  await phone('Jo').shouldHear('Slowly then');
});

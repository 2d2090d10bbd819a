import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana', 'Farah', 'Gus']);
const { office, phone, carrier, line } = world;

const confirmation = 'Harbour Food Bank: you get no more texts from us. Reply START to get them again.';

const personOf = async (name: 'Ana' | 'Ben' | 'Chidi' | 'Farah') =>
  (await office.must('GET', `/api/v1/conversations/${office.conversationWith(name)}`)).person;

test('STOP closes the way to somebody, and only they can open it again', async () => {
  await phone('Ana').texts('Stop.');
  const refused = await office.ask('POST', `/api/v1/conversations/${office.conversationWith('Ana')}/messages`, {
    body: 'Please?',
  });
  assert.deepEqual([refused.status, refused.body.code], [409, 'opted_out']);
  assert.match(refused.body.message, /START/);
  assert.ok((await personOf('Ana')).optedOutAt);
  // Twilio knows "STOP" and not "Stop.": that nothing else left, and that they are told, is our doing.
  await phone('Ana').shouldHear(confirmation);
  assert.deepEqual(
    (await carrier.log()).map(({ body }) => body),
    [confirmation],
  );

  await phone('Ana').texts('Hello?');
  assert.ok((await personOf('Ana')).optedOutAt);
  await phone('Ana').texts('START');
  assert.equal((await personOf('Ana')).optedOutAt, null);
  await office.texts('Ana', 'Welcome back');
  await phone('Ana').shouldHear('Welcome back');
  await office.shouldSee('Ana', [
    'them: Stop.',
    `us: ${confirmation}`,
    'them: Hello?',
    'them: START',
    'us: Welcome back',
  ]);
});

test('YES opens the way for whoever opted out, and is an answer from everybody else', async () => {
  await phone('Ben').texts('YES');
  assert.equal(
    (await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`)).waitingSince !== null,
    true,
  );
  assert.deepEqual(await world.query(sql`select 1 from opt_outs where address = ${phone('Ben').number}`), []);
  await phone('Ben').texts('Cancel');
  assert.ok((await personOf('Ben')).optedOutAt);
  await phone('Ben').texts(' yes ');
  assert.equal((await personOf('Ben')).optedOutAt, null);
  const rows = await world.query(sql`select how, words, ended_at is not null as has_ended from opt_outs
    where address = ${phone('Ben').number}`);
  assert.deepEqual(rows, [{ how: 'texted', words: 'Cancel', has_ended: true }]);
});

test('words that only contain STOP do nothing', async () => {
  const before = await world.count('opt_outs');
  for (const body of [
    "please don't stop",
    'STOP PLEASE',
    'at the end of the day',
    'nonstop',
    'Can I cancel Friday?',
    'stop stop',
  ]) {
    await phone('Chidi').texts(body);
  }
  assert.equal((await personOf('Chidi')).optedOutAt, null);
  assert.equal(await world.count('opt_outs'), before);
});

test('a text that waits is cancelled when its person says STOP', async () => {
  await carrier.misbehaves({ rateLimit: 0.001 });
  await office.texts('Farah', 'Too late');
  const id = (await office.messages('Farah'))[0]!.id;
  const tries = () => world.query(sql`select from attempts where message_id = ${id} and outcome = 'not_sent'`);
  await until('the first try', async () => (await tries()).length > 0);
  await phone('Farah').texts('STOP');
  await carrier.misbehaves({});
  await office.shouldSeeStatus('Farah', 'canceled');
  const [text] = await office.messages('Farah');
  assert.match(text!.error?.message ?? '', /opted out/i);
  assert.deepEqual(
    (await carrier.log()).filter(({ body }) => body === 'Too late'),
    [],
  );
  assert.equal(await world.count('outbox'), 0);
});

test('an opt-out that only the provider knows is learnt from its refusal', async () => {
  const stranger = phone('+14155550123');
  await stranger.texts('STOP');
  await world.query(sql`delete from opt_outs where address = ${stranger.number}`);
  const [person] = (await office.must('GET', '/api/v1/people?search=4155550123')).items;
  const path = `/api/v1/conversations/${person.conversationId}/messages`;
  await office.must('POST', path, { body: 'Hello?' });
  await until(
    'what the refusal taught',
    async () => (await office.must('GET', `/api/v1/people/${person.id}`)).optedOutAt,
  );
  assert.equal((await office.ask('POST', path, { body: 'Hello?' })).status, 409);
});

test('20 STOPs and STARTs at once leave one clear state', async () => {
  const words = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 'STOP' : 'START'));
  const statuses = await Promise.all(
    words.map((word) => post(line.webhooks.inbound, inboundText(phone('Gus').number, word))),
  );
  assert.deepEqual(new Set(statuses), new Set([204]));
  const states = () =>
    world.query(sql`select 1 from opt_outs where address = ${phone('Gus').number} and ended_at is null`);
  assert.ok((await states()).length <= 1);
  await phone('Gus').texts('START');
  await until('it to be over', async () => (await states()).length === 0);
});

test('a START that a wrong clock has put into the future does not outdo a STOP', async () => {
  await phone('Chidi').texts('START');
  const isPutOff = sql`update opt_outs set ended_at = now() + interval '1 hour'
    where address = ${phone('Chidi').number} returning id`;
  // Only a text that the database has not taken in within a minute is in the journal first.
  await until('the START', async () => (await world.query(isPutOff)).length === 1);
  await phone('Chidi').texts('STOP');
  await until('the STOP', async () => (await personOf('Chidi')).optedOutAt);
});

test('the same Idempotency-Key is the same text, however often and however close together', async () => {
  const path = `/api/v1/conversations/${office.conversationWith('Dana')}/messages`;
  const key = crypto.randomUUID();
  const write = (body: string, at = path) => office.ask('POST', at, { body }, { 'idempotency-key': key });
  const answers = await Promise.all(Array.from({ length: 10 }, () => write('Once')));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
  assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
  assert.equal(answers[0]!.body.clientId, key);
  const elsewhere = `/api/v1/conversations/${office.conversationWith('Ana')}/messages`;
  for (const answer of [await write('Twice'), await write('Once', elsewhere)]) {
    assert.deepEqual([answer.status, answer.body.code], [409, 'idempotency_key_reused']);
  }
  const other = crypto.randomUUID();
  const differing = await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      office.ask('POST', path, { body: `Differs ${at}` }, { 'idempotency-key': other }),
    ),
  );
  assert.deepEqual(differing.map(({ status }) => status).sort(), [201, ...Array(9).fill(409)]);
  await phone('Dana').shouldHear('Once');
  const [kept] = differing.filter(({ status }) => status === 201);
  await office.shouldSee('Dana', ['us: Once', `us: ${kept?.body.body}`]);
  assert.equal((await carrier.log()).filter(({ body }) => body === 'Once').length, 1);
  // Asked again after they opted out, it is still the text that left.
  await phone('Dana').texts('STOP');
  assert.deepEqual([(await write('Once')).status, (await write('Once')).body.id], [201, answers[0]!.body.id]);
  for (const wrong of ['', ' ', 'x'.repeat(256), 'é']) {
    const { status } = await office
      .ask('POST', path, { body: 'x' }, { 'idempotency-key': wrong })
      .catch(() => ({ status: 422 }));
    assert.equal(status, 422, JSON.stringify(wrong));
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { askRound } from '../../src/domain/questions/questions.ts';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import { carrierToken, inboundText, post } from '../support/twilio-posts.ts';
import { openOfficeHours } from '../support/world.ts';

// Nobody works but this file, step by step: nothing leaves before `leave`. It is ten in the evening in New York.
const night = '2026-11-27T03:00:00Z';
const morning = '2026-11-27T13:00:00Z';
const clock = openClock(night);
const world = await openOfficeHours([], { clock, config: { role: 'web' } });
const { office, carrier, query } = world;
const asking = openAsking(world);
const ourNumber = '+12125550391';
const line = await office.must('POST', '/api/v1/lines', {
  provider: 'twilio',
  label: 'Main',
  number: ourNumber,
  settings: {
    accountSid: `AC${'a'.repeat(32)}`,
    authToken: carrierToken,
    baseUrl: carrier.url,
    keywordAnswers: 'hearback',
  },
});
const ana = '+12125550101';
const { id: personId, conversationId } = await office.must('POST', '/api/v1/people', { name: 'Ana', phones: [ana] });

const limits = (changes: object) =>
  office
    .must('GET', '/api/v1/limits')
    .then((now: Json) => office.must('PUT', '/api/v1/limits', { ...now, ...changes }));
const asksAll = async () => {
  while (await askRound(world.app.floor));
};
const leave = () =>
  query(sql`with gone as (delete from outbox returning message_id)
    update messages set status = 'sent' from gone where id = message_id`);
const textsOf = (part: string) =>
  query(sql`select body, waits_for, due_at <= now() as is_due from ask_texts
    join messages on messages.id = message_id left join outbox on outbox.message_id = messages.id
    where part = ${part} order by messages.id`);

async function asks(name: string, changes: Json = {}): Promise<string> {
  const { content } = saturday([personId], { closing: { daysLater: 2, at: '09:00' }, ...changes });
  const question = await asking.saves({ name, content });
  const { id } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await asksAll();
  return id;
}

test('a question that comes at night waits until it is day where the person is, unless the team says otherwise', async () => {
  const round = await asks('At night?');
  const [waiting] = await asking.asks(round);
  assert.deepEqual([waiting?.state, waiting?.dueAt], ['waiting', '2026-11-27T13:00:00.000Z']);
  assert.deepEqual(await textsOf('question'), []);
  clock.to(morning);
  await asksAll();
  assert.equal((await asking.asks(round))[0]?.state, 'asked');
  assert.equal((await textsOf('question')).length, 1);
  await leave();

  clock.to(night);
  await limits({ questionsKeepHours: false });
  const now = await asks('Now?');
  assert.equal((await asking.asks(now))[0]?.state, 'asked');
  const [, text] = await textsOf('question');
  assert.deepEqual([text?.waits_for, text?.is_due], [null, true]);
  // Other hours are not for it; hours that are for questions are.
  const isBound = async () =>
    (await query(sql`select open_until is not null as is_bound from outbox`)).map((row) => row.is_bound);
  await limits({ hours: { opens: '08:00', closes: '20:00' } });
  assert.deepEqual(await isBound(), [false]);
  await limits({ questionsKeepHours: true, hours: { opens: '08:00', closes: '21:00' } });
  assert.deepEqual(await isBound(), [true]);
  await leave();
});

test('a question that would only be asked once it has closed is not asked', async () => {
  const round = await asks('By midnight?', { closing: { afterMinutes: 60 } });
  assert.deepEqual(await asking.standing(round), { Ana: 'skipped too_late' });
});

test('whoever is reminded by hand at night is reminded in the morning', async () => {
  await limits({ questionsKeepHours: false });
  const round = await asks('Remind?', { nudges: { afterMinutes: 60, most: 1, words: ['Still there?'] } });
  await leave();
  const { count } = await office.must('POST', `/api/v1/rounds/${round}/nudges`, {});
  assert.equal(count, 0);
  assert.equal((await asking.asks(round))[0]?.nextNudgeAt, '2026-11-27T13:00:00.000Z');
  clock.to(morning);
  await asksAll();
  assert.deepEqual(
    (await textsOf('nudge')).map(({ body }) => body),
    ['Still there?'],
  );
  await leave();
});

test('the planner says that a time is in the night, and whoever texts some people at night has that wait', async () => {
  await limits({ questionsKeepHours: true });
  const { content } = saturday([personId]);
  const early = { ...content, schedule: { ...content.schedule, at: '06:30' } };
  const plan = await office.must('POST', '/api/v1/question-plans', { name: 'Early?', content: early });
  assert.ok(plan.items[0].asks.every(({ marks }: Json) => marks.includes('quiet_hours')));
  clock.to('2026-11-28T03:00:00Z');
  const [round] = await query(sql`select round_id as id from asks where state = 'asked' limit 1`);
  assert.equal(
    (await office.must('POST', `/api/v1/rounds/${round.id}/texts`, { body: 'Sorry', to: { states: ['asked'] } })).count,
    1,
  );
  const [text] = (await office.must('GET', `/api/v1/conversations/${conversationId}/messages?limit=1`)).items;
  assert.equal(text.waits.for, 'hours');
  const [{ ms }] = await query(sql`select extract(epoch from due_at - now())::float8 * 1000 as ms from outbox`);
  assert.ok(ms > 9.9 * 3_600_000 && ms <= 10 * 3_600_000, `${ms}`);
  await leave();
});

test('the program thanks three times in ten minutes, then waits until somebody of the team has written', async () => {
  await limits({ questionsKeepHours: false });
  clock.to('2026-11-30T15:00:00Z');
  const says = async (name: string) => {
    await asks(name, { thanks: `Thanks for ${name}` });
    const text = inboundText(ana, 'yes', { To: ourNumber });
    assert.equal(await post(line.webhooks.inbound, text), 204);
    clock.on(1);
  };
  const thanks = async () => (await textsOf('thanks')).map(({ body }) => body.replace('Thanks for ', ''));
  for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) await says(name);
  assert.deepEqual(await thanks(), ['One', 'Two', 'Three']);
  await office.must('POST', `/api/v1/conversations/${conversationId}/messages`, { body: 'Is that you, Ana?' });
  await says('Six');
  assert.deepEqual(await thanks(), ['One', 'Two', 'Three', 'Six']);
  for (const name of ['Seven', 'Eight', 'Nine']) await says(name);
  assert.deepEqual((await thanks()).slice(3), ['Six', 'Seven', 'Eight']);
  clock.on(11);
  await says('Ten');
  assert.equal((await thanks()).at(-1), 'Ten');
});

test('two of our own numbers that answer each other are cut off after three', async () => {
  clock.to(new Date().toISOString());
  const other = '+12125550398';
  const words = ['HELP', 'START', 'STOP', 'START', 'AYUDA', 'INFO', 'STOP', 'START', 'HELP', 'START'];
  for (const body of words)
    assert.equal(await post(line.webhooks.inbound, inboundText(other, body, { To: ourNumber })), 204);
  const said = await query(sql`select body, sent_by from messages where to_address = ${other}`);
  assert.ok(said.every(({ sent_by: author }) => author === null));
  assert.equal(said.length, 3, JSON.stringify(said));
});

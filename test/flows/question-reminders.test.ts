import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { askRound } from '../../src/domain/questions/questions.ts';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import { holding } from '../support/held.ts';
import { openOfficeHours } from '../support/world.ts';

// Nobody works but this file, step by step: nothing leaves before `leave`.
const start = '2026-11-26T15:00:00Z';
const clock = openClock(start);
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi'], { clock, config: { role: 'web' } });
const { office, query } = world;
const { floor } = world.app;
const asking = openAsking(world);
const people: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) people[name] = id;

const nudges = { afterMinutes: 60, most: 1, words: ['Still there?'] };

async function askAll(): Promise<void> {
  while (await askRound(floor));
}

const leave = () =>
  query(sql`with gone as (delete from outbox returning message_id)
    update messages set status = 'sent' from gone where id = message_id`);

/** Asks one person now. */
async function asks(name: string, changes: Json = {}): Promise<{ questionId: string; roundId: string }> {
  clock.to(start);
  const { content } = saturday([people[name] as string], { nudges, ...changes });
  const question = await asking.saves({ name, content });
  const { id } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await askAll();
  return { questionId: question.id, roundId: id };
}

async function remindedAt(roundId: string, time: string): Promise<number> {
  clock.to(time);
  await askAll();
  const [ask] = await asking.asks(roundId);
  return ask?.nudged;
}

test('a question that rests for a while reminds later, and one that was put away never', async () => {
  const { questionId, roundId } = await asks('Ana');
  await leave();
  await office.must('POST', `/api/v1/questions/${questionId}/pause`, {});
  assert.equal(await remindedAt(roundId, '2026-11-26T16:01:00Z'), 0);
  await office.must('DELETE', `/api/v1/questions/${questionId}/pause`);
  assert.equal(await remindedAt(roundId, '2026-11-26T16:12:00Z'), 1);

  const away = await asks('Ana');
  await leave();
  await office.must('POST', `/api/v1/questions/${away.questionId}/archival`, {});
  assert.equal(await remindedAt(away.roundId, '2026-11-26T16:01:00Z'), 0);
  assert.equal((await asking.asks(away.roundId))[0]?.nextNudgeAt, null);
});

test('nobody is reminded in their quiet hours when the program comes back in the middle of them', async () => {
  const { roundId } = await asks('Ben', { nudges: { ...nudges, quiet: { from: '21:00', until: '08:00' } } });
  await leave();
  assert.equal(await remindedAt(roundId, '2026-11-27T03:00:00Z'), 0);
  assert.equal(await remindedAt(roundId, '2026-11-27T12:59:00Z'), 0);
  assert.equal(await remindedAt(roundId, '2026-11-27T13:00:00Z'), 1);
});

test('nobody is reminded of what has not left', async () => {
  const { roundId } = await asks('Chidi');
  assert.equal(await remindedAt(roundId, '2026-11-26T16:01:00Z'), 0);
  assert.equal(await remindedAt(roundId, '2026-11-26T16:12:00Z'), 0);
  await leave();
  assert.equal(await remindedAt(roundId, '2026-11-26T16:23:00Z'), 1);
});

/** What was written in a round: as what, and what became of it. */
const written = async (roundId: string) =>
  (
    await query(sql`select part, status from ask_texts join asks on asks.id = ask_id
      join messages on messages.id = message_id where round_id = ${roundId} order by message_id`)
  ).map(({ part, status }) => `${part} ${status}`);

test('what has not left when a question is paused is taken back, and goes out when it is gone on with', async () => {
  const { questionId, roundId } = await asks('Ana');
  await office.must('POST', `/api/v1/questions/${questionId}/pause`, {});
  assert.deepEqual(await written(roundId), ['question canceled']);
  assert.equal(await remindedAt(roundId, '2026-11-26T15:30:00Z'), 0);
  assert.deepEqual(await asking.standing(roundId), { Ana: 'waiting' });
  await office.must('DELETE', `/api/v1/questions/${questionId}/pause`);
  await askAll();
  assert.deepEqual(await asking.standing(roundId), { Ana: 'asked' });
  assert.deepEqual(await written(roundId), ['question canceled', 'question queued']);

  // A reminder, in the queue or not, is one that they have not got.
  await leave();
  assert.equal(await remindedAt(roundId, '2026-11-26T16:31:00Z'), 1);
  await office.must('POST', `/api/v1/questions/${questionId}/pause`, {});
  assert.deepEqual(await written(roundId), ['question canceled', 'question sent', 'nudge canceled']);
  assert.equal(await remindedAt(roundId, '2026-11-26T17:31:00Z'), 0);
  await office.must('DELETE', `/api/v1/questions/${questionId}/pause`);
  assert.equal(await remindedAt(roundId, '2026-11-26T17:42:00Z'), 1);
});

test('what has not left when a question is put away never does', async () => {
  const { questionId, roundId } = await asks('Ben');
  await office.must('POST', `/api/v1/questions/${questionId}/archival`, {});
  await askAll();
  assert.deepEqual(await asking.standing(roundId), { Ben: 'skipped archived' });
  assert.deepEqual(await written(roundId), ['question canceled']);
});

test('what is being written in the very moment in which a question is paused is taken back too', async () => {
  clock.to(start);
  const question = await asking.saves(saturday([people.Chidi as string]));
  const { id } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  const conversation = sql`select from conversations where id = ${office.conversationWith('Chidi')} for no key update`;
  const both: Promise<unknown>[] = [];
  await holding(floor.db, conversation, async (queue) => {
    both.push(askAll());
    await queue(1);
    both.push(office.must('POST', `/api/v1/questions/${question.id}/pause`, {}));
    // Behind the question that is going out.
    await queue(2);
  });
  await Promise.all(both);
  assert.deepEqual(await written(id), ['question canceled']);
  assert.deepEqual(await asking.standing(id), { Chidi: 'waiting' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { askRound } from '../../src/domain/questions/questions.ts';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import { cast, type Name } from '../support/cast.ts';
import { inboundText, post } from '../support/twilio-posts.ts';
import { openOfficeHours } from '../support/world.ts';

// Nobody works but this file, step by step.
const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi'], { clock, config: { role: 'web' } });
const { office, query } = world;
const asking = openAsking(world);
const people: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) people[name] = id;
const everybody = Object.values(people);
await office.must('PATCH', `/api/v1/people/${people.Chidi}`, { timeZone: 'America/Denver' });

const quota = { id: 'yes', places: 1, filled: 'Somebody was quicker.' };

async function askAll(): Promise<void> {
  while (await askRound(world.app.floor));
}

const leave = () =>
  query(sql`with gone as (delete from outbox returning message_id)
    update messages set status = 'sent' from gone where id = message_id`);

const texts = async (from: Name, body: string) =>
  assert.equal(await post(world.line.webhooks.inbound, inboundText(cast[from], body, { To: world.line.number })), 204);

/** What somebody has been told in a round, in order. */
const told = async (roundId: string, name: Name) =>
  (
    await query(sql`select part, ask_texts.step from ask_texts join asks on asks.id = ask_id
      where round_id = ${roundId} and person_id = ${people[name]} order by message_id`)
  ).map(({ part, step }) => `${part} ${step}`);

test('whoever comes too late for a place hears it once and is asked nothing more; whoever has one is asked on', async () => {
  const steps = [
    { words: 'Can you drive?', answering: { kind: 'yes_no' as const } },
    { words: 'How many boxes?', answering: { kind: 'number' as const } },
  ];
  const question = await asking.saves(saturday(everybody, { steps, quota, thanks: 'Noted.' }));
  const { id } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await askAll();
  await texts('Ana', 'yes');
  await texts('Ben', 'yes');
  assert.equal((await asking.standing(id)).Ben, 'closed yes');
  await texts('Ben', '7');
  await texts('Ana', '7');
  assert.deepEqual(await told(id, 'Ana'), ['question 0', 'question 1', 'thanks 1']);
  assert.deepEqual(await told(id, 'Ben'), ['question 0', 'filled 1']);
  assert.equal((await asking.board(id)).placesTaken, 1);
  await texts('Chidi', 'no');
  assert.equal((await asking.standing(id)).Chidi, 'asked no');
});

test('when all places are taken, whoever has one or wants none is still reminded of what followed; others are not', async () => {
  const steps = [
    { words: 'Can you drive?', answering: { kind: 'yes_no' as const } },
    { words: 'From when?', answering: { kind: 'text' as const } },
  ];
  const nudges = { afterMinutes: 60, most: 2, words: ['Still there?'] };
  const question = await asking.saves(saturday(everybody, { steps, quota, nudges }));
  const { id } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await askAll();
  await texts('Ana', 'yes');
  await texts('Ben', 'no');
  await leave();
  clock.on(61);
  await askAll();
  assert.deepEqual(await told(id, 'Ana'), ['question 0', 'question 1', 'nudge 1']);
  assert.deepEqual(await told(id, 'Ben'), ['question 0', 'question 1', 'nudge 1']);
  assert.deepEqual(await told(id, 'Chidi'), ['question 0']);
  await leave();
  clock.on(11);
  assert.equal((await office.must('POST', `/api/v1/rounds/${id}/nudges`, {})).count, 2);
});

test('when all places are taken, those whose time is still to come are not asked', async () => {
  const question = await asking.saves(saturday([people.Ana as string, people.Chidi as string], { quota }));
  clock.to('2026-11-27T21:00:00Z');
  await askAll();
  const [round] = await asking.rounds(question.id);
  assert.deepEqual(await asking.standing(round?.id), { Ana: 'asked', Chidi: 'waiting' });
  const ana = (await asking.asks(round?.id)).find(({ person }) => person.name === 'Ana');
  await office.must('PUT', `/api/v1/asks/${ana?.id}/answer`, { value: { kind: 'choice', ids: ['yes'] } });
  clock.to('2026-11-27T23:00:00Z');
  await askAll();
  assert.deepEqual(await asking.standing(round?.id), { Ana: 'answered yes', Chidi: 'skipped filled' });
  assert.deepEqual(await told(round?.id, 'Chidi'), []);
});

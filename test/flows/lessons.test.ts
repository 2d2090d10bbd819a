import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import type { Name } from '../support/cast.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

// Friday evening in New York, where the team is, and Saturday in UTC.
const start = '2026-11-28T02:00:00Z';
const clock = openClock(start);
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah', 'Gus', 'Ivo'], { clock });
const { office, phone } = world;
const asking = openAsking(world);
const people: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) people[name] = id;

beforeEach(() => clock.to(start));

/** Asks some people now. */
async function asks(name: string, some: Name[], changes: Json = {}): Promise<{ id: string; roundId: string }> {
  const question = await asking.saves({
    name,
    content: { ...saturday(some.map((one) => people[one]!)).content, mostReasked: 0, ...changes },
  });
  const { id: roundId } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await until('all to be asked', async () => {
    const states = Object.values(await asking.standing(roundId));
    return states.length === some.length && states.every((state) => state !== 'waiting');
  });
  return { id: question.id, roundId };
}

const wilco = { step: 0, phrase: 'Wilco', value: { kind: 'choice', ids: ['yes'] } };
const teaches = (questionId: string, lesson: Json = wilco) =>
  office.must('POST', `/api/v1/questions/${questionId}/lessons`, lesson);

async function lastTextOf(who: Name): Promise<string> {
  return ((await office.messages(who)) as Json[]).findLast(({ direction }) => direction === 'inbound')!.id;
}

test('a lesson changes nothing that was said later, or set by hand', async () => {
  const { id, roundId } = await asks('Saturday?', ['Ana', 'Ben', 'Chidi']);
  for (const who of ['Ana', 'Ben', 'Chidi'] as const) await phone(who).texts('Wilco');
  await phone('Ana').texts('no');
  const ben = (await asking.asks(roundId)).find(({ person }) => person.name === 'Ben')!;
  await office.must('PUT', `/api/v1/asks/${ben.id}/answer`, { value: { kind: 'choice', ids: ['no'] } });

  const would = (await office.must('POST', `/api/v1/questions/${id}/lesson-trials`, wilco)).items;
  assert.deepEqual(
    would.map(({ person, before, after }: Json) => [person.name, before, after.ids]),
    [['Chidi', null, ['yes']]],
  );
  await teaches(id);
  assert.deepEqual(await asking.standing(roundId), {
    Ana: 'answered no',
    Ben: 'answered no',
    Chidi: 'answered yes',
  });
});

test('of several texts that a lesson makes clear the newest counts', async () => {
  const choices = [
    { id: 'bread', label: 'Bread' },
    { id: 'milk', label: 'Milk' },
  ];
  const steps = [{ words: 'What can you bring?', answering: { kind: 'choices', choices } }];
  const { id, roundId } = await asks('Bring', ['Ivo'], { steps });
  await phone('Ivo').texts('loaf');
  await phone('Ivo').texts('loaf, milk');
  assert.equal((await asking.standing(roundId)).Ivo, 'unclear');
  await teaches(id, { step: 0, phrase: 'loaf', value: { kind: 'choice', ids: ['bread'] } });
  assert.equal((await asking.standing(roundId)).Ivo, 'answered bread+milk');
  assert.deepEqual((await office.must('GET', '/api/v1/unclear-replies')).items, []);
});

test('a lesson is heard by the rounds that are over, and nobody is texted about them', async () => {
  const said = { when: { step: 0, answer: { ids: ['yes'] } }, act: { kind: 'text', words: 'Come to the back door.' } };
  const filled = 'Thank you, somebody was quicker.';
  const quota = { id: 'yes', places: 1, filled };
  const { id, roundId } = await asks('Over?', ['Dana', 'Emre'], { rules: [said], quota });
  await phone('Emre').texts('yes');
  await phone('Emre').shouldHear('Come to the back door.');
  await phone('Dana').texts('Wilco');
  clock.to('2026-11-30T15:00:00Z');
  await until('the round to close', async () => (await asking.board(roundId)).round.state === 'closed');

  const before = await world.count('messages');
  await teaches(id);
  assert.equal((await asking.standing(roundId)).Dana, 'answered yes');
  assert.equal(await world.count('messages'), before);
});

test('a text that is moved is read on the day on which it was written, where they are', async () => {
  const { roundId } = await asks('When?', ['Farah'], { steps: [{ words: 'When?', answering: { kind: 'date' } }] });
  await phone('Farah').texts('tomorrow');
  assert.equal((await asking.standing(roundId)).Farah, 'answered 2026-11-28');
  const messageId = await lastTextOf('Farah');
  const [{ id: askId }] = (await asking.asks(roundId)) as [Json];
  await office.must('PUT', `/api/v1/messages/${messageId}/match`, { askId: null });
  clock.to('2026-12-03T02:00:00Z');
  await office.must('PUT', `/api/v1/messages/${messageId}/match`, { askId });
  assert.match((await asking.standing(roundId)).Farah!, / 2026-11-28\b/);
});

test('a text that is moved is read with what the question was taught', async () => {
  const { id, roundId } = await asks('Gus?', ['Gus']);
  await teaches(id);
  await phone('Gus').texts('Wilco');
  const messageId = await lastTextOf('Gus');
  const [{ id: askId }] = (await asking.asks(roundId)) as [Json];
  await office.must('PUT', `/api/v1/messages/${messageId}/match`, { askId: null });
  await office.must('PUT', `/api/v1/messages/${messageId}/match`, { askId });
  assert.equal((await asking.standing(roundId)).Gus, 'answered yes');
});

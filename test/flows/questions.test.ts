import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana'], { clock });
const { office, phone } = world;
const asking = openAsking(world);

const people: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) people[name] = id;
await office.must('PATCH', `/api/v1/people/${people.Ben}`, { timeZone: 'America/Denver' });

test('a question that is saved goes out to everybody at their own four o’clock, and the board counts who said what', async () => {
  const question = await asking.saves(saturday([people.Ana!, people.Ben!, people.Chidi!]));
  assert.equal(question.nextDate, '2026-11-27');
  assert.equal(question.nextOpensAt, '2026-11-27T21:00:00.000Z');

  clock.to('2026-11-27T21:00:00Z');
  await phone('Ana').shouldHear('Can you drive on Saturday?');
  await phone('Chidi').shouldHear('Can you drive on Saturday?');
  const round = await asking.newestRound(question.id);
  assert.deepEqual(await asking.standing(round.id), { Ana: 'asked', Ben: 'waiting', Chidi: 'asked' });

  // Somebody phones before they are asked, and it was a mistake.
  const ben = (await asking.asks(round.id)).find(({ person }) => person.name === 'Ben');
  await office.must('PUT', `/api/v1/asks/${ben?.id}/answer`, { value: { kind: 'choice', ids: ['yes'] } });
  assert.equal((await asking.standing(round.id)).Ben, 'answered yes');
  await office.must('DELETE', `/api/v1/asks/${ben?.id}/answer`);
  assert.equal((await asking.standing(round.id)).Ben, 'waiting');

  clock.to('2026-11-27T23:00:00Z');
  await phone('Ben').shouldHear('Can you drive on Saturday?');

  const page = await office.listens();
  assert.equal(await phone('Ana').texts('Yes!'), 204);
  await page.hears('the round', ({ data }) => data?.kind === 'round.changed' && data.roundId === round.id);
  page.close();
  assert.equal(await phone('Ben').texts('no'), 204);
  assert.deepEqual(await asking.standing(round.id), { Ana: 'answered yes', Ben: 'answered no', Chidi: 'asked' });
  const { counts, tallies } = await asking.board(round.id);
  assert.deepEqual({ asked: counts.asked, answered: counts.answered }, { asked: 1, answered: 2 });
  assert.deepEqual(
    tallies.map(({ value, count }: { value: { ids: string[] }; count: number }) => [value.ids[0], count]),
    [
      ['no', 1],
      ['yes', 1],
    ],
  );
  const waiting = await office.must('GET', '/api/v1/conversations?view=waiting');
  assert.deepEqual(waiting.items, [], 'An answer that was understood needs none.');

  // An answer that somebody corrects later took no longer than it did; one that was taken away and given again did.
  const answeredAt = async (name: string) =>
    (await asking.asks(round.id)).find(({ person }) => person.name === name)?.answeredAt;
  const first = await answeredAt('Ben');
  assert.equal(first, '2026-11-27T23:00:00.000Z');
  clock.on(60);
  const toBen = `/api/v1/asks/${ben?.id}/answer`;
  await office.must('PUT', toBen, { value: { kind: 'choice', ids: ['yes'] } });
  assert.equal(await answeredAt('Ben'), first);
  await office.must('PUT', toBen, { value: null });
  assert.equal(await answeredAt('Ben'), null);
  await office.must('PUT', toBen, { value: { kind: 'choice', ids: ['no'] } });
  assert.equal(await answeredAt('Ben'), '2026-11-28T00:00:00.000Z');

  clock.to('2026-11-28T15:00:00Z');
  await until('the round to close', async () => (await asking.rounds(question.id))[0]?.state === 'closed');
  assert.equal((await asking.standing(round.id)).Chidi, 'closed');

  assert.equal(await phone('Chidi').texts('yes'), 204);
  assert.equal((await asking.standing(round.id)).Chidi, 'answered yes (late)');
});

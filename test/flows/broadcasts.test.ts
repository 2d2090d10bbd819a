import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openClock } from '../support/asking.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi'], { clock });
const { office, phone } = world;
const idOf = async (name: string) => (await office.must('GET', `/api/v1/people?search=${name}`)).items[0].id as string;
const everybody = {
  groupIds: [],
  personIds: await Promise.all(['Ana', 'Ben', 'Chidi'].map(idOf)),
  exceptGroupIds: [],
  exceptPersonIds: [],
};

test('a broadcast goes to everybody once, and their replies find it', async () => {
  const draft = await office.must('POST', '/api/v1/broadcasts', {
    name: 'Ring road',
    body: 'Hello {first name}, the ring road is closed.',
    audience: everybody,
  });
  assert.equal(draft.state, 'draft');
  const look = await office.must('GET', `/api/v1/broadcasts/${draft.id}/look`);
  assert.equal(look.willGet, 3);
  const sent = await office.must('POST', `/api/v1/broadcasts/${draft.id}/dispatch`, { expected: 3 });
  assert.equal(sent.state, 'held');
  clock.on(1);
  await phone('Ana').shouldHear('Hello Ana, the ring road is closed.');
  await phone('Ben').shouldHear('Hello Ben, the ring road is closed.');
  const done = await until('it to be done', async () => {
    const now = await office.must('GET', `/api/v1/broadcasts/${draft.id}`);
    return now.state === 'done' && now.progress.delivered === 3 && now;
  });
  assert.equal(done.progress.chosen, 3);
  await phone('Ana').texts('Which way then?');
  await until('the reply', async () => {
    const now = await office.must('GET', `/api/v1/broadcasts/${draft.id}`);
    return now.progress.replied === 1;
  });
  const thread = await office.messages('Ana');
  const named = { id: draft.id, name: 'Ring road' };
  assert.deepEqual(
    thread.map(({ broadcast, inAnswerTo }) => ({ broadcast, inAnswerTo })),
    [
      { broadcast: named, inAnswerTo: undefined },
      { broadcast: undefined, inAnswerTo: named },
    ],
  );
});

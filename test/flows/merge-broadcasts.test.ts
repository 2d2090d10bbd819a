import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi'], { clock });
const { office, phone } = world;
const people = (await office.must('GET', '/api/v1/people')).items;
const [ana, ben, chidi] = people.map(({ id }: { id: string }) => id);

test('of two who got one broadcast one is counted, with the reply of both, and undo counts both again', async () => {
  const audience = { groupIds: [], personIds: [ana, ben, chidi], exceptGroupIds: [], exceptPersonIds: [] };
  const body = 'The ring road is closed.';
  const { id } = await office.must('POST', '/api/v1/broadcasts', { name: 'Ring road', body, audience });
  await office.must('POST', `/api/v1/broadcasts/${id}/dispatch`, { expected: 3 });
  clock.on(1);
  const progress = async () => (await office.must('GET', `/api/v1/broadcasts/${id}`)).progress;
  await until('it to arrive', async () => (await progress()).delivered === 3);
  await phone('Ben').texts('Which way then?');
  await until('the reply', async () => (await progress()).replied === 1);
  const rows = async () =>
    Promise.all(
      ['broadcast_recipients', 'broadcast_replies'].map((table) =>
        world.query(sql`select to_jsonb(one)::text as row from ${sql.table(table)} as one order by 1`),
      ),
    );
  const before = await rows();

  const first = await office.must('POST', `/api/v1/people/${ana}/merges`, { otherId: ben });
  assert.deepEqual([(await progress()).chosen, (await progress()).replied], [2, 1]);
  const second = await office.must('POST', `/api/v1/people/${chidi}/merges`, { otherId: ana });
  assert.deepEqual([(await progress()).chosen, (await progress()).replied], [1, 1]);
  for (const merge of [second, first]) await office.must('DELETE', `/api/v1/merges/${merge.id}`);
  assert.deepEqual(await rows(), before);
});

test('whoever was chosen or left out by name is, under whatever name they are now', async () => {
  const { id: mergeId } = await office.must('POST', `/api/v1/people/${ana}/merges`, { otherId: ben });
  const audience = { groupIds: [], personIds: [ana, chidi], exceptGroupIds: [], exceptPersonIds: [ben] };
  const draft = await office.must('POST', '/api/v1/broadcasts', { name: 'Later', body: 'Hello', audience });
  const look = await office.must('GET', `/api/v1/broadcasts/${draft.id}/look`);
  assert.equal(look.willGet, 1);
  const asking = openAsking(world);
  const question = await asking.saves(saturday([ben]));
  const { id: roundId } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await phone('Ana').shouldHear('Can you drive on Saturday?');
  assert.deepEqual(await asking.standing(roundId), { Ana: 'asked' });
  await office.must('DELETE', `/api/v1/merges/${mergeId}`);
  assert.equal((await office.must('GET', `/api/v1/broadcasts/${draft.id}/look`)).willGet, 2);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openClock } from '../support/asking.ts';
import { openBroadcasting } from '../support/broadcasting.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah'], { clock });
const { office, phone } = world;
const broadcasts = openBroadcasting(world);
const { writes, dispatches, shouldBe, heardBy, to, personOf } = broadcasts;
const audienceOf = async (groups: string[], changes = {}) => {
  const items = await office.must('GET', '/api/v1/groups').then(({ items }) => items);
  const groupIds = groups.map((name) => items.find((group: { name: string }) => group.name === name).id);
  return { ...(await to()), groupIds, ...changes };
};
const onItsWay = async (id: string) => {
  await dispatches(id);
  clock.on(1);
};

test('a broadcast goes to everybody once, and their replies find it', async () => {
  const { id } = await writes('Hello {first name}, the ring road is closed.', await to('Ana', 'Ben', 'Chidi'), {
    name: 'Ring road',
  });
  assert.equal((await broadcasts.read(id)).state, 'draft');
  assert.equal((await dispatches(id)).state, 'held');
  await shouldBe(id, { chosen: 3, waiting: 3 }, 'held');
  clock.on(1);
  await phone('Ana').shouldHear('Hello Ana, the ring road is closed.');
  await phone('Ben').shouldHear('Hello Ben, the ring road is closed.');
  await shouldBe(id, { chosen: 3, delivered: 3, replied: 0 }, 'done');

  const stream = await office.listens();
  await phone('Ana').texts('Which way then?');
  await phone('Ana').texts('Hello?');
  await shouldBe(id, { replied: 1 });
  await stream.hears('the broadcast', ({ data }) => data?.broadcastId === id);
  stream.close();
  const named = { id, name: 'Ring road' };
  assert.deepEqual(
    (await office.messages('Ana')).map(({ broadcast, inAnswerTo }) => ({ broadcast, inAnswerTo })),
    [
      { broadcast: named, inAnswerTo: undefined },
      { broadcast: undefined, inAnswerTo: named },
      { broadcast: undefined, inAnswerTo: undefined },
    ],
  );
  const [replied] = await broadcasts.recipients(id, 'replied');
  assert.deepEqual([replied?.person.name, replied?.reply.body], ['Ana', 'Which way then?']);
  assert.equal((await broadcasts.recipients(id)).length, 3);
  assert.deepEqual(await heardBy('Chidi'), ['Hello Chidi, the ring road is closed.']);
});

test('who is left out is named with the reason, and all of them add up', async () => {
  const people = await Promise.all(['Ana', 'Ben', 'Chidi', 'Dana'].map(personOf));
  for (const { id } of people) await office.must('PATCH', `/api/v1/people/${id}`, { groups: ['Drivers'] });
  await office.must('PATCH', `/api/v1/people/${people[1]?.id}`, { groups: ['Drivers', 'Night'] });
  const without = await office.must('POST', '/api/v1/people', {
    name: 'Zoe',
    phones: ['+12125550199'],
    groups: ['Night'],
  });
  await world.query(sql`update phones set kind = 'sender_name', address = 'ZOE' where person_id = ${without.id}`);
  await phone('Chidi').texts('STOP');
  await until('Chidi to have opted out', async () => (await personOf('Chidi')).optedOutAt);

  const { id } = await writes('Hi', await audienceOf(['Drivers', 'Night'], { exceptPersonIds: [people[3]?.id] }));
  const look = await broadcasts.look(id);
  assert.deepEqual([look.chosen, look.willGet, look.practice], [6, 2, 2]);
  const said = (reason: string, name: string) => ({ reason, count: 1, names: [name] });
  assert.deepEqual(
    look.left.map((left: { people: { name: string }[] }) => {
      const { people, ...rest } = left;
      return { ...rest, names: people.map(({ name }) => name) };
    }),
    [said('excepted', 'Dana'), said('no_number', 'Zoe'), said('opted_out', 'Chidi'), said('twice', 'Ben')],
  );
  const changed = await office.ask('POST', `/api/v1/broadcasts/${id}/dispatch`, { expected: 3 });
  assert.deepEqual([changed.status, changed.body.code, changed.body.willGet], [409, 'audience_changed', 2]);
  assert.equal((await broadcasts.read(id)).state, 'draft');

  const both = await Promise.all(
    [1, 2].map(() => office.ask('POST', `/api/v1/broadcasts/${id}/dispatch`, { expected: 2 })),
  );
  assert.deepEqual(
    both.map(({ status }) => status),
    [201, 201],
  );
  clock.on(1);
  const { progress } = await shouldBe(id, { chosen: 6, delivered: 2 }, 'done');
  assert.equal(progress.left.length, 4);
  assert.deepEqual((await heardBy('Ben')).slice(-1), ['Hi']);
  assert.equal((await heardBy('Ben')).filter((body) => body === 'Hi').length, 1);
  assert.deepEqual(
    (await broadcasts.recipients(id, 'left')).map(({ person, leftBecause }) => [person.name, leftBecause]).sort(),
    [
      ['Chidi', 'opted_out'],
      ['Dana', 'excepted'],
      ['Zoe', 'no_number'],
    ],
  );
  await office.must('DELETE', `/api/v1/people/${without.id}`);
  await shouldBe(id, { chosen: 5, delivered: 2 });
  await phone('Chidi').texts('START');
});

test('the longest text is shown first, and a fallback stands where somebody has nothing', async () => {
  const ana = await personOf('Ana');
  await office.must('PATCH', `/api/v1/people/${ana.id}`, { fields: { depot: 'North' } });
  const { id } = await writes('{first name}: {depot|the usual depot} {gate}', await to('Ana', 'Ben'));
  const look = await broadcasts.look(id);
  assert.equal(look.texts.longest.body, 'Ben: the usual depot');
  assert.deepEqual(
    look.problems.fields.map(({ name, why, count, hasFallback }: Record<string, unknown>) => [
      name,
      why,
      count,
      hasFallback,
    ]),
    [
      ['depot', 'empty', 1, true],
      ['gate', 'unknown', 2, false],
    ],
  );
  const [first, second] = await broadcasts.previews(id);
  assert.deepEqual([first?.body, second?.body], ['Ben: the usual depot', 'Ana: North']);
  assert.deepEqual(first?.fields, [
    { name: 'depot', why: 'unknown', fallback: 'the usual depot' },
    { name: 'gate', why: 'unknown', fallback: null },
  ]);
  const refused = await office.ask('POST', `/api/v1/broadcasts/${id}/dispatch`, { expected: 2 });
  assert.deepEqual([refused.status, refused.body.fields.body], [422, 'There is no field {gate}.']);
  await office.must('PATCH', `/api/v1/broadcasts/${id}`, { body: 'Ünïcödé 🙂 {first name}' });
  const { texts } = await broadcasts.look(id);
  assert.deepEqual([texts.longest.encoding, texts.unicode.texts, texts.segments], ['UCS-2', 2, 2]);
});

test('within half a minute all of it can be taken back', async () => {
  const { id } = await writes('Too early', await to('Ana', 'Ben'));
  await dispatches(id);
  await shouldBe(id, { waiting: 2 }, 'held');
  const draft = await office.must('DELETE', `/api/v1/broadcasts/${id}/dispatch`);
  assert.deepEqual([draft.state, draft.progress, draft.dispatchedAt], ['draft', null, null]);
  clock.on(1);
  await onItsWay(id);
  await shouldBe(id, { delivered: 2 }, 'done');
  const late = await office.ask('DELETE', `/api/v1/broadcasts/${id}/dispatch`);
  assert.deepEqual([late.status, late.body.code], [409, 'already_leaving']);
  assert.equal((await heardBy('Ana')).filter((body) => body === 'Too early').length, 1);
});

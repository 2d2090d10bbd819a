import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openClock } from '../support/asking.ts';
import { nobody, openBroadcasting } from '../support/broadcasting.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana'], { clock });
const { office, line } = world;
const { writes, dispatches, shouldBe, heardBy, to, personOf, ...broadcasts } = openBroadcasting(world);
const pauseLine = () => office.must('POST', `/api/v1/lines/${line.id}/pause`);
const resumeLine = () => office.must('DELETE', `/api/v1/lines/${line.id}/pause`);

test('who gets it is known once it is on its way, whatever becomes of the group', async () => {
  const [ana, ben, chidi] = await Promise.all(['Ana', 'Ben', 'Chidi'].map(personOf));
  const join = (id: string, groups: string[]) => office.must('PATCH', `/api/v1/people/${id}`, { groups });
  await join(ana?.id, ['Crew']);
  await join(ben?.id, ['Crew']);
  const [crew] = (await office.must('GET', '/api/v1/groups')).items;
  const { id } = await writes('To the crew', { ...nobody, groupIds: [crew.id] });
  await dispatches(id);
  await until('all to be put down', async () => (await broadcasts.recipients(id)).length === 2);
  await join(ana?.id, []);
  await join(chidi?.id, ['Crew']);
  clock.on(1);
  await shouldBe(id, { chosen: 2, delivered: 2 }, 'done');
  assert.ok((await heardBy('Ana')).includes('To the crew'));
  assert.deepEqual(await heardBy('Chidi'), []);
});

test('whoever is removed in the middle gets nothing, and all others do', async () => {
  await pauseLine();
  const eve = await office.must('POST', '/api/v1/people', { name: 'Eve', phones: ['+12125550188'] });
  const audience = await to('Ana', 'Ben');
  const { id } = await writes('Almost', { ...audience, personIds: [...audience.personIds, eve.id] });
  await dispatches(id);
  clock.on(1);
  await shouldBe(id, { queued: 3 });
  await office.must('DELETE', `/api/v1/people/${eve.id}`);
  await resumeLine();
  await shouldBe(id, { chosen: 2, delivered: 2 }, 'done');
});

test('a number that moves from one to another in the middle is texted once', async () => {
  const [eve, zed] = await Promise.all(
    [
      ['Eve', '+12125550188'],
      ['Zed', '+12125550189'],
    ].map(([name, number]) => office.must('POST', '/api/v1/people', { name, phones: [number] })),
  );
  await office.must('PATCH', `/api/v1/people/${zed.id}`, { timeZone: 'America/Denver' });
  await office.must('PATCH', `/api/v1/people/${eve.id}`, { timeZone: 'America/New_York' });
  // It is two in the afternoon in New York two hours before it is in Denver.
  const { id } = await writes(
    'Your number',
    { ...nobody, personIds: [eve.id, zed.id] },
    {
      sendAt: { localDate: '2026-11-27', localTime: '14:00' },
    },
  );
  const sent = await dispatches(id);
  assert.deepEqual([sent.firstAt, sent.lastAt], ['2026-11-27T19:00:00.000Z', '2026-11-27T21:00:00.000Z']);
  clock.on(1);
  await shouldBe(id, { waiting: 2 }, 'scheduled');
  clock.to('2026-11-27T19:00:10Z');
  await until('the first to have it', async () => {
    const { progress } = await broadcasts.read(id);
    return progress.waiting === 1 && progress.queued + progress.sending === 0;
  });
  await office.must('PATCH', `/api/v1/people/${eve.id}`, { phones: ['+12125550187'] });
  await office.must('PATCH', `/api/v1/people/${zed.id}`, { phones: ['+12125550188'] });
  clock.to('2026-11-27T21:00:10Z');
  const { progress } = await shouldBe(id, { waiting: 0 }, 'done');
  assert.deepEqual(progress.left, [{ reason: 'twice', count: 1 }]);
  await office.must('DELETE', `/api/v1/people/${eve.id}`);
  await office.must('DELETE', `/api/v1/people/${zed.id}`);
});

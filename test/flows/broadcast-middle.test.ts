import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { pauseRestored } from '../../src/domain/broadcasts/broadcasts.ts';
import { openClock, saturday } from '../support/asking.ts';
import { nobody, openBroadcasting } from '../support/broadcasting.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana'], { clock });
const { office, phone, line } = world;
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

test('a pace of its own is kept beside that of the line', async () => {
  const { id } = await writes('Slowly', await to('Ana', 'Ben', 'Chidi'), { segmentsPerMinute: 1 });
  await dispatches(id);
  for (const waiting of [2, 1, 0]) {
    clock.on(1);
    await shouldBe(id, { waiting, delivered: 3 - waiting });
  }
  await shouldBe(id, { delivered: 3 }, 'done');
});

test('what answers a question, or comes after one, is no reply to a broadcast; nor is a STOP', async () => {
  const dana = await personOf('Dana');
  const broadcast = async () => {
    const { id } = await writes('The depot is closed', { ...nobody, personIds: [dana.id] });
    await dispatches(id);
    clock.on(1);
    await shouldBe(id, { delivered: 1 }, 'done');
    return id;
  };
  const question = await office.must('POST', '/api/v1/questions', saturday([dana.id]));
  await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await phone('Dana').shouldHear('Can you drive on Saturday?');
  const first = await broadcast();
  await phone('Dana').texts('yes');
  await phone('Dana').texts('And which depot?');
  await shouldBe(first, { replied: 1 });
  assert.equal((await broadcasts.recipients(first))[0]?.reply.body, 'And which depot?');

  const second = await broadcast();
  await office.must(
    'POST',
    `/api/v1/rounds/${(await office.must('GET', `/api/v1/questions/${question.id}/rounds`)).items[0].id}/texts`,
    {
      body: 'Another one',
      to: { states: ['answered'] },
    },
  );
  const third = await broadcast();
  await phone('Dana').texts('STOP');
  await phone('Dana').texts('START');
  await phone('Dana').texts('Thanks');
  await shouldBe(third, { replied: 1 });
  assert.equal((await broadcasts.recipients(third))[0]?.reply.body, 'Thanks');
  await shouldBe(second, { replied: 0 });
});

test('after a restore what was on its way rests, and whoever was due by then is left out', async () => {
  const audience = await to('Ana', 'Ben');
  const [now, later] = [
    await writes('Restored', audience),
    await writes('Restored too', audience, {
      sendAt: { at: new Date(clock.now().getTime() + 3_600_000).toISOString() },
    }),
  ];
  for (const { id } of [now, later]) {
    await dispatches(id);
    await office.must('POST', `/api/v1/broadcasts/${id}/pause`);
    await until('all to be put down', async () => (await broadcasts.recipients(id)).length === 2);
  }
  // The database's clock says what was due when a backup is restored.
  await world.query(sql`update broadcast_recipients set due_at = now() - interval '1 minute'
    where broadcast_id = ${now.id}`);
  await world.query(sql`update broadcast_recipients set due_at = now() + interval '1 hour'
    where broadcast_id = ${later.id}`);
  await world.query(sql`update broadcasts set paused_at = null, held_until = '9999-01-01' where done_at is null`);
  await pauseRestored(world.app.floor.db);
  await world.query(sql`update broadcasts set held_until = dispatched_at where done_at is null`);
  clock.on(1);
  for (const { id } of [now, later]) await office.must('DELETE', `/api/v1/broadcasts/${id}/pause`);
  const { progress } = await shouldBe(now.id, { chosen: 2, waiting: 0 }, 'done');
  assert.deepEqual(progress.left, [{ reason: 'too_late', count: 2 }]);
  await shouldBe(later.id, { waiting: 2 }, 'scheduled');
  await office.must('POST', `/api/v1/broadcasts/${later.id}/cancellation`);
});

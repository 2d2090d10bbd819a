import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { pauseRestored } from '../../src/domain/broadcasts/broadcasts.ts';
import { openClock } from '../support/asking.ts';
import { openBroadcasting } from '../support/broadcasting.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi'], { clock });
const { office } = world;
const { writes, dispatches, shouldBe, to, ...broadcasts } = openBroadcasting(world);

test('a pace of its own is kept beside that of the line', async () => {
  const { id } = await writes('Slowly', await to('Ana', 'Ben', 'Chidi'), { segmentsPerMinute: 1 });
  await dispatches(id);
  for (const waiting of [2, 1, 0]) {
    clock.on(1);
    await shouldBe(id, { waiting, delivered: 3 - waiting });
  }
  await shouldBe(id, { delivered: 3 }, 'done');
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kysely, PostgresDialect } from 'kysely';
import { openHub } from '../../src/api/live/hub.ts';
import type { Listener } from '../../src/api/live/tell.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { newestChange, recordChanges } from '../../src/platform/events.ts';
import { createLog } from '../../src/platform/log.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana']);
const { office, phone } = world;
const { floor } = world.app;
const me = await office.must('GET', '/api/v1/me');
const team = { ...floor, teamId: me.team.id as string };
const silent = createLog('silent');

const happen = (count: number) =>
  floor.db.transaction().execute((db) => {
    const changes = Array.from({ length: count }, () => ({ kind: 'person.changed' as const }));
    return recordChanges({ ...team, db }, changes);
  });

/** Somebody who listens at the hub itself and never hangs up. */
function listener(position: number, sessionId = crypto.randomUUID() as string) {
  const frames: string[] = [];
  let ended = 0;
  const listening: Listener = {
    teamId: team.teamId,
    memberId: me.id,
    sessionId,
    position,
    send: (some) => frames.push(String(some)),
    end: () => {
      ended += 1;
    },
  };
  return { ...listening, listening, frames, endings: () => ended };
}

test('a browser that comes back gets what it missed, and nothing twice', async () => {
  const before = await newestChange(team);
  await happen(3);
  const live = await office.listens(before);
  await live.hears('the last one missed', ({ id }) => id === before + 3);
  await happen(1);
  await live.hears('the one after', ({ id }) => id === before + 4);
  assert.deepEqual(
    live.heard.map(({ id, event, data }) => [id, event, data.seq]),
    [1, 2, 3, 4].map((step) => [before + step, 'change', before + step]),
  );
  live.close();
});

test('a browser that missed too much fetches all again and is told nothing of the backlog', async () => {
  const before = await newestChange(team);
  await happen(1200);
  const live = await office.listens(before);
  await phone('Ana').texts('Are you there?');
  const { data } = await live.hears('a new text', ({ event, data }) => event === 'change' && data.message);
  assert.equal(data.message.body, 'Are you there?');
  const [first, ...others] = live.heard;
  assert.deepEqual([first!.event, first!.id], ['refetch', before + 1200]);
  assert.ok(others.length <= 5, `${others.length} events came after it`);
  live.close();
});

test('a burst that is longer than fetching all again is not told piece by piece', async () => {
  const live = await office.listens();
  const before = await newestChange(team);
  await happen(2000);
  await live.hears('to fetch again', ({ event }) => event === 'refetch');
  await happen(1);
  await live.hears('the next', ({ id }) => id === before + 2001);
  assert.deepEqual(
    live.heard.map(({ event }) => event),
    ['hello', 'refetch', 'change'],
  );
  live.close();
});

test('a number that we have not come to yet is of another database', async () => {
  const newest = await newestChange(team);
  const live = await office.listens(newest + 1000);
  const { id } = await live.hears('to fetch again', ({ event }) => event === 'refetch');
  assert.equal(id, newest);
  live.close();
});

test('a thousand hints while a look is under way ask for one more look', async () => {
  const { pool, close } = openDatabase(world.databaseUrl);
  const queries: string[] = [];
  const db = new Kysely<never>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => void queries.push(query.sql),
  }) as unknown as typeof floor.db;
  const hub = openHub({ ...floor, db }, silent);
  const { listening, frames } = listener(await newestChange(team));
  hub.join(listening);
  for (let hints = 0; hints < 1000; hints++) hub.hint(team.teamId);
  await happen(1);
  hub.hint(team.teamId);
  await until('the change', () => frames.length > 0);
  await hub.close();
  await close();
  assert.ok(queries.length < 20, `${queries.length} queries`);
});

test('somebody who is signed out is told so once, even if their browser never hangs up', async () => {
  const hub = openHub(floor, silent);
  const gone = listener(await newestChange(team));
  hub.join(gone.listening);
  await until('being signed out', () => gone.endings() > 0);
  await new Promise((resolve) => setTimeout(resolve, 2200));
  await happen(1);
  await hub.close();
  assert.deepEqual([gone.frames, gone.endings()], [['event: signed-out\ndata: {}\n\n'], 1]);
});

test('one member cannot hold all the streams of a team', async () => {
  const streams = await Promise.all(Array.from({ length: 50 }, () => office.listens()));
  const refused = await office.ask('GET', '/api/v1/events');
  assert.deepEqual([refused.status, refused.body.code], [429, 'too_many']);
  const hub = openHub(floor, silent);
  for (let count = 0; count < 50; count++) hub.join(listener(0).listening);
  assert.equal(hub.hasRoomFor({ teamId: team.teamId, memberId: me.id }), false);
  assert.equal(hub.hasRoomFor({ teamId: team.teamId, memberId: crypto.randomUUID() }), true);
  await hub.close();
  for (const stream of streams) stream.close();
  const again = await until('room again', () => office.listens().catch(() => null));
  again.close();
});

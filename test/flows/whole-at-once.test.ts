import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { keepAsking, keepSending } from '../../src/jobs/asking.ts';
import { createLog } from '../../src/platform/log.ts';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import { nobody, openBroadcasting } from '../support/broadcasting.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

// Nobody works but whoever looks here, once.
const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours([], { clock, config: { role: 'web' } });
const { office, carrier, query } = world;

/** Where nobody looks again before the test is over, whatever is due is done by the first look, or never. */
const lookEveryMs = 3_600_000;

/** Looks once, until so many rows are found. */
async function findsAtOnce(work: typeof keepAsking, rows: RawBuilder<unknown>, wanted: number): Promise<void> {
  const logged: string[] = [];
  const working = work(
    world.app.floor,
    createLog('warn', (line) => logged.push(line)),
    lookEveryMs,
  );
  let found = 0;
  const areAllThere = async () => {
    [{ found }] = await query(sql`select count(*)::int as found from ${rows}`);
    return found >= wanted;
  };
  await until('all of it', areAllThere, 120_000)
    .catch(() => {})
    .finally(() => working.close());
  assert.deepEqual([found, logged], [wanted, []]);
}

/** A group of so many people, who live here. */
async function crowd(name: string, count: number): Promise<string> {
  const { id } = await office.must('POST', '/api/v1/groups', { name });
  await query(sql`
    with team as (select id from teams),
    made as (
      insert into people (team_id, id, name, is_practice, fields, created_at)
      select team.id, gen_random_uuid(), 'Somebody', false, '{}', now() from team, generate_series(1, ${count}::int)
      returning team_id, id),
    talks as (
      insert into conversations (team_id, id, person_id, created_at)
      select team_id, gen_random_uuid(), id, now() from made),
    called as (
      insert into phones (team_id, address, kind, person_id, position, created_at)
      select team_id, '+1212' || (${2_000_000 + count * 10}::int + row_number() over ())::text, 'phone_number', id, 0, now() from made)
    insert into group_members (team_id, group_id, person_id) select team_id, ${id}, id from made`);
  return id;
}

const asks = (state: string) => sql`asks where state = ${state}`;

test('a question reaches more people than a page has without anybody looking again, and closes for all', async () => {
  const group = await crowd('Asked', 1_099);
  const tokyo = await office.must('POST', '/api/v1/people', { name: 'Aiko', phones: ['+12125550177'] });
  await office.must('PATCH', `/api/v1/people/${tokyo.id}`, { timeZone: 'Asia/Tokyo' });
  const audience = { groupIds: [group], personIds: [tokyo.id] };
  await openAsking(world).saves({ name: 'Saturday?', content: { ...saturday([]).content, audience } });

  // It is four on Friday in Tokyo: with her all are put down, whose time is fourteen hours later.
  clock.to('2026-11-27T07:00:01Z');
  await findsAtOnce(keepAsking, sql`asks`, 1_100);
  assert.equal((await query(sql`select from ${asks('asked')}`)).length, 1);
  clock.to('2026-11-27T21:00:01Z');
  await findsAtOnce(keepAsking, asks('asked'), 1_100);
  clock.to('2026-11-29T15:00:00Z');
  await findsAtOnce(keepAsking, asks('closed'), 1_100);
});

test('a broadcast puts down more people than a page has, and writes what its line has room for, in one look', async () => {
  clock.to('2026-11-30T15:00:00Z');
  const line = await office.must('POST', '/api/v1/lines', {
    provider: 'twilio',
    label: 'Main',
    number: '+12125550390',
    settings: { accountSid: `AC${'3'.repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url },
  });
  await office.must('PUT', `/api/v1/lines/${line.id}/pace`, { segmentsPerSecond: 40 });
  const group = await crowd('Told', 10_001);
  const { writes } = openBroadcasting(world);
  const audience = { ...nobody, groupIds: [group] };
  const { id } = await writes('The ring road is closed.', audience, { lineId: line.id });
  await office.must('POST', `/api/v1/broadcasts/${id}/dispatch`, { expected: 10_001, typed: true });
  await findsAtOnce(keepSending, sql`broadcast_recipients where broadcast_id = ${id}`, 10_001);
  clock.on(1);
  // What a line sends in 25 seconds.
  await findsAtOnce(keepSending, sql`outbox where line_id = ${line.id}`, 1_000);
});

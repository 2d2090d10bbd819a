import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { pauseRestored, sendRound } from '../../src/domain/broadcasts/broadcasts.ts';
import { inTransaction } from '../../src/domain/floor.ts';
import { openClock } from '../support/asking.ts';
import { nobody, openBroadcasting } from '../support/broadcasting.ts';
import type { Json } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

// Nobody works here but the story itself, a round at a time.
const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours([], { clock, config: { role: 'web' } });
const { office, carrier, query } = world;
const { floor } = world.app;
const settings = { accountSid: `AC${'3'.repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url };
await office.must('POST', '/api/v1/lines', { provider: 'twilio', label: 'Main', number: '+12125550390', settings });
const [{ id: teamId } = {}] = await query(sql`select id from teams`);
const { writes, dispatches, read } = openBroadcasting(world);
const of = (id: string) => `/api/v1/broadcasts/${id}`;

let met = 100;
const meet = (): Promise<Json> =>
  office.must('POST', '/api/v1/people', { name: `Person ${met}`, phones: [`+12125550${met++}`] });
async function rounds(count = 3): Promise<void> {
  for (let round = 0; round < count; round++) await sendRound(floor);
}

/** A broadcast to some people, all of whose texts wait in the queue. */
async function goes(count: number): Promise<{ id: string; people: Json[] }> {
  const people: Json[] = [];
  while (people.length < count) people.push(await meet());
  const { id } = await writes('The ring road is closed.', { ...nobody, personIds: people.map(({ id }) => id) });
  await dispatches(id);
  clock.on(1);
  await rounds();
  return { id, people };
}

/** What a text has come to, written as whoever sends it writes it. */
async function becomes(id: string, person: Json, status: string, code: string | null = null): Promise<void> {
  await query(sql`
    with text as (
      update messages set status = ${status}, error_code = ${code} from broadcast_recipients as recipients
      where recipients.message_id = messages.id and broadcast_id = ${id} and person_id = ${person.id}
      returning messages.team_id, messages.conversation_id, messages.id),
    head as (update event_heads set last_number = last_number + 1 returning last_number)
    insert into events (team_id, number, kind, conversation_id, message_id, happened_at)
    select team_id, last_number, 'message.changed', conversation_id, id, now() from text, head`);
}

/** What is read is what the rows say, and adds up. @returns it. */
async function mustBeTrue(id: string): Promise<Json> {
  const { progress } = await read(id);
  const rows = await query(sql`
    select coalesce(left_because, messages.status, 'waiting') as place, count(*)::int from broadcast_recipients as recipients
    left join messages on messages.id = recipients.message_id where broadcast_id = ${id} group by 1`);
  const { chosen, again: _, replied: __, left, ...places } = progress;
  const named: Record<string, string> = { undelivered: 'failed', accepted: 'sent' };
  const found = Object.fromEntries(Object.entries(places).filter(([, count]) => count));
  for (const { reason, count } of left) found[reason] = count;
  assert.deepEqual(found, Object.fromEntries(rows.map(({ place, count }) => [named[place] ?? place, count])));
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  assert.equal(all, chosen);
  return progress;
}

/** Whoever counts would wait for this. */
async function isReadAtOnce(ids: string[]): Promise<Json[]> {
  return inTransaction({ ...floor, teamId }, async (tx) => {
    await sql`lock table broadcast_replies in access exclusive mode`.execute(tx.db);
    return Promise.all(ids.map(read));
  });
}

test('nobody counts again before something has changed', async () => {
  const { id, people } = await goes(3);
  await mustBeTrue(id);
  await isReadAtOnce([id, id, id]);
  await becomes(id, people[0] as Json, 'delivered');
  await becomes(id, people[1] as Json, 'undelivered', '30003');
  await rounds(1);
  const { delivered, failed, queued, again } = await mustBeTrue(id);
  assert.deepEqual([delivered, failed, queued, again], [1, 1, 1, 1]);
  const [first] = await isReadAtOnce([id]);
  assert.equal(first?.progress.delivered, 1);
});

test('whatever becomes of its people, what is read is what is so', async () => {
  const { id, people } = await goes(6);
  const [one, two, three, four, five] = people as [Json, Json, Json, Json, Json];
  await mustBeTrue(id);
  await office.must('DELETE', `/api/v1/people/${one.id}`);
  assert.equal((await mustBeTrue(id)).chosen, 5);
  const { mergeId, ...merged } = await office.must('POST', `/api/v1/people/${two.id}/merges`, { otherId: three.id });
  assert.equal((await mustBeTrue(id)).chosen, 4);
  await office.must('DELETE', `/api/v1/merges/${mergeId ?? merged.id}`);
  assert.equal((await mustBeTrue(id)).chosen, 5);
  await becomes(id, four, 'undelivered', '30003');
  await query(sql`delete from outbox where message_id in
    (select message_id from broadcast_recipients where broadcast_id = ${id} and person_id = ${four.id})`);
  await rounds(1);
  assert.equal((await mustBeTrue(id)).again, 1);
  assert.equal((await office.must('POST', `${of(id)}/retries`)).count, 1);
  assert.deepEqual(await mustBeTrue(id).then(({ waiting, again }) => [waiting, again]), [1, 0]);
  await rounds(1);
  assert.equal((await mustBeTrue(id)).waiting, 0);
  const { broadcast, canceled } = await office.must('POST', `${of(id)}/cancellation`);
  assert.deepEqual([broadcast.progress.canceled, canceled], [5, 5]);
  await mustBeTrue(id);
  await office.must('DELETE', `/api/v1/people/${five.id}`);
  assert.equal((await mustBeTrue(id)).canceled, 4);
});

test('what changes while it is counted is counted by the next', async () => {
  const { id, people } = await goes(2);
  let reading: Promise<Json> | undefined;
  await inTransaction({ ...floor, teamId }, async (tx) => {
    // The count has begun by then: it sees what was so before.
    await sql`lock table broadcast_replies in access exclusive mode`.execute(tx.db);
    reading = read(id);
    await until('the count to wait', async () => {
      const [waiting] = await query(sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`);
      return waiting;
    });
    await becomes(id, people[0] as Json, 'delivered');
    await rounds(1);
  });
  await reading;
  assert.equal((await mustBeTrue(id)).delivered, 1);
});

test('of two who count, the one who began later is believed', async () => {
  const { id } = await goes(1);
  await mustBeTrue(id);
  const [{ version } = {}] = await query(sql`select version from broadcast_counts where broadcast_id = ${id}`);
  await query(sql`insert into broadcast_touches (team_id, broadcast_id) values (${teamId}, ${id})`);
  let reading: Promise<Json> | undefined;
  await inTransaction({ ...floor, teamId }, async (tx) => {
    await sql`lock table broadcast_replies in access exclusive mode`.execute(tx.db);
    reading = read(id);
    await until('the count to wait', async () => {
      const [waiting] = await query(sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`);
      return waiting;
    });
    await query(sql`update broadcast_counts set version = version + 1 where broadcast_id = ${id}`);
    await query(sql`insert into broadcast_touches (team_id, broadcast_id) values (${teamId}, ${id})`);
  });
  await reading;
  const [kept] =
    await query(sql`select version, (select count(*)::int from broadcast_touches where broadcast_id = ${id}) as touches
    from broadcast_counts where broadcast_id = ${id}`);
  assert.deepEqual(kept, { version: version + 1, touches: 2 });
  await mustBeTrue(id);
});

test('a doubt that is settled weeks later is counted, and a restored backup believes no count', async () => {
  const { id, people } = await goes(2);
  await becomes(id, people[0] as Json, 'unknown');
  await becomes(id, people[1] as Json, 'delivered');
  await rounds(1);
  assert.equal((await mustBeTrue(id)).unknown, 1);
  // Nobody follows it any more.
  clock.on(60 * 24 * 10);
  await query(sql`update messages set status = 'sent' where id in
    (select message_id from broadcast_recipients where broadcast_id = ${id} and person_id = ${people[0]?.id})`);
  assert.equal((await mustBeTrue(id)).sent, 1);
  await isReadAtOnce([id]);
  await query(sql`update broadcast_counts set counted = '{"counted": [], "replied": 0}'`);
  await inTransaction({ ...floor, teamId }, (tx) => pauseRestored(tx.db));
  await mustBeTrue(id);
});

test('what waits for weeks is counted when it leaves, when it arrives, and then no more', async () => {
  const { id, people } = await goes(2);
  assert.equal((await mustBeTrue(id)).queued, 2);
  // Nobody follows it any more.
  clock.on(60 * 24 * 10);
  for (const status of ['sent', 'delivered'])
    for (const person of people) {
      await becomes(id, person, status);
      await query(sql`update messages set status_at = ${clock.now()} where id in
        (select message_id from broadcast_recipients where broadcast_id = ${id} and person_id = ${person.id})`);
      await mustBeTrue(id);
    }
  const [kept] = await isReadAtOnce([id]);
  assert.equal(kept?.progress.delivered, 2);
});

test('who answers before the company has said that it took their text has replied', async () => {
  const { id, people } = await goes(2);
  const answers = async (person: Json) => {
    const message = floor.newId();
    await query(sql`
      with text as (
        insert into messages (team_id, conversation_id, id, line_id, direction, from_address, to_address, body, media,
          segments, status, status_at, created_at)
        select team_id, conversation_id, ${message}::uuid, line_id, 'inbound', to_address, '+12125550390', 'Which way?', '[]',
          1, 'received', now(), now() from messages
        where id = (select message_id from broadcast_recipients where broadcast_id = ${id} and person_id = ${person.id})
        returning team_id, conversation_id, id),
      head as (update event_heads set last_number = last_number + 1 returning last_number)
      insert into events (team_id, number, kind, conversation_id, message_id, happened_at)
      select team_id, last_number, 'message.created', conversation_id, id, now() from text, head`);
    await rounds(1);
    return (await read(id)).progress.replied;
  };
  const [first, second] = people as [Json, Json];
  // The text of one is being handed over; that of the other waits yet, and nobody answers what they have not got.
  await query(sql`
    with taken as (delete from outbox where message_id = (select message_id from broadcast_recipients
      where broadcast_id = ${id} and person_id = ${first.id}) returning *)
    insert into attempts (team_id, id, conversation_id, message_id, line_id, worker_id, lane, outcome, started_at)
    select team_id, gen_random_uuid(), conversation_id, message_id, line_id, gen_random_uuid(), lane, 'sending', now() from taken`);
  assert.equal(await answers(second), 0);
  assert.equal(await answers(first), 1);
});

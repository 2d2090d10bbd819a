import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
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
const [team] = await query(sql`select id from teams`);
const { writes, look, read } = openBroadcasting(world);

let met = 100;
const meet = (): Promise<Json> =>
  office.must('POST', '/api/v1/people', { name: `Person ${met}`, phones: [`+12125550${met++}`] });
const to = (...people: Json[]) => ({ ...nobody, personIds: people.map(({ id }) => id) });
const of = (id: string) => `/api/v1/broadcasts/${id}`;

/** Sent to so many without a look, so that nothing is remembered and all are counted before it is sent. */
async function sends(audience: Json, expected: number): Promise<string> {
  const { id } = await writes('The ring road is closed.', audience);
  await office.must('POST', `${of(id)}/dispatch`, { expected, typed: true });
  return id;
}
async function dispatches(audience: Json, more: Json = {}): Promise<string> {
  const { id } = await writes('The ring road is closed.', audience, more);
  const { willGet } = await look(id);
  await office.must('POST', `${of(id)}/dispatch`, { expected: willGet, typed: true });
  return id;
}
async function rounds(count = 3): Promise<void> {
  for (let round = 0; round < count; round++) await sendRound(floor);
}
/** Sent on its way, and its texts written. */
async function goes(audience: Json, more: Json = {}): Promise<string> {
  const id = await dispatches(audience, more);
  clock.on(1);
  await rounds();
  return id;
}
/** What waits in the queue of a broadcast, and whether it is put off. */
const queueOf = (id: string) =>
  query(sql`select outbox.message_id, outbox.due_at > '9000-01-01' as is_off from outbox
    join broadcast_recipients as recipients on recipients.message_id = outbox.message_id where broadcast_id = ${id}`);
const isOff = async (id: string) => (await queueOf(id)).map(({ is_off }) => is_off);
/** As a text that could not be handed over goes back: it is tried again soon. */
const comesBack = (id: string) =>
  query(sql`update outbox set due_at = now() + interval '2 seconds', tries = 1 where message_id in
    (select message_id from broadcast_recipients where broadcast_id = ${id})`);
async function fails(id: string): Promise<void> {
  const texts = sql`(select message_id from broadcast_recipients where broadcast_id = ${id})`;
  await query(sql`delete from outbox where message_id in ${texts}`);
  await query(sql`update messages set status = 'undelivered', error_code = '30003' where id in ${texts}`);
}

/** A group of so many people. @returns its id. */
async function crowd(count: number): Promise<string> {
  const { id } = await office.must('POST', '/api/v1/groups', { name: `Crowd ${met++}` });
  await query(sql`
    with made as (
      insert into people (team_id, id, name, is_practice, fields, created_at)
      select ${team?.id}, gen_random_uuid(), 'Somebody', false, '{}', now() from generate_series(1, ${count}::int) returning id),
    talks as (
      insert into conversations (team_id, id, person_id, created_at)
      select ${team?.id}, gen_random_uuid(), id, now() from made),
    called as (
      insert into phones (team_id, address, kind, person_id, position, created_at)
      select ${team?.id}, '+1303' || ${met} || lpad((row_number() over ())::text, 5, '0'), 'phone_number', id, 0, now()
      from made)
    insert into group_members (team_id, group_id, person_id) select ${team?.id}, ${id}, id from made`);
  return id;
}

const tableLock = (table: string) => sql`lock table ${sql.table(table)} in access exclusive mode`;

const putDown = async (id: string): Promise<number> => {
  const [{ count } = {}] = await query(sql`select count(*)::int from broadcast_recipients where broadcast_id = ${id}`);
  return count;
};
async function mergesTwo(group: string, early: number, late: number): Promise<void> {
  const people = await query(sql`select person_id from group_members where group_id = ${group} order by person_id`);
  const [one, other] = [people[early], people[late]].map((row) => row?.person_id);
  await office.must('POST', `/api/v1/people/${other}/merges`, { otherId: one });
}

test('a merge while a broadcast is put down loses nobody of those who come later', async () => {
  const group = await crowd(20_001);
  const id = await sends({ ...nobody, groupIds: [group] }, 20_001);
  await rounds(1);
  await mergesTwo(group, 0, 12_000);
  await rounds(5);
  assert.deepEqual([await putDown(id), (await read(id)).progress.chosen], [20_000, 20_000]);
});

test('the button for many looks at nobody, and nothing leaves before all that were shown are put down', async () => {
  const group = await crowd(10_001);
  const audience = { ...nobody, groupIds: [group] };
  const { id } = await writes('The ring road is closed.', audience);
  const { willGet } = await look(id);
  // Whoever counted them would wait for this.
  await inTransaction({ ...floor, teamId: team?.id }, async (tx) => {
    await tableLock('opt_outs').execute(tx.db);
    await office.must('POST', `${of(id)}/dispatch`, { expected: willGet, typed: true });
  });
  clock.on(1);
  await rounds(1);
  const before = await read(id);
  assert.deepEqual([before.progress.queued, before.progress.waiting], [0, 10_001]);
  assert.deepEqual(await queueOf(id), []);
  await rounds(2);
  const { state, progress } = await read(id);
  assert.deepEqual([state, progress.chosen, progress.queued > 0], ['going', 10_001, true]);
  await office.must('POST', `${of(id)}/cancellation`);
});

test('when it is for another number by the time all are put down, nothing leaves and it is a draft that says so', async () => {
  const group = await crowd(10_001);
  const audience = { ...nobody, groupIds: [group] };
  const { id } = await writes('The ring road is closed.', audience, { name: 'Ring road' });
  const { willGet } = await look(id);
  // Its name is for the team alone: nobody has to look once more.
  await office.must('PATCH', of(id), { name: 'Ring road, once more' });
  const [more] = [await meet()];
  await office.must('PATCH', `/api/v1/people/${more.id}`, {
    groups: [(await office.must('GET', '/api/v1/groups')).items.find((each: Json) => each.id === group).name],
  });
  const sent = await office.must('POST', `${of(id)}/dispatch`, { expected: willGet, typed: true });
  assert.deepEqual([sent.state, sent.progress.waiting], ['held', 10_001]);
  clock.on(1);
  await rounds();
  const refused = await read(id);
  assert.deepEqual(
    [refused.state, refused.notSent, refused.progress, await putDown(id)],
    ['draft', { expected: 10_001, willGet: 10_002 }, null, 0],
  );
  const { items: acts } = await office.must('GET', '/api/v1/acts');
  assert.equal(acts[0]?.kind, 'broadcast.not_sent');

  // What was shown before counts for nothing now.
  const again = await office.ask('POST', `${of(id)}/dispatch`, { expected: 10_001, typed: true });
  assert.deepEqual([again.status, again.body.willGet], [409, 10_002]);
  await look(id);
  assert.equal((await office.must('POST', `${of(id)}/dispatch`, { expected: 10_002, typed: true })).notSent, null);
  await rounds(1);
  await mergesTwo(group, 0, 10_000);
  await rounds(5);
  assert.deepEqual((await read(id)).notSent, { expected: 10_002, willGet: 10_001 });
  await look(id);
  await office.must('POST', `${of(id)}/dispatch`, { expected: 10_001, typed: true });
  await rounds();
  assert.deepEqual([await putDown(id), (await read(id)).progress.chosen], [10_001, 10_001]);
  await office.must('DELETE', `${of(id)}/dispatch`);
});

test('what was shown to somebody else, a while ago, or of other words is looked at anew', async () => {
  const group = await crowd(2_001);
  const { id } = await writes('The ring road is closed.', { ...nobody, groupIds: [group] });
  const isRemembered = async () => {
    const [{ is } = {}] = await query(sql`select looked is not null as is from broadcasts where id = ${id}`);
    return is;
  };
  await look(id);
  assert.equal(await isRemembered(), true);
  await office.must('PATCH', of(id), { body: '{gate}' });
  assert.equal(await isRemembered(), false);
  // Nobody has such a field: it could not be sent.
  await look(id);
  assert.equal(await isRemembered(), false);
  await office.must('PATCH', of(id), { body: 'Hi' });
  const { willGet } = await look(id);
  const expected = { expected: willGet, typed: true };
  await query(sql`delete from group_members where group_id = ${group} and person_id in
    (select person_id from group_members where group_id = ${group} limit 1)`);
  await query(
    sql`update broadcasts set looked = looked || jsonb_build_object('by', gen_random_uuid()) where id = ${id}`,
  );
  assert.equal((await office.ask('POST', `${of(id)}/dispatch`, expected)).status, 409);
  await query(
    sql`update broadcasts set looked = looked || (select jsonb_build_object('by', id) from members limit 1) where id = ${id}`,
  );
  clock.on(6);
  assert.equal((await office.ask('POST', `${of(id)}/dispatch`, expected)).status, 409);
  const untyped = await look(id);
  assert.equal((await office.ask('POST', `${of(id)}/dispatch`, { expected: untyped.willGet })).status, 422);
});

test('each broadcast has its turn, however many another has to put down', async () => {
  const many = await dispatches({ ...nobody, groupIds: [await crowd(10_001)] });
  const few = await dispatches(to(await meet()));
  await rounds(1);
  const filled = await query(
    sql`select id, filled_at is not null as is from broadcasts where id = any (${[many, few]}::uuid[])`,
  );
  assert.deepEqual(Object.fromEntries(filled.map(({ id, is }) => [id, is])), { [many]: false, [few]: true });
  await office.must('DELETE', `${of(many)}/dispatch`);
});

test('a broadcast that came back with a backup before all were put down has them all, and leaves out who was due', async () => {
  const [soon, later] = [
    await dispatches(to(await meet(), await meet())),
    await dispatches(to(await meet(), await meet()), { sendAt: { at: '2026-12-24T15:00:00Z' } }),
  ];
  // By the database's clock that is over.
  await query(sql`update broadcasts set due = '{"home": "2001-01-01T00:00:00Z"}' where id = ${soon}`);
  await query(sql`update broadcasts set due = '{"home": "9000-01-01T00:00:00Z"}' where id = ${later}`);
  await inTransaction({ ...floor, teamId: team?.id }, (tx) => pauseRestored(tx.db));
  clock.on(1);
  await rounds();
  await office.must('DELETE', `${of(later)}/pause`);
  await rounds();
  const [past, ahead] = [await read(soon), await read(later)];
  assert.deepEqual([past.state, past.progress.left], ['done', [{ reason: 'too_late', count: 2 }]]);
  assert.deepEqual([ahead.progress.chosen, ahead.progress.waiting], [2, 2]);
});

test('whoever goes on while another broadcast waits for its turn is not put off again', async () => {
  const [one, other] = [await goes(to(await meet())), await goes(to(await meet()))];
  for (const id of [one, other]) {
    await office.must('POST', `${of(id)}/pause`);
    await comesBack(id);
  }
  let round: Promise<void> | undefined;
  await inTransaction({ ...floor, teamId: team?.id }, async (tx) => {
    await sql`select from outbox where message_id in
      (select message_id from broadcast_recipients where broadcast_id = any (${[one, other]})) for update`.execute(
      tx.db,
    );
    round = rounds(1);
    await until('the round to wait', async () => {
      const [waiting] = await query(sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%update outbox%'`);
      return waiting;
    });
    // Only one is waited for: the other can still go on.
    await query(sql`update broadcasts set paused_at = null where id in (select id from broadcasts
      where id = any (${[one, other]}::uuid[]) for no key update skip locked)`);
  });
  await round;
  const rests = Object.fromEntries(
    (await query(sql`select id, paused_at is not null as rests from broadcasts`)).map(({ id, rests }) => [id, rests]),
  );
  assert.deepEqual([rests[one], rests[other]].sort(), [false, true]);
  for (const id of [one, other]) assert.deepEqual(await isOff(id), [rests[id]]);
});

test('a text that did not leave is put off again before anything else is done', async () => {
  const [paused, canceled] = [await goes(to(await meet())), await goes(to(await meet()))];
  await office.must('POST', `${of(paused)}/pause`);
  await comesBack(paused);
  // As it is when the text was under way while it was canceled.
  await query(sql`update broadcasts set canceled_at = now() where id = ${canceled}`);
  await comesBack(canceled);
  const seen: Record<string, boolean[]> = {};
  const kinds: string[] = [];
  const looksOn = (kind: string) => ({
    resting: () => [],
    async take({ id }: { id: string }, work: () => Promise<unknown>) {
      kinds.push(kind);
      if (kind === 'keep off') {
        await work();
        seen[id] = await isOff(id);
      }
    },
  });
  await sendRound(floor, looksOn);
  assert.deepEqual(seen, { [paused]: [true], [canceled]: [true] });
  assert.deepEqual([kinds[0], kinds[1]], ['keep off', 'keep off']);
  await rounds();
  assert.deepEqual(await isOff(canceled), []);
  const { state, progress } = await read(canceled);
  assert.deepEqual([state, progress.canceled], ['canceled', 1]);
  await office.must('DELETE', `${of(paused)}/pause`);
  assert.deepEqual(await isOff(paused), [false]);
});

test('what is done is taken back no more, nor what has left and is tried again', async () => {
  const done = await goes(to(await meet()));
  await fails(done);
  await rounds();
  assert.equal((await read(done)).state, 'done');
  const refused = async () => {
    const answer = await office.ask('DELETE', `${of(done)}/dispatch`);
    assert.deepEqual(
      [answer.status, answer.body.error?.code ?? answer.body.code],
      [409, 'already_leaving'],
      answer.text,
    );
  };
  await refused();
  assert.equal((await office.must('POST', `${of(done)}/retries`)).count, 1);
  await refused();
  assert.equal((await read(done)).progress.chosen, 1);

  const eve = await meet();
  const none = await dispatches(to(eve));
  await rounds(1);
  await query(sql`insert into opt_outs (team_id, id, address, opted_out_at, how)
    select team_id, gen_random_uuid(), address, now(), 'texted' from phones where person_id = ${eve.id}`);
  clock.on(1);
  await rounds();
  assert.equal((await read(none)).state, 'done');
  assert.equal((await office.ask('DELETE', `${of(none)}/dispatch`)).status, 409);
});

test('two whose numbers were swapped get it both', async () => {
  const [one, other] = [await meet(), await meet()];
  const id = await dispatches(to(one, other));
  await rounds(1);
  const numbers = await query(
    sql`select person_id, address from phones where person_id = any (${[one.id, other.id]}::uuid[])`,
  );
  const [first, second] = numbers.map(({ address }) => address);
  for (const [from, into] of [
    [first, 'x'],
    [second, first],
    ['x', second],
  ] as const)
    await query(sql`update phones set address = ${into} where address = ${from}`);
  clock.on(1);
  await rounds();
  const { progress } = await read(id);
  assert.deepEqual([progress.queued, progress.left], [2, []]);
  const texts = await query(sql`select to_address as address, person_id from messages
    join broadcast_recipients as recipients on message_id = messages.id and address = to_address where broadcast_id = ${id}`);
  const before = new Map(numbers.map(({ person_id, address }) => [person_id, address]));
  assert.deepEqual(
    texts.map(({ person_id, address }) => address !== before.get(person_id)),
    [true, true],
  );
});

test('a clock that is set back does not make a pace of its own stand still', async () => {
  const id = await dispatches(to(await meet(), await meet(), await meet()), { segmentsPerMinute: 1 });
  clock.on(1);
  await rounds(1);
  clock.on(180);
  await rounds(1);
  clock.on(-120);
  await rounds(1);
  assert.equal((await read(id)).progress.waiting, 1);
  clock.on(1);
  await rounds(1);
  assert.equal((await read(id)).progress.waiting, 0);
});

test('what is put off for want of money takes no room on the line', async () => {
  const id = await goes(to(await meet()));
  await office.must('POST', `${of(id)}/pause`);
  const [text] = await queueOf(id);
  // As many as a line may have before nothing more is written for it.
  await inTransaction({ ...floor, teamId: team?.id }, async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx.db);
    await sql`insert into outbox (team_id, line_id, message_id, conversation_id, lane, due_at, waits_for)
      select team_id, line_id, gen_random_uuid(), conversation_id, lane, due_at, 'money'
      from outbox, generate_series(1, 3000) where message_id = ${text?.message_id}`.execute(tx.db);
  });
  const next = await goes(to(await meet()));
  assert.equal((await read(next)).progress.queued, 1);
  await query(sql`delete from outbox where waits_for = 'money'`);
});

/** `acts` until it waits for what `lock` keeps locked; then comes what is done `meanwhile`. */
async function waitsFor(
  lock: RawBuilder<unknown>,
  acts: () => Promise<Json>,
  meanwhile: () => Promise<void>,
): Promise<Json> {
  let acting: Promise<Json> | undefined;
  await inTransaction({ ...floor, teamId: team?.id }, async (tx) => {
    await lock.execute(tx.db);
    acting = acts();
    await until('it to wait', async () => {
      const [waiting] = await query(sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`);
      return waiting;
    });
    await meanwhile();
  });
  return acting as Promise<Json>;
}

test('a pause is in force before its people are counted', async () => {
  const id = await goes(to(await meet()));
  const paused = await waitsFor(
    tableLock('broadcast_replies'),
    () => office.must('POST', `${of(id)}/pause`),
    async () => assert.deepEqual(await isOff(id), [true]),
  );
  assert.deepEqual([paused.state, paused.progress.queued], ['paused', 1]);
});

test('a draft is not locked while it is looked at, and what is changed meanwhile is looked at anew', async () => {
  const people = [await meet(), await meet()];
  const { id } = await writes('Hi {first name}', to(...people));
  const answer = await waitsFor(
    tableLock('opt_outs'),
    () => office.ask('POST', `${of(id)}/dispatch`, { expected: 2 }),
    async () => {
      const free = await query(sql`select from broadcasts where id = ${id} for update skip locked`);
      assert.equal(free.length, 1);
      clock.on(1);
      await office.must('PATCH', of(id), { audience: to(people[0] as Json) });
    },
  );
  assert.deepEqual([answer.status, answer.body.willGet], [409, 1], answer.text);
  const again = await waitsFor(
    sql`select from broadcasts where id = ${id} for update`,
    () => office.ask('POST', `${of(id)}/dispatch`, { expected: 1 }),
    // Nobody has touched the draft, but there is nobody left to get it.
    async () =>
      void (await query(sql`update phones set address = '+900' || ${met} where person_id = ${people[0]?.id}`)),
  );
  assert.equal(again.status, 422, again.text);
});

test('whom a draft names and who is gone is not passed over in silence', async () => {
  const [one, gone] = [await meet(), await meet()];
  const { id: group } = await office.must('POST', '/api/v1/groups', { name: 'Night shift' });
  const { id } = await writes('Hi', { ...to(one, gone), exceptGroupIds: [group] });
  const part = async () => {
    const answer = await office.ask('POST', `${of(id)}/dispatch`, { expected: 1 });
    return [answer.status, answer.body.fields];
  };
  await office.must('DELETE', `/api/v1/people/${gone.id}`);
  assert.deepEqual(await part(), [422, { 'audience.personIds': 'One of these people is not there any more.' }]);
  await office.must('PATCH', of(id), { audience: { ...to(one), exceptGroupIds: [group] } });
  await query(sql`delete from groups where id = ${group}`);
  assert.deepEqual(await part(), [422, { 'audience.exceptGroupIds': 'One of these groups is not there any more.' }]);
});

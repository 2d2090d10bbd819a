import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openAsking, someday } from '../support/asking.ts';
import { openBroadcasting } from '../support/broadcasting.ts';
import type { Json } from '../support/browser.ts';
import type { Name } from '../support/cast.ts';
import { holding } from '../support/held.ts';
import { manyPeople } from '../support/many-people.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const names: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre'];
let ahead = 0;
const world = await openOfficeHours(names, {
  clock: { now: () => new Date(Date.now() + ahead) },
  // One story ends a connection.
  mayLogErrors: true,
});
const { office, phone, query } = world;
const asking = openAsking(world);
const broadcasts = openBroadcasting(world);
const path = '/api/v1/people-removals';
const idOf = async (name: string): Promise<string> => (await broadcasts.personOf(name)).id;
const idsOf = (...some: Name[]) => Promise.all(some.map(idOf));

/** Waits until all whom a removal means have gone, or are back, and answers what became of them. */
const ended = (id: string, state: string) =>
  until(
    `a removal that is ${state}`,
    async () => {
      const removal = await office.must('GET', `${path}/${id}`);
      return removal.state === state && (removal.counts as Record<string, number>);
    },
    // Whoever is killed is tried again after some seconds.
    60_000,
  );
async function removes(ids: string[]): Promise<string> {
  const { id } = await office.must('POST', path, { ids, expected: ids.length });
  await ended(id, 'removed');
  return id;
}
async function undoes(id: string) {
  await office.must('POST', `${path}/${id}/undo`);
  return ended(id, 'undone');
}

const kept = [
  'people phones group_members conversations leaves work_patterns asks messages attempts media notes unseen_mentions drafts',
  'read_marks unread_marks ask_texts reply_matches answers rule_runs quota_places broadcast_recipients broadcast_replies',
  'merges search_texts field_places',
]
  .join(' ')
  .split(' ');

/** All that hangs on people, as the database tells it; and what acts of before a time tell of them. */
async function everything(actsBefore: string): Promise<Record<string, string[]>> {
  const seen: Record<string, string[]> = {};
  for (const table of kept) {
    const rows = await query(sql`select to_jsonb(one)::text as row from ${sql.table(table)} as one order by 1`);
    seen[table] = rows.map(({ row }) => row);
  }
  const acts = await query(sql`select to_jsonb(acts)::text as row from acts where id < ${actsBefore} order by 1`);
  return { ...seen, acts: acts.map(({ row }) => row) };
}

/** Nothing is under way, and the search knows all. */
async function quiet(): Promise<void> {
  await world.quiet();
  await until('the search to know all', async () => {
    const behind = sql`select from search_progress join event_heads using (team_id) where event_number < last_number`;
    return (await query(behind)).length === 0;
  });
}

test('people who are removed are gone with all that was theirs, and come back byte for byte', async () => {
  await phone('Ana').texts('one');
  await office.texts('Ana', 'two');
  await phone('Ana').shouldHear('two');
  const talk = `/api/v1/conversations/${office.conversationWith('Ana')}`;
  await office.must('POST', `${talk}/notes`, { body: 'She drives the van' });
  await office.must('PUT', `${talk}/draft`, { body: 'Are you', caret: 7 });
  await office.must('PUT', `${talk}/unread-mark`);
  const [ana, ben] = await idsOf('Ana', 'Ben');
  await office.must('PATCH', `/api/v1/people/${ana}`, { groups: ['Crew'], fields: { Van: '7', Bay: 'B' } });
  await office.must('PUT', `/api/v1/people/${ana}/time-off`, { leave: [{ from: '2030-01-01', until: '2030-01-09' }] });
  await office.must('POST', `/api/v1/people/${ana}/merges`, { otherId: await idOf('Emre') });
  const { id: questionId } = await asking.saves(someday([ana!, ben!]));
  await office.must('POST', `/api/v1/questions/${questionId}/rounds`);
  await phone('Ana').shouldHear('Can you drive on Saturday?');
  await phone('Ana').texts('Yes');
  const { id: sent } = await broadcasts.writes('Bring boots', await broadcasts.to('Ana', 'Ben'));
  await broadcasts.dispatches(sent);
  ahead += 60_000;
  await phone('Ana').shouldHear('Bring boots');
  await quiet();
  const since = world.app.floor.newId();
  const before = await everything(since);
  for (const table of ['asks', 'answers', 'broadcast_recipients', 'merges', 'notes', 'search_texts', 'drafts'])
    assert.notEqual(before[table]!.length, 0, table);

  const id = await removes([ana!, ben!]);
  for (const one of [ana, ben]) assert.equal((await office.ask('GET', `/api/v1/people/${one}`)).status, 404);
  assert.equal((await office.ask('GET', talk)).status, 404);
  const told = await query(sql`select to_jsonb(acts)::text as row from acts where id < ${since} and person_id = ${ana}
    and (before is not null or after is not null)`);
  assert.deepEqual(told, [], 'Acts tell nothing of them.');
  const found = async () => (await office.must('GET', '/api/v1/search?q=two')).items.length;
  await until('the search without them', async () => (await found()) === 0);

  assert.deepEqual(await undoes(id), { waiting: 0, removed: 0, gone: 0, back: 2, taken: 0 });
  const after = await everything(since);
  for (const table of [...kept, 'acts']) assert.deepEqual(after[table], before[table], table);
  await until('the search with them', async () => (await found()) === 1);
  const acts = (await office.must('GET', '/api/v1/acts')).items;
  assert.deepEqual(
    acts.slice(0, 2).map(({ kind, after }: Json) => [kind, after]),
    [
      ['people.removal_undone', { people: 2 }],
      ['people.removed', { people: 2 }],
    ],
  );
});

test('nothing that waits for whoever is removed leaves, also when they come back', async () => {
  const sendAt = new Date(Date.now() + 3_600_000).toISOString();
  const chidi = (await idOf('Chidi'))!;
  const talk = `/api/v1/conversations/${office.conversationWith('Chidi')}`;
  const { id: planned } = await office.must('POST', `${talk}/messages`, { body: 'See you', sendAt });
  const { id: broadcast } = await broadcasts.writes('Later', await broadcasts.to('Chidi', 'Dana'), {
    sendAt: { kind: 'at', at: sendAt },
  });
  await broadcasts.dispatches(broadcast);
  await until('who is put down', async () => (await broadcasts.recipients(broadcast)).length === 2);
  const id = await removes([chidi]);
  assert.deepEqual(await query(sql`select from outbox where message_id = ${planned}`), []);
  await undoes(id);
  assert.deepEqual(await query(sql`select from outbox where message_id = ${planned}`), []);
  const messages = await office.messages('Chidi');
  const text = messages.find((message: Json) => message.id === planned) as Json;
  assert.equal(text.status, 'canceled');
  assert.equal(text.error.message, 'The person was removed before this could leave. Nothing was sent.');
  const { progress } = await broadcasts.read(broadcast);
  // Their text may have been written already, or not yet.
  const gone = progress.left.find(({ reason }: Json) => reason === 'gone')?.count ?? 0;
  assert.deepEqual([progress.chosen, progress.canceled + gone], [2, 1], JSON.stringify(progress));
  await office.must('POST', `/api/v1/broadcasts/${broadcast}/cancellation`);
});

test('whose number somebody has by then stays away, and comes back once it is free', async () => {
  await quiet();
  const [dana] = await idsOf('Dana');
  const id = await removes([dana!]);
  await phone('Dana').texts('It is me');
  const stranger = await until('whoever wrote', async () =>
    (await office.must('GET', '/api/v1/people')).items.find(({ phones }: Json) => phones[0] === phone('Dana').number),
  );
  assert.deepEqual(await undoes(id), { waiting: 0, removed: 0, gone: 0, back: 0, taken: 1 });
  await office.must('DELETE', `/api/v1/people/${stranger.id}`);
  assert.deepEqual(await undoes(id), { waiting: 0, removed: 0, gone: 0, back: 1, taken: 0 });
  assert.equal((await office.must('GET', `/api/v1/people/${dana}`)).name, 'Dana');
});

test('so many go as the member has seen, and only managers have them go', async () => {
  const [ana, ben] = await idsOf('Ana', 'Ben');
  const ask = (body: object, who = office) => who.ask('POST', path, body);
  const few = await ask({ ids: [ana, ben, world.app.floor.newId()], expected: 3 });
  assert.deepEqual([few.status, few.body.code, few.body.count], [409, 'audience_changed', 2]);
  const none = await ask({ ids: [world.app.floor.newId()], expected: 1 });
  assert.deepEqual([none.status, none.body.count], [409, 0]);
  assert.equal((await ask({ ids: [ana], all: {}, expected: 1 })).status, 400);
  assert.equal((await ask({ ids: [ana], expected: 0 })).status, 422);
  const member = await office.colleague('Mia');
  assert.equal((await ask({ ids: [ana], expected: 1 }, member as typeof office)).status, 403);
  // Nor one alone.
  const { id: alone } = await office.must('POST', '/api/v1/people', { name: 'Alone', phones: ['+14155550177'] });
  const refused = await member.ask('DELETE', `/api/v1/people/${alone}`);
  assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden']);
  assert.equal(refused.body.message, 'Only owners and managers may remove people.');
  const manager = await office.colleague('Max', 'manager');
  assert.equal((await manager.ask('DELETE', `/api/v1/people/${alone}`)).status, 204);
  assert.equal((await office.ask('POST', `${path}/${world.app.floor.newId()}/undo`)).status, 404);
  assert.equal((await office.ask('GET', `/api/v1/people/${ana}`)).status, 200);
});

test('all who fit go in parts; killed in the middle each part is done whole or not at all, and undone while it is under way', async () => {
  await manyPeople(world, 130);
  const fields = (await office.must('GET', '/api/v1/person-fields')).items;
  const crew = fields.find(({ name }: Json) => name === 'Crew').id;
  const all = { filter: { match: 'all', conditions: [{ kind: 'field', fieldId: crew, is: 'filled' }] } };
  const { count } = await office.must('POST', '/api/v1/people-counts', all);
  const there = async () => (await office.must('POST', '/api/v1/people-counts', all)).count;
  const last = (await query(sql`select id from people where fields ? 'Crew' order by id desc limit 1`))[0].id;
  const start = async () => (await office.must('POST', path, { all: { ...all, except: [] }, expected: count })).id;
  // Not against the search, which reads them.
  const one = (id: string) => sql`select from people where id = ${id} for no key update`;
  let id = '';
  await holding(world.app.floor.db, one(last), async (queue) => {
    id = await start();
    await queue(1);
    const { counts } = await office.must('GET', `${path}/${id}`);
    assert.deepEqual([counts.removed, counts.waiting], [100, count - 100]);
    assert.equal(await there(), count - 100);
    await query(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`);
  });
  assert.deepEqual(await ended(id, 'removed'), { waiting: 0, removed: count, gone: 0, back: 0, taken: 0 });
  assert.equal(await there(), 0);
  assert.equal((await undoes(id)).back, count);
  assert.equal(await there(), count);

  let answer: Promise<Json> = Promise.resolve({});
  await holding(world.app.floor.db, one(last), async (queue) => {
    id = await start();
    await queue(1);
    answer = office.must('POST', `${path}/${id}/undo`);
    await queue(2);
  });
  await answer;
  const end = await ended(id, 'undone');
  assert.deepEqual([end.back, await there()], [count, count]);
});

test('what was said about texting those who go is found by their numbers, however much was said about others', async () => {
  const others = 20_000;
  await query(sql`insert into opt_outs (team_id, id, address, how, words, opted_out_at)
    select teams.id, uuidv7(), '+1307' || (2000000 + n), 'member', 'Told me', now()
    from teams, generate_series(1, ${others}::int) as n`);
  await query(sql`insert into stop_requests (team_id, id, address, message_id, line_id, words, asked_at, settled_at)
    select team_id, uuidv7(), address, id, id, words, opted_out_at, opted_out_at from opt_outs where words = 'Told me'`);
  await query(sql`analyze opt_outs, stop_requests`);
  const told = async () => {
    const [row] = await query(sql`select
        (select sum(seq_tup_read)::int from pg_stat_user_tables where relname in ('opt_outs', 'stop_requests')) as read,
        (select n_tup_upd::int from pg_stat_user_tables where relname = 'removed_people') as removed`);
    return row as { read: number; removed: number };
  };
  const ids = (await query(sql`select id from people where fields ? 'Crew' limit 100`)).map(({ id }) => id as string);
  const before = await told();
  await removes(ids);
  const { read } = await until('the count to be told', async () => {
    const now = await told();
    return now.removed >= before.removed + ids.length && now;
  });
  assert.ok(read - before.read < 10 * others, `${read - before.read} rows were read`);
});

test('after an hour nothing is kept of them any more, and it cannot be undone', async () => {
  const before = await office.must('GET', path);
  assert.notEqual(before.items.length, 0);
  const id = await removes(await idsOf('Ana'));
  const isKept = async () => (await query(sql`select from removed_people where rows is not null`)).length > 0;
  assert.ok(await isKept());
  ahead = 61 * 60_000;
  assert.equal((await office.ask('POST', `${path}/${id}/undo`)).status, 409);
  assert.deepEqual((await office.must('GET', path)).items, []);
  // One that is just running puts the next one off.
  const tidies = () =>
    query(sql`select graphile_worker.add_job('upkeep', '{}'::json, job_key => 'upkeep', run_at => now())`);
  await until('the upkeep', async () => (await tidies()) && !(await isKept()));
  assert.equal((await world.count('removed_people')) > 0, true, 'By it texts are counted.');
  ahead = 9 * 24 * 60 * 60_000;
  await until('the upkeep of another day', async () => (await tidies()) && (await world.count('removed_people')) === 0);
});

test('every table whose rows go with a person is kept, or made anew', async () => {
  const rows = await query(sql`
    with recursive going as (
      select 'people'::regclass as oid
      union select conrelid from pg_constraint join going on confrelid = going.oid where confdeltype = 'c' and contype = 'f')
    select oid::regclass::text as name from going`);
  const anew = ['outbox', 'search_people'];
  assert.deepEqual(
    rows.map(({ name }) => name).filter((name) => !kept.includes(name) && !anew.includes(name)),
    [],
    'Say in src/domain/removals/whole.ts how its rows come back.',
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Json } from '../support/browser.ts';
import { otherTeam } from '../support/other-team.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const people = 200;
const world = await openOfficeHours(['Ana']);
const { office, phone } = world;
const { floor } = world.app;
const mo = await office.colleague('Mo');
const moId: string = (await mo.must('GET', '/api/v1/me')).id;

// Ana's conversation, 199 times more: each with a text that waits.
await phone('Ana').texts('Hello');
await world.query(sql`
  with each as materialized (select n, gen_random_uuid() as id from generate_series(2, ${people}) n),
  copies as (
    insert into people select copy.* from each, people pattern, jsonb_populate_record(pattern,
      jsonb_build_object('id', each.id, 'name', 'Person ' || n)) copy returning id)
  insert into conversations select copy.* from each, conversations pattern, jsonb_populate_record(pattern,
    jsonb_build_object('id', gen_random_uuid(), 'person_id', each.id, 'last_message_id', null, 'last_inbound_id', null,
      'waiting_since', pattern.waiting_since + n * interval '1.000001 seconds',
      'last_message_at', pattern.waiting_since + n * interval '1.000001 seconds')) copy`);

const rows = async (view: string, who = office): Promise<Json[]> =>
  (await who.must('GET', `/api/v1/conversations?view=${view}&limit=200`)).items;
const ids = async (view: string, who = office): Promise<string[]> => (await rows(view, who)).map(({ id }) => id);
const all = await ids('waiting');
const act = (body: object, who = office): Promise<Json> => who.must('POST', '/api/v1/conversation-acts', body);
const undo = (actId: string, who = office) => who.ask('POST', `/api/v1/acts/${actId}/undo`);
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

test('200 done at once are one act, and one undo puts each at its exact place', async () => {
  assert.equal(all.length, people);
  const before = await rows('waiting');
  const done = await act({ ids: all, act: 'done' });
  assert.equal(done.changed, people);
  assert.deepEqual([await ids('waiting'), (await ids('done')).length], [[], people]);
  const timeline = await office.must('GET', `/api/v1/conversations/${all[7]}/timeline`);
  assert.equal(timeline.items.at(-1).act.kind, 'closed');
  assert.deepEqual((await undo(done.actId)).body, { undone: people, left: 0 });
  assert.deepEqual(await rows('waiting'), before);
  const after = await office.must('GET', `/api/v1/conversations/${all[7]}/timeline`);
  assert.ok(!after.items.some(({ kind }: Json) => kind === 'act'), 'what was taken back has not been');
});

test('every act can be done with many, and taken back', async () => {
  const some = all.slice(0, 5);
  for (const [body, view, length] of [
    [{ act: 'assign', memberId: moId }, 'mine', 5],
    [{ act: 'snooze', until: inAnHour() }, 'waiting', people - 5],
    [{ act: 'done' }, 'done', 5],
  ] as const) {
    const before = await ids(view, mo);
    const { actId, changed } = await act({ ids: some, ...body });
    assert.deepEqual([changed, (await ids(view, mo)).length], [5, length], body.act);
    assert.deepEqual(await act({ ids: some, ...body }), { actId: null, changed: 0, left: 0 }, 'they are so already');
    assert.equal((await undo(actId)).body.undone, 5, body.act);
    assert.deepEqual(await ids(view, mo), before, body.act);
  }
  const unread = async (who = office) => (await rows('all', who)).filter((row) => row.unread > 0).length;
  const marked = async (who = office) => (await rows('all', who)).filter((row) => row.isMarkedUnread).length;
  const marks = await act({ ids: some, act: 'unread' });
  assert.deepEqual([await marked(), await marked(mo)], [5, 0]);
  assert.equal(await unread(), 1);
  const read = await act({ ids: all, act: 'read' });
  assert.deepEqual([read.changed, await unread(), await marked(), await unread(mo)], [5, 0, 0, 1]);
  assert.deepEqual((await undo(read.actId)).body, { undone: 5, left: 0 });
  assert.deepEqual([await unread(), await marked()], [1, 5]);
  assert.equal((await undo(marks.actId)).body.undone, 5);
  assert.deepEqual([await unread(), await marked()], [1, 0]);
});

test('what somebody has changed since is left, and said so', async () => {
  const some = all.slice(0, 4);
  const { actId } = await act({ ids: some, act: 'done' });
  await mo.must('DELETE', `/api/v1/conversations/${some[0]}/closure`);
  await mo.must('PUT', `/api/v1/conversations/${some[1]}/assignee`, { memberId: moId });
  assert.equal((await undo(actId, mo)).status, 403, 'a colleague did it');
  assert.deepEqual((await undo(actId)).body, { undone: 3, left: 1 }, 'another fact of it may have changed');
  assert.deepEqual((await undo(actId)).body, { undone: 3, left: 1 });
  const [first, second] = await Promise.all(
    some.slice(0, 2).map((id) => office.must('GET', `/api/v1/conversations/${id}`)),
  );
  assert.deepEqual([first.waitingSince, first.closedAt], [null, null]);
  assert.deepEqual([second.waitingSince !== null, second.assignee.id], [true, moId]);
  await mo.must('PUT', `/api/v1/conversations/${some[1]}/assignee`, { memberId: null });
});

test('what they have written since the page was looked at is neither done nor put off, and said so', async () => {
  const [ana, ben] = [office.conversationWith('Ana'), all.find((id) => id !== office.conversationWith('Ana'))!];
  await phone('Ana').texts('What I ask');
  const look = (): Promise<Json> => office.must('GET', `/api/v1/conversations/${ana}`);
  await until('the text', async () => (await look()).lastMessage.body === 'What I ask');
  const { lastInboundId, lastMessage } = await look();
  assert.equal(lastInboundId, lastMessage.id);
  const seen = { [ana]: lastInboundId, [ben]: null };
  await phone('Ana').texts('One more, in the same moment');
  await until('one more', async () => (await look()).lastInboundId !== lastInboundId);
  for (const wanted of [{ act: 'done' }, { act: 'snooze', until: inAnHour() }]) {
    const before = await look();
    assert.deepEqual(await act({ ids: [ana], seen, ...wanted }), { actId: null, changed: 0, left: 1 }, wanted.act);
    const many = await act({ ids: [ana, ben], seen, ...wanted });
    assert.deepEqual([many.changed, many.left], [1, 1], wanted.act);
    assert.deepEqual(await look(), before);
    assert.deepEqual((await undo(many.actId)).body, { undone: 1, left: 0 });
  }
  const current = { [ana]: (await look()).lastInboundId.toUpperCase() };
  const done = await act({ ids: [ana], act: 'done', seen: current });
  assert.deepEqual([done.changed, done.left], [1, 0]);
  assert.deepEqual(
    await act({ ids: [ana], act: 'done', seen }),
    { actId: null, changed: 0, left: 0 },
    'done by whoever has seen it',
  );
  assert.equal((await undo(done.actId)).status, 200);
});

test('one that is not ours stops all, and is not told apart from one that is not there', async () => {
  const others = await otherTeam(floor);
  const [before, theirs] = [await rows('all'), await others.look()];
  const answers = [];
  for (const foreign of [others.conversationId, crypto.randomUUID(), others.messageId]) {
    for (const name of ['done', 'unread', 'read'])
      answers.push(await office.ask('POST', '/api/v1/conversation-acts', { ids: [all[0], foreign], act: name }));
  }
  for (const { status, body } of answers) assert.deepEqual([status, body.message], [404, answers[0]!.body.message]);
  assert.deepEqual([await rows('all'), await others.look()], [before, theirs]);
  assert.equal((await undo(crypto.randomUUID())).status, 404);
});

test('one that is named twice is changed once', async () => {
  const [id] = all as [string];
  const twice = await act({ ids: [id, id, id.toUpperCase()], act: 'done' });
  assert.equal(twice.changed, 1);
  assert.deepEqual((await undo(twice.actId)).body, { undone: 1, left: 0 });
});

test('bad lists get a clear answer', async () => {
  const bad: [body: object, field: string][] = [
    [{ ids: [], act: 'done' }, 'ids'],
    [{ ids: Array.from({ length: 501 }, () => all[0]), act: 'done' }, 'ids'],
    [{ ids: ["'; drop"], act: 'done' }, 'ids'],
    [{ ids: all[0], act: 'done' }, 'ids'],
    [{ ids: [all[0]], act: 'explode' }, 'act'],
    [{ ids: [all[0]], act: 'assign' }, 'memberId'],
    [{ ids: [all[0]], act: 'assign', memberId: crypto.randomUUID() }, 'memberId'],
    [{ ids: [all[0]], act: 'snooze' }, 'until'],
    [{ ids: [all[0]], act: 'done', seen: { [all[0]!]: 'x' } }, 'seen'],
    [{ ids: [all[0]], act: 'snooze', until: '2020-01-01T00:00:00Z' }, 'until'],
  ];
  for (const [body, field] of bad) {
    const answer = await office.ask('POST', '/api/v1/conversation-acts', body);
    assert.equal(answer.status, 422, JSON.stringify(body).slice(0, 90));
    assert.ok(
      Object.keys(answer.body.fields).some((name) => name.startsWith(field)),
      JSON.stringify(answer.body),
    );
  }
});

test('two colleagues at once, with texts coming in between, neither wait for each other nor fail', async () => {
  const orders = [all, all.toReversed()];
  const acts = Array.from({ length: 12 }, (_, turn) =>
    act({ ids: orders[turn % 2], act: turn % 4 < 2 ? 'done' : 'reopen' }, turn % 2 ? mo : office),
  );
  const texts = Array.from({ length: 10 }, (_, turn) => phone('Ana').texts(`Text ${turn}`));
  const undoing = acts.map(async (done, turn) => {
    const { actId } = await done;
    return actId ? undo(actId, turn % 2 ? mo : office) : null;
  });
  for (const answer of await Promise.all(undoing)) assert.ok(!answer || answer.status === 200 || answer.status === 409);
  for (const status of await Promise.all(texts)) assert.equal(status, 204);
  assert.equal((await rows('all')).length, people);
});

test('an undo that is asked for ten times at once is done once', async () => {
  await act({ ids: all, act: 'reopen' });
  const { actId } = await act({ ids: all, act: 'done' });
  const answers = await Promise.all(Array.from({ length: 10 }, () => undo(actId)));
  for (const { body } of answers) assert.deepEqual(body, { undone: people, left: 0 });
  const [{ count }] = (await world.query(
    sql`select count(*)::int as count from acts where batch_id = ${actId} and undone_at is not null`,
  )) as [{ count: number }];
  assert.equal(count, people);
});

test('a view of one group has its people alone', async () => {
  await office.must('POST', '/api/v1/people', { name: 'Zoe', phones: ['+12125550177'], groups: ['Crew North'] });
  const [{ id }] = (await world.query(sql`select id from groups where name = 'Crew North'`)) as [{ id: string }];
  const found = await office.must('GET', `/api/v1/conversations?group=${id}`);
  assert.deepEqual(
    found.items.map(({ person }: Json) => [person.name, person.groups]),
    [['Zoe', ['Crew North']]],
  );
  assert.deepEqual((await office.must('GET', `/api/v1/conversations?group=${crypto.randomUUID()}`)).items, []);
});

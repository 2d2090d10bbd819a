import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Json } from '../support/browser.ts';
import type { Name } from '../support/cast.ts';
import { holding } from '../support/held.ts';
import { otherTeam } from '../support/other-team.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana']);
const { office, phone } = world;
const { floor } = world.app;
const ben = await office.colleague('Okoro');
const me = await office.must('GET', '/api/v1/me');
const him = await ben.must('GET', '/api/v1/me');

const url = (name: Name) => `/api/v1/conversations/${office.conversationWith(name)}`;
const look = (name: Name, who = office): Promise<Json> => who.must('GET', url(name));
const view = async (view: string, who = office): Promise<string[]> =>
  (await who.must('GET', `/api/v1/conversations?view=${view}`)).items.map(({ person }: Json) => person.name);
const undo = (actId: string, who = office) => who.ask('POST', `/api/v1/acts/${actId}/undo`, {});
const waits = (name: Name) => until(`${name} to wait`, async () => (await look(name)).waitingSince !== null);
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

async function theyWrite(...names: Name[]) {
  for (const name of names) {
    await phone(name).texts(`Hello from ${name}`);
    await waits(name);
  }
}

test("a colleague's answer takes the waiting away for everybody, and what is unread stays so for each", async () => {
  await theyWrite('Ana');
  const seen = await ben.listens();
  await office.texts('Ana', 'Yes, at nine.');
  await seen.hears('the answer', ({ data }) => data.message?.body === 'Yes, at nine.');
  const [mine, his] = [await look('Ana'), await look('Ana', ben)];
  assert.deepEqual([mine.waitingSince, his.waitingSince], [null, null]);
  assert.deepEqual([mine.unread, his.unread], [1, 1]);
  await office.must('PUT', `${url('Ana')}/read-mark`, { messageId: mine.lastMessage.id });
  assert.deepEqual([(await look('Ana')).unread, (await look('Ana', ben)).unread], [0, 1]);
  seen.close();
});

test('done closes and takes the waiting away; undone, it is at its exact place again', async () => {
  await theyWrite('Ana', 'Ben', 'Chidi');
  const before = await view('waiting');
  assert.deepEqual(before, ['Ana', 'Ben', 'Chidi']);
  const whole = await look('Ben');
  const done = await office.must('POST', `${url('Ben')}/closure`, {});
  assert.deepEqual([done.waitingSince, done.closedAt !== null, typeof done.actId], [null, true, 'string']);
  assert.deepEqual(await view('waiting'), ['Ana', 'Chidi']);
  assert.ok((await view('done')).includes('Ben'));
  const again = await office.must('POST', `${url('Ben')}/closure`, {});
  assert.deepEqual([again.actId, again.closedAt], [null, done.closedAt], 'it was done already');
  assert.deepEqual((await undo(done.actId)).body, { undone: 1, left: 0 });
  assert.deepEqual(await view('waiting'), before);
  assert.deepEqual(await look('Ben'), whole);
  assert.deepEqual((await undo(done.actId)).body, { undone: 1, left: 0 }, 'asked again, it changes nothing');
  assert.deepEqual(await look('Ben'), whole);
});

test('a text opens again what is done, and then nothing is left to undo', async () => {
  const done = await office.must('POST', `${url('Ben')}/closure`, {});
  await phone('Ben').texts('One more thing');
  await waits('Ben');
  assert.equal((await look('Ben')).closedAt, null);
  const refused = await undo(done.actId);
  assert.deepEqual([refused.status, refused.body.code], [409, 'changed_since']);
  assert.notEqual((await look('Ben')).waitingSince, null);
});

test('an answer in between leaves nothing to undo either: nobody waits for it twice', async () => {
  await theyWrite('Ben');
  const done = await office.must('POST', `${url('Ben')}/closure`, {});
  await office.texts('Ben', 'Answered by hand');
  assert.equal((await undo(done.actId)).body.code, 'changed_since');
  assert.equal((await look('Ben')).waitingSince, null);
  await office.must('DELETE', `${url('Ben')}/closure`);
});

test('what is assigned is mine or theirs, and can be taken back only by whoever did it, within ten minutes', async () => {
  const given = await office.must('PUT', `${url('Chidi')}/assignee`, { memberId: him.id });
  assert.deepEqual(given.assignee, { id: him.id, name: 'Okoro' });
  assert.ok((await view('mine', ben)).includes('Chidi'));
  assert.ok(!(await view('mine')).includes('Chidi'));
  assert.ok(!(await view('unassigned')).includes('Chidi'));
  const his = await undo(given.actId, ben);
  assert.deepEqual([his.status, his.body.code], [403, 'forbidden']);
  assert.equal((await undo(given.actId)).status, 200);
  assert.equal((await look('Chidi')).assignee, null);
  const taken = await ben.must('PUT', `${url('Chidi')}/assignee`, { memberId: him.id });
  const mine = await office.must('PUT', `${url('Chidi')}/assignee`, { memberId: me.id });
  assert.equal((await undo(taken.actId, ben)).body.code, 'changed_since');
  await world.query(sql`update acts set happened_at = happened_at - interval '11 minutes' where id = ${mine.actId}`);
  const late = await undo(mine.actId);
  assert.deepEqual([late.status, late.body.code], [409, 'too_late']);
  await office.must('PUT', `${url('Chidi')}/assignee`, { memberId: null });
});

test('nobody is given anything who is not a member here', async () => {
  const others = await otherTeam(floor);
  for (const memberId of [others.member.memberId, crypto.randomUUID(), office.conversationWith('Ana')]) {
    const { status, body } = await office.ask('PUT', `${url('Ana')}/assignee`, { memberId });
    assert.deepEqual([status, Object.keys(body.fields)], [422, ['memberId']]);
  }
  const theirs = `/api/v1/conversations/${others.conversationId}`;
  const before = await others.look();
  for (const [method, path, body] of [
    ['PUT', '/assignee', { memberId: me.id }],
    ['PUT', '/snooze', { until: inAnHour() }],
    ['DELETE', '/snooze', undefined],
    ['PUT', '/unread-mark', {}],
    ['DELETE', '/unread-mark', undefined],
    ['POST', '/closure', {}],
    ['GET', '/timeline', undefined],
  ] as const)
    assert.equal((await office.ask(method, theirs + path, body)).body.code, 'not_found', `${method} ${path}`);
  assert.deepEqual(await others.look(), before);
});

test('what is snoozed waits again when they write', async () => {
  await theyWrite('Ana');
  const { waitingSince } = await look('Ana');
  const snoozed = await office.must('PUT', `${url('Ana')}/snooze`, { until: inAnHour() });
  assert.deepEqual([snoozed.waitingSince, snoozed.snoozedUntil !== null], [null, true]);
  assert.ok(!(await view('waiting')).includes('Ana'));
  assert.deepEqual((await undo(snoozed.actId)).body, { undone: 1, left: 0 });
  assert.deepEqual((await look('Ana')).waitingSince, waitingSince);
  await office.must('PUT', `${url('Ana')}/snooze`, { until: inAnHour() });
  await phone('Ana').texts('Are you there?');
  await waits('Ana');
  assert.deepEqual([(await look('Ana')).waitingSince, (await look('Ana')).snoozedUntil], [waitingSince, null]);
});

test('what is snoozed waits again when its time comes, on every open page, answered or not', async () => {
  const live = await ben.listens();
  await office.texts('Ana', 'I will look tomorrow.');
  assert.equal((await look('Ana')).waitingSince, null);
  await office.must('PUT', `${url('Ana')}/snooze`, { until: inAnHour() });
  const [{ last_number: before }] = await world.query(sql`select last_number from event_heads`);
  // As if the time had come.
  const until = new Date().toISOString();
  await world.query(
    sql`update conversations set snoozed_until = ${until} where id = ${office.conversationWith('Ana')}`,
  );
  await waits('Ana');
  assert.deepEqual([(await look('Ana')).waitingSince, (await look('Ana')).snoozedUntil], [until, null]);
  const isOfAna = ({ kind, conversationId }: Json) =>
    kind === 'conversation.changed' && conversationId === office.conversationWith('Ana');
  await live.hears('the change', ({ id, data }) => (id ?? 0) > before && isOfAna(data));
  await office.texts('Ana', 'Done.');
  live.close();
});

test('a time that is over, or none, is refused in words', async () => {
  for (const until of ['2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z', 'tomorrow', '', 7, null]) {
    const { status, body } = await office.ask('PUT', `${url('Ana')}/snooze`, { until });
    assert.equal(status, 422, String(until));
    assert.ok(body.fields.until, String(until));
  }
});

test('what I have read in one page is read in my others, and concerns nobody else', async () => {
  await theyWrite('Ana');
  const other = world.openOffice();
  await other.signsIn();
  const [mine, his] = [await other.listens(), await ben.listens()];
  const { id: conversationId, lastMessage } = await look('Ana');
  const count = async () => (await world.query(sql`select last_number from event_heads`))[0].last_number;
  // A receipt that is still to come would be an event too.
  await world.quiet();
  const before = await count();
  for (const _ of [1, 2]) await office.must('PUT', `${url('Ana')}/read-mark`, { messageId: lastMessage.id });
  const { data, id } = await mine.hears('that it is read', ({ event }) => event === 'read');
  assert.deepEqual([data, id], [{ conversationId, messageId: lastMessage.id }, null]);
  assert.equal((await look('Ana', other)).unread, 0);
  assert.equal(await count(), before);
  // What comes later has come, so that what is not there does not come.
  await office.must('POST', `${url('Ana')}/closure`, {});
  for (const stream of [mine, his])
    await stream.hears(
      'what is later',
      (heard) => heard.data.conversationId === conversationId && heard.event === 'change',
    );
  const reads = (stream: typeof mine) => stream.heard.filter(({ event }) => event === 'read').length;
  assert.deepEqual([reads(mine), reads(his)], [1, 0], 'what was read already is no news');
  for (const stream of [mine, his]) stream.close();
});

test('what is marked unread is so for me alone, until I open it on purpose', async () => {
  const { lastMessage } = await look('Dana');
  assert.equal(lastMessage, null);
  const marked = await office.must('PUT', `${url('Dana')}/unread-mark`, {});
  assert.deepEqual([marked.isMarkedUnread, (await look('Dana', ben)).isMarkedUnread], [true, false]);
  await theyWrite('Dana');
  await office.must('PUT', `${url('Dana')}/read-mark`, { messageId: (await look('Dana')).lastMessage.id });
  assert.equal((await look('Dana')).isMarkedUnread, true, 'to be seen is not to be opened');
  assert.equal((await office.must('DELETE', `${url('Dana')}/unread-mark`)).isMarkedUnread, false);
});

test('a mark "unread" is taken back whatever I have seen since, and leaves me what I have seen', async () => {
  await theyWrite('Dana');
  const { actId } = await office.must('PUT', `${url('Dana')}/unread-mark`, {});
  const { lastMessage } = await look('Dana');
  await office.must('PUT', `${url('Dana')}/read-mark`, { messageId: lastMessage.id });
  assert.deepEqual((await undo(actId)).body, { undone: 1, left: 0 });
  const { isMarkedUnread, unread, lastReadMessageId } = await look('Dana');
  assert.deepEqual([isMarkedUnread, unread, lastReadMessageId], [false, 0, lastMessage.id]);

  const again = await office.must('PUT', `${url('Dana')}/unread-mark`, {});
  await office.must('DELETE', `${url('Dana')}/unread-mark`);
  assert.deepEqual((await undo(again.actId)).body, { undone: 1, left: 0 }, 'it was gone already');
  assert.equal((await look('Dana')).isMarkedUnread, false);
});

test('what I see in the moment in which a mark "unread" is taken back, I have seen', async () => {
  const { actId } = await office.must('PUT', `${url('Dana')}/unread-mark`, {});
  await phone('Dana').texts('And one more');
  await until('it', async () => (await look('Dana')).lastMessage.body === 'And one more');
  const { lastMessage } = await look('Dana');
  const mark = sql`select from unread_marks where conversation_id = ${office.conversationWith('Dana')}::uuid for update`;
  let undone: ReturnType<typeof undo> | undefined;
  await holding(floor.db, mark, async (queue) => {
    undone = undo(actId);
    await queue(1);
    await office.must('PUT', `${url('Dana')}/read-mark`, { messageId: lastMessage.id });
  });
  assert.deepEqual((await undone)?.body, { undone: 1, left: 0 });
  const { isMarkedUnread, lastReadMessageId } = await look('Dana');
  assert.deepEqual([isMarkedUnread, lastReadMessageId], [false, lastMessage.id]);
});

test('the counts say how many each view holds', async () => {
  const counts = await office.must('GET', '/api/v1/conversation-counts');
  const views = ['waiting', 'mine', 'unassigned', 'failed', 'mentions', 'all', 'done'];
  for (const name of views) assert.equal(counts[name], (await view(name)).length, name);
  assert.equal(counts.all, 4);
});

test('the timeline has texts and acts in one order, pages both ways, and centres what is asked for', async () => {
  for (let count = 1; count <= 30; count++) await office.texts('Dana', `Text ${count}`);
  await office.must('PUT', `${url('Dana')}/assignee`, { memberId: him.id });
  const timeline = (query: string): Promise<Json> => office.must('GET', `${url('Dana')}/timeline?${query}`);
  const all = await timeline('limit=200');
  assert.deepEqual([all.older, all.newer], [null, null]);
  const idsOf = (items: Json[]): string[] => items.map(({ id }) => id);
  const ids = idsOf(all.items);
  assert.deepEqual(ids, [...ids].sort());
  const last = all.items.at(-1);
  assert.deepEqual([last.kind, last.act.kind, last.act.assignee.name], ['act', 'assigned', 'Okoro']);
  assert.equal(last.act.member.name, me.name);

  const backward: Json[] = [];
  for (let before: string | null = ''; before !== null; ) {
    const page = await timeline(`limit=7${before && `&before=${before}`}`);
    backward.unshift(...page.items);
    before = page.older;
  }
  assert.deepEqual(idsOf(backward), ids);
  const forward: Json[] = [all.items[0]];
  for (let after: string | null = ids[0]!; after !== null; ) {
    const page = await timeline(`limit=7&after=${after}`);
    forward.push(...page.items);
    after = page.newer;
  }
  assert.deepEqual(idsOf(forward), ids);

  const middle = ids[15];
  const around = await timeline(`limit=10&around=${middle}`);
  assert.deepEqual(idsOf(around.items), ids.slice(11, 21));
  assert.deepEqual([around.older, around.newer], [ids[11], ids[20]]);
  const atEnd = await timeline(`limit=10&around=${ids.at(-1)}`);
  assert.deepEqual([atEnd.items.length, atEnd.newer], [5, null]);
});

test('a place that nobody made is refused', async () => {
  const places: [query: string, status: number][] = [
    ['before=7', 400],
    ['around=%00', 400],
    ['after=urn:uuid:x', 400],
    [`before=${me.id}&after=${me.id}`, 422],
    ['limit=-1', 422],
  ];
  for (const [query, status] of places)
    assert.equal((await office.ask('GET', `${url('Dana')}/timeline?${query}`)).status, status, query);
  const place = (parts: object) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  for (const after of ['x', place({}), place({ at: 'now()', id: me.id }), place({ at: '2026-01-01', id: "'" })])
    assert.equal((await office.ask('GET', `/api/v1/conversations?view=mine&after=${after}`)).status, 400, after);
  assert.equal((await office.ask('GET', '/api/v1/conversations?view=theirs')).status, 422);
  assert.equal((await office.ask('GET', '/api/v1/conversations?group=x')).status, 422);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { recoverLost, resolveUnknown } from '../../src/domain/messages/messages.ts';
import { listTeams } from '../../src/domain/teams/teams.ts';
import { openAsking, someday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import { cast, type Name } from '../support/cast.ts';
import { holding } from '../support/held.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const names: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah', 'Gus', 'Ivo', 'Jo', 'Kofi', 'Lena'];
const world = await openOfficeHours(names);
const { office, phone, quiet } = world;
const asking = openAsking(world);
const people: Record<string, Json> = {};
for (const person of (await office.must('GET', '/api/v1/people')).items) people[person.name] = person;

const idOf = (name: Name): string => people[name].id;
const merge = (kept: Name, other: Name, take = {}) =>
  office.must('POST', `/api/v1/people/${idOf(kept)}/merges`, { otherId: idOf(other), take });
const undo = (id: string) => office.must('DELETE', `/api/v1/merges/${id}`);
const personOf = (name: Name) => office.must('GET', `/api/v1/people/${idOf(name)}`);
const pathOf = (name: Name) => `/api/v1/conversations/${people[name].conversationId}`;
const conversationOf = (name: Name) => office.must('GET', pathOf(name));
const bodiesOf = async (name: Name) => (await office.messages(name)).map(({ body }) => body);

const tables = [
  'people phones conversations messages attempts media outbox notes unseen_mentions drafts read_marks unread_marks',
  'group_members leaves work_patterns asks answers ask_texts reply_matches rule_runs quota_places opt_outs merges',
  'broadcast_recipients broadcast_replies field_places',
]
  .join(' ')
  .split(' ');

/** All rows of all that a merge moves, as the database tells them but for who changed them last; and of what was done before a time. */
async function everything(actsBefore: string): Promise<Record<string, string[]>> {
  const seen: Record<string, string[]> = {};
  for (const table of tables) {
    const byWhom = table === 'people' ? ['version', 'changed_by', 'changed_at'] : [];
    const rows = await world.query(
      sql`select (to_jsonb(one) - ${byWhom}::text[])::text as row from ${sql.table(table)} as one order by 1`,
    );
    seen[table] = rows.map(({ row }) => row);
  }
  const acts = await world.query(sql`select to_jsonb(acts)::text as row from acts where id < ${actsBefore} order by 1`);
  seen.acts = acts.map(({ row }) => row);
  return seen;
}

test('threads join in the order of time, and undo restores both, byte for byte', async () => {
  await phone('Ana').texts('one');
  await phone('Ben').texts('two');
  await office.texts('Ana', 'three');
  await phone('Ana').shouldHear('three');
  await phone('Ben').texts('four');
  await office.must('POST', `${pathOf('Ben')}/notes`, { body: 'He has a new number' });
  await office.must('PUT', `${pathOf('Ben')}/draft`, { body: 'Are you', caret: 7 });
  await office.must('PUT', `${pathOf('Ana')}/draft`, { body: 'Hello', caret: 5 });
  const [newest] = (await office.messages('Ana')).slice(-1);
  await office.must('PUT', `${pathOf('Ana')}/read-mark`, { messageId: newest!.id });
  await office.must('PUT', `${pathOf('Ben')}/unread-mark`);
  await office.must('PATCH', `/api/v1/people/${idOf('Ana')}`, { groups: ['Crew'], fields: { Van: '7', Bay: '' } });
  await office.must('PATCH', `/api/v1/people/${idOf('Ben')}`, {
    groups: ['Crew', 'North'],
    fields: { Van: '9', Bay: 'B', Size: 'L' },
    timeZone: 'America/Denver',
  });
  await office.must('PUT', `/api/v1/people/${idOf('Ben')}/time-off`, {
    leave: [{ from: '2030-01-01', until: '2030-01-09' }],
  });
  const later = new Date(Date.now() + 3_600_000).toISOString();
  await office.must('POST', `${pathOf('Ben')}/messages`, { body: 'five, later', sendAt: later });
  await quiet();
  const before = await everything(world.app.floor.newId());
  const since = world.app.floor.newId();
  const { version } = await personOf('Ana');

  const preview = await office.must('GET', `/api/v1/people/${idOf('Ana')}/merge-preview?otherId=${idOf('Ben')}`);
  assert.deepEqual(preview.counts, { texts: 3, notes: 1, answers: 0, waiting: 1 });
  assert.deepEqual(
    preview.differences.map(({ what, key, kept, other }: Json) => [what, key, kept, other]),
    [
      ['name', null, 'Ana', 'Ben'],
      ['phone', null, cast.Ana, cast.Ben],
      ['field', 'Van', '7', '9'],
    ],
  );
  const { id, person } = await merge('Ana', 'Ben', { phone: true });
  assert.deepEqual(
    [person.name, person.phones, person.groups, person.fields, person.timeZone],
    ['Ana', [cast.Ben, cast.Ana], ['Crew', 'North'], { Van: '7', Bay: 'B', Size: 'L' }, 'America/Denver'],
  );
  assert.deepEqual(await bodiesOf('Ana'), ['one', 'two', 'three', 'four', 'five, later']);
  const { items } = await office.must('GET', `${pathOf('Ana')}/timeline`);
  assert.ok(items.some(({ note }: Json) => note?.body === 'He has a new number'));
  const head = await conversationOf('Ana');
  assert.deepEqual(
    [head.lastMessage.body, head.unread, head.isMarkedUnread, head.draft.body],
    ['five, later', 2, true, 'Hello\n\nAre you'],
  );
  const away = await office.must('GET', `/api/v1/people/${idOf('Ana')}/time-off`);
  assert.deepEqual(away.leave, [{ from: '2030-01-01', until: '2030-01-09' }]);
  const counts = (await everything(since)) as Record<string, string[]>;
  for (const table of ['messages', 'attempts', 'outbox', 'notes', 'leaves', 'answers'])
    assert.equal(counts[table]!.length, before[table]!.length, table);

  assert.equal((await undo(id)).name, 'Ben');
  assert.equal((await personOf('Ana')).version, version + 2);
  const after = await everything(since);
  for (const table of [...tables, 'acts']) assert.deepEqual(after[table], before[table], table);
  assert.equal((await office.ask('DELETE', `/api/v1/merges/${id}`)).status, 404);
});

test('old links lead to the one who was kept, and a text that is written to the other meanwhile is theirs', async () => {
  const { id } = await merge('Ana', 'Ben');
  const look = await office.ask('GET', `${pathOf('Ben')}/timeline?limit=5`);
  assert.deepEqual([look.status, look.headers.get('location')], [308, `${pathOf('Ana')}/timeline?limit=5`]);
  const write = await office.ask('POST', `${pathOf('Ben')}/messages`, { body: 'Still you?' });
  assert.deepEqual([write.status, write.headers.get('location')], [308, `${pathOf('Ana')}/messages`]);
  const person = await office.ask('GET', `/api/v1/people/${idOf('Ben')}`);
  assert.deepEqual([person.status, person.headers.get('location')], [308, `/api/v1/people/${idOf('Ana')}`]);
  // Nobody else is changed or removed by mistake.
  for (const method of ['PATCH', 'DELETE'])
    assert.equal((await office.ask(method, `/api/v1/people/${idOf('Ben')}`, {})).status, 404, method);
  await undo(id);
  assert.equal((await office.ask('GET', pathOf('Ben'))).status, 200);
});

test('what comes after a merge goes where its number is when it is undone, and what was changed stays', async () => {
  await phone('Chidi').texts('before');
  await phone('Dana').texts('before too');
  const { id } = await merge('Chidi', 'Dana', { phone: true });
  await phone('Dana').texts('from the new number');
  await phone('Chidi').texts('from the old number');
  await office.texts('Chidi', 'to the new number');
  await phone('Dana').shouldHear('to the new number');
  assert.deepEqual(await bodiesOf('Chidi'), [
    'before',
    'before too',
    'from the new number',
    'from the old number',
    'to the new number',
  ]);
  await office.must('PATCH', `/api/v1/people/${idOf('Chidi')}`, { name: 'Chidi Eze', fields: { Van: '3' } });
  await quiet();
  await undo(id);
  assert.deepEqual(await bodiesOf('Chidi'), ['before', 'from the old number']);
  assert.deepEqual(await bodiesOf('Dana'), ['before too', 'from the new number', 'to the new number']);
  const [chidi, dana] = [await personOf('Chidi'), await personOf('Dana')];
  assert.deepEqual([chidi.name, chidi.fields, chidi.phones], ['Chidi Eze', { Van: '3' }, [cast.Chidi]]);
  assert.deepEqual([dana.name, dana.fields, dana.phones], ['Dana', {}, [cast.Dana]]);
  assert.equal((await conversationOf('Chidi')).lastMessage.body, 'from the old number');
  assert.equal((await conversationOf('Dana')).lastMessage.body, 'to the new number');
});

test('a text that arrives in the middle of a merge is there once, with the one who was kept', async () => {
  const picture: [string, Buffer] = ['image/png', Buffer.from('iVBORw0KGgo=', 'base64')];
  for (const order of ['text first', 'merge first', 'picture first', 'merge before picture']) {
    const before = await bodiesOf('Emre');
    const answers: Promise<unknown>[] = [];
    const rows = sql`select from conversations where id = ${people.Farah.conversationId} for update`;
    await holding(world.app.floor.db, rows, async (queue) => {
      const isPicture = order.includes('picture');
      const text = () => answers.push(isPicture ? phone('Farah').sends(order, [picture]) : phone('Farah').texts(order));
      const both = () => answers.push(merge('Emre', 'Farah'));
      for (const [index, begin] of (/^merge/.test(order) ? [both, text] : [text, both]).entries()) {
        begin();
        await queue(index + 1);
      }
    });
    const [one, two] = await Promise.all(answers);
    const id = (/^merge/.test(order) ? one : two) as Json;
    await until('the text', async () => (await bodiesOf('Emre')).includes(order));
    const [{ count }] = await world.query(sql`select count(*)::int as count from messages where body = ${order}`);
    assert.equal(count, 1, order);
    await undo(id.id);
    assert.deepEqual(await bodiesOf('Emre'), before, order);
    assert.deepEqual((await bodiesOf('Farah')).slice(-1), [order]);
  }
});

test('texts that are under way, and that wait, leave once, whoever they are with by then', async () => {
  await world.carrier.misbehaves({ latencyMs: 1000 });
  await office.texts('Gus', 'under way');
  await until('it to be under way', async () => {
    const [{ sending }] = await world.query(
      sql`select exists (select from attempts where outcome = 'sending') as sending`,
    );
    return sending;
  });
  await office.texts('Gus', 'waits behind it');
  const { id } = await merge('Ivo', 'Gus');
  await quiet();
  await world.carrier.misbehaves({});
  const sent = async () => (await world.carrier.log()).filter(({ to }) => to === cast.Gus).map(({ body }) => body);
  assert.deepEqual(await sent(), ['under way', 'waits behind it']);
  const open = await world.query(sql`select outcome from attempts where outcome <> 'accepted'`);
  assert.deepEqual(open, []);
  assert.deepEqual(
    (await office.messages('Ivo')).map(({ body, status }) => [body, status]),
    [
      ['under way', 'delivered'],
      ['waits behind it', 'delivered'],
    ],
  );
  await undo(id);
  assert.deepEqual(await bodiesOf('Gus'), ['under way', 'waits behind it']);
  assert.deepEqual(await bodiesOf('Ivo'), []);
});

test('a text that is refused while its person is merged with somebody has failed in the thread where it is', async () => {
  await phone('Gus').behaves({ errorCode: 21614 });
  await world.carrier.misbehaves({ latencyMs: 1000 });
  await office.texts('Gus', 'to a landline');
  await until('it to be under way', async () => {
    const [{ sending }] = await world.query(
      sql`select exists (select from attempts where outcome = 'sending') as sending`,
    );
    return sending;
  });
  const { id } = await merge('Ivo', 'Gus');
  await office.shouldSeeStatus('Ivo', 'failed');
  await world.carrier.misbehaves({});
  assert.deepEqual(await world.query(sql`select id from attempts where outcome = 'sending'`), []);
  const isFailed = async (name: Name) =>
    (await office.must('GET', '/api/v1/conversations?view=failed')).items.some(
      ({ person }: Json) => person.id === idOf(name),
    );
  assert.equal(await isFailed('Ivo'), true);
  await undo(id);
  assert.deepEqual([await isFailed('Ivo'), await isFailed('Gus')], [false, true]);
});

test('that nobody knows of a text is told in the thread to which it goes just then', async () => {
  await office.texts('Gus', 'left by a dead worker');
  await quiet();
  const worker = crypto.randomUUID();
  await world.query(sql`insert into workers (id, queue_ids, beat_at) values (${worker}, '{}', 'infinity')`);
  const [text] = await world.query(sql`update messages set status = 'queued', provider_id = null
    where body = 'left by a dead worker' returning id`);
  const [attempt] = await world.query(sql`update attempts set outcome = 'sending', worker_id = ${worker}
    where message_id = ${text.id} returning id`);
  const [{ before }] = await world.query(sql`select max(number)::int as before from events`);
  const answers: Promise<unknown>[] = [];
  const phones = sql`select from phones where person_id = ${idOf('Gus')} for update`;
  await holding(world.app.floor.db, phones, async (queue) => {
    // Its texts are held by then.
    answers.push(merge('Ivo', 'Gus'));
    await queue(1);
    await world.query(sql`delete from workers where id = ${worker}`);
    answers.push(recoverLost(world.app.floor));
    await queue(2);
  });
  const [{ id }] = (await Promise.all(answers)) as [Json, unknown];
  await until('it to be in doubt', async () => {
    const [{ outcome }] = await world.query(sql`select outcome from attempts where id = ${attempt.id}`);
    return outcome !== 'sending';
  });
  const told = await world.query(sql`select distinct conversation_id from events
    where number > ${before} and message_id = ${text.id}`);
  assert.deepEqual(told, [{ conversation_id: people.Ivo.conversationId }]);
  await undo(id);
});

test('so is that nobody found it, by whoever looks for it with the conversation before the attempt', async () => {
  const { floor } = world.app;
  const [team] = await listTeams(floor);
  await office.texts('Gus', 'looked for in vain');
  await quiet();
  const [text] = await world.query(sql`update messages set status = 'unknown', provider_id = null, body = 'never sent'
    where body = 'looked for in vain' returning id`);
  const [attempt] = await world.query(sql`update attempts set outcome = 'unknown'
    where message_id = ${text.id} returning id`);
  const [{ before }] = await world.query(sql`select max(number)::int as before from events`);
  const answers: Promise<unknown>[] = [];
  let free: unknown[] = [];
  await holding(floor.db, sql`select from phones where person_id = ${idOf('Gus')} for update`, async (queue) => {
    answers.push(merge('Ivo', 'Gus'));
    await queue(1);
    answers.push(resolveUnknown(team!, attempt.id, 5));
    await queue(2);
  });
  const [{ id }] = (await Promise.all(answers)) as [Json, unknown];
  const conversation = sql`select from conversations where id = ${people.Ivo.conversationId} for update`;
  const again: Promise<unknown>[] = [];
  await holding(floor.db, conversation, async (queue) => {
    again.push(resolveUnknown(team!, attempt.id, 5));
    await queue(1);
    ({ rows: free } = await sql`select from attempts join messages on messages.id = message_id
      where message_id = ${text.id} for update skip locked`.execute(floor.db));
  });
  await Promise.all(again);
  assert.equal(free.length, 1);
  const [found] = await world.query(sql`select error_code from messages where id = ${text.id}`);
  assert.equal(found.error_code, 'no_trace');
  const told = await world.query(sql`select distinct conversation_id from events
    where number > ${before} and message_id = ${text.id}`);
  assert.deepEqual(told, [{ conversation_id: people.Ivo.conversationId }]);
  await undo(id);
});

test('of two who were asked in one round the one who has answered counts, and undo remembers the other', async () => {
  const question = await asking.saves(someday([idOf('Jo'), idOf('Kofi')]));
  const { id: roundId } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  for (const name of ['Jo', 'Kofi'] as const) await phone(name).shouldHear('Can you drive on Saturday?');
  await phone('Kofi').texts('yes');
  await until('the answer', async () => (await asking.standing(roundId)).Kofi === 'answered yes');
  await quiet();
  const since = world.app.floor.newId();
  const before = await everything(since);

  const preview = await office.must('GET', `/api/v1/people/${idOf('Jo')}/merge-preview?otherId=${idOf('Kofi')}`);
  assert.deepEqual([preview.askedBoth, preview.counts.answers], [1, 1]);
  const { id } = await merge('Jo', 'Kofi');
  assert.deepEqual(await asking.standing(roundId), { Jo: 'answered yes' });
  assert.deepEqual((await asking.board(roundId)).counts.answered, 1);
  await undo(id);
  const after = await everything(since);
  for (const table of [...tables, 'acts']) assert.deepEqual(after[table], before[table], table);
  // The other way round the one who stays has answered.
  const again = await merge('Kofi', 'Jo');
  assert.deepEqual(await asking.standing(roundId), { Kofi: 'answered yes' });
  // Whoever answers now answers for the one.
  await phone('Jo').texts('no, sorry');
  await until('the correction', async () => (await asking.standing(roundId)).Kofi === 'answered no');
  await undo(again.id);
  assert.equal((await asking.standing(roundId)).Jo, 'asked');
});

test('who said STOP with one number is not texted at it, and is at the other', async () => {
  await phone('Lena').texts('STOP');
  const { id } = await merge('Ivo', 'Lena', { phone: true });
  const refused = await office.ask('POST', `${pathOf('Ivo')}/messages`, { body: 'Hello' });
  assert.deepEqual([refused.status, refused.body.code], [409, 'opted_out']);
  await office.must('PATCH', `/api/v1/people/${idOf('Ivo')}`, { phones: [cast.Ivo, cast.Lena] });
  await office.texts('Ivo', 'Hello at the other');
  await phone('Ivo').shouldHear('Hello at the other');
  await quiet();
  await undo(id);
  assert.deepEqual([(await personOf('Ivo')).optedOutAt, (await personOf('Ivo')).phones], [null, [cast.Ivo]]);
  assert.ok((await personOf('Lena')).optedOutAt);
});

test('merges are undone the last one first', async () => {
  const first = await merge('Ben', 'Chidi');
  const second = await merge('Ana', 'Ben');
  const third = await merge('Ana', 'Dana');
  const to = (name: Name) => office.ask('GET', pathOf(name)).then(({ headers }) => headers.get('location'));
  assert.deepEqual([await to('Chidi'), await to('Ben'), await to('Dana')], Array(3).fill(pathOf('Ana')));
  for (const { id } of [first, second]) {
    const refused = await office.ask('DELETE', `/api/v1/merges/${id}`);
    assert.deepEqual([refused.status, refused.body.code], [409, 'cannot_undo']);
  }
  const { items } = await office.must('GET', `/api/v1/people/${idOf('Ana')}/merges`);
  assert.deepEqual(
    items.map(({ name, isLast }: Json) => [name, isLast]),
    [
      ['Dana', true],
      ['Ben', false],
      ['Chidi Eze', false],
    ],
  );
  for (const { id } of [third, second]) await undo(id);
  assert.equal(await to('Chidi'), pathOf('Ben'));
  await undo(first.id);
  assert.equal(await world.count('merges'), 0);
});

test('practice people and real ones, and one and the same, do not merge', async () => {
  const real = await office.must('POST', '/api/v1/people', { name: 'Rae', phones: ['+14155552671'] });
  await world.query(sql`update people set is_practice = true where id = ${idOf('Ana')}`);
  for (const otherId of [idOf('Ana'), real.id, real.id.toUpperCase()]) {
    const refused = await office.ask('POST', `/api/v1/people/${real.id}/merges`, { otherId });
    assert.deepEqual([refused.status, Object.keys(refused.body.fields)], [422, ['otherId']]);
  }
  const nobody = await office.ask('POST', `/api/v1/people/${real.id}/merges`, { otherId: crypto.randomUUID() });
  assert.equal(nobody.status, 404);
});

test('nobody gets more numbers than one person can have', async () => {
  const numbers = (from: number, count: number) => Array.from({ length: count }, (_, n) => `+1415555${from + n}`);
  const add = (name: string, phones: string[]) => office.must('POST', '/api/v1/people', { name, phones });
  const [many, few, one] = [
    await add('Mo', numbers(3000, 9)),
    await add('Fay', numbers(3100, 2)),
    await add('Ona', numbers(3200, 1)),
  ];
  const refused = await office.ask('POST', `/api/v1/people/${many.id}/merges`, { otherId: few.id });
  assert.deepEqual([refused.status, refused.body.fields.otherId], [422, 'Together they have more than 10 numbers.']);
  const { person } = await office.must('POST', `/api/v1/people/${many.id}/merges`, { otherId: one.id });
  assert.equal(person.phones.length, 10);
});

test('whoever is removed takes along those who were merged into them', async () => {
  await merge('Jo', 'Kofi');
  await office.must('DELETE', `/api/v1/people/${idOf('Jo')}`);
  const [{ count }] = await world.query(
    sql`select count(*)::int as count from merges where other_person_id = ${idOf('Kofi')}`,
  );
  assert.equal(count, 0);
  assert.equal((await office.ask('GET', pathOf('Kofi'))).status, 404);
});

test('a merge of before a column came can be undone', async () => {
  const { id } = await merge('Chidi', 'Ben');
  await world.query(sql`alter table leaves add column colour text not null default 'red'`);
  await undo(id);
  const away = await office.must('GET', `/api/v1/people/${idOf('Ben')}/time-off`);
  assert.deepEqual(away.leave, [{ from: '2030-01-01', until: '2030-01-09' }]);
});

test('every table in which a person, a conversation or a text is named has its say in a merge', async () => {
  const rows = await world.query(sql`
    select distinct table_name as name from information_schema.columns where table_schema = 'public'
      and column_name in ('person_id', 'conversation_id', 'message_id', 'ask_id', 'note_id')`);
  // What tells what happened once, what is made anew from the rest, and what is of a number, wherever its text is.
  const others = ['events', 'acts', 'search_people', 'search_texts', 'stop_requests', 'import_rows', 'removed_people'];
  assert.deepEqual(
    rows.map(({ name }) => name).filter((name) => !tables.includes(name) && !others.includes(name)),
    [],
    'Say in src/domain/merges what becomes of them when two people are one, and when they are two again.',
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Json } from '../support/browser.ts';
import { otherTeam } from '../support/other-team.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana']);
const { office, phone } = world;
await phone('Ana').texts('Hello');
const other = await otherTeam(world.app.floor);

const crews = ['North', 'South', 'Élan', ''];
const total = 60;
for (let n = 1; n <= total; n++) {
  const fields = { Crew: crews[n % 4]!, Years: String((n * 7) % 30), Since: `20${10 + (n % 9)}-0${1 + (n % 9)}-11` };
  const groups = n % 5 === 0 ? ['Drivers'] : [];
  const number = `+1415555${String(2000 + n)}`;
  await office.must('POST', '/api/v1/people', { name: `Person ${n}`, phones: [number], fields, groups });
}
const fields = async (): Promise<Json[]> => (await office.must('GET', '/api/v1/person-fields')).items;
const fieldId = async (name: string): Promise<string> => (await fields()).find((field) => field.name === name).id;
for (const [name, kind] of [
  ['Years', 'number'],
  ['Since', 'date'],
])
  await office.must('PATCH', `/api/v1/person-fields/${await fieldId(name!)}`, { kind });
const [crew, years, since] = await Promise.all(['Crew', 'Years', 'Since'].map(fieldId));
const groups = async (): Promise<Json[]> => (await office.must('GET', '/api/v1/groups?counts=true')).items;
const drivers: string = (await groups()).find(({ name }) => name === 'Drivers').id;

const pageOf = (body: object) => office.ask('POST', '/api/v1/people-pages', body);
const all = (...conditions: object[]) => ({ match: 'all', conditions });
const any = (...conditions: object[]) => ({ match: 'any', conditions });

/** Everybody who fits, page by page. */
async function everybody(body: object, limit = 7): Promise<Json[]> {
  const rows: Json[] = [];
  let after: string | undefined;
  do {
    const page = await office.must('POST', '/api/v1/people-pages', { ...body, after, limit });
    rows.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return rows;
}
const numbers = (rows: Json[]) => rows.map(({ name }) => Number(name.replace(/\D/g, ''))).sort((a, b) => a - b);
const fitting = async (filter: object) =>
  numbers((await everybody({ filter })).filter(({ name }) => name.startsWith('Person')));
const from1 = Array.from({ length: total }, (_, i) => i + 1);

/** So many are found in every order, each once and in its place. */
async function areSorted(count: number, filter: object | undefined, limit: number): Promise<void> {
  const values = {
    name: (row: Json) => row.name.toLowerCase(),
    created: (row: Json) => row.id,
    heard: (row: Json) => row.lastHeardAt ?? '',
    [`field:${crew}`]: (row: Json) => row.fields.Crew?.toLowerCase() ?? null,
    [`field:${years}`]: (row: Json) => (row.fields.Years === undefined ? null : Number(row.fields.Years)),
    [`field:${since}`]: (row: Json) => row.fields.Since ?? null,
  };
  for (const [sort, value] of Object.entries(values))
    for (const way of ['', '-']) {
      const rows = await everybody({ filter, sort: way + sort }, limit);
      assert.equal(new Set(rows.map(({ id }) => id)).size, count, `${way}${sort}`);
      assert.equal(rows.length, count, `${way}${sort}`);
      const found = rows.map(value);
      const filled = found.filter((each) => each !== null);
      const wanted = filled.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      if (way) wanted.reverse();
      assert.deepEqual(found, [...wanted, ...found.filter((each) => each === null)], `${way}${sort}`);
    }
}

test('the table is sorted by every column, both ways, page by page, each person once', async () => {
  await areSorted(total + 1, undefined, 7);
  assert.equal((await everybody({ sort: '-heard' }))[0].name, 'Ana');
});

test('a filter finds who fits it, of every kind and joined in both ways', async () => {
  const by = (fieldId: string | undefined, is: string, value?: string) => ({ kind: 'field', fieldId, is, value });
  const isNorth = (n: number) => n % 4 === 0;
  const old = (n: number) => (n * 7) % 30;
  for (const [filter, wanted] of [
    [all(by(crew, 'is', 'north')), isNorth],
    [all(by(crew, 'is_not', 'North')), (n: number) => !isNorth(n)],
    [all(by(crew, 'contains', 'ÉL')), (n: number) => n % 4 === 2],
    [all(by(crew, 'empty')), (n: number) => n % 4 === 3],
    [all(by(crew, 'filled')), (n: number) => n % 4 !== 3],
    [all(by(years, 'less', '5')), (n: number) => old(n) < 5],
    [all(by(years, 'more', '9')), (n: number) => old(n) > 9],
    [all(by(years, 'is', '007')), (n: number) => old(n) === 7],
    [all(by(since, 'before', '2012-01-01')), (n: number) => n % 9 < 2],
    [all(by(since, 'after', '2017-01-01')), (n: number) => n % 9 >= 7],
    [all({ kind: 'group', groupId: drivers, isIn: true }), (n: number) => n % 5 === 0],
    [all({ kind: 'group', groupId: drivers, isIn: false }), (n: number) => n % 5 !== 0],
    [all({ kind: 'words', contains: 'person 3' }), (n: number) => n === 3 || (n >= 30 && n < 40)],
    [all({ kind: 'words', contains: '555 2017' }), (n: number) => n === 17],
    [all({ kind: 'words', contains: '%' }), () => false],
    [all({ kind: 'texted', is: false }), () => true],
    [all({ kind: 'heard', is: 'never' }), () => true],
    [all({ kind: 'heard', is: 'within', days: 3 }), () => false],
    [all({ kind: 'opted_out', is: true }), () => false],
    [all(by(crew, 'is', 'North'), by(years, 'more', '20')), (n: number) => isNorth(n) && old(n) > 20],
    [any(by(crew, 'is', 'North'), by(years, 'more', '20')), (n: number) => isNorth(n) || old(n) > 20],
    [
      all(by(crew, 'is', 'North'), any(by(years, 'more', '25'), by(years, 'less', '3'))),
      (n: number) => isNorth(n) && (old(n) > 25 || old(n) < 3),
    ],
    [all(), () => true],
  ] as const)
    assert.deepEqual(await fitting(filter), from1.filter(wanted), JSON.stringify(filter));
  const heard = await everybody({ filter: all({ kind: 'heard', is: 'within', days: 3 }) });
  assert.deepEqual(
    heard.map(({ name }) => name),
    ['Ana'],
  );
});

test('who opted out, and came back, is found so', async () => {
  const out = async () => (await everybody({ filter: all({ kind: 'opted_out', is: true }) })).map(({ name }) => name);
  await phone('Ana').texts('STOP');
  assert.deepEqual(await out(), ['Ana']);
  await phone('Ana').texts('START');
  assert.deepEqual(await out(), []);
});

test('rare people far back in an order are found as well, and counted', async () => {
  const teamId = sql`(select id from teams where name <> 'Others')`;
  const many = 10_001;
  await world.query(sql`insert into people (team_id, id, name, is_practice, fields, created_at)
    select ${teamId}, md5('many ' || n)::uuid, 'Many ' || n, false, '{}', now() from generate_series(1, ${many}::int) n`);
  await world.query(sql`insert into conversations (team_id, id, person_id, created_at)
    select ${teamId}, md5('talk ' || n)::uuid, md5('many ' || n)::uuid, now() from generate_series(1, ${many}::int) n`);
  const filter = all({ kind: 'field', fieldId: crew, is: 'is', value: 'North' });
  // That the first are rare is known before they are looked for, of the second it is found out.
  for (const is of ['is', 'contains'])
    for (const sort of ['name', '-name', 'created', 'heard', `field:${crew}`, `field:${years}`])
      assert.deepEqual(
        numbers(await everybody({ filter: all({ kind: 'field', fieldId: crew, is, value: 'North' }), sort })),
        from1.filter((n) => n % 4 === 0),
        `${is} ${sort}`,
      );
  // More of them are not sorted, but met along the order.
  const marked = (await office.must('POST', '/api/v1/groups', { name: 'Marked' })).id;
  await world.query(sql`insert into group_members (team_id, group_id, person_id)
    select ${teamId}, ${marked}::uuid, md5('many ' || n)::uuid from generate_series(1, 500) n
    union all select team_id, ${marked}::uuid, id from people where name like 'Person %'`);
  const isMarked = { kind: 'group', groupId: marked, isIn: true };
  await areSorted(total + 500, all(isMarked), 170);
  await areSorted(total, all(isMarked, { kind: 'words', contains: 'person' }), 25);
  const count = async (body: object) => (await office.must('POST', '/api/v1/people-counts', body)).count;
  assert.equal(await count({ filter }), total / 4);
  assert.equal(await count({}), total + 1 + many);
  assert.equal(await count({ search: 'many' }), many);
  const everyone = { all: { search: 'many' }, act: 'add_to_group', groupId: drivers };
  const refused = await office.ask('POST', '/api/v1/people-acts', everyone);
  assert.deepEqual(
    [refused.status, refused.body.message],
    [413, 'These are more than 10,000 people. Narrow the filter.'],
  );
  await world.query(sql`delete from people where name like 'Many %'`);
});

test('what the team does not have is refused in words, and never found', async () => {
  const nobody = '01900000-0000-7000-8000-000000000000';
  for (const [condition, field, sentence] of [
    [{ kind: 'field', fieldId: other.fieldId, is: 'filled' }, 'fieldId', 'There is no such field.'],
    [{ kind: 'group', groupId: other.groupId, isIn: true }, 'groupId', 'There is no such group.'],
    [{ kind: 'answer', questionId: other.questionId, is: 'answered' }, 'questionId', 'There is no such question.'],
    [{ kind: 'field', fieldId: years, is: 'contains', value: '3' }, 'is', '“Years” cannot be asked that.'],
    [{ kind: 'field', fieldId: years, is: 'more', value: 'ten' }, 'value', 'Write a number of up to 15 digits.'],
    [{ kind: 'field', fieldId: since, is: 'before', value: '2026-02-30' }, 'value', 'Write the date as 2026-11-27.'],
    [{ kind: 'field', fieldId: crew, is: 'is' }, 'value', 'Say what it is compared with.'],
    [{ kind: 'heard', is: 'within' }, 'days', 'Say how many days.'],
  ] as const) {
    const { status, body } = await pageOf({ filter: all(condition) });
    assert.deepEqual([status, body.fields], [400, { [`filter.conditions.0.${field}`]: sentence }]);
  }
  for (const sort of [
    'colour',
    'fields',
    'field:',
    `field:${nobody}`,
    '--name',
    'name; drop table people',
    '__proto__',
  ])
    assert.equal((await pageOf({ sort })).status, 400, sort);
  for (const body of [
    { limit: -1 },
    { limit: 1e9 },
    { limit: 1.5 },
    { filter: { match: 'some', conditions: [] } },
    { filter: all({ kind: 'sql', text: 'true' }) },
    { filter: all({ kind: 'heard', is: 'within', days: -1 }) },
    { filter: all(...Array.from({ length: 31 }, () => ({ kind: 'texted', is: true }))) },
    { filter: all(all(all({ kind: 'texted', is: true }))) },
    { filter: 'name = name' },
  ])
    assert.equal((await pageOf(body)).status, 422, JSON.stringify(body));
  const deep = `${'{"match":"all","conditions":['.repeat(10_000)}${']}'.repeat(10_000)}`;
  const answer = await pageOf(`{"filter":${deep}}` as never);
  assert.ok(answer.status >= 400 && answer.status < 500, String(answer.status));
});

test('what was written to break a statement, or to keep it busy, is compared like any other words', async () => {
  for (const value of [
    "'; drop table people; --",
    '(a+)+$',
    '\\',
    '%_%',
    '{"a":1}',
    '\u0000x',
    'a'.repeat(2000),
    '(((((',
  ]) {
    const filter = all(
      { kind: 'field', fieldId: crew, is: 'is', value },
      { kind: 'field', fieldId: crew, is: 'contains', value },
    );
    assert.deepEqual(await fitting(filter), [], value);
  }
  const body = `{"name":"X","phones":["+14155552999"],"fields":{"__proto__":"y"}}`;
  assert.ok([400, 422].includes((await office.ask('POST', '/api/v1/people', body)).status));
  assert.equal((await office.ask('POST', '/api/v1/person-fields', { name: '__proto__', kind: 'text' })).status, 422);
});

test('a place in one order is none in another', async () => {
  const { next } = await office.must('POST', '/api/v1/people-pages', { limit: 3 });
  assert.equal((await pageOf({ sort: 'heard', after: next })).status, 400);
  const place = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const id = '01900000-0000-7000-8000-000000000000';
  for (const after of [
    'x',
    place({}),
    place({ number: '1e999', words: '', id }),
    place({ number: '', words: '', id: 'x' }),
  ])
    assert.equal((await pageOf({ after })).status, 400, after);
  for (const sort of ['name', 'created', `field:${years}`])
    assert.equal((await pageOf({ sort, after: next })).status, 200, sort);
});

test('all who fit but one are changed in one act, and one undo takes it back', async () => {
  const filter = all({ kind: 'field', fieldId: crew, is: 'is', value: 'South' });
  const [left, ...rest] = await everybody({ filter });
  const act = (body: object) => office.ask('POST', '/api/v1/people-acts', body);
  const undo = (id: string) => office.ask('POST', `/api/v1/acts/${id}/undo`);
  const known = async () => (await everybody({})).map(({ version: _, ...row }) => row);
  const before = await known();
  for (const wanted of [
    { act: 'add_to_group', groupId: drivers },
    { act: 'remove_from_group', groupId: drivers },
    { act: 'set_field', fieldId: crew, value: 'West' },
    { act: 'set_field', fieldId: crew, value: '' },
    { act: 'set_field', fieldId: years, value: '12,50' },
  ]) {
    const done = await act({ all: { filter, except: [left.id] }, ...wanted });
    assert.equal(done.status, 200, done.text);
    assert.ok(done.body.changed > 0 && done.body.changed <= rest.length);
    assert.notDeepEqual(await known(), before);
    assert.deepEqual(
      (await everybody({})).find(({ id }) => id === left.id),
      left,
    );
    assert.deepEqual((await undo(done.body.actId)).body, { undone: done.body.changed, left: 0 });
    assert.deepEqual(await known(), before, JSON.stringify(wanted));
  }
  const one = await act({ ids: [left.id], act: 'rename', name: '  Zoë ' });
  const two = await act({ ids: [left.id], act: 'set_field', fieldId: years, value: '3' });
  assert.equal((await everybody({ search: 'zoë' }))[0].fields.Years, '3');
  assert.equal((await undo(one.body.actId)).body.undone, 1);
  await office.must('PATCH', `/api/v1/people/${left.id}`, { fields: { ...left.fields, Years: '4' } });
  assert.equal((await undo(two.body.actId)).body.code, 'changed_since');
  assert.deepEqual(
    await act({ ids: [left.id], act: 'set_field', fieldId: years, value: '4' }).then(({ body }) => body),
    {
      actId: null,
      changed: 0,
    },
  );
  for (const [body, status] of [
    [{ ids: [other.personId], act: 'rename', name: 'X' }, 404],
    [{ ids: [left.id], act: 'rename', name: ' ' }, 422],
    [{ ids: [left.id], act: 'set_field', fieldId: years, value: 'many' }, 422],
    [{ ids: [left.id], act: 'set_field', fieldId: left.id, value: '1' }, 400],
    [{ ids: [left.id], act: 'add_to_group', groupId: left.id }, 404],
    [{ ids: [left.id], act: 'add_to_group' }, 400],
    [{ act: 'add_to_group', groupId: drivers }, 400],
    [{ ids: [left.id], all: {}, act: 'add_to_group', groupId: drivers }, 400],
    [{ ids: [left.id], act: 'burn' }, 422],
  ] as const)
    assert.equal((await act(body)).status, status, JSON.stringify(body));
});

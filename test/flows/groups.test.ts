import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { test } from 'node:test';
import { sql } from 'kysely';
import { membersAfter } from '../../src/domain/people/people.ts';
import { apartOf, landed, readFiles } from '../../src/platform/migration-files.ts';
import type { Json } from '../support/browser.ts';
import { holding } from '../support/held.ts';
import { otherTeam } from '../support/other-team.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi']);
const { office } = world;
const other = await otherTeam(world.app.floor);
const people: Json[] = (await office.must('GET', '/api/v1/people')).items;
const named = (name: string) => people.find((person) => person.name.startsWith(name));
for (const [name, crew] of [
  ['Ana', 'North'],
  ['Ben', 'North'],
  ['Chidi', 'South'],
])
  await office.must('PATCH', `/api/v1/people/${named(name!).id}`, { fields: { Crew: crew }, groups: [`${crew} list`] });
const crew: string = (await office.must('GET', '/api/v1/person-fields')).items[0].id;
const inCrew = (value: string) => ({
  match: 'all',
  conditions: [{ kind: 'field', fieldId: crew, is: 'is', value }],
});
const inGroup = (...ids: string[]) => ({
  match: 'any',
  conditions: ids.map((groupId) => ({ kind: 'group', groupId, isIn: true })),
});
const groups = async (): Promise<Json[]> => (await office.must('GET', '/api/v1/groups?counts=true')).items;
const group = async (name: string) => (await groups()).find((each) => each.name === name);
const make = async (name: string, rule?: object): Promise<string> =>
  (await office.must('POST', '/api/v1/groups', { name, rule })).id;
const preview = (groupId: string | null, rule: object) =>
  office.ask('POST', '/api/v1/group-previews', { groupId, rule });
const names = ({ people }: Json) => people.map(({ name }: Json) => name.split(' ')[0]);

test('a group with a rule has whoever fits it, at once, wherever groups are asked for', async () => {
  const id = await make('North live', inCrew('North'));
  assert.equal((await group('North live')).people, 2);
  const inInbox = async () =>
    (await office.must('GET', `/api/v1/conversations?view=all&group=${id}`)).items
      .map(({ person }: Json) => person.name.split(' ')[0])
      .sort();
  await office.texts('Ana', 'Hello');
  await office.texts('Chidi', 'Hello');
  assert.deepEqual(await inInbox(), ['Ana', 'Ben']);
  await office.must('PATCH', `/api/v1/people/${named('Chidi').id}`, { fields: { Crew: 'North' } });
  assert.deepEqual(await inInbox(), ['Ana', 'Ben', 'Chidi']);
  assert.equal((await group('North live')).people, 3);
  await office.must('PATCH', `/api/v1/people/${named('Chidi').id}`, { fields: { Crew: 'South' } });
  const byHand = await office.ask('PATCH', `/api/v1/people/${named('Chidi').id}`, { groups: ['North live'] });
  assert.match(byHand.body.fields.groups, /found by its rule/);
  const acted = { ids: [named('Chidi').id], act: 'add_to_group', groupId: id };
  assert.equal((await office.ask('POST', '/api/v1/people-acts', acted)).status, 422);
});

test('before a rule is kept it is shown who comes in and who leaves', async () => {
  const { id } = await group('North live');
  const { body } = await preview(id, inCrew('South'));
  assert.deepEqual(
    [body.people, body.comesIn.count, names(body.comesIn), body.leaves.count, names(body.leaves)],
    [1, 1, ['Chidi'], 2, ['Ana', 'Ben']],
  );
  const fresh = await preview(null, inCrew('North'));
  assert.deepEqual([fresh.body.people, names(fresh.body.comesIn), names(fresh.body.leaves)], [2, ['Ana', 'Ben'], []]);
  const same = await preview(id, inCrew('north'));
  assert.deepEqual([same.body.comesIn.count, same.body.leaves.count], [0, 0]);
  await office.must('PATCH', `/api/v1/groups/${id}`, { rule: inCrew('South') });
  assert.equal((await group('North live')).people, 1);
  await office.must('PATCH', `/api/v1/groups/${id}`, { rule: inCrew('North') });
  assert.equal((await preview(other.personId, inCrew('South'))).status, 404);
  assert.equal((await preview(id, { match: 'all', conditions: [] })).status, 422);
});

test('a group never depends on itself, not through others either, nor on too much', async () => {
  const north = (await group('North live')).id;
  const second = await make('Second', inGroup(north));
  const third = await make('Third', inGroup(second, (await group('South list')).id));
  assert.equal((await group('Third')).people, 3);
  for (const target of [north, second, third]) {
    const refused = await office.ask('PATCH', `/api/v1/groups/${north}`, { rule: inGroup(target) });
    assert.match(refused.body.fields.rule, /depend on itself/);
    assert.equal((await preview(north, inGroup(target))).status, 422);
  }
  let under = await make('Wide 0', {
    match: 'any',
    conditions: Array.from({ length: 20 }, () => ({ kind: 'texted', is: true })),
  });
  const wide = (id: string) => ({
    match: 'any',
    conditions: Array.from({ length: 20 }, () => ({ kind: 'group', groupId: id, isIn: true })),
  });
  under = await make('Wide 1', wide(under));
  const tooMuch = await office.ask('POST', '/api/v1/groups', { name: 'Wide 2', rule: wide(under) });
  assert.deepEqual([tooMuch.status, Object.keys(tooMuch.body.fields)], [422, ['rule']]);
  for (const id of [third, second]) await office.must('DELETE', `/api/v1/groups/${id}`);
});

test('two rules that are changed at once cannot make a circle', async () => {
  const [one, two] = [await make('One', inCrew('North')), await make('Two', inCrew('South'))];
  const statuses = await Promise.all([
    office.ask('PATCH', `/api/v1/groups/${one}`, { rule: inGroup(two) }),
    office.ask('PATCH', `/api/v1/groups/${two}`, { rule: inGroup(one) }),
  ]);
  assert.deepEqual(statuses.map(({ status }) => status).sort(), [204, 422]);
});

test('a group that is needed is not deleted, and it is said where', async () => {
  const { id } = await group('North list');
  const content = {
    steps: [{ words: 'Here?', answering: { kind: 'yes_no' } }],
    audience: { groupIds: [id], personIds: [] },
  };
  const made = await office.ask('POST', '/api/v1/questions', {
    name: 'Roll call',
    content: { ...(await sample()), ...content },
  });
  assert.equal(made.status, 201, made.text);
  const live = await make('Uses it', inGroup(id));
  const refused = await office.ask('DELETE', `/api/v1/groups/${id}`);
  assert.deepEqual([refused.status, refused.body.code], [409, 'in_use']);
  assert.match(refused.body.message, /“Roll call”, “Uses it”/);
  await office.must('DELETE', `/api/v1/groups/${live}`);
  await office.must('POST', `/api/v1/questions/${made.body.id}/archival`);
  await office.must('DELETE', `/api/v1/groups/${id}`);
  assert.equal(await group('North list'), undefined);
});

/** The rest of a question, as another one has it. */
async function sample(): Promise<object> {
  const [{ content }] = await world.query(sql`select content from question_versions limit 1`);
  return content;
}

test('what was answered makes a group, of the last round or of some days', async () => {
  const north = (await group('North live')).id;
  const content = {
    ...(await sample()),
    steps: [{ words: 'Can you work on Saturday?', answering: { kind: 'yes_no' } }],
    audience: { groupIds: [north], personIds: [] },
  };
  const { id: questionId } = await office.must('POST', '/api/v1/questions', { name: 'Saturday', content });
  const said = (is: string, rest = {}) => ({ match: 'all', conditions: [{ kind: 'answer', questionId, is, ...rest }] });
  const fit = async (filter: object) =>
    (await office.must('POST', '/api/v1/people-pages', { filter })).items.map(({ name }: Json) => name.split(' ')[0]);
  assert.deepEqual(await fit(said('not_answered')), []);
  const { id: roundId } = await office.must('POST', `/api/v1/questions/${questionId}/rounds`);
  const asks = async (): Promise<Json[]> => (await office.must('GET', `/api/v1/rounds/${roundId}/asks`)).items;
  await until('both are asked', async () => (await asks()).filter(({ state }) => state === 'asked').length === 2);
  assert.deepEqual(await fit(said('not_answered')), ['Ana', 'Ben'], 'those whom a rule found were asked');
  await world.phone('Ana').texts('yes');
  await until('her answer is in', async () => (await fit(said('answered'))).length === 1);
  assert.deepEqual(await fit(said('said', { said: 'yes' })), ['Ana']);
  assert.deepEqual(await fit(said('said', { said: 'no' })), []);
  assert.deepEqual(await fit(said('said', { said: 'yes', days: 2 })), ['Ana']);
  assert.deepEqual(await fit(said('not_answered')), ['Ben']);
  assert.equal((await office.ask('POST', '/api/v1/people-pages', { filter: said('said') })).status, 400);
});

test('members are paged by id, of lists and rules together, each once', async () => {
  const [{ id: teamId }] = await world.query(sql`select id from teams where name <> 'Others'`);
  const scope = { ...world.app.floor, teamId: teamId as string };
  const ids = [(await group('North live')).id, (await group('South list')).id, other.personId];
  const found: string[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const next =
      await world.query(sql`select distinct person_id from (${await membersAfter(scope, ids, after, 2)}) as next
      order by person_id limit 2`);
    found.push(...next.map(({ person_id }) => person_id));
    if (next.length < 2) break;
    after = found.at(-1) as string;
  }
  assert.deepEqual(found, people.map(({ id }) => id).sort());
});

test('groups have names of their own', async () => {
  for (const name of ['', ' ', 'x'.repeat(101), 'north LIVE'])
    assert.equal((await office.ask('POST', '/api/v1/groups', { name })).status, 422, name);
  const id = await make('Fixed');
  assert.equal((await office.ask('PATCH', `/api/v1/groups/${id}`, { name: 'North live' })).status, 422);
  assert.equal((await office.ask('PATCH', `/api/v1/groups/${id}`, { rule: inCrew('North') })).status, 422);
  await office.must('PATCH', `/api/v1/groups/${id}`, { name: 'FIXED' });
  assert.equal((await office.ask('DELETE', `/api/v1/groups/${other.personId}`)).status, 404);
});

test('sizes are counted where somebody asks for them', async () => {
  const named = (await office.must('GET', '/api/v1/groups')).items as Json[];
  assert.ok(named.length > 1 && named.every(({ people }) => people === null));
  assert.equal((await office.ask('GET', '/api/v1/groups?counts=yes')).status, 422);
});

test('a group is found by its name in small letters and large', async () => {
  const ben = `/api/v1/people/${named('Ben').id}`;
  const count = (await groups()).length;
  const refused = await office.ask('PATCH', ben, { groups: ['NORTH live'] });
  assert.match(refused.body.fields.groups, /“North live” is found by its rule/);
  const { groups: joined } = await office.must('PATCH', ben, { groups: ['fixed', 'Fixed', 'Fresh', 'fresh'] });
  assert.deepEqual([joined.length, joined.map((name: string) => name.toLowerCase())], [2, ['fixed', 'fresh']]);
  assert.equal((await groups()).length, count + 1);
  const made = await Promise.all(['twice', 'TWICE'].map((name) => office.ask('POST', '/api/v1/groups', { name })));
  assert.deepEqual(made.map(({ status }) => status).sort(), [201, 422]);
});

test('a group that a question fills by its name is neither called otherwise nor deleted', async () => {
  const id = await make('Silent ones');
  const rules = [{ when: 'unclear', act: { kind: 'group', name: 'silent ONES' } }];
  const question = await office.must('POST', '/api/v1/questions', {
    name: 'Who is there',
    content: { ...(await sample()), rules, audience: { groupIds: [], personIds: [named('Ben').id] } },
  });
  const path = `/api/v1/groups/${id}`;
  for (const answer of [await office.ask('PATCH', path, { name: 'Quiet' }), await office.ask('DELETE', path)]) {
    assert.deepEqual([answer.status, answer.body.code], [409, 'in_use']);
    assert.match(answer.body.message, /“Who is there”/);
  }
  await office.must('PATCH', path, { name: 'Silent Ones' });
  await office.must('POST', `/api/v1/questions/${question.id}/archival`);
  await office.must('PATCH', path, { name: 'Quiet' });
  await office.must('DELETE', path);
});

test('a group that a broadcast uses or leaves out stays until it has left', async () => {
  const id = await make('Festival');
  for (const part of ['groupIds', 'exceptGroupIds']) {
    const audience = { groupIds: [], personIds: [], exceptGroupIds: [], exceptPersonIds: [], [part]: [id] };
    const draft = await office.must('POST', '/api/v1/broadcasts', { name: `By ${part}`, body: 'Hi', audience });
    const refused = await office.ask('DELETE', `/api/v1/groups/${id}`);
    assert.deepEqual([refused.status, refused.body.code], [409, 'in_use']);
    assert.match(refused.body.message, new RegExp(part));
    await office.must('DELETE', `/api/v1/broadcasts/${draft.id}`);
  }
  await office.must('DELETE', `/api/v1/groups/${id}`);
});

test('a person form makes no more groups than a team can have', async () => {
  await world.query(sql`insert into groups (team_id, id, name, created_at)
    select team_id, gen_random_uuid(), 'Filler ' || n, now() from people cross join generate_series(1, 500) n
    where people.id = ${named('Ben').id}::uuid
    limit 500 - (select count(*) from groups
      where team_id = (select team_id from people where id = ${named('Ben').id}::uuid))`);
  const ben = `/api/v1/people/${named('Ben').id}`;
  const refused = await office.ask('PATCH', ben, { groups: ['One too many'] });
  assert.deepEqual([refused.status, refused.body.fields], [422, { groups: 'A team can have 500 groups.' }]);
  await office.must('PATCH', ben, { groups: ['FILLER 1'] });
});

test('groups of before whose names differ in the size of letters only get a number that is free', async () => {
  await world.query(sql`drop index groups_by_name`);
  await world.query(sql`insert into groups (team_id, id, name, created_at)
    select team_id, uuidv7(), lake, now() from people, unnest(array['Lake', 'lake', 'LAKE', 'Lake (2)']) as lake
    where people.id = ${named('Ben').id}::uuid`);
  const file = (await readFiles(landed)).find(({ name }) => name === '0119-names-of-groups.sql');
  for (const statement of apartOf(file!)!) {
    const repeats = statement.startsWith('update');
    while ((await world.query(sql.raw(statement + (repeats ? ' returning id' : '')))).length > 0);
  }
  const all = (await groups()).map(({ name }) => name).filter((name) => /lake/i.test(name));
  assert.deepEqual(all.toSorted(), ['LAKE (4)', 'Lake', 'Lake (2)', 'lake (3)']);
});

test('counting takes few connections: whoever asks for something else while many count is answered', async (t) => {
  let asked: Promise<unknown>[] = [];
  let come = 0;
  const count = (started: unknown) => {
    if ((started as { request: IncomingMessage }).request.url === '/api/v1/groups?counts=true') come += 1;
  };
  subscribe('http.server.request.start', count);
  t.after(() => unsubscribe('http.server.request.start', count));
  await holding(world.app.floor.db, sql`lock table groups in access exclusive mode`, async (queue) => {
    asked = Array.from({ length: 15 }, () => office.must('GET', '/api/v1/groups?counts=true'));
    await until('all of them to have come', async () => come === 15);
    await queue(2);
    // Each goes the way on which those that came before it go.
    for (let turn = 0; turn < 5; turn++)
      assert.equal((await office.must('GET', '/api/v1/person-fields')).items[0].id, crew);
    const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
      and query like '%from groups where%'`;
    assert.ok((await world.query(waiting)).length <= 2);
  });
  for (const { items } of (await Promise.all(asked)) as Json[])
    assert.ok(items.every(({ people }: Json) => people >= 0));
});

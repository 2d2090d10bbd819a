import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben']);
const { office, phone } = world;
const replies = '/api/v1/saved-replies';
const texts = (name: 'Ana' | 'Ben') => `/api/v1/conversations/${office.conversationWith(name)}/messages`;

test('a saved reply is the team’s: added, changed, removed, and told live', async () => {
  const live = await office.listens();
  const address = await office.must('POST', replies, { name: ' Address ', body: 'Gate B, {first name}.' });
  assert.deepEqual(
    [address.name, address.body, address.changedBy],
    ['Address', 'Gate B, {first name}.', 'Nora Lindqvist'],
  );
  await live.hears('the team to change', ({ data }) => data.kind === 'team.changed');
  live.close();
  await office.must('POST', replies, { name: 'thanks', body: 'Thank you!' });
  const taken = await office.ask('POST', replies, { name: 'ADDRESS', body: 'x' });
  assert.deepEqual([taken.status, taken.body.fields], [422, { name: 'There is one called ADDRESS already.' }]);
  const path = `${replies}/${address.id}`;
  assert.equal((await office.ask('PATCH', path, { name: 'Thanks' })).status, 422);
  assert.equal((await office.must('PATCH', path, { name: 'address' })).name, 'address');
  assert.equal((await office.must('PATCH', path, { body: 'Gate C' })).body, 'Gate C');
  assert.deepEqual(
    (await office.must('GET', replies)).items.map(({ name }: { name: string }) => name),
    ['address', 'thanks'],
  );
  for (const wrong of [
    {},
    { name: '', body: 'x' },
    { name: 'x', body: ' ' },
    { name: 'x'.repeat(51), body: 'x' },
    { name: 'x', body: 'x'.repeat(1601) },
  ])
    assert.equal((await office.ask('POST', replies, wrong)).status, 422);
  await office.must('DELETE', path);
  assert.equal((await office.ask('DELETE', path)).status, 404);
});

test('a name is taken in any case of letters, also when it was given in that very moment', async () => {
  const add = async (name: string): Promise<string> => (await office.must('POST', replies, { name, body: 'x' })).id;
  const [first, second] = [await add('İzmir'), await add('Ankara')];
  const rename = (name: string) => office.ask('PATCH', `${replies}/${second}`, { name });
  for (const taken of ['İzmir', 'İZMIR']) {
    const { status, body } = await rename(taken);
    assert.deepEqual([status, body.fields], [422, { name: `There is one called ${taken} already.` }]);
  }
  const { answer } = await world.app.floor.db.transaction().execute(async (db) => {
    await sql`update saved_replies set name = 'Bursa' where id = ${first}`.execute(db);
    const answer = rename('bursa');
    await until('it to wait', async () => {
      const waits = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return (await world.query(waits)).length > 0;
    });
    return { answer };
  });
  assert.deepEqual([(await answer).status, Object.keys((await answer).body.fields)], [422, ['name']]);
  for (const id of [first, second]) await office.must('DELETE', `${replies}/${id}`);
});

test('fields are filled in before a text is counted and sent; one that cannot be is named, and nothing leaves', async () => {
  const { person } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ana')}`);
  for (const Gate of ['B', ''])
    await office.must('PATCH', `/api/v1/people/${person.id}`, { fields: { Shift: '7:00', Gate } });
  const text = await office.must('POST', texts('Ana'), { body: 'Hi {First Name}: {shift}. {my name}, {team}' });
  assert.equal(text.body, 'Hi Ana: 7:00. Nora Lindqvist, Harbour Food Bank');
  await phone('Ana').shouldHear(text.body);
  const cases: [body: string, words: string][] = [
    ['At {gate}', '{gate} is empty for Ana.'],
    ['At {adress}', 'There is no field {adress}.'],
    ['{constructor}', 'There is no field {constructor}.'],
  ];
  for (const [body, words] of cases) {
    const refused = await office.ask('POST', texts('Ana'), { body });
    assert.deepEqual([refused.status, refused.body.fields], [422, { body: words }]);
  }
  assert.equal((await office.messages('Ana')).length, 1);
});

test('what looks like code stays as it is written, and the same key with the same words is the same text', async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what somebody may write
  const code = '{{constructor.constructor("return 1")()}} ${7*7}';
  await office.texts('Ben', code);
  await phone('Ben').shouldHear(code);
  const first = await office.texts('Ben', 'Hi {name}', 'k1');
  const again = await office.texts('Ben', 'Hi {name}', 'k1');
  assert.deepEqual([again.id, again.body], [first.id, 'Hi Ben']);
  const { person } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`);
  await office.must('PATCH', `/api/v1/people/${person.id}`, { name: 'Benjamin', fields: { Gate: '4' } });
  assert.equal((await office.texts('Ben', 'Hi {name}', 'k1')).id, first.id, 'What was typed is the same.');
  const atGate = await office.texts('Ben', 'Gate {gate}', 'k2');
  await office.must('PATCH', `/api/v1/people/${person.id}`, { name: 'Ben', fields: { Gate: '' } });
  assert.deepEqual(await office.texts('Ben', 'Gate {gate}', 'k2').then(({ id, body }) => [id, body]), [
    atGate.id,
    'Gate 4',
  ]);
  for (const body of ['Hello {name}', 'Hi {name}!', 'Hi']) {
    const other = await office.ask('POST', texts('Ben'), { body }, { 'idempotency-key': 'k1' });
    assert.deepEqual([other.status, other.body.code], [409, 'idempotency_key_reused'], body);
  }
  const planned = await office.must('POST', texts('Ben'), { body: 'Later', sendAt: new Date(Date.now() + 3_600_000) });
  const path = `/api/v1/messages/${planned.id}`;
  assert.equal((await office.must('PATCH', path, { body: 'Later, {name}' })).body, 'Later, Ben');
  assert.equal((await office.ask('PATCH', path, { body: '{nothing}' })).status, 422);
});

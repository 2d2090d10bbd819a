import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAsking, someday } from '../support/asking.ts';
import { nobody, openBroadcasting } from '../support/broadcasting.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana']);
const { office } = world;
const ana = (await office.must('GET', '/api/v1/people')).items[0];
const path = '/api/v1/person-fields';
const put = (fields: object) => office.ask('PATCH', `/api/v1/people/${ana.id}`, { fields });

test('what is kept of people so far is text, and each value is checked by the kind of its field', async () => {
  await put({ Crew: 'North' });
  assert.deepEqual(
    (await office.must('GET', path)).items.map(({ name, kind }: { name: string; kind: string }) => [name, kind]),
    [['Crew', 'text']],
  );
  for (const [name, kind] of [
    ['Age', 'number'],
    ['Born', 'date'],
    ['Van', 'yes_no'],
  ])
    await office.must('POST', path, { name, kind });
  await office.must('POST', path, { name: 'Size', kind: 'choice', choices: ['S', 'M', 'Large one'] });
  const kept = await put({ Crew: ' North ', Age: '041,5', Born: '1979-02-28', Van: 'Sí', Size: 'large ONE' });
  assert.deepEqual(kept.body.fields, { Crew: 'North', Age: '41.5', Born: '1979-02-28', Van: 'yes', Size: 'Large one' });
  const wrong = await put({ Age: '1,234', Born: '28.2.1979', Van: 'perhaps', Size: 'XL', Crew: 'x' });
  assert.deepEqual(
    [wrong.status, wrong.body.fields],
    [
      422,
      {
        'fields.Age': 'Write the number without commas between the digits.',
        'fields.Born': 'Write the date as 2026-11-27.',
        'fields.Van': 'Write yes or no.',
        'fields.Size': 'Choose one of: S, M, Large one.',
      },
    ],
  );
});

test('a field that is called otherwise is so with everybody; what does not fit a new kind waits', async () => {
  const [crew] = (await office.must('GET', path)).items.filter(({ name }: { name: string }) => name === 'Crew');
  await put({ Crew: 'North', Age: '7' });
  await office.must('PATCH', `${path}/${crew.id}`, { name: 'Team' });
  assert.deepEqual((await office.must('GET', `/api/v1/people/${ana.id}`)).fields, { Team: 'North', Age: '7' });
  await office.must('PATCH', `${path}/${crew.id}`, { kind: 'number' });
  assert.deepEqual((await put({ Team: 'North', Age: '8' })).body.fields, { Team: 'North', Age: '8' });
  assert.equal((await put({ Team: 'South', Age: '8' })).status, 422);
  const sorted = await office.must('POST', '/api/v1/people-pages', { sort: `field:${crew.id}` });
  assert.equal(sorted.items.length, 1);
  for (const [body, field] of [
    [{ name: 'age' }, 'name'],
    [{ name: ' ' }, 'name'],
    [{ name: '__proto__' }, 'name'],
    [{ kind: 'choice' }, 'choices'],
    [{ kind: 'choice', choices: ['a', 'A'] }, 'choices'],
  ] as const) {
    const answer = await office.ask('PATCH', `${path}/${crew.id}`, body);
    assert.deepEqual([answer.status, Object.keys(answer.body.fields)], [422, [field]], JSON.stringify(body));
  }
});

test('who removes a field says of how many people; a group that needs it keeps it', async () => {
  const { id } = (await office.must('GET', path)).items.find(({ name }: { name: string }) => name === 'Team');
  const rule = { match: 'all', conditions: [{ kind: 'field', fieldId: id, is: 'filled' }] };
  const group = await office.must('POST', '/api/v1/groups', { name: 'With team', rule });
  const refused = await office.ask('DELETE', `${path}/${id}`, { people: 1 });
  assert.deepEqual([refused.status, refused.body.code], [409, 'in_use']);
  await office.must('DELETE', `/api/v1/groups/${group.id}`);
  assert.deepEqual(await office.must('GET', `${path}/${id}`), { people: 1 });
  assert.equal((await office.ask('DELETE', `${path}/${id}`, { people: 0 })).body.code, 'changed_since');
  assert.equal((await office.ask('DELETE', `${path}/${id}`)).status, 422);
  await office.must('DELETE', `${path}/${id}`, { people: 1 });
  assert.deepEqual((await office.must('GET', `/api/v1/people/${ana.id}`)).fields, { Age: '8' });
  assert.equal((await office.ask('GET', `${path}/${id}`)).status, 404);
  const mo = await office.colleague('Mo');
  assert.equal((await mo.ask('POST', path, { name: 'Mine', kind: 'text' })).status, 403);
});

test('a field that words name which have yet to leave keeps its name, until it is taken out of them', async () => {
  await put({ Bus: '7' });
  const { id } = (await office.must('GET', path)).items.find(({ name }: { name: string }) => name === 'Bus');
  const asks = (words: string) => {
    const { steps, ...content } = someday([ana.id]).content;
    return { name: 'Bus?', content: { ...content, steps: [{ ...steps[0]!, words }] } };
  };
  const question = await openAsking(world).saves(asks('Do you drive bus {bus |1}?'));
  const refusals = async () => {
    const answers = await Promise.all([
      office.ask('PATCH', `${path}/${id}`, { name: 'Coach' }),
      office.ask('DELETE', `${path}/${id}`, { people: 1 }),
    ]);
    return answers.map(({ status, body }) => [status, body.message]);
  };
  const refused = (name: string) => [409, `“Bus” is used by “${name}”. Take it out there first.`];
  assert.deepEqual(await refusals(), [refused('Bus?'), refused('Bus?')]);
  // Small letters and large are one name, and nothing else is this field.
  await office.must('PATCH', `${path}/${id}`, { name: 'bus' });
  await office.must('PATCH', `${path}/${id}`, { name: 'Bus' });
  await office.must('PATCH', `/api/v1/questions/${question.id}`, { ...asks('Do you drive {Bus no}?'), version: 1 });
  const draft = await openBroadcasting(world).writes('Bus {Bus} leaves at nine.', nobody, { name: 'All' });
  assert.deepEqual(await refusals(), [refused('All'), refused('All')]);
  await office.must('DELETE', `/api/v1/broadcasts/${draft.id}`);
  await office.must('PATCH', `${path}/${id}`, { name: 'Coach' });
  await office.must('DELETE', `${path}/${id}`, { people: 1 });
});

test('a field that is called as what every text can have may go, whoever has that in their words', async () => {
  await put({ Team: 'Blue' });
  const draft = await openBroadcasting(world).writes('{name}, {team} meets at nine.', nobody, { name: 'Meeting' });
  const { id } = (await office.must('GET', path)).items.find(({ name }: { name: string }) => name === 'Team');
  await office.must('PATCH', `${path}/${id}`, { name: 'Crew' });
  await office.must('PATCH', `${path}/${id}`, { name: 'Team' });
  await office.must('DELETE', `${path}/${id}`, { people: 1 });
  await office.must('DELETE', `/api/v1/broadcasts/${draft.id}`);
});

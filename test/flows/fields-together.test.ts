import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Json } from '../support/browser.ts';
import { holding } from '../support/held.ts';
import { importing } from '../support/importing.ts';
import { openOfficeHours } from '../support/world.ts';

const { office, app, query } = await openOfficeHours(['Ana', 'Ben']);
const people: Json[] = (await office.must('GET', '/api/v1/people')).items;
const [ana, ben] = people as [Json, Json];
const path = '/api/v1/person-fields';
const fieldsOf = async ({ id }: Json) => (await office.must('GET', `/api/v1/people/${id}`)).fields;
const patch = ({ id }: Json, body: object) => office.must('PATCH', `/api/v1/people/${id}`, body);
const idOf = async (name: string): Promise<string> =>
  (await office.must('GET', path)).items.find((field: Json) => field.name === name).id;

/** What people have, and where it is sorted and found, are the same. */
async function allAgree() {
  const wrong = await query(sql`
    select people.name, each.key, each.value from people cross join jsonb_each_text(fields) as each
    where not exists (select from field_places join person_fields on person_fields.id = field_id
      where person_id = people.id and person_fields.name = each.key and words = lower(each.value))
    union all select 'more', count(*)::text, '' from field_places
    having count(*) <> (select count(*) from people cross join jsonb_object_keys(fields))`);
  assert.deepEqual(wrong, []);
}

/** Several requests at once, each waiting for Ana behind the one before it. */
async function together(...begin: (() => Promise<Json>)[]): Promise<void> {
  const answers: Promise<Json>[] = [];
  await holding(app.floor.db, sql`select from people where id = ${ana.id}::uuid for update`, async (queue) => {
    for (const [index, ask] of begin.entries()) {
      answers.push(ask());
      await queue(index + 1);
    }
  });
  await Promise.all(answers);
}

test('a name that is changed while many get a value leaves them the value', async () => {
  await office.must('POST', path, { name: 'Crew', kind: 'text' });
  const fieldId = await idOf('Crew');
  const act = { act: 'set_field', fieldId, value: 'North' };
  await together(
    () => office.must('POST', '/api/v1/people-acts', { ids: [ana.id, ben.id], ...act }),
    () => patch(ana, { name: 'Ana the First' }),
  );
  assert.deepEqual([await fieldsOf(ana), await fieldsOf(ben)], [{ Crew: 'North' }, { Crew: 'North' }]);
  await allAgree();
});

test('a name that is changed while a field gets another one does not bring the old one back', async () => {
  const id = await idOf('Crew');
  await together(
    () => office.must('PATCH', `${path}/${id}`, { name: 'Team' }),
    () => patch(ana, { name: 'Ana the Second' }),
  );
  assert.deepEqual(await fieldsOf(ana), { Team: 'North' });
  await allAgree();
});

test('a field that is called otherwise is so with those too who are being imported', async () => {
  const { writes, checks } = importing(office);
  const lines = ['Name,Phone,Team', `Ana,${ana.phones[0]},South`, 'New One,+1 415 555 0177,East'];
  const job = await checks(lines.join('\n'), { defaults: { existing: 'replace' } });
  assert.deepEqual([job.counts.new, job.counts.change], [1, 1]);
  const id = await idOf('Team');
  await together(
    () => writes(job.id),
    () => office.must('PATCH', `${path}/${id}`, { name: 'Crew' }),
  );
  const [{ fields }] = await query(sql`select fields from people where name = 'New One'`);
  assert.deepEqual([fields, (await fieldsOf(ana)).Crew], [{ Crew: 'East' }, 'South']);
  assert.deepEqual(
    (await office.must('GET', path)).items.map(({ name }: Json) => name),
    ['Crew'],
  );
  await allAgree();
});

test('a field that becomes one of another kind is so for those too who are being imported', async () => {
  const { writes, checks } = importing(office);
  await patch(ana, { fields: {} });
  const lines = ['Name,Phone,Crew', `Ana the Third,${ana.phones[0]},`, 'New Two,+1 415 555 0178,8'];
  const job = await checks(lines.join('\n'), { defaults: { existing: 'replace' } });
  const id = await idOf('Crew');
  await together(
    () => writes(job.id),
    () => office.must('PATCH', `${path}/${id}`, { kind: 'number' }),
  );
  const places = await query(sql`select number::text, words from field_places join people on people.id = person_id
    where field_id = ${id}::uuid order by field_places.number`);
  const none = { number: 'Infinity', words: '' };
  assert.deepEqual(places, [{ number: '8', words: '' }, none, none]);
  await office.must('PATCH', `${path}/${id}`, { kind: 'text' });
  await allAgree();
});

test('a field that is added twice at once is added once, and the other is told', async () => {
  const answers: Promise<Json>[] = [];
  await holding(app.floor.db, sql`lock table person_fields in share mode`, async (queue) => {
    for (let count = 1; count <= 2; count++) {
      answers.push(office.ask('POST', path, { name: 'Shift', kind: 'text' }));
      await queue(count);
    }
  });
  const [one, two] = (await Promise.all(answers)).sort((a, b) => a.status - b.status);
  assert.deepEqual(
    [one?.status, two?.status, two?.body.fields],
    [201, 422, { name: 'There is a field with this name already.' }],
  );
});

test('more people than are changed at once are all changed', async () => {
  await query(sql`
    with made as (
      insert into people (team_id, id, name, is_practice, fields, created_at)
      select team_id, md5('many ' || n)::uuid, 'Many', false, '{"Crew": "West"}', now()
      from person_fields cross join generate_series(1, 20005) n where name = 'Crew' returning team_id, id)
    insert into field_places (team_id, field_id, person_id, number, words)
    select made.team_id, person_fields.id, made.id, 0, 'west' from made join person_fields on name = 'Crew'`);
  const id = await idOf('Crew');
  await office.must('PATCH', `${path}/${id}`, { name: 'Gang', kind: 'number' });
  const [counts] = await query(sql`
    select count(*) filter (where fields ? 'Gang')::int as called, count(*) filter (where fields ? 'Crew')::int as missed,
      (select count(*)::int from field_places where number = 'infinity') as placed from people where name = 'Many'`);
  assert.deepEqual([counts.called, counts.missed, counts.placed], [20005, 0, 20005 + 2]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { importing } from '../support/importing.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

let ahead = 0;
const world = await openOfficeHours(['Ana', 'Ben'], { clock: { now: () => new Date(Date.now() + ahead) } });
const { office, query, count } = world;
const desk = importing(office);

const find = async (search: string) => (await office.must('GET', `/api/v1/people?search=${search}`)).items;
const csv = (...rows: string[]) => `${rows.join('\n')}\n`;

test('a file is matched, looked at and only then written; nothing happens before', async () => {
  const before = await count('people');
  const brought = await desk.brings(
    csv('Name,Mobile phone,Groups,Time zone,Shift', 'Uma Reyes,(415) 555-2671,Drivers; Cooks,America/Denver,Early'),
  );
  assert.equal(brought.state, 'matching');
  assert.deepEqual(
    brought.columns.map((column: { meaning: string; field: string | null; heading: string; examples: string[] }) => [
      column.heading,
      column.meaning,
      column.field,
      column.examples[0],
    ]),
    [
      ['Name', 'name', null, 'Uma Reyes'],
      ['Mobile phone', 'phone', null, '(415) 555-2671'],
      ['Groups', 'group', null, 'Drivers; Cooks'],
      ['Time zone', 'time_zone', null, 'America/Denver'],
      ['Shift', 'field', 'Shift', 'Early'],
    ],
  );
  await office.must('PATCH', `/api/v1/imports/${brought.id}`, { defaults: { group: 'Autumn' } });
  await office.must('POST', `/api/v1/imports/${brought.id}/check`);
  const checked = await desk.settles(brought.id);
  assert.deepEqual([checked.state, checked.counts.new, checked.rows], ['checked', 1, 1]);
  const [row] = await desk.rows(brought.id, 'new');
  assert.deepEqual([row.name, row.phonesShown, row.line], ['Uma Reyes', ['+1 415 555 2671'], 2]);
  assert.equal(await count('people'), before);
  assert.equal(await count('groups'), 0);

  const live = await office.listens();
  const written = await desk.writes(brought.id);
  assert.deepEqual([written.state, written.counts.new], ['written', 1]);
  const [uma] = await find('Uma');
  assert.deepEqual(uma.phones, ['+14155552671']);
  assert.deepEqual(uma.groups, ['Autumn', 'Cooks', 'Drivers']);
  assert.deepEqual([uma.fields, uma.timeZone, uma.isPractice], [{ Shift: 'Early' }, 'America/Denver', false]);

  await live.hears('many have changed', ({ data }) => data.kind === 'people.changed');
  live.close();
  await until(
    'the search to know her',
    async () => (await office.must('GET', '/api/v1/search/people?q=uma%20rey')).items.length > 0,
  );
});

test('the same number in any notation is one person, also between rows and with what is known', async () => {
  const before = await count('people');
  const checked = await desk.checks(
    csv(
      'Name,Phone,Phone 2,Shift',
      'Cora,415-555-3001,,',
      'Cora B,+1 (415) 555-3001,415 555 3002,Late',
      ',14155553001,,Early',
      'Cora C,0114155553002,,',
      'Cora D,1.4155553002E+10,,',
      'Ana Maria,12125550101,,Dawn',
      'Somebody,(212) 555-0101,415-555-3001,',
    ),
  );
  assert.deepEqual(checked.counts, { new: 1, change: 1, same: 0, repeat: 3, rejected: 2, kept: 0 });
  const rejected = await desk.rows(checked.id, 'rejected');
  assert.deepEqual(
    rejected.map(({ line, reason }) => [line, reason]),
    [
      [5, 'No phone can have this number: it has too few or too many digits.'],
      [8, 'The numbers in this row belong to different people.'],
    ],
  );
  await desk.writes(checked.id);
  assert.equal(await count('people'), before + 1);
  const [cora] = await find('Cora');
  assert.deepEqual(
    [cora.name, cora.phones, cora.fields],
    ['Cora', ['+14155553001', '+14155553002'], { Shift: 'Late' }],
  );
  const [ana] = await find('5550101');
  assert.deepEqual([ana.name, ana.fields], ['Ana', { Shift: 'Dawn' }]);
});

for (const [existing, expected] of [
  ['skip', { name: 'Ben', fields: {}, groups: [] }],
  ['fill', { name: 'Ben', fields: { Shift: 'Noon' }, groups: ['Bakers'] }],
  ['replace', { name: 'Benjamin', fields: { Shift: 'Night' }, groups: ['Bakers'] }],
] as const) {
  test(`who is known already: ${existing}`, async () => {
    const shift = existing === 'replace' ? 'Night' : 'Noon';
    const file = csv('Name,Phone,Shift,Group', `Benjamin,+13035550102,${shift},Bakers`);
    const checked = await desk.checks(file, { defaults: { existing } });
    assert.equal(checked.counts[existing === 'skip' ? 'same' : 'change'], 1);
    await desk.writes(checked.id);
    const [ben] = await find('5550102');
    assert.deepEqual({ name: ben.name, fields: ben.fields, groups: ben.groups }, expected);
  });
}

test('whoever has opted out says the file stays opted out, also where people are left alone', async () => {
  const checked = await desk.checks(
    csv('Phone;Opted out', '+14155554001;2024-05-01', '+14155554002;no', '+13035550102;sí', '+14155554003;perhaps'),
    { defaults: { existing: 'skip' } },
  );
  assert.deepEqual(
    [checked.counts.new, checked.counts.change, checked.counts.rejected, checked.delimiter],
    [2, 1, 1, ';'],
  );
  await desk.writes(checked.id);
  const [stopped] = await find('5554001');
  assert.deepEqual([stopped.name, stopped.optedOutAt], ['+14155554001', '2024-05-01T00:00:00.000Z']);
  assert.equal((await find('5554002'))[0].optedOutAt, null);
  assert.ok((await find('5550102'))[0].optedOutAt);
  const refused = await office.ask('POST', `/api/v1/conversations/${stopped.conversationId}/messages`, { body: 'Hi' });
  assert.equal(refused.body.code, 'opted_out');
});

test('an import of 500 is undone: three who were edited stay, and are listed', async () => {
  const before = await count('people');
  const rows = Array.from({ length: 500 }, (_, n) => `Person ${n},+1415556${String(1000 + n)}`);
  const checked = await desk.checks(csv('Name,Phone', ...rows), { defaults: { group: 'Crowd' } });
  assert.equal(checked.counts.new, 500);
  await desk.writes(checked.id);
  assert.equal(await count('people'), before + 500);
  const some = (await find('Person')).slice(0, 3);
  await office.must('PATCH', `/api/v1/people/${some[0].id}`, { name: 'Renamed' });
  await office.must('POST', `/api/v1/conversations/${some[1].conversationId}/messages`, { body: 'Hello' });
  await office.must('PATCH', `/api/v1/people/${some[2].id}`, { groups: ['Others'] });
  const undone = await desk.undoes(checked.id);
  assert.deepEqual([undone.state, undone.counts.kept], ['undone', 3]);
  assert.equal(await count('people'), before + 3);
  const kept = await desk.rows(checked.id, 'kept');
  assert.deepEqual(
    new Map(kept.map(({ person, keptBecause }) => [person.id, keptBecause])),
    new Map([
      [some[0].id, 'edited'],
      [some[1].id, 'texted'],
      [some[2].id, 'edited'],
    ]),
  );
  for (const { person } of kept) await office.must('DELETE', `/api/v1/people/${person.id}`);
  assert.equal((await desk.rows(checked.id, 'kept')).filter(({ person }) => person).length, 0);
});

test('what an import changed goes back, unless somebody has changed it since', async () => {
  const add = (name: string, phone: string) =>
    office.must('POST', '/api/v1/people', { name, phones: [phone], fields: { Shift: 'Old', Size: 'S' } });
  const [one, two] = [await add('One', '+14155557001'), await add('Two', '+14155557002')];
  const checked = await desk.checks(
    csv(
      'Name,Phone,Phone 2,Shift,Size,Group,Opted out',
      'Uno,+14155557001,+14155557003,New,M,Joined,yes',
      'Dos,+14155557002,,New,M,Joined,',
    ),
    { defaults: { existing: 'replace' } },
  );
  await desk.writes(checked.id);
  const changed = await office.must('GET', `/api/v1/people/${one.id}`);
  assert.deepEqual([changed.name, changed.phones.length, changed.groups], ['Uno', 2, ['Joined']]);
  await office.must('PATCH', `/api/v1/people/${two.id}`, { fields: { Shift: 'Mine', Size: 'M' } });
  const undone = await desk.undoes(checked.id);
  assert.equal(undone.counts.kept, 1);
  const now = await office.must('GET', `/api/v1/people/${one.id}`);
  assert.deepEqual(
    [now.name, now.phones, now.groups, now.fields, now.optedOutAt],
    ['One', ['+14155557001'], [], { Shift: 'Old', Size: 'S' }, null],
  );
  const other = await office.must('GET', `/api/v1/people/${two.id}`);
  assert.deepEqual([other.name, other.fields], ['Two', { Shift: 'Mine', Size: 'S' }]);
});

test('an import can be undone for a day, and a file is forgotten after a week', async () => {
  const checked = await desk.checks(csv('Name,Phone', 'Zed,+14155558001'));
  await desk.writes(checked.id);
  ahead = 25 * 3_600_000;
  const late = await office.ask('POST', `/api/v1/imports/${checked.id}/undo`);
  assert.deepEqual([late.status, late.body.code], [409, 'too_late']);
  ahead = 8 * 24 * 3_600_000;
  // One that is just running puts the next one off.
  const tidies = () =>
    query(sql`select graphile_worker.add_job('upkeep', '{}'::json, job_key => 'upkeep', run_at => now())`);
  for (const table of ['import_blocks', 'import_numbers'])
    await until(`${table} to be forgotten`, async () => (await tidies()) && (await count(table)) === 0);
  const { counts, columns } = await office.must('GET', `/api/v1/imports/${checked.id}`);
  assert.equal(counts.new, 1);
  assert.deepEqual(
    columns.map(({ heading, examples }: { heading: string; examples: string[] }) => [heading, ...examples]),
    [['Name'], ['Phone']],
  );
  ahead = 0;
});

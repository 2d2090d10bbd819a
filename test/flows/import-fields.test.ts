import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importing } from '../support/importing.ts';
import { openOfficeHours } from '../support/world.ts';

const { office } = await openOfficeHours(['Ana']);
const desk = importing(office);
const csv = (...rows: string[]) => `${rows.join('\n')}\n`;
const field = (name: string, kind = 'text', choices: string[] = []) =>
  office.must('POST', '/api/v1/person-fields', { name, kind, choices });
const fieldId = async (name: string) =>
  (await office.must('GET', '/api/v1/person-fields')).items.find((one: { name: string }) => one.name === name)?.id;
const fieldsOf = (brought: { columns: { field: string | null }[] }) => brought.columns.map(({ field }) => field);

test('what is exported is imported unchanged, whatever the fields are called and whatever their kind was before', async () => {
  const fields = { Label: 'a', Number: '7', Tags: 'b; c', Phone: 'home', Name: 'n', id: '9', Size: 'Huge', Van: 'Yes' };
  await office.must('POST', '/api/v1/people', { name: 'Eve', phones: ['+14155556101'], groups: ['Cooks'], fields });
  for (const [name, kind, choices] of [
    ['Size', 'choice', ['S', 'M']],
    ['Van', 'yes_no', []],
  ] as const)
    await office.must('PATCH', `/api/v1/person-fields/${await fieldId(name)}`, { kind, choices });
  const { text } = await office.ask('GET', '/api/v1/exports/people.csv');
  const { counts, rows } = await desk.checks(text, { defaults: { existing: 'replace' } });
  assert.deepEqual(counts, { new: 0, change: 0, same: rows, repeat: 0, rejected: 0, kept: 0 });
  const other = await desk.checks(csv('Phone,Size', '+14155556101,Enormous', '+14155556102,Huge'));
  assert.equal(other.counts.rejected, 2, 'Only whoever has it may keep what is not of the kind.');
});

test('a heading that is a field of the team is that field, unless it is one of the words of our own file', async () => {
  const brought = await desk.brings(csv('Name,Phone,label,Tags,Surname', 'Flo,+14155556201,x,y,z'));
  assert.deepEqual(fieldsOf(brought), [null, null, 'Label', 'Tags', null]);
});

test('the next file with the same header fills a field that was renamed, and none that was removed', async () => {
  await field('Old name');
  await field('Going');
  const file = (phone: string) => csv('Name,Phone,Old name,Going,Made', `Gil,${phone},x,y,z`);
  const first = await desk.checks(file('+14155556301'));
  await desk.writes(first.id);
  await office.must('PATCH', `/api/v1/person-fields/${await fieldId('Old name')}`, { name: 'New name' });
  await office.must('PATCH', `/api/v1/person-fields/${await fieldId('Made')}`, { name: 'Kept' });
  await office.must('DELETE', `/api/v1/person-fields/${await fieldId('Going')}`, { people: 1 });
  assert.deepEqual(fieldsOf(await desk.brings(file('+14155556302'))), [null, null, 'New name', null, 'Kept']);
});

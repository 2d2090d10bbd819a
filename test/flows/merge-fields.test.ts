import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../support/browser.ts';
import { openOfficeHours } from '../support/world.ts';

const { office } = await openOfficeHours(['Ana', 'Ben']);
const [ana, ben]: Json[] = (await office.must('GET', '/api/v1/people')).items;
const path = '/api/v1/person-fields';
const put = ({ id }: Json, fields: object) => office.must('PATCH', `/api/v1/people/${id}`, { fields });
const fieldsOf = async ({ id }: Json) => (await office.must('GET', `/api/v1/people/${id}`)).fields;
const merge = () => office.must('POST', `/api/v1/people/${ana.id}/merges`, { otherId: ben.id });
const undo = ({ id }: Json) => office.must('DELETE', `/api/v1/merges/${id}`);
const fieldNamed = async (name: string): Promise<Json> =>
  (await office.must('GET', path)).items.find((field: Json) => field.name === name);

test('fields may be called as what every object has', async () => {
  const odd = { constructor: 'Lego', toString: 'yes', valueOf: '7' };
  await put(ben, odd);
  const seen = await office.must('GET', `/api/v1/people/${ana.id}/merge-preview?otherId=${ben.id}`);
  assert.deepEqual(
    seen.differences.filter(({ what }: Json) => what === 'field'),
    [],
  );
  const merged = await merge();
  assert.deepEqual(await fieldsOf(ana), odd);
  await undo(merged);
  assert.deepEqual([await fieldsOf(ana), await fieldsOf(ben)], [{}, odd]);
  await put(ana, odd);
  await put(ben, { Crew: 'North' });
  const again = await office.must('GET', `/api/v1/people/${ana.id}/merge-preview?otherId=${ben.id}`);
  assert.deepEqual(
    again.differences.filter(({ what }: Json) => what === 'field'),
    [],
  );
});

test('a merge that is undone gives fields back as they are called by then, and none that is gone', async () => {
  await put(ana, { Crew: 'South', Shift: 'Night' });
  await put(ben, { Crew: 'North', Van: 'yes' });
  const merged = await merge();
  assert.deepEqual(await fieldsOf(ana), { Crew: 'South', Shift: 'Night', Van: 'yes' });
  await office.must('PATCH', `${path}/${(await fieldNamed('Crew')).id}`, { name: 'Team' });
  await office.must('DELETE', `${path}/${(await fieldNamed('Van')).id}`, { people: 1 });
  await undo(merged);
  assert.deepEqual([await fieldsOf(ana), await fieldsOf(ben)], [{ Team: 'South', Shift: 'Night' }, { Team: 'North' }]);
  assert.deepEqual([await fieldNamed('Crew'), await fieldNamed('Van')], [undefined, undefined]);
});

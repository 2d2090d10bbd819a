import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../support/browser.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { sticksOut } from './screens.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi']);
const { office, url } = world;
const people: Json[] = (await office.must('GET', '/api/v1/people')).items;
for (const [at, crew] of ['North', 'North', 'South'].entries())
  await office.must('PATCH', `/api/v1/people/${people[at].id}`, { fields: { Crew: crew } });

const open = (path: string, options = {}) => visit(`${url}${path}`, { as: office, ...options });

test('a rule says who comes in and who leaves before it is kept', async () => {
  const { page, faults, close } = await open('/people/groups');
  const groups = async (): Promise<Json[]> => (await office.must('GET', '/api/v1/groups?counts=true')).items;
  await page.getByRole('button', { name: 'New group' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Northerners');
  await page.getByLabel('Whoever fits a rule').check();
  await page.getByLabel('What about').selectOption({ label: 'Crew' });
  await page.getByLabel('Value').fill('North');
  await page.getByText('2 people fit.').waitFor();
  await page.getByText('Who they are').waitFor();
  await mustBeAccessible(page, 'a new rule');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('2 people · by rule').waitFor();

  await page.getByRole('button', { name: 'Change Northerners' }).click();
  await page.getByLabel('Value').fill('South');
  await page.getByText('1 person comes in').waitFor();
  await page.getByText('2 people leave').waitFor();
  const preview = page.getByLabel('What the rule would do');
  await until('who they are', async () => /1 person fits.*Chidi.*Ana.*Ben/s.test((await preview.textContent()) ?? ''));
  assert.equal((await groups())[0].people, 2, 'Nothing is kept yet.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await until('the new rule', async () => (await groups())[0].people === 1);

  await page.getByRole('link', { name: 'Show the people of Northerners' }).click();
  await page.getByRole('grid').getByText('Chidi').waitFor();
  await comesTo(() => page.locator('[data-person]').count(), 1);
  await page.getByRole('link', { name: 'Keep as a group' }).click();
  await page.getByText('1 person fits.').waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('fields have kinds, and one is removed only when it is said from how many people', async () => {
  const { page, faults, close } = await open('/people/fields', {
    locale: 'es-ES',
    viewport: { width: 360, height: 740 },
  });
  await page.getByRole('button', { name: 'Campo nuevo' }).click();
  await page.getByLabel('Nombre').fill('Turno');
  await page.getByLabel('Tipo').selectOption({ label: 'Uno de una lista' });
  await page.getByLabel('Qué se puede elegir').fill('Mañana, Tarde');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('Uno de: Mañana, Tarde').waitFor();
  assert.deepEqual(await page.evaluate(sticksOut), []);
  await mustBeAccessible(page, 'fields on a phone, in Spanish');
  await page.getByRole('button', { name: 'Quitar Crew' }).click();
  await page.getByRole('button', { name: 'Quitar a 3 personas' }).waitFor();
  await mustBeAccessible(page, 'a field that is to be removed');
  assert.deepEqual(faults, []);
  await close();
});

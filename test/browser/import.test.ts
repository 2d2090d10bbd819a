import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { comesTo } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { keysAct } from './keys.ts';
import { sticksOut } from './screens.ts';

const world = await openOfficeHours(['Ana', 'Ben']);
const { office, url } = world;

const open = (path: string, options = {}) => visit(`${url}${path}`, { as: office, ...options });

const file = (...rows: string[]) => ({
  name: 'people.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`${rows.join('\n')}\n`),
});

test('a file is brought, matched, looked at, written and undone, by keyboard as well', async () => {
  const { page, faults, close } = await open('/people');
  await keysAct(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('import');
  await page.getByRole('option', { name: 'Import people' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Import people' }).waitFor();
  await page.getByRole('link', { name: 'People', exact: true }).last().click();
  await page.getByRole('navigation', { name: 'About people' }).getByRole('link', { name: 'Import' }).click();
  await page.getByRole('heading', { name: 'Import people' }).waitFor();
  await page.getByText('No file has been imported yet.').waitFor();
  await mustBeAccessible(page, 'no import yet');
  await page
    .locator('input[type=file]')
    .setInputFiles(
      file(
        'Who,Mobile,Shift,Notes',
        'Uma Reyes,(415) 555-2671,Early,',
        'Vic Stone,1.55501E+10,Late,',
        'Wen Li,415 555 2672,Late,',
        'Wen,+1 415 555 2672,,call her',
        'Anita,+12125550101,Noon,',
      ),
    );

  await page.getByRole('heading', { name: 'people.csv' }).waitFor();
  await page.getByText('What is in each column?').waitFor();
  await page.getByText('Uma Reyes · Vic Stone · Wen Li').waitFor();
  await page.getByLabel('What “Who” is').selectOption('Name');
  await page.getByLabel('What “Notes” is').selectOption('Leave it out');
  await mustBeAccessible(page, 'the columns of a file');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Put everybody into a group').fill('Autumn');
  await mustBeAccessible(page, 'what holds for all rows');
  // The browser's way back leads to the step before.
  await page.goBack();
  await page.getByText('What is in each column?').waitFor();
  await comesTo(() => page.getByLabel('What “Who” is').inputValue(), 'name');
  await page.getByRole('button', { name: 'Next' }).press('Enter');
  await page.getByLabel('Put everybody into a group').fill('Autumn');
  await page.getByRole('button', { name: 'Look at the rows' }).press('Enter');

  await page.getByText('1 row cannot be imported.').waitFor();
  const bad = page.getByRole('listitem').filter({ hasText: 'Line 3' });
  await bad.getByText('1.55501E+10').waitFor();
  await bad.getByText(/last digits are lost/).waitFor();
  await mustBeAccessible(page, 'the problems of a file');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the rows left out' }).click(),
  ]);
  const rejected = await readFile(await download.path(), 'utf8');
  assert.match(
    rejected,
    /^\ufeffLine,Reason,Who,Mobile,Shift,Notes\r\n3,"A spreadsheet has shortened[^"]*",Vic Stone,1\.55501E\+10,Late,\r\n$/,
  );

  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: '2 new people' }).waitFor();
  await page.getByText('+1 415 555 2671 · joins Autumn · Shift: Early').waitFor();
  await page.getByRole('button', { name: '1 person changes' }).press('Enter');
  await page.getByText('joins Autumn · Shift: Noon').waitFor();
  await page.getByRole('button', { name: '1 row is somebody from a row above' }).click();
  await page.getByText('the person of line 4').waitFor();
  await mustBeAccessible(page, 'the result of a file');
  await page.reload();
  assert.equal((await office.must('GET', '/api/v1/people')).items.length, 2, 'Nothing is written yet.');

  await page.getByRole('button', { name: 'Import 3 people' }).click();
  await page.getByText('The people are here.').waitFor();
  await page.getByText('2 people were added').waitFor();
  await mustBeAccessible(page, 'a file that is written');
  const [uma] = (await office.must('GET', '/api/v1/people?search=Uma')).items;
  assert.deepEqual([uma.groups, uma.fields], [['Autumn'], { Shift: 'Early' }]);
  await office.must('PATCH', `/api/v1/people/${uma.id}`, { name: 'Uma R.' });
  await page.getByRole('button', { name: 'Undo the import' }).click();
  await page.getByRole('heading', { name: '1 person stayed as they are' }).waitFor();
  await page.getByText('Changed since').waitFor();
  await mustBeAccessible(page, 'who stayed when an import was undone');
  await page.getByRole('button', { name: 'Remove Uma R.' }).click();
  await page.getByText('Removed').waitFor();
  assert.equal((await office.must('GET', '/api/v1/people')).items.length, 2);
  await page.getByRole('link', { name: 'All imports' }).click();
  await page.getByRole('listitem').filter({ hasText: 'people.csv' }).getByText('Undone').waitFor();
  await mustBeAccessible(page, 'the imports of before');
  assert.deepEqual(faults, []);
  await close();
});

test('what is no list of people is refused in words, and a small screen in Spanish has room for all', async () => {
  const { page, faults, close } = await open('/people/import', {
    viewport: { width: 320, height: 700 },
    locale: 'es-ES',
  });
  const input = page.locator('input[type=file]');
  await page.getByRole('heading', { name: 'Importar personas' }).waitFor();
  await input.setInputFiles({ ...file('x'), buffer: Buffer.from('504b0304deadbeef', 'hex') });
  await page
    .getByRole('alert')
    .getByText(/libro de cálculo/)
    .waitFor();
  await input.setInputFiles(
    file('Nombre;Teléfono;Un campo de nombre muy largo', 'Íñigo;+34612345678;valor', 'Nadie;12;x'),
  );
  await page.getByText('¿Qué hay en cada columna?').waitFor();
  assert.deepEqual(await page.evaluate(sticksOut), []);
  await page.getByRole('button', { name: 'Siguiente' }).click();
  await page.getByRole('button', { name: 'Revisar las filas' }).waitFor();
  assert.deepEqual(await page.evaluate(sticksOut), []);
  await page.getByRole('button', { name: 'Revisar las filas' }).click();
  await page.getByText('1 fila no se puede importar.').waitFor();
  await page.getByText(/Es demasiado corto|Ningún teléfono|No es un número/).waitFor();
  assert.deepEqual(await page.evaluate(sticksOut), []);
  await page.getByRole('button', { name: 'Siguiente' }).click();
  await page.getByRole('button', { name: 'Importar 1 persona' }).waitFor();
  assert.deepEqual(await page.evaluate(sticksOut), []);
  assert.deepEqual(faults, []);
  await close();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comesTo } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';

const { office, url } = await openOfficeHours([]);

test('what is begun in one saved reply stays while others are begun, saved and removed', async () => {
  for (const name of ['gate', 'parking', 'shift'])
    await office.must('POST', '/api/v1/saved-replies', { name, body: `About the ${name}` });
  const { page, faults, close } = await visit(`${url}/replies`, { as: office });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const words = page.getByRole('listitem').getByRole('textbox', { name: 'Text', exact: true });
  const hasFocus = () => page.evaluate<boolean>('document.activeElement !== document.body');

  await button('Edit gate').click();
  await words.fill('Gate B');
  await button('Edit parking').click();
  await button('Add a saved reply').click();
  await button('Remove shift').click();
  await page.getByText('About the shift').waitFor({ state: 'detached' });
  await comesTo(hasFocus, true);
  assert.equal(await words.first().inputValue(), 'Gate B');

  await page.getByRole('textbox', { name: 'Name' }).nth(2).fill('car park');
  await button('Save').nth(2).click();
  await page.getByRole('heading', { name: 'car park' }).waitFor();
  await comesTo(hasFocus, true);
  await button('Cancel').first().click();
  assert.equal(await words.first().inputValue(), 'Gate B');
  await button('Save').click();
  await page.getByText('Gate B').waitFor();
  await comesTo(hasFocus, true);
  assert.deepEqual(faults, []);
  await close();
});

test('what is written in a saved reply that a colleague removes stays, and becomes a new one', async () => {
  const replies = '/api/v1/saved-replies';
  const { items } = await office.must('GET', replies);
  for (const { id } of items) await office.must('DELETE', `${replies}/${id}`);
  const ben = await office.colleague('Ben');
  const [gate, shift] = [
    await office.must('POST', replies, { name: 'gate', body: 'Gate B' }),
    await office.must('POST', replies, { name: 'shift', body: 'At seven' }),
  ];
  const { page, faults, close } = await visit(`${url}/replies`, { as: office });
  const words = page.getByRole('textbox', { name: 'Text', exact: true });
  await page.getByRole('button', { name: 'Edit gate' }).click();
  await words.fill('Gate C');
  await ben.must('DELETE', `${replies}/${gate.id}`);
  await page.getByRole('alert').filter({ hasText: 'This was removed since you opened it.' }).waitFor();
  assert.equal(await page.evaluate('document.activeElement.tagName'), 'TEXTAREA', 'Who types goes on.');
  await words.pressSequentially(', at nine');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('paragraph').filter({ hasText: 'Gate C, at nine' }).waitFor();
  assert.deepEqual(
    (await ben.must('GET', replies)).items.map(({ name, body }: { name: string; body: string }) => [name, body]),
    [
      ['gate', 'Gate C, at nine'],
      ['shift', shift.body],
    ],
  );
  assert.deepEqual(faults, []);
  await close();
});

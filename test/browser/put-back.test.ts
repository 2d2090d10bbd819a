import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';

const world = await openOfficeHours(['Ana']);
const { office, url } = world;
await office.must('PATCH', '/api/v1/me', { preferences: { undoSeconds: 30 } });

test('words that come back beside a draft as long as one can be are all there, and nothing of either is lost', async () => {
  const id = office.conversationWith('Ana');
  const draft = async () => (await office.must('GET', `/api/v1/conversations/${id}`)).draft?.body;
  const long = `${'x'.repeat(19_997)}end`;
  const { page, close } = await visit(`${url}/inbox/all/${id}`, { as: office });
  const box = page.getByRole('textbox', { name: 'Text to Ana' });
  const thread = page.getByRole('region', { name: 'Texts with Ana' });
  for (const text of ['One', 'Two']) {
    await box.fill(text);
    await box.press('Enter');
  }
  await until('both', async () => (await office.messages('Ana')).length === 2);
  await box.fill(long);
  await until('the draft to be kept', async () => (await draft()) === long);
  for (const left of [1, 0]) {
    await thread.getByRole('button', { name: 'Undo sending' }).last().click();
    await comesTo(() => thread.getByRole('button', { name: 'Undo sending' }).count(), left);
  }
  const all = `One\nTwo\n${long}`;
  await comesTo(() => box.inputValue(), all);

  // No letter pushes another one out at the end.
  await box.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('abc');
  assert.equal(await box.inputValue(), all);
  // What another browser keeps does not take its place.
  await office.must('PUT', `/api/v1/conversations/${id}/draft`, { body: 'Another', caret: 0 });
  await page.reload();
  await comesTo(() => box.inputValue(), all);
  await box.focus();
  await page.keyboard.press('Control+Home');
  for (const _ of 'One\nTwo\n') await page.keyboard.press('Delete');
  await comesTo(() => box.inputValue(), long);
  await until('the draft to be kept again', async () => (await draft()) === long);
  await close();
});

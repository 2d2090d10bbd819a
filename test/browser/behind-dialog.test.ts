import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openOfficeHours } from '../support/world.ts';
import { drawn } from './at-once.ts';
import { visit } from './chromium.ts';
import { keysAct } from './keys.ts';

const world = await openOfficeHours(['Ana']);
const { office, url } = world;

const open = (path: string) => visit(`${url}${path}`, { as: office });

test('no key does anything behind a modal dialog, wherever the focus is', async () => {
  const { page, close } = await open(`/inbox/all/${office.conversationWith('Ana')}`);
  const box = page.getByRole('textbox', { name: 'Text to Ana' });
  await box.waitFor();
  await keysAct(page);
  const panel = page.locator('[popover]:popover-open');
  await box.press('Control+.');
  await panel.waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });

  await page.getByRole('main').focus();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await sheet.waitFor();
  const place = page.url();
  for (const isLost of [false, true]) {
    if (isLost) await page.evaluate('document.activeElement.blur()');
    for (const key of ['Control+.', 'Control+>', 'n', 'q', 'e', 'i']) await page.keyboard.press(key);
    await drawn(page);
    assert.equal(await panel.count(), 0);
    assert.equal(await page.getByRole('dialog').count(), 1);
    assert.equal(page.url(), place);
  }
  // The palette and the sheet of keys give way to each other.
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Find anything' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await close();
});

test('over a dialog that asks something no palette opens', async () => {
  const { page, close } = await open('/people/fields');
  await keysAct(page);
  await page.getByRole('button', { name: 'New field' }).click();
  const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name' });
  await name.fill('Depot');
  await name.press('Control+k');
  await drawn(page);
  assert.equal(await page.getByRole('dialog').count(), 1);
  await close();
});

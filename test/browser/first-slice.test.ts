import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comesTo, until } from '../support/until.ts';
import { openWorld } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';

test('from an empty folder to an answer that is seen live, and back in after signing out', async () => {
  const world = await openWorld();
  const { page, faults, close } = await visit(world.url, { serviceWorkers: 'allow' });

  await page.getByRole('heading', { name: 'Set up Hearback' }).waitFor();
  await mustBeAccessible(page, 'set-up');
  await page.getByLabel('Team name').fill('Harbour crew');
  await page.getByLabel('Your name').fill('Nora Lund');
  await page.getByLabel('E-mail').fill('nora@example.org');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Create the team' }).click();

  await page.getByText('Practice line. Nothing leaves this computer.').waitFor();
  await mustBeAccessible(page, 'an empty inbox');
  await page.getByRole('button', { name: 'Meet the practice crew' }).first().click();
  await page.getByRole('link', { name: /Ana Duarte/ }).click();

  const box = page.getByRole('textbox', { name: 'Text to Ana Duarte' });
  await box.fill('Can you work Saturday?');
  await box.press('Enter');
  const thread = page.getByRole('region', { name: 'Texts with Ana Duarte' });
  await thread.getByText('Can you work Saturday?').waitFor();
  await comesTo(() => box.inputValue(), '');
  await comesTo(() => page.evaluate('document.activeElement.tagName'), 'TEXTAREA', 'The box keeps the focus.');
  await thread.getByText('Delivered').waitFor();
  await thread.getByText(/^(Yes|No)\b/).waitFor();
  await mustBeAccessible(page, 'a thread');

  await page.getByRole('button', { name: 'Phones' }).click();
  await page.getByRole('button', { name: /Ben Okafor/ }).click();
  await page.getByRole('textbox', { name: 'Text as Ben Okafor' }).fill('Running late 🚚');
  await page.getByRole('button', { name: 'Send as Ben Okafor' }).click();
  await mustBeAccessible(page, 'a practice phone');
  await page.getByRole('link', { name: 'Inbox' }).click();
  await page.getByRole('link', { name: /Ben Okafor.*Running late 🚚/s }).waitFor();
  await until('the count in the title', async () => /\(2\)/.test(await page.title()));

  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await mustBeAccessible(page, 'sign-in');
  await page.getByLabel('E-mail').fill('nora@example.org');
  await page.getByLabel('Password').fill('not my password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('No member has this e-mail and password.').waitFor();
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: /Ben Okafor/ }).waitFor();

  assert.deepEqual(faults, []);
  await close();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nora } from '../support/cast.ts';
import { comesTo } from '../support/until.ts';
import { openWorld } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const world = await openWorld();
const { office } = world;
await office.signsUp();

test('when the answer to a change is lost, the form says that the password may have changed', async () => {
  const eva = await office.colleague('Eva');
  const { page, close } = await visit(`${world.url}/settings`, { as: eva });
  let isMade = false;
  await page.route('**/api/v1/me/password', async (route) => {
    isMade = (await route.fetch()).ok();
    await route.abort();
  });
  await page.getByLabel('Present password').fill(eva.password);
  await page.getByLabel('New password').fill('eight grey herons');
  await page.getByRole('button', { name: 'Change the password' }).click();
  const note = page.getByRole('alert').filter({ hasText: 'The server did not answer.' });
  await note
    .filter({ hasText: 'may have changed all the same. If you are signed out, sign in with the new one.' })
    .waitFor();
  await mustBeAccessible(page, 'a lost answer');
  assert.equal(isMade, true);
  assert.equal((await world.openOffice().signsIn('eight grey herons', eva.email)).status, 200);
  await close();
});

test('a password is changed by keyboard alone: wrong ones are said in their fields, and who is here stays', async () => {
  const other = world.openOffice();
  await other.signsIn();
  const { page, faults, close } = await visit(`${world.url}/settings`, {
    as: office,
    viewport: { width: 320, height: 640 },
  });
  const [present, next] = [page.getByLabel('Present password'), page.getByLabel('New password')];
  await present.focus();
  await page.keyboard.type('not the password');
  await page.keyboard.press('Tab');
  await page.keyboard.type('short');
  await page.keyboard.press('Enter');
  await page.getByText('Use at least 8 characters.').waitFor();
  await comesTo(() => next.evaluate((field) => field === field.ownerDocument.activeElement), true);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('eight grey herons');
  await page.keyboard.press('Tab');
  await comesTo(() => page.evaluate('document.activeElement.textContent'), 'Change the password');
  await page.keyboard.press('Enter');
  await page.getByText('This is not your password.').waitFor();
  await comesTo(() => present.evaluate((field) => field === field.ownerDocument.activeElement), true);
  assert.deepEqual(
    [await present.getAttribute('aria-invalid'), await next.inputValue()],
    ['true', 'eight grey herons'],
  );
  await mustBeAccessible(page, 'a wrong password');
  assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);

  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(nora.password);
  await page.keyboard.press('Enter');
  await page
    .getByRole('status')
    .filter({ hasText: 'Your password has changed, and 1 other session has ended.' })
    .waitFor();
  assert.deepEqual([await present.inputValue(), await next.inputValue()], ['', '']);
  await mustBeAccessible(page, 'a changed password');
  assert.equal((await other.ask('GET', '/api/v1/me')).status, 401);
  await page.getByText('You are signed in nowhere else.').waitFor();
  // The cookie is another one by now, and whoever loads the page anew is still signed in.
  await page.reload();
  await page.getByRole('heading', { name: 'Password', level: 2 }).waitFor();
  assert.equal((await world.openOffice().signsIn('eight grey herons')).status, 200);

  await page.goto(`${world.url}/team`);
  await page.getByText(`${nora.name} changed their password.`).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

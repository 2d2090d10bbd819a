import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../support/browser.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { within } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const world = await openOfficeHours(['Ana']);
const { office, url } = world;

const open = (path: string, options = {}, who: { cookie(): string } = office) =>
  visit(`${url}${path}`, { as: who, ...options });

test('a colleague is invited, joins, is seen and sees, and is signed out within two seconds', async () => {
  const owner = await open('/inbox/waiting');
  const { page } = owner;
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('link', { name: 'Team' }).click();
  await page.getByText('You are the only owner, so you stay one.').waitFor();
  await mustBeAccessible(page, 'a team of one');

  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByRole('radio', { name: /^Manager/ }).check();
  await page.getByLabel('Their e-mail').fill('not an address');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page.locator('[aria-invalid]').waitFor();
  await mustBeAccessible(page, 'inviting somebody');
  await page.getByLabel('Their e-mail').fill('omar@food-bank.example');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = page.getByLabel('Link for one person');
  await link.waitFor();
  await page.getByText(/^It works on this computer only\./).waitFor();
  await mustBeAccessible(page, 'the link of an invitation');
  await comesTo(() => page.evaluate('document.activeElement.value'), await link.inputValue());
  const address = await link.inputValue();
  await page.keyboard.press('Escape');
  await page.getByText('good for 7 more days').waitFor();

  const guest = await visit(url);
  const asked: string[] = [];
  guest.page.on('request', (request) => asked.push(request.url().split('#', 1)[0] ?? ''));
  await guest.page.goto(address);
  await guest.page.getByRole('heading', { name: 'Join Harbour Food Bank' }).waitFor();
  await guest.page.getByText(/^Nora Lindqvist invites you as a manager\./).waitFor();
  await mustBeAccessible(guest.page, 'joining');
  await comesTo(() => guest.page.getByLabel('Your e-mail').inputValue(), 'omar@food-bank.example');
  assert.equal(await guest.page.getByLabel('Your e-mail').isEditable(), false);
  const secret = /[\w-]{43}$/.exec(address)?.[0] ?? address;
  assert.deepEqual(
    [asked.length > 0, asked.filter((each) => each.includes(secret))],
    [true, []],
    'A proxy would keep it.',
  );
  await guest.page.getByLabel('Your name').fill('Omar Haddad');
  await guest.page.getByLabel('Choose a password').fill('eight blue lemons');
  await guest.page.getByRole('button', { name: 'Join the team' }).click();
  await guest.page.getByRole('navigation', { name: 'Main' }).waitFor();
  await guest.page.goto(`${url}/team`);
  const nora = guest.page.getByRole('listitem').filter({ hasText: 'nora@food-bank.example' });
  await nora.getByText('Owner', { exact: true }).waitFor();
  assert.equal(await nora.getByRole('button').count(), 0, 'A manager has no power over owners.');
  await mustBeAccessible(guest.page, 'the team, seen by a manager');

  const omar = page.getByRole('listitem').filter({ hasText: 'omar@food-bank.example' });
  await omar.getByRole('button', { name: 'Role of Omar Haddad: Manager' }).click();
  await page.getByRole('menuitemradio', { name: 'Member' }).waitFor();
  await mustBeAccessible(page, 'the menu of roles');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByText('Omar Haddad is a member now.').first().waitFor();
  await guest.page.getByText(/^Only owners and managers may invite people\. Ask Nora Lindqvist\.$/).waitFor();
  await page.getByText(/made Omar Haddad a member\./).waitFor();

  const signIn = guest.page.getByRole('heading', { name: 'Sign in' });
  let times = 0;
  await within(2_000, 'being signed out', async () => {
    await omar.getByRole('button', { name: 'Deactivate Omar Haddad' }).click();
    const startedAt = performance.now();
    await signIn.waitFor();
    const ms = performance.now() - startedAt;
    await guest.page.reload();
    await signIn.waitFor();
    const control = performance.now() - startedAt - ms;
    await page.getByRole('heading', { name: 'Deactivated' }).waitFor();
    await until('the focus on the row', () =>
      page.evaluate('document.activeElement.closest("li")?.textContent.includes("Omar Haddad")'),
    );
    if (times++ === 0) await mustBeAccessible(page, 'a team with somebody deactivated');
    await guest.page.getByLabel('E-mail').fill('omar@food-bank.example');
    await guest.page.getByLabel('Password').fill('eight blue lemons');
    await guest.page.getByRole('button', { name: 'Sign in' }).click();
    await guest.page.getByText('This account is deactivated.').waitFor();

    // By the key, not by the button: what was done last is taken back.
    await page.keyboard.press('z');
    await page.getByRole('button', { name: 'Deactivate Omar Haddad' }).waitFor();
    await until('the server to know', async () => {
      const { items } = await office.must('GET', '/api/v1/members');
      return items.some(({ name, deactivatedAt }: Json) => name === 'Omar Haddad' && !deactivatedAt);
    });
    await guest.page.getByRole('button', { name: 'Sign in' }).click();
    await guest.page.getByRole('heading', { name: 'Team' }).waitFor();
    return { ms, control };
  });

  assert.deepEqual([...owner.faults, ...guest.faults], []);
  await owner.close();
  await guest.close();
});

test('on a phone the link of whoever is signed in, and a used one, say what to do; and nothing is cut off', async () => {
  const token = await office.invites();
  await office.invites('owner');
  const { page, faults, close } = await open(`/join#${token}`, { viewport: { width: 320, height: 640 } });
  await page.getByRole('heading', { name: 'You are signed in as Nora Lindqvist' }).waitFor();
  await mustBeAccessible(page, 'an invitation for whoever is signed in');
  await page.goto(`${url}/team`);
  await page.getByRole('button', { name: 'Take back: An owner' }).click();
  await page.getByText('The link lets nobody in any more.').first().waitFor();
  await comesTo(() => page.evaluate('document.activeElement.textContent'), 'Open invitations');
  const { scrollWidth, clientWidth } = await page.evaluate<{ scrollWidth: number; clientWidth: number }>(
    '(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }))(document.documentElement)',
  );
  assert.ok(scrollWidth <= clientWidth, `${scrollWidth} > ${clientWidth}`);
  await mustBeAccessible(page, 'the team on a phone');

  await page.goto(`${url}/join#${token}`);
  await page.getByRole('button', { name: 'Sign out and go on' }).click();
  await page.getByLabel('Your name').fill('Pia');
  await page.getByLabel('Your e-mail').fill('nora@food-bank.example');
  await page.getByLabel('Choose a password').fill('eight blue lemons');
  await page.getByRole('button', { name: 'Join the team' }).click();
  await page.getByText('Somebody signs in with this address already.').waitFor();
  await page.getByLabel('Your e-mail').fill('pia@food-bank.example');
  await page.getByRole('button', { name: 'Join the team' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();

  // A page of a member that finds its session gone would lead somewhere else in the same moment.
  await page.goto('about:blank');
  await page.context().clearCookies();
  await page.goto(`${url}/join#${token}`);
  await page.getByText(/^Somebody has joined with it already/).waitFor();
  await page.goto(`${url}/join#${token}x`);
  await page.getByText(/^It may not have been copied whole/).waitFor();
  await mustBeAccessible(page, 'a link that does not work');
  assert.deepEqual(faults, []);
  await close();
});

test('a session that is ended on one page is signed out on the other, which was looking', async () => {
  const phone = world.openOffice({ 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/605' });
  assert.equal((await phone.signsIn()).status, 200);
  const other = await open('/inbox/waiting', {}, phone);
  await other.page.getByRole('navigation', { name: 'Main' }).waitFor();
  await office.signsIn();
  const { page, faults, close } = await open('/settings');
  const sessions = page.getByRole('region', { name: 'Where you are signed in' });
  await sessions.getByText('(this browser)').waitFor();
  await mustBeAccessible(page, 'the settings with sessions');
  await sessions.getByRole('button', { name: 'End: Safari on iPhone' }).click();
  await page.getByText('1 session has ended.').first().waitFor();
  await other.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await sessions.getByRole('button', { name: 'End: Safari on iPhone' }).waitFor({ state: 'detached' });
  await comesTo(() => page.evaluate('document.activeElement.tagName'), 'UL');
  assert.deepEqual([...faults, ...other.faults], []);
  await close();
  await other.close();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openAsking, saturday } from '../support/asking.ts';
import { openBroadcasting } from '../support/broadcasting.ts';
import { importing } from '../support/importing.ts';
import { openOfficeHours } from '../support/world.ts';
import { drawn } from './at-once.ts';
import { visit } from './chromium.ts';
import { hold } from './hold.ts';

// Whoever has gone elsewhere before an answer comes stays there, and hears what has become of it.

const world = await openOfficeHours(['Ana', 'Ben']);
const { office, url } = world;
const asking = openAsking(world);
const { writes, to } = openBroadcasting(world);
const { items } = await office.must('GET', '/api/v1/people');
const schedule = { ...saturday([]).content.schedule, startsOn: '2040-01-06' };
const { content } = saturday(
  items.map(({ id }: { id: string }) => id),
  { schedule },
);

const open = (path: string) => visit(`${url}${path}`, { as: office });

/** Goes to Delivery while an answer is awaited, and lets it come. Answers what the toast says of it. */
async function leaves(page: Page, { asked, letGo }: Awaited<ReturnType<typeof hold>>, said: string) {
  await asked;
  await page.getByRole('navigation').getByRole('link', { name: 'Delivery' }).click();
  await page.getByRole('heading', { name: 'Delivery', level: 1 }).waitFor();
  letGo();
  const toast = page.getByRole('region', { name: 'What was done' });
  // As long as the pointer is on them, toasts stay.
  await toast.getByText(said).hover();
  await drawn(page);
  assert.equal(new URL(page.url()).pathname, '/delivery');
  return toast;
}

test('whoever asks now and goes elsewhere is not led to the answers, but finds the way to them', async () => {
  const { id } = await asking.saves({ name: 'Saturday?', content });
  const { page, close } = await open('/questions');
  const held = await hold(page, 'POST', /\/rounds$/);
  await page.getByRole('button', { name: 'More for Saturday?' }).click();
  await page.getByRole('menuitem', { name: 'Ask now' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Ask/ }).click();
  const toast = await leaves(page, held, 'Saturday? goes out now');
  await toast.getByRole('link', { name: 'Open' }).click();
  await page.waitForURL(new RegExp(`/questions/${id}/rounds/[^/]+$`));
  await toast.waitFor({ state: 'detached' });
  await close();
});

test('whoever saves a question and goes elsewhere stays there, whether it could be saved or not', async () => {
  const { id } = await asking.saves({ name: 'Sunday?', content });
  const { page, close } = await open(`/questions/${id}`);
  const save = page.getByRole('button', { name: 'Save the change' });
  const held = await hold(page, 'PATCH', /\/questions\/[^/]+$/);
  await save.click();
  await leaves(page, held, 'Sunday? is changed');
  await page.goBack();
  await save.waitFor();

  const lost = await hold(page, 'PATCH', /\/questions\/[^/]+$/, { isLost: true });
  await save.click();
  await leaves(page, lost, 'Save the change');
  await close();
});

test('whoever goes away and back before an answer comes is not moved either', async () => {
  const { id } = await asking.saves({ name: 'Monday?', content });
  const { page, close } = await open(`/questions/${id}`);
  const held = await hold(page, 'PATCH', /\/questions\/[^/]+$/);
  const words = page.locator('[data-blank="What is asked"]').first();
  await words.waitFor();
  await page.getByRole('button', { name: 'Save the change' }).click();
  await held.asked;
  await page.getByRole('navigation').getByRole('link', { name: 'Delivery' }).click();
  await page.getByRole('heading', { name: 'Delivery', level: 1 }).waitFor();
  await page.goBack();
  await words.waitFor();
  held.letGo();
  await page.getByText('Monday? is changed').last().waitFor();
  await drawn(page);
  assert.equal(new URL(page.url()).pathname, `/questions/${id}`);
  await close();
});

test('whoever has the rows of a file looked at and goes elsewhere finds the way to what was found', async () => {
  const { id } = await importing(office).brings('Name,Phone\nUma,+14155552671\n');
  const { page, close } = await open(`/people/import/${id}?at=defaults`);
  const held = await hold(page, 'POST', /\/check$/);
  await page.getByRole('button', { name: 'Look at the rows' }).click();
  const toast = await leaves(page, held, 'The rows of people.csv are being looked at');
  await toast.getByRole('link', { name: 'Open' }).click();
  await page.waitForURL(new RegExp(`/people/import/${id}\\?at=problems$`));
  await close();
});

test('whoever sends a broadcast and goes elsewhere finds the way to it', async () => {
  const { id } = await writes('Ring road closed', await to('Ana'));
  const { page, close } = await open('/broadcasts');
  await page.getByRole('link', { name: /Ring road closed/ }).click();
  await page.getByRole('button', { name: 'Send to 1' }).click();
  const held = await hold(page, 'POST', /\/dispatch$/);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Send to 1' }).click();
  await held.asked;
  // It cannot be closed meanwhile, but be left.
  await page.goBack();
  await dialog.waitFor({ state: 'detached' });
  const toast = await leaves(page, held, '“Ring road closed” goes out');
  await toast.getByRole('link', { name: 'Open' }).click();
  await page.waitForURL(new RegExp(`/broadcasts/${id}$`));
  await close();
});

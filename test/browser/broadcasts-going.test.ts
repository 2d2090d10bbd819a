import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openClock } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import type { Name } from '../support/cast.ts';
import { addCrowd } from '../support/crowd.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const clock = openClock(new Date().toISOString());
const crew: Name[] = ['Ana', 'Ben', 'Emre'];
const world = await openOfficeHours(crew, { clock });
const { office, phone, url } = world;
const ids: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) ids[name] = id;
for (const name of crew) await office.must('PATCH', `/api/v1/people/${ids[name]}`, { groups: ['Crew North'] });
// So many that some are left whenever the rest is cancelled.
await addCrowd(world, 'Crew North', 190);
const [north] = (await office.must('GET', '/api/v1/groups')).items as Json[];
await phone('Ben').texts('STOP');

const audience = { groupIds: [], personIds: [] as string[], exceptGroupIds: [], exceptPersonIds: [] };
const read = (id: string): Promise<Json> => office.must('GET', `/api/v1/broadcasts/${id}`);

/** Sends on its way what was not looked at in a browser. */
async function sends(body: string, more: object): Promise<{ id: string; chosen: number; willGet: number }> {
  const { id } = await office.must('POST', '/api/v1/broadcasts', { body, ...more });
  const { chosen, willGet } = await office.must('GET', `/api/v1/broadcasts/${id}/look`);
  await office.must('POST', `/api/v1/broadcasts/${id}/dispatch`, { expected: willGet });
  return { id, chosen, willGet };
}

const open = (path: string) => visit(`${url}${path}`, { as: office, timezoneId: 'America/New_York' });

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** What the counts say, by the word under each number. */
async function counted(page: Page): Promise<Record<string, number>> {
  const texts = await page.getByRole('group', { name: 'Show only those' }).getByRole('button').allInnerTexts();
  return Object.fromEntries(texts.map((text) => text.trim().split(/\s*\n\s*/)).map(([n, what]) => [what, Number(n)]));
}

test('while it goes the numbers add up, it rests and goes on, and the rest is cancelled with exact words', async () => {
  const all = { ...audience, groupIds: [north.id], personIds: [ids.Ana] };
  const { id, chosen, willGet } = await sends('Bring boots.', { audience: all, segmentsPerMinute: 60 });
  const { page, faults, close } = await open(`/broadcasts/${id}`);
  await page.getByText('Nothing has left yet.').waitFor();
  // However long its pace was not used, no more is caught up with than five seconds of it.
  for (const have of [5, 10]) {
    clock.on(1);
    await until(`${have} to have it`, async () => (await counted(page)).Delivered === have);
  }
  const sum = Object.values(await counted(page)).reduce((all, n) => all + n, 0);
  assert.equal(sum, chosen);
  await page.getByText(`${chosen} chosen in all.`).waitFor();
  await mustBeAccessible(page, 'a broadcast that goes');

  await button(page, 'Pause').click();
  await page.getByText('Paused', { exact: true }).waitFor();
  const before = (await read(id)).progress.waiting;
  clock.on(1);
  await page.reload();
  await page.getByText('Paused', { exact: true }).waitFor();
  assert.equal((await read(id)).progress.waiting, before);
  await button(page, 'Go on').click();
  await button(page, 'Pause').waitFor();

  await button(page, 'Pause').click();
  await button(page, 'Cancel the rest').click();
  const dialog = page.getByRole('dialog', { name: 'Cancel the rest?' });
  await dialog.getByText(/^\d+ have left\. \d+ will not be sent, and that cannot be undone\.$/).waitFor();
  await mustBeAccessible(page, 'whether to cancel the rest');
  await dialog.getByRole('button', { name: /^Do not send \d+$/ }).click();
  const said = page.locator('main').getByText(/^\d+ had left, \d+ will not be sent\.$/);
  await said.waitFor();
  const [left, not] = (await said.innerText()).match(/\d+/g)!.map(Number);
  assert.equal(left! + not!, willGet);
  await page.reload();
  await page.getByText('Cancelled', { exact: true }).first().waitFor();
  await said.waitFor();
  assert.equal((await counted(page)).Cancelled, not);

  await button(page, new RegExp(`^${not}\\s*Cancelled$`)).click();
  await page.waitForURL(/\?show=canceled$/);
  await until('only those', async () => {
    const states = await page
      .locator('tbody [data-state]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-state')));
    return states.length > 0 && states.every((state) => state === 'canceled');
  });
  assert.deepEqual(faults, []);
  await close();
});

test('a reply stands in its own thread with what it answers, is counted and listed, and who did not get it is texted again', async () => {
  await phone('Emre').behaves({ delivery: 'undelivered', errorCode: 30003 });
  const { id } = await sends('Ring road closed', { audience: { ...audience, personIds: [ids.Ana, ids.Emre] } });
  const { page, faults, close } = await open(`/broadcasts/${id}`);
  await page.getByRole('heading', { name: 'Ring road closed' }).waitFor();
  clock.on(1);
  await button(page, /^1\s*Delivered$/).waitFor();
  await button(page, /^1\s*Not delivered$/).waitFor();
  await page
    .getByRole('row', { name: /^Emre/ })
    .getByText(/\(30003\)/)
    .waitFor();
  await phone('Ana').texts('Which way then?');
  await button(page, /^1\s*Reply$/).click();
  const row = page.getByRole('row', { name: /^Ana/ });
  await row.getByText('Which way then?').waitFor();
  await page.getByRole('row', { name: /^Emre/ }).waitFor({ state: 'detached' });

  await phone('Emre').behaves({});
  const retried = page.waitForResponse('**/retries');
  await button(page, 'Send again to 1').click();
  assert.ok((await retried).ok());
  clock.on(1);
  await button(page, /^2\s*Delivered$/).waitFor();
  await button(page, /^Send again/).waitFor({ state: 'detached' });
  await phone('Emre').shouldHear('Ring road closed');

  await row.getByRole('link', { name: 'Ana' }).click();
  const thread = page.getByRole('region', { name: 'Texts' });
  const reply = thread.getByRole('listitem').filter({ hasText: 'Which way then?' });
  await reply.getByRole('link', { name: 'in answer to “Ring road closed”' }).waitFor();
  await thread.getByRole('link', { name: 'sent to many: “Ring road closed”' }).waitFor();
  await mustBeAccessible(page, 'a reply to a broadcast');
  await reply.getByRole('link', { name: 'in answer to “Ring road closed”' }).click();
  await page.getByRole('heading', { name: 'Ring road closed' }).waitFor();
  await page.waitForURL(`${url}/broadcasts/${id}`);
  assert.deepEqual(faults, []);
  await close();
});

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
const crew: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah'];
const world = await openOfficeHours(crew, { clock });
const { office, phone, url } = world;
const ids: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) ids[name] = id;
for (const name of crew) await office.must('PATCH', `/api/v1/people/${ids[name]}`, { groups: ['Crew North'] });
// Somebody whom nobody has named, and somebody with a long name.
await office.must('PATCH', `/api/v1/people/${ids.Dana}`, { name: '+17735550104' });
const long = 'Wilhelmina-Anastasia Hohenschönhausen';
await office.must('PATCH', `/api/v1/people/${ids.Farah}`, { name: long });
await addCrowd(world, 'Crew North', 79);
const [north] = (await office.must('GET', '/api/v1/groups')).items as Json[];
for (const name of ['Ben', 'Chidi'] as const) await phone(name).texts('STOP');

const audience = { groupIds: [], personIds: [] as string[], exceptGroupIds: [], exceptPersonIds: [] };
const crewAndAna = { ...audience, groupIds: [north.id], personIds: [ids.Ana] };

const drafts = (body: string, more: object = {}): Promise<Json> =>
  office.must('POST', '/api/v1/broadcasts', { body, audience: crewAndAna, ...more });
const read = (id: string): Promise<Json> => office.must('GET', `/api/v1/broadcasts/${id}`);

async function sends(body: string, more: object = {}): Promise<string> {
  const { id } = await drafts(body, more);
  const { willGet } = await office.must('GET', `/api/v1/broadcasts/${id}/look`);
  await office.must('POST', `/api/v1/broadcasts/${id}/dispatch`, { expected: willGet });
  return id;
}

async function open(path: string, options = {}) {
  const [name, value] = office.cookie().split('=', 2) as [string, string];
  const visited = await visit(url, { timezoneId: 'America/New_York', ...options });
  await visited.page.context().addCookies([{ name, value, url }]);
  await visited.page.goto(`${url}${path}`);
  return visited;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const idOf = (page: Page) => /\/broadcasts\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

test('of 86 who are chosen the button sends to 83, the three are named with their reasons, and all of it is kept', async () => {
  const { page, faults, close } = await open('/inbox/waiting');
  await page.getByRole('link', { name: 'Tell' }).waitFor();
  await until('B to lead to a new broadcast', async () => {
    await page.keyboard.press('b');
    return page.url().endsWith('/broadcasts/new');
  });
  await until('the words to have the focus', () => page.evaluate(`document.activeElement.dataset.blank === 'Words'`));
  await page.keyboard.type('Ring road closed.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Take the bridge.');
  await button(page, /^Whom:/).click();
  await page.getByRole('checkbox', { name: 'Crew North' }).check();
  await page.getByRole('searchbox').fill('Ana');
  await page.getByRole('checkbox', { name: 'Ana', exact: true }).check();
  await mustBeAccessible(page, 'whom it goes to');
  await button(page, 'Done').click();

  await button(page, 'Send to 83').waitFor();
  const who = page.getByRole('region', { name: 'Who gets it' });
  await who.getByText('83 people get it').waitFor();
  await who.getByText('86 chosen, 3 of them do not get it:').waitFor();
  assert.deepEqual(await who.getByRole('listitem').allInnerTexts(), [
    '2 opted out: Ben and Chidi',
    '1 chosen twice: Ana',
  ]);
  await mustBeAccessible(page, 'a broadcast that is written');

  await page.getByText('Kept as a draft').waitFor();
  await page.reload();
  await button(page, 'Send to 83').waitFor();
  assert.equal(await page.getByRole('textbox', { name: /Words/ }).inputValue(), 'Ring road closed.\nTake the bridge.');
  await button(page, 'Left out: nobody').click();
  await page.getByRole('searchbox').fill('Emre');
  await page.getByRole('checkbox', { name: 'Emre', exact: true }).check();
  await page.keyboard.press('Escape');
  await button(page, 'Send to 82').waitFor();
  await who.getByText('1 taken out by you: Emre').waitFor();
  assert.equal((await read(idOf(page))).state, 'draft');
  await page.goto(`${url}/broadcasts`);
  await page.getByRole('region', { name: 'Drafts' }).getByText('to Crew North and Ana').waitFor();
  await mustBeAccessible(page, 'broadcasts');
  assert.deepEqual(faults, []);
  await close();
});

test('the preview pages through real people, the longest text first, and says what stands in place of a missing name', async () => {
  const { page, faults, close } = await open('/broadcasts/new');
  await page.getByRole('textbox', { name: /Words/ }).fill('Hi ');
  await page.keyboard.type('{fir');
  await page.getByRole('option', { name: 'first name' }).waitFor();
  await page.keyboard.press('Enter');
  const rest = `, gate B is open from six. ${'Bring your badge and boots. '.repeat(4)}`;
  await page.keyboard.type(rest);
  await button(page, /^Whom:/).click();
  for (const name of ['Ana', long, '+17735550104']) {
    await page.getByRole('searchbox').fill(name);
    await page.getByRole('checkbox', { name, exact: true }).check();
  }
  await page.keyboard.press('Escape');
  const phone = page.getByRole('region', { name: 'What they see' });
  await phone.getByText(`Hi Wilhelmina-Anastasia${rest.trimEnd()}`).waitFor();
  await phone.getByText('1 of 3, the longest first · 2 texts').waitFor();
  await page.getByText('The longest is 2 texts').waitFor();
  await page.getByText(/1 person has no first name: nothing stands there\./).waitFor();

  const box = page.getByRole('textbox', { name: /Words/ });
  await box.fill((await box.inputValue()).replace('{first name}', '{first name|friend}'));
  await page.getByText('1 person has no first name: the other words stand there.').waitFor();
  await button(page, 'The next one').click();
  await phone.getByText(`Hi friend${rest.trimEnd()}`).waitFor();
  await phone.getByText('No first name: “friend” stands there').waitFor();
  await button(page, 'The next one').click();
  await phone.getByText('3 of 3, the longest first · 1 text').waitFor();
  await phone.getByText('Ana', { exact: true }).waitFor();

  await box.fill('“Gate B”');
  await page.getByText('“\u00a0” makes 3 texts Unicode').waitFor();
  await button(page, /^Write it plainly/).click();
  await until('plain quotes', async () => (await box.inputValue()) === '"Gate B"');
  await box.fill('Hi {shoe size}');
  await page.getByText('Nobody has a field called “shoe size”. It cannot go out like this.').waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('no single key sends, over 200 people the number is typed, and what was sent is taken back by Z', async () => {
  const { id } = await drafts('Ring road closed.');
  const { page, faults, close } = await open(`/broadcasts/${id}/edit`);
  await button(page, 'Send to 83').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Send to 83 people?' });
  await dialog.getByText('Ring road closed.').waitFor();
  await dialog.getByText('3 are left out: 2 opted out and 1 chosen twice').waitFor();
  await dialog.getByText('in 30 seconds; until then you can take it back').waitFor();
  await mustBeAccessible(page, 'the last look');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  assert.equal((await read(id)).state, 'draft');

  await addCrowd(world, 'Crew North', 122);
  await page.reload();
  await button(page, 'Send to 205').click();
  const large = page.getByRole('dialog', { name: 'Send to 205 people?' });
  await until('the number to have the focus', () => page.evaluate(`document.activeElement.inputMode === 'numeric'`));
  await page.keyboard.press('Enter');
  await large.getByText('That is another number.').waitFor();
  await page.keyboard.type('206');
  await page.keyboard.press('Enter');
  await large.getByText('That is another number.').waitFor();
  assert.equal((await read(id)).state, 'draft');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing has left yet.').waitFor();
  await mustBeAccessible(page, 'a broadcast that is held');
  assert.equal((await read(id)).state, 'held');
  await page.keyboard.press('z');
  await button(page, 'Send to 205').waitFor();
  assert.equal((await read(id)).state, 'draft');
  assert.equal(await page.getByRole('textbox', { name: /Words/ }).inputValue(), 'Ring road closed.');
  assert.deepEqual(faults, []);
  await close();
});

/** What the counts say, by the word under each number. */
async function counted(page: Page): Promise<Record<string, number>> {
  const texts = await page.getByRole('group', { name: 'Show only those' }).getByRole('button').allInnerTexts();
  return Object.fromEntries(texts.map((text) => text.trim().split(/\s*\n\s*/)).map(([n, what]) => [what, Number(n)]));
}

test('while it goes the numbers add up, it rests and goes on, and the rest is cancelled with exact words', async () => {
  const everybody = { ...audience, groupIds: [north.id] };
  const id = await sends('Bring boots.', { audience: everybody, segmentsPerMinute: 300, name: 'Boots' }).catch(
    () => '',
  );
  assert.equal(id, '', 'more than 200 are not sent to by a program that typed nothing either');
  const { items } = await office.must('GET', '/api/v1/broadcasts');
  const draft = items.find(({ name }: Json) => name === 'Boots');
  const { chosen, willGet } = await office.must('GET', `/api/v1/broadcasts/${draft.id}/look`);
  await office.must('POST', `/api/v1/broadcasts/${draft.id}/dispatch`, { expected: willGet, typed: true });
  const { page, faults, close } = await open(`/broadcasts/${draft.id}`);
  await page.getByText('Nothing has left yet.').waitFor();
  clock.on(1);
  await until('some to have it', async () => ((await counted(page)).Delivered ?? 0) >= 10);
  const sum = Object.values(await counted(page)).reduce((all, n) => all + n, 0);
  assert.equal(sum, chosen);
  await page.getByText(`${chosen} chosen in all.`).waitFor();
  await mustBeAccessible(page, 'a broadcast that goes');

  await button(page, 'Pause').click();
  await page.getByText('Paused', { exact: true }).waitFor();
  const before = (await read(draft.id)).progress.waiting;
  clock.on(1);
  await page.reload();
  await page.getByText('Paused', { exact: true }).waitFor();
  assert.equal((await read(draft.id)).progress.waiting, before);
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
  assert.match(page.url(), /\?show=canceled$/);
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
  const id = await sends('Ring road closed', { audience: { ...audience, personIds: [ids.Ana, ids.Emre] } });
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
  await button(page, 'Send again to 1').click();
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
  assert.equal(idOf(page), id);
  assert.deepEqual(faults, []);
  await close();
});

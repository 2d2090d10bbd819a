import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openAsking, someday } from '../support/asking.ts';
import { cast } from '../support/cast.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi']);
const { office, phone } = world;
const asking = openAsking(world);
const people = (await office.must('GET', '/api/v1/people')).items;
const [ana, ben, chidi] = people;

const open = (path: string) => visit(`${world.url}${path}`, { as: office });

const items = (page: Page) => page.getByRole('region', { name: 'History' }).getByRole('listitem').getByRole('link');

test('a person’s page has all that happened in one list, by kind, and each item leads to its spot in the thread', async () => {
  const question = await asking.saves(someday([ana.id]));
  const { id: roundId } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await phone('Ana').shouldHear('Can you drive on Saturday?');
  await phone('Ana').texts('yes');
  await until('the answer', async () => (await asking.standing(roundId)).Ana === 'answered yes');
  await office.must('POST', `/api/v1/conversations/${ana.conversationId}/notes`, { body: 'She sounds fine' });
  await office.must('PATCH', `/api/v1/people/${ana.id}`, { groups: ['Crew'], timeZone: 'America/Denver' });

  const { page, faults, close } = await open(`/people/${ana.id}`);
  await page.getByText('there (Denver)').waitFor();
  await page.getByText(/^Usually answers in \d+ min, of 1 answer\.$/).waitFor();
  await page.getByRole('link', { name: /Saturday\?: Yes$/ }).waitFor();
  await page.getByText('She sounds fine').waitFor();
  await mustBeAccessible(page, 'a person');

  await page.getByRole('link', { name: 'Texts', exact: true }).click();
  await until('texts alone', async () => (await items(page).count()) === 2);
  await phone('Ana').texts('Which door?');
  await until('what has just come', async () => (await items(page).first().innerText()).includes('Which door?'));
  await page.getByRole('link', { name: 'Notes', exact: true }).click();
  await until('notes alone', async () => (await items(page).count()) === 1);
  const { items: notes } = await office.must('GET', `/api/v1/people/${ana.id}/history?kind=notes`);
  await items(page).first().click();
  await page.waitForURL(`${world.url}/inbox/all/${ana.conversationId}#${notes[0].id}`);
  await page.getByText('She sounds fine').waitFor();
  await page.goBack();
  await until('the notes again', async () => (await items(page).count()) === 1);
  assert.deepEqual(faults, []);
  await close();
});

test('what is known is changed in its place, and taken back with a key', async () => {
  await office.must('POST', '/api/v1/person-fields', { name: 'Van', kind: 'text' });
  const { page, faults, close } = await open(`/people/${chidi.id}`);
  await page.getByRole('button', { name: 'Change Van' }).click();
  await page.getByRole('textbox', { name: 'Van' }).fill('12');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Van is changed.' }).waitFor();
  const van = async () => (await office.must('GET', `/api/v1/people/${chidi.id}`)).fields.Van;
  await comesTo(van, '12');
  await until('the focus to be back', () =>
    page.evaluate<boolean>(`document.activeElement?.ariaLabel === 'Change Van'`),
  );
  await page.keyboard.press('z');
  await until('the van to be gone', async () => (await van()) === undefined);

  await page.getByRole('button', { name: 'Add number' }).click();
  await page.getByLabel('Number', { exact: true }).fill('415 555 2671');
  await page.getByRole('button', { name: 'Add number' }).click();
  await page.getByRole('button', { name: 'Text +1 415 555 2671 from now on' }).click();
  await until('the other to be first', async () => {
    const { phones } = await office.must('GET', `/api/v1/people/${chidi.id}`);
    return phones.join() === `+14155552671,${cast.Chidi}`;
  });
  assert.deepEqual(faults, []);
  await close();
});

test('two people are merged after a look, their threads join in time, and undo restores both', async () => {
  await phone('Ben').texts('This is my new number');
  const { page, faults, close } = await open(`/people/${ana.id}`);
  await page.getByRole('button', { name: 'Add number' }).click();
  await page.getByLabel('Number', { exact: true }).fill(cast.Ben);
  await page.getByRole('button', { name: 'Add number' }).click();
  await page.getByRole('button', { name: 'Merge with Ben' }).click();
  await page.getByText('These move over: 1 text.').waitFor();
  await page.getByRole('button', { name: 'Choose somebody else' }).click();
  await page.getByRole('combobox', { name: 'Name or number' }).fill('ben');
  await page.getByRole('option', { name: /Ben/ }).waitFor();
  await mustBeAccessible(page, 'choosing whom to merge');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: '+1 303 555 0102' }).waitFor();
  assert.equal(await page.evaluate('document.activeElement.closest("dialog") !== null'), true);
  await page.getByRole('radio', { name: '+1 303 555 0102' }).check();
  await mustBeAccessible(page, 'before a merge');
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByText('Ben is merged into Ana.').filter({ visible: true }).first().waitFor();
  const merged = await office.must('GET', `/api/v1/people/${ana.id}`);
  assert.deepEqual(merged.phones, [cast.Ben, cast.Ana]);
  const bodies = (await office.messages('Ana')).map(({ body }) => body);
  assert.deepEqual(bodies.slice(-2), ['Which door?', 'This is my new number']);
  await page
    .getByRole('region', { name: 'Merged into this person' })
    .getByText(/^Ben \(/)
    .waitFor();

  // Old links lead on, in the inbox and here.
  await page.goto(`${world.url}/inbox/all/${ben.conversationId}`);
  await page.waitForURL(`${world.url}/inbox/all/${ana.conversationId}`);
  await page.getByText('This is my new number').filter({ visible: true }).first().waitFor();
  await page.goto(`${world.url}/people/${ben.id}`);
  await page.waitForURL(`${world.url}/people/${ana.id}`);
  await page.getByRole('button', { name: 'Undo merging Ben' }).click();
  await page.getByText('Ben is a person of their own again.').filter({ visible: true }).first().waitFor();
  await comesTo(
    async () => [(await office.messages('Ben')).map(({ body }) => body), (await office.messages('Ana')).at(-1)?.body],
    [['This is my new number'], 'Which door?'],
  );
  assert.deepEqual(faults, []);
  await close();
});

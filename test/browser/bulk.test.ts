import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { list as allRows, countRows, readNames } from './long-list.ts';

const world = await openOfficeHours([]);
const { office, url } = world;
const many = 208;
const pad = (n: number) => String(n).padStart(3, '0');
await office.must('POST', '/api/v1/people', { name: `Person ${pad(0)}`, phones: ['+12125550100'] });
await world.query(sql`with made as materialized (select gen_random_uuid() as person, gen_random_uuid() as id, n from generate_series(1, ${many - 1}::int) as n),
  met as (insert into people select (jsonb_populate_record(people, jsonb_build_object('id', person,
    'name', 'Person ' || lpad(n::text, 3, '0')))).* from people, made)
  insert into conversations select (jsonb_populate_record(conversations, jsonb_build_object('id', made.id, 'person_id', person))).*
  from conversations, made`);

async function open(path: string) {
  const visited = await visit(`${url}${path}`, { as: office });
  await visited.page.locator('#snooze-menu').waitFor({ state: 'attached' });
  return visited;
}
const counts = () => office.must('GET', '/api/v1/conversation-counts');
const focused = (page: Page) =>
  page.evaluate<string>(
    `document.activeElement.closest('[data-conversation]')?.querySelector('a bdi').textContent ?? ''`,
  );

test('single letters can be switched off, and the other keys stay', async () => {
  await office.must('PATCH', '/api/v1/me', { preferences: { singleKeys: false } });
  const { page, close } = await open('/inbox/unassigned');
  await page.locator('[data-conversation]').first().waitFor();
  await page.keyboard.press('j');
  assert.equal(await focused(page), '');
  await page.keyboard.press('ArrowDown');
  await until('the first row', async () => /^Person/.test(await focused(page)));
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: /^Text to/ }).waitFor();
  await page.keyboard.press('e');
  assert.equal(await page.locator('[aria-keyshortcuts="E"]').count(), 0);
  assert.equal((await counts()).done, 0);
  await office.must('PATCH', '/api/v1/me', { preferences: { singleKeys: true } });
  await close();
});

test('a range of two hundred is done in one act, with one undo', async () => {
  const { page, faults, close } = await open('/inbox/unassigned');
  const list = page.getByRole('region', { name: 'Conversations' });
  const rows = list.locator('[data-conversation]');
  // Those that are far from what is in sight are not in the page; each says which one it is.
  const row = (place: number) => list.locator(`[aria-posinset="${place}"]`);
  const before = await counts();
  await rows.nth(2).hover();
  await rows.nth(2).getByRole('checkbox').check();
  await rows
    .nth(5)
    .getByRole('link')
    .click({ modifiers: ['Shift'] });
  await page.getByText('4 selected').waitFor();
  await mustBeAccessible(page, 'several selected');
  await page.keyboard.press('Escape');
  const toEnd = () =>
    until(
      'two hundred rows',
      async () => {
        await page.evaluate(`${allRows}.lastElementChild.scrollIntoView()`);
        return (await row(200).count()) === 1;
      },
      30_000,
    );
  await toEnd();
  await page.evaluate(`${allRows}.firstElementChild.scrollIntoView()`);
  await row(1).getByRole('link').focus();
  await page.keyboard.press('x');
  await toEnd();
  await row(200)
    .getByRole('link')
    .click({ modifiers: ['Shift'] });
  await page.getByText('200 selected').waitFor();
  await page.keyboard.press('e');
  await page.getByText('200 conversations are done.').first().waitFor();
  await until('all to be done', async () => (await counts()).done === before.done + 200);
  await page.keyboard.press('Control+z');
  await page.getByText('Undone: 200 conversations are done.').first().waitFor();
  await until('all to be back', async () => (await counts()).done === before.done);
  await until('the rows', async () => (await countRows(page)) >= 50);

  // The same address shows the same to another browser.
  const other = await open('/inbox/unassigned');
  await other.page.locator('[data-conversation]').first().waitFor();
  const same = await readNames(other.page, 50);
  assert.equal(same.length, 50);
  await comesTo(() => readNames(page, 50), same);
  await other.close();
  assert.deepEqual(faults, []);
  await close();
});

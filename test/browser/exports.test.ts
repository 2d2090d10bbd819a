import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { sql } from 'kysely';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const world = await openOfficeHours(['Ana', 'Dana']);
const { office, phone, query, url } = world;

test('a conversation is read on paper and saved as a file, from the pane beside it, also one of several pages', async () => {
  await phone('Dana').behaves({ delivery: 'undelivered', errorCode: 30003 });
  await phone('Dana').texts('Is the gate open?\nI am at the north side.');
  await office.texts('Dana', 'Gate B, code 4471.');
  await office.shouldSeeStatus('Dana', 'undelivered');
  await query(sql`
    insert into messages (team_id, conversation_id, id, line_id, direction, from_address, to_address, body, media, segments,
      status, status_at, created_at)
    select team_id, conversation_id, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, line_id, direction,
      from_address, to_address, 'Earlier ' || n, '[]', 1, status, status_at, now() - interval '2 days'
    from messages, generate_series(1, 450) as n where direction = 'inbound'`);
  const { page, faults, close } = await visit(`${url}/inbox/all/${office.conversationWith('Dana')}`, { as: office });
  await page.getByText('Gate B, code 4471.').first().waitFor();
  await page.getByRole('complementary', { name: 'About Dana' }).getByRole('link', { name: 'Transcript' }).click();
  await page.getByRole('heading', { name: 'Conversation with Dana' }).waitFor();
  await page.getByText(/^452 texts\. Times are of /).waitFor();
  const texts = page.locator('main').getByRole('listitem');
  await comesTo(() => texts.count(), 452);
  assert.match(
    await texts.last().innerText(),
    /Nora Lindqvist, Harbour Food Bank\s+Gate B, code 4471\.\s+Not delivered: /,
  );
  assert.match(await texts.nth(450).innerText(), /Dana\s+Is the gate open\?\nI am at the north side\./);
  await mustBeAccessible(page, 'a transcript');
  await page.emulateMedia({ media: 'print' });
  await page.getByRole('button', { name: 'Print' }).waitFor({ state: 'hidden' });
  assert.ok(await page.getByText('Earlier 1', { exact: true }).isVisible());
  await page.emulateMedia({ media: 'screen' });
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save as CSV' }).click(),
  ]);
  assert.equal(file.suggestedFilename(), 'conversation.csv');
  assert.deepEqual(faults, []);
  await close();
});

test('whom the table of people shows, and all texts of some days, are saved as files by managers', async () => {
  const rosa = await office.colleague('Rosa');
  const { page, faults, close } = await visit(`${url}/people`, { as: office });
  const save = async (link: RegExp) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]);
    return [file.suggestedFilename(), await readFile(await file.path(), 'utf8')] as const;
  };
  await page.getByLabel('Search people').fill('dan');
  await page.waitForURL(/q=dan/);
  await until('the file of those alone', async () =>
    /dan\b/.test((await page.getByRole('link', { name: /^Save as CSV/ }).getAttribute('href')) ?? ''),
  );
  const [peopleFile, people] = await save(/^Save as CSV/);
  assert.equal(peopleFile, 'people.csv');
  assert.deepEqual(
    people
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(',')[0]),
    ['Dana'],
  );
  await page.goto(`${url}/delivery/insight`);
  const [textsFile, texts] = await save(/^Save all texts of these days/);
  assert.match(textsFile, /^texts-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
  assert.match(texts, /Gate B, code 4471\./);

  const hers = await visit(`${url}/people`, { as: rosa });
  await hers.page.getByRole('button', { name: 'Add person' }).first().waitFor();
  assert.equal(await hers.page.getByRole('link', { name: /^Save as CSV/ }).count(), 0);
  assert.deepEqual([...faults, ...hers.faults], []);
  await hers.close();
  await close();
});

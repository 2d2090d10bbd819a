import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { firstIdAt } from '../../src/platform/ids.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const world = await openOfficeHours(['Ana', 'Ben']);
const { office, line, query, url } = world;

/** Texts of the last days: enough that a list has a second page, and of every outcome. */
async function wroteMany(): Promise<void> {
  const { timeZone } = (await query(sql`select time_zone as "timeZone" from teams`))[0];
  const noon = Temporal.Now.plainDateISO(timeZone).toZonedDateTime({ timeZone, plainTime: '12:00' });
  for (let n = 0; n < 240; n++) {
    const at = new Date(noon.subtract({ days: 1 + (n % 5), hours: n % 9, minutes: n % 50 }).epochMilliseconds);
    const id = firstIdAt(at).slice(0, -12) + String(n).padStart(12, '0');
    const [status, code] =
      n % 12 === 0
        ? ['undelivered', ['30003', '30007', '30005'][n % 5] ?? '30006']
        : n % 7 === 0
          ? ['sent', null]
          : ['delivered', null];
    const conversationId = office.conversationWith(n % 2 ? 'Ana' : 'Ben');
    await query(sql`
      with text as (
        insert into messages (team_id, conversation_id, id, line_id, direction, to_address, body, media, segments, status,
          status_at, error_code, created_at)
        select id, ${conversationId}, ${id}, ${line.id}, 'outbound', '+13035550101', ${`Text number ${n}`}, '[]', 1, ${status},
          ${at}::timestamptz + ${(n % 20) * 0.7} * interval '1 second', ${code}, ${at} from teams
        returning team_id, conversation_id, id)
      insert into attempts (team_id, id, conversation_id, message_id, line_id, worker_id, outcome, started_at, ended_at, lane)
      select team_id, gen_random_uuid(), conversation_id, id, ${line.id}, id, 'accepted', ${at}, ${at}, 0 from text`);
  }
}
await wroteMany();

const open = (path: string) => visit(`${url}${path}`, { as: office });

const rows = (page: Page) =>
  page
    .locator('main')
    .getByRole('listitem')
    .filter({ hasText: /^\w+.*Text number/ });

/** Goes where something leads and to the end of the list there: as many texts as the number says, and back. */
async function mustLeadTo(page: Page, count: number, follow: () => Promise<void>): Promise<void> {
  await follow();
  await page.getByRole('heading', { name: new RegExp(`^${count} texts?:`) }).waitFor();
  await until(`${count} rows`, async () => {
    await rows(page).last().scrollIntoViewIfNeeded();
    return (await rows(page).count()) === count;
  });
  await comesTo(() => page.getByRole('button', { name: 'Show more' }).count(), 0);
  await page.goBack();
  await page.getByText('By hour of the day').waitFor();
}

test('the reasons add up to those that failed, and a click on a bar gives exactly that many rows', async () => {
  const { page, faults, close } = await open('/delivery');
  await page.getByRole('link', { name: 'Over time' }).click();
  await page.getByText('240 texts were written: 188 delivered, 20 not delivered.').waitFor();
  await mustBeAccessible(page, 'what became of texts');
  const reasons = page.getByRole('region', { name: 'Why they were not delivered' }).getByRole('link');
  const counts = (await reasons.allInnerTexts()).map((text) => Number(/\d+$/.exec(text)?.[0]));
  assert.equal(counts.length, 4);
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    20,
  );

  await mustLeadTo(page, 20, () => page.getByRole('link', { name: '20 Not delivered' }).click());
  await mustLeadTo(page, counts[0]!, () => reasons.first().click());
  // A piece of a column, by its own name.
  const piece = page.locator('svg a', { has: page.locator('rect[data-tone="delivered"]') }).first();
  const drawn = Number(/: (\d+)$/.exec((await piece.textContent()) ?? '')?.[1]);
  await mustLeadTo(page, drawn, () => piece.click());
  await mustLeadTo(page, 188, () => page.getByRole('link', { name: '188 Delivered' }).click());
  assert.deepEqual(faults, []);
  await close();
});

test('the table beside a picture leads to the same texts by keyboard; each list and each range is an address', async () => {
  const { page, faults, close } = await open('/delivery/insight');
  await page.getByText('The numbers').first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const [focused, cell] = await page.evaluate<[string, string]>(
    '[document.activeElement.textContent, document.activeElement.closest("td")?.tagName]',
  );
  assert.equal(cell, 'TD');
  await mustLeadTo(page, Number(focused), () => page.keyboard.press('Enter'));

  await page.getByRole('link', { name: '90 days' }).click();
  await page.waitForURL(/from=/);
  await page.getByRole('link', { name: '20 Not delivered' }).click();
  await page.getByRole('heading', { name: '20 texts: Not delivered' }).waitFor();
  await mustBeAccessible(page, 'the texts behind a number');
  await page.reload();
  await page.getByRole('heading', { name: '20 texts: Not delivered' }).waitFor();
  await rows(page).first().getByRole('link').click();
  await page.waitForURL(/\/inbox\/all\//);

  await page.goto(`${url}/delivery/insight?from=2020-01-01&until=2020-01-02`);
  await page.getByText('No text was written on these days.').waitFor();
  await page.goto(`${url}/delivery/insight?outcome=nonsense&hour=99`);
  await page.getByRole('alert').waitFor();
  assert.deepEqual(faults, []);
  await close();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { CDPSession, Page } from 'playwright-core';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';
import { countRows, loadAll } from './long-list.ts';

const many = 3000;
const world = await openOfficeHours(['Ana', 'Ben']);
const { office, phone, url } = world;
for (const name of ['Ana', 'Ben'] as const) await phone(name).texts('Which gate?');
await world.query(sql`with made as materialized (select gen_random_uuid() as person, gen_random_uuid() as id, n from generate_series(3, ${many}::int) as n),
  met as (insert into people select (jsonb_populate_record(people, jsonb_build_object('id', person, 'name', 'Person ' || n))).*
    from people, made where people.name = 'Ana')
  insert into conversations select (jsonb_populate_record(conversations, jsonb_build_object('id', made.id, 'person_id', person,
    'last_message_at', now() - n * interval '1 minute', 'last_message_id', null, 'last_inbound_id', null, 'waiting_since', null))).*
  from conversations, made where conversations.id = ${office.conversationWith('Ana')}::uuid`);
await office.must('PATCH', '/api/v1/me', { gettingStartedHidden: true, preferences: { undoSeconds: 0 } });

const names = { Ana: 'Ben', Ben: 'Ana' } as const;
let open: keyof typeof names = 'Ana';

/** What a dispatcher does all day, each until it is seen. */
const acts: Record<string, (page: Page) => Promise<unknown>> = {
  open: async (page) => {
    open = names[open];
    await page.locator('[data-conversation] > a').filter({ hasText: open }).first().click();
    await page.getByRole('textbox', { name: `Text to ${open}` }).waitFor();
    await page.locator('[data-row]').first().waitFor();
  },
  send: async (page) => {
    const words = `Gate ${Math.random()}`;
    await page.getByRole('textbox', { name: `Text to ${open}` }).fill(words);
    // To its end: what comes later would count as it happens, here or in the next act. Whoever looks again and again would count too.
    const delivered = page.evaluate(`new Promise((resolve) => {
      const isIt = (row) => row.textContent.includes('${words}') && row.textContent.includes('Delivered');
      const look = () => [...document.querySelectorAll('[data-row]')].some(isIt) && (seen.disconnect(), resolve());
      const seen = new MutationObserver(look);
      seen.observe(document.body, { subtree: true, childList: true, characterData: true });
    })`);
    await page.keyboard.press('Enter');
    await delivered;
  },
  filter: async (page) => {
    const views = page.getByRole('navigation', { name: 'Views' });
    await views.getByRole('link', { name: 'Failed' }).click();
    await page.getByText('Show all conversations').waitFor();
    await views.getByRole('link', { name: 'All', exact: true }).click();
    await page.locator('[data-conversation]').first().waitFor();
  },
  palette: async (page) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').last().fill('ana');
    await page.getByRole('option', { name: /Ana/ }).first().waitFor();
    await page.keyboard.press('Escape');
  },
};

/** Until the page has done what it has to do. The browser may call it idle long after it is. */
const atRest = `new Promise((resolve) => requestIdleCallback(resolve, { timeout: 300 }))
  .then(() => scheduler.postTask(() => {}, { priority: 'background' }))`;

/** How many times as much an act may cost at most. What a text sets off, until it is delivered, varies more. */
const most = (act: string) => (act === 'send' ? 2 : 1.6);

/** How much of the processor's time the page takes for an act, in ms: this does not depend on who else works there. */
async function costOf(page: Page, debug: CDPSession, act: (page: Page) => Promise<unknown>): Promise<number> {
  const spent = async () => {
    await page.evaluate(atRest);
    const { metrics } = await debug.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
  const before = await spent();
  await act(page);
  return (await spent()) - before;
}

test('what is done all day costs the page no more with three thousand conversations in the list than with fifty', async (t) => {
  const { page, faults, close } = await visit(`${url}/inbox/all`, {
    as: office,
    reducedMotion: 'reduce',
    // So that the list is whole sooner.
    prepare: (page) =>
      page.route(/conversations\?.*limit=50/, (route, request) =>
        route.continue({ url: request.url().replace('limit=50', 'limit=200') }),
      ),
  });
  await page.locator('#snooze-menu').waitFor({ state: 'attached' });
  const debug = await page.context().newCDPSession(page);
  await debug.send('Performance.enable', { timeDomain: 'threadTicks' });
  const measure = async (prepare: () => Promise<unknown>) => {
    const costs: Record<string, number[]> = {};
    // The first round only warms the page up.
    for (let round = 0; round < 5; round++) {
      for (const [name, act] of Object.entries(acts)) {
        await prepare();
        const cost = await costOf(page, debug, act);
        if (round > 0) costs[name] = [...(costs[name] ?? []), cost];
      }
    }
    return costs;
  };
  const few = await measure(async () => {});
  // Of a view that is left only the first pages are kept.
  const all = await measure(async () => {
    await loadAll(page);
    assert.equal(await countRows(page), many);
  });
  const found = Object.keys(acts).map((name) => ({
    name,
    few: Math.min(...few[name]!),
    all: Math.min(...all[name]!),
    ratio: Math.min(...all[name]!) / Math.min(...few[name]!),
  }));
  for (const { name, few, all, ratio } of found)
    t.diagnostic(`${name}: ${few.toFixed(1)} ms, with ${many} ${all.toFixed(1)} ms, ${ratio.toFixed(2)} times as much`);
  for (const { name, ratio } of found) assert.ok(ratio < most(name), `${name} takes ${ratio} times as much.`);
  assert.deepEqual(faults, []);
  await close();
});

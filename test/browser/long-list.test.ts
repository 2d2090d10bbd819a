import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { watchFrames } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { goOffline } from './go-offline.ts';
import { countRows, list, loadAll, readNames } from './long-list.ts';

/** Somebody who can write, at the 160th place of a thousand; the others are called by theirs. */
const many = 1000;
const world = await openOfficeHours(['Ana']);
const { office, phone, url } = world;
await world.query(sql`with made as materialized (select gen_random_uuid() as person, gen_random_uuid() as id, n from generate_series(1, ${many}::int) as n where n <> 160),
  met as (insert into people select (jsonb_populate_record(people, jsonb_build_object('id', person, 'name', 'Person ' || n))).* from people, made)
  insert into conversations select (jsonb_populate_record(conversations, jsonb_build_object('id', made.id, 'person_id', person,
    'last_message_at', now() - n * interval '1 minute', 'last_message_id', null))).* from conversations, made`);
const ana = office.conversationWith('Ana');
const putBackAna = () =>
  world.query(
    sql`update conversations set last_message_at = now() - 160 * interval '1 minute' where id = ${ana}::uuid`,
  );
await putBackAna();
await office.must('PATCH', '/api/v1/me', { gettingStartedHidden: true });

async function open(path: string, options = {}) {
  const visited = await visit(`${url}${path}`, { as: office, reducedMotion: 'reduce', ...options });
  await visited.page.locator('#snooze-menu').waitFor({ state: 'attached' });
  return visited;
}

const focused = (page: Page) =>
  page.evaluate<string>(
    `document.activeElement.closest('[data-conversation]')?.querySelector('a bdi').textContent ?? document.activeElement.tagName`,
  );
/** Where a row stands on the screen. */
const topOf = (page: Page, name: string) =>
  page.evaluate<number>(
    `[...document.querySelectorAll('[data-conversation]')].find((row) => row.querySelector('a bdi').textContent === '${name}').getBoundingClientRect().top`,
  );
const scrollTo = (page: Page, row: number) =>
  page.evaluate(`(async () => {
    ${list}.parentElement.scrollTop = ${row} * ${list}.clientHeight / ${many};
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  })()`);

test('of a thousand rows few are in the page, and on a slow computer no frame of scrolling shows a gap', async (t) => {
  const { page, faults, close } = await open('/inbox/all');
  await loadAll(page);
  assert.equal(await countRows(page), many);
  const names = await readNames(page, many);
  assert.deepEqual(
    names,
    Array.from({ length: many }, (_, i) => (i === 159 ? 'Ana' : `Person ${i + 1}`)),
  );
  const debug = await page.context().newCDPSession(page);
  await debug.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  // In every frame: how many rows are in the page, and how much of the list's box no row covers.
  const seen = page.evaluate<{ frames: number; most: number; bare: number; moved: number }>(`(async () => {
    const list = ${list}, box = list.parentElement, found = { frames: 0, most: 0, bare: 0, moved: 0 };
    const from = box.scrollTop;
    while (!window.isOver) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const { top, bottom } = box.getBoundingClientRect();
      const rows = [...list.querySelectorAll('[data-conversation]')].map((row) => row.getBoundingClientRect());
      const covered = rows.reduce((sum, row) => sum + Math.max(0, Math.min(bottom, row.bottom) - Math.max(top, row.top)), 0);
      found.bare = Math.max(found.bare, bottom - top - covered);
      found.most = Math.max(found.most, rows.length);
      found.frames++;
    }
    return { ...found, moved: box.scrollTop - from };
  })()`);
  await page.mouse.move(200, 400);
  for (let n = 0; n < 40; n++) await page.mouse.wheel(0, n % 8 === 7 ? 6_000 : 700);
  // And where the whole way is gone at once, as with the End key.
  await page.evaluate(`${list}.parentElement.scrollTop = 1e7`);
  await page.mouse.wheel(0, -20_000);
  await until('the wheel to have turned', () =>
    page.evaluate<boolean>(`${list}.parentElement.scrollTop < ${many * 50}`),
  );
  await page.evaluate('window.isOver = true');
  const { frames, most, bare, moved } = await seen;
  t.diagnostic(`${frames} frames over ${moved} px: at most ${most} rows in the page, ${bare} px without one`);
  assert.ok(frames > 10 && Math.abs(moved) > 10_000, `${frames} frames over ${moved} px`);
  assert.ok(most < 150, `${most} rows are in the page.`);
  assert.ok(bare < 1, `${bare} px of the list were bare.`);
  await debug.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await mustBeAccessible(page, 'the middle of a long list');
  assert.deepEqual(faults, []);
  await close();
});

test('pages come one after the other, however late and how many at once a busy browser tells of what is in sight', async () => {
  const late = `window.IntersectionObserver = class extends IntersectionObserver {
    constructor(tell, options) {
      const held = [];
      super((entries) => { held.push(...entries); setTimeout(() => held.length && tell(held.splice(0), this), 200); }, options);
    }
  }`;
  const { page, faults, close } = await open('/inbox/all', { prepare: (page: Page) => page.addInitScript(late) });
  await page.locator('[data-conversation]').first().waitFor();
  await page.evaluate(`new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))`);
  for (const rows of [50, 100, 150]) {
    await comesTo(() => countRows(page), rows);
    await page.evaluate(`${list}.parentElement.scrollTop = 1e7`);
  }
  await comesTo(() => countRows(page), 200);
  assert.deepEqual(faults, []);
  await close();
});

/** Whoever watches what is in sight is told of it when the test says so. */
const gated = `window.told = []; window.IntersectionObserver = class extends IntersectionObserver {
    constructor(tell, options) {
      super((entries) => { window.isGated && entries.at(-1).isIntersecting ? window.told.push(() => tell(entries, this)) : tell(entries, this); }, options);
    }
  }`;

async function isWholeAnew({ isToldLate = false }): Promise<void> {
  const asked: Array<() => Promise<void>> = [];
  let isHeld = false;
  const { page, faults, close } = await open('/inbox/all', {
    prepare: async (page: Page) => {
      await page.addInitScript(gated);
      await page.route(/conversations\?.*limit=50/, async (route) => {
        if (isHeld) asked.push(() => route.continue());
        else await route.continue();
      });
    },
  });
  await page.locator('[data-conversation]').first().waitFor();
  const scrollDown = () => page.evaluate(`${list}.parentElement.scrollTop = 1e7`);
  if (isToldLate) {
    await page.evaluate('window.isGated = true');
    await scrollDown();
    await until('the end to be in sight', () => page.evaluate<boolean>('window.told.length > 0'));
  }
  const [first] = (await office.must('GET', '/api/v1/conversations?view=all&limit=1')).items;
  await goOffline(page);
  isHeld = true;
  const draft = `/api/v1/conversations/${first.id}/draft`;
  await office.must('PUT', draft, { body: 'Written elsewhere', caret: 0 });
  await page.context().setOffline(false);
  await until('the list to be asked for', () => asked.length >= 1);
  await scrollDown();
  await page.evaluate('window.isGated = false; for (const tell of window.told) tell()');
  await page.evaluate(`new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))`);
  isHeld = false;
  await Promise.allSettled(asked.map((go) => go()));
  await comesTo(() => countRows(page), 100);
  await page.evaluate(`${list}.parentElement.scrollTop = 0`);
  await page.locator('[data-conversation]', { hasText: 'Written elsewhere' }).waitFor();
  await office.must('DELETE', draft);
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED')),
    [],
  );
  await close();
}
test('a list that is asked for anew is so to its end, whoever scrolls on meanwhile', () => isWholeAnew({}));
test('and so it is when the page hears only then that its end had come into sight before', () =>
  isWholeAnew({ isToldLate: true }));

test('the row with the focus stays while the list is scrolled away, and J goes on from it', async () => {
  const { page, faults, close } = await open('/inbox/all');
  await loadAll(page);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await comesTo(() => focused(page), 'Person 2');
  await scrollTo(page, 700);
  await comesTo(() => focused(page), 'Person 2');
  const place = page.locator('[data-conversation]:has(:focus)');
  assert.equal(await place.getAttribute('aria-posinset'), '2');
  assert.equal(await place.getAttribute('aria-setsize'), String(many));
  await page.keyboard.press('j');
  await comesTo(() => focused(page), 'Person 3');
  assert.ok((await topOf(page, 'Person 3')) >= 0, 'It is in sight.');
  // A menu of it opens beside it, and gives the focus back, wherever the list is scrolled to meanwhile.
  await page.keyboard.press('a');
  await page.getByRole('combobox', { name: 'Who looks after it?' }).waitFor();
  await scrollTo(page, 500);
  await page.keyboard.press('Escape');
  await comesTo(() => focused(page), 'Person 3');
  // What is open is far away: from there the keys go on, and Escape leads back to it.
  await scrollTo(page, 400);
  await page.getByRole('link', { name: /^Person 405/ }).click();
  await page.getByRole('heading', { name: 'Person 405', level: 2 }).first().waitFor();
  await scrollTo(page, 900);
  await page.evaluate('document.activeElement.blur()');
  await page.keyboard.press('Escape');
  await comesTo(() => focused(page), 'Person 405');
  await page.keyboard.press('k');
  await page.getByRole('heading', { name: 'Person 404', level: 2 }).first().waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('what is read in the list stays put while somebody far below comes to its top, and the way back leads to where one was', async () => {
  const { page, faults, close } = await open('/inbox/all', {
    viewport: { width: 390, height: 800 },
    hasTouch: true,
    isMobile: true,
  });
  await loadAll(page);
  await scrollTo(page, 40);
  const before = await topOf(page, 'Person 45');
  const moved = `(() => {
    const rows = [...document.querySelectorAll('[data-conversation]')].filter((row) => row.checkVisibility());
    const row = rows.find((row) => row.querySelector('a bdi').textContent === 'Person 45');
    const px = row ? row.getBoundingClientRect().top - ${before} : Number.NaN;
    return rows.length > 0 && !(Math.abs(px) <= 1) && 'Person 45 has moved by ' + px + ' px.';
  })()`;
  const stays = await watchFrames(page, moved);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).search));
  await phone('Ana').texts('Anybody there?');
  await page.locator('[data-conversation][aria-posinset="46"]:has-text("Person 45")').waitFor();
  await stays();
  const lists = asked.filter((query) => query.includes('view='));
  assert.ok(lists.length > 0 && lists.every((query) => query.includes(`ids=${ana}`)), `asked for ${lists.join(' ')}`);
  const names = await readNames(page, 200);
  assert.deepEqual(names.slice(0, 3), ['Ana', 'Person 1', 'Person 2']);
  assert.deepEqual(names.slice(158, 163), ['Person 158', 'Person 159', 'Person 161', 'Person 162', 'Person 163']);
  await scrollTo(page, 41);
  await page.getByRole('link', { name: /^Person 45/ }).tap();
  await page.getByRole('heading', { name: 'Person 45', level: 2 }).first().waitFor();
  const isWhereItWas = await watchFrames(page, moved);
  await page.getByRole('link', { name: 'Back to the list' }).tap();
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  await page.getByRole('link', { name: /^Person 45/ }).waitFor();
  await isWhereItWas();
  assert.deepEqual(faults, []);
  await putBackAna();
  await close();
});

/** What moved in the list while a text came under a pointer that moves, and whether the pointer rested in between. */
async function moveWhileOneComes(): Promise<{ found: string[]; rested: boolean }> {
  const { page, faults, close } = await open('/inbox/all');
  await page.mouse.move(200, 400);
  // All the time the pointer moves a little, whether a frame is drawn or not, until a second after the page has heard of the
  // text, which is when it asks for the counts. What moves soon after the pointer has is noted.
  const watched = page.evaluate<{ found: string[]; rested: boolean }>(`(async () => {
    const place = () => [...document.querySelectorAll('[data-conversation]')].find((row) => row.textContent.includes('Person 7'))?.ariaPosInSet;
    const counts = () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/conversation-counts'));
    const before = place(), known = counts().length, found = [];
    const sinceHeard = () => performance.now() - (counts()[known]?.startTime ?? Infinity);
    let movedAt = -Infinity, rested = false;
    const moving = setInterval(() => {
      if (sinceHeard() > 1_000) return;
      if (movedAt > 0 && performance.now() - movedAt > 350) rested = true;
      document.elementFromPoint(200, 400).dispatchEvent(new PointerEvent('pointermove', { pointerType: 'mouse', bubbles: true }));
      movedAt = performance.now();
    }, 20);
    while (!window.isOver) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (place() !== before && performance.now() - movedAt < 300 && sinceHeard() < 2_500) found.push('moved to ' + place());
    }
    clearInterval(moving);
    return { found, rested };
  })()`);
  await phone('Ana').texts('Now?');
  await page.locator('[data-conversation]:has-text("Ana")[aria-posinset="1"]').waitFor();
  await page.evaluate('window.isOver = true');
  const seen = await watched;
  assert.deepEqual(faults, []);
  await putBackAna();
  await close();
  return seen;
}

test('no row moves under a pointer that is on its way to one; the news are in the rows meanwhile', async () => {
  let seen = await moveWhileOneComes();
  // A page that gets no time moves no pointer either, and what moves then does so rightly: once more.
  if (seen.rested && seen.found.length > 0) seen = await moveWhileOneComes();
  assert.deepEqual(seen.found, []);
});

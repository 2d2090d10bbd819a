import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { crew, liven } from '../support/lively.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const world = await openOfficeHours(crew);
const { office, url } = world;
const { ana, dana, farah, joinPath } = await liven(world);

async function enter(page: Page, path: string): Promise<void> {
  const [name, value] = office.cookie().split('=', 2) as [string, string];
  await page.context().addCookies([{ name, value, url }]);
  await page.goto(`${url}${path}`);
}

/** Every screen: its address, and what is there when it is. */
const screens: [path: string, sign: string][] = [
  ['/inbox/waiting', 'Thanks! Which door?'],
  ['/inbox/mine', 'Thanks! Which door?'],
  ['/inbox/unassigned', 'Gate B, code 4471'],
  ['/inbox/failed', 'Not delivered'],
  ['/inbox/mentions', 'Thanks! Which door?'],
  ['/inbox/done', 'Look at https'],
  [`/inbox/all/${ana}`, 'Yes, come in.'],
  [`/inbox/failed/${dana}`, 'Send again'],
  [`/inbox/all/${farah}`, 'Tomorrow at eight.'],
  ['/people', 'Chidi'],
  ['/delivery', 'Last text left'],
  ['/lines', 'Connect Twilio'],
  ['/team', 'olga@food-bank.example'],
  ['/settings', 'This browser'],
  ['/nowhere', 'There is nothing at this address'],
];

const open = [
  ['/sign-in', 'Sign in'],
  [joinPath, 'Harbour Food Bank'],
] as [path: string, sign: string][];

/** What sticks out of the screen at the side, outside of what scrolls by itself. */
const sticksOut = `(() => {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.scrollingElement.scrollWidth > width) found.push('the page scrolls sideways to ' + document.scrollingElement.scrollWidth);
  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || (box.left >= -1 && box.right <= width + 1)) continue;
    let within = element.parentElement;
    while (within && getComputedStyle(within).overflowX === 'visible') within = within.parentElement;
    if (within && within !== document.documentElement && within !== document.body) continue;
    found.push(element.tagName + '.' + element.className + ' ' + Math.round(box.left) + '…' + Math.round(box.right));
  }
  return found.slice(0, 5);
})()`;

/** Controls that a finger may miss; links inside of a sentence are as high as its line. */
const tooSmall = `[...document.querySelectorAll('button, a[href], input, select, textarea, summary')]
  .filter((control) => control.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .flatMap((control) => {
    const boxes = [control, control.closest('label')].flatMap((one) => one ? [one.getBoundingClientRect()] : []);
    const isHidden = boxes[0].width <= 1 || getComputedStyle(control).clipPath !== 'none';
    const isInSentence = getComputedStyle(control).display === 'inline';
    const height = Math.max(...boxes.map((box) => box.height));
    if (isHidden || isInSentence || height > 43.5) return [];
    return [(control.ariaLabel || control.textContent || control.name).slice(0, 40) + ' is ' + Math.round(height) + ' px'];
  })`;

/** Goes to a screen inside the page, as a link of its own does, and waits until it is there. */
async function goTo(page: Page, path: string, sign: string): Promise<void> {
  await page.evaluate(
    `history.pushState({}, '', ${JSON.stringify(path)}), dispatchEvent(new PopStateEvent('popstate'))`,
  );
  const seen = page.getByText(sign).filter({ visible: true }).first().waitFor();
  await seen.catch((cause) => assert.fail(`${path} does not show “${sign}”: ${cause.message}`));
}

/** Does something on every screen: those for all first, then those for members. */
async function tour(page: Page, look: (path: string) => Promise<void>): Promise<void> {
  for (const [path, sign] of open) {
    await goTo(page, path, sign);
    await look(path);
  }
  await enter(page, '/inbox/waiting');
  for (const [path, sign] of screens) {
    await goTo(page, path, sign);
    await look(path);
  }
}

test('axe finds nothing on any screen, light and dark, and none logs an error', async () => {
  const { page, faults, close } = await visit(url, { serviceWorkers: 'block' });
  await tour(page, (path) => mustBeAccessible(page, path));
  assert.deepEqual(faults, []);
  await close();
});

test('on a phone of 320 px nothing sticks out, and every control is large enough for a finger', async () => {
  const phone = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true };
  const { page, close } = await visit(url, { ...phone, serviceWorkers: 'block' });
  const found: string[] = [];
  await tour(page, async (path) => {
    const faults = [...(await page.evaluate<string[]>(sticksOut)), ...(await page.evaluate<string[]>(tooSmall))];
    found.push(...faults.map((fault) => `${path}: ${fault}`));
  });
  assert.deepEqual(found, []);
  await close();
});

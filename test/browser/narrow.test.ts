import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crew } from '../support/lively.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';
import { openScreens, sticksOut } from './screens.ts';

const world = await openOfficeHours(crew);
const { url } = world;
const { tour } = await openScreens(world);

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

test('on a phone of 320 px nothing sticks out, and every control is large enough for a finger', async () => {
  const phone = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true };
  const { page, close } = await visit(url, phone);
  const found: string[] = [];
  await tour(page, async (path) => {
    const faults = [...(await page.evaluate<string[]>(sticksOut)), ...(await page.evaluate<string[]>(tooSmall))];
    found.push(...faults.map((fault) => `${path}: ${fault}`));
  });
  assert.deepEqual(found, []);
  await close();
});

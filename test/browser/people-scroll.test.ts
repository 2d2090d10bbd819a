import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manyPeople } from '../support/many-people.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';

const world = await openOfficeHours(['Ana']);
const { office, url } = world;
await manyPeople(world, 5000);

const open = (path: string) => visit(`${url}${path}`, { as: office });
test('five thousand rows scroll, with the processor slowed four times, and no frame shows a gap', async () => {
  const { page, faults, close } = await open('/people');
  await page.getByText('5,001 people').waitFor();
  const box = `document.querySelector('[role=grid]').parentElement`;
  await until('all rows', () => page.evaluate<boolean>(`${box}.scrollHeight > 5000 * 40`), 30_000);
  assert.ok((await page.evaluate<number>(`document.querySelectorAll('[data-person]').length`)) < 150);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  // In each frame there must be a row at the top, in the middle and at the bottom of what is in sight.
  const gaps = await page.evaluate<number>(`new Promise((resolve) => {
    const box = ${box};
    const { left, top, height } = box.getBoundingClientRect();
    const isRow = (y) => Boolean(document.elementFromPoint(left + 120, top + y)?.closest('[data-person]'));
    let gaps = 0, frames = 0;
    const step = () => {
      if (![60, height / 2, height - 30].every(isRow)) gaps += 1;
      if (++frames > 120) return resolve(gaps);
      box.scrollTop += 1500;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`);
  assert.equal(gaps, 0);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  assert.deepEqual(faults, []);
  await close();
});

import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { until } from '../support/until.ts';

/**
 * Presses a key, and answers in the how-manyeth frame after it a sign is there: 1 is the next one, the soonest that anybody
 * can see. However busy the machine is, the count is the same.
 */
export async function framesUntil(page: Page, key: string, sign: string): Promise<number> {
  await page.evaluate(`void (window.framesPassed = new Promise((resolve) => addEventListener('keydown', function count({ key }) {
    if (/Control|Shift|Alt|Meta/.test(key)) return;
    removeEventListener('keydown', count, true);
    let frames = 0;
    requestAnimationFrame(function look() {
      frames += 1;
      if ((${sign}) || frames === 600) resolve(frames);
      else requestAnimationFrame(look);
    });
  }, true)))`);
  await page.keyboard.press(key);
  return page.evaluate<number>('window.framesPassed');
}

/** Until what the page knows is drawn, and what it does after drawing is done. */
export const drawn = (page: Page) =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');

/**
 * Looks at a page in every frame that it draws from now on, for what must not be seen in any: an expression that says what is
 * wrong, or nothing. Answers how to end that; which fails when something was. What is put right before the frame is drawn is
 * seen by nobody, and what is put right after it was seen.
 */
export async function watchFrames(page: Page, wrong: string): Promise<() => Promise<void>> {
  await page.evaluate(`void (() => {
    const look = () => ${wrong};
    const found = (window.foundInFrames = Object.assign(new Set(), { frames: 0 }));
    const drawn = new MessageChannel();
    let before;
    drawn.port1.onmessage = () => before && look() && found.add(before);
    requestAnimationFrame(function frame() {
      if (window.foundInFrames !== found) return;
      found.frames += 1;
      before = look();
      drawn.port2.postMessage(0);
      requestAnimationFrame(frame);
    });
  })()`);
  return async () => {
    await drawn(page);
    const [frames, ...found] = await page.evaluate<[number, ...string[]]>(
      '[window.foundInFrames.frames, ...window.foundInFrames]',
    );
    assert.deepEqual(found, []);
    assert.ok(frames > 0, 'No frame was looked at.');
    await page.evaluate('delete window.foundInFrames');
  };
}

/** Nothing on the page has the focus: whoever goes on by keyboard begins again at its top. */
export const focusNowhere = `(document.activeElement ?? document.body) === document.body && 'The focus is nowhere.'`;

/** From now on the time of a page, whose clock is installed, goes on only when it is told to. */
export async function stopClock(page: Page): Promise<void> {
  const stop = async () => page.clock.pauseAt((await page.evaluate<number>('Date.now()')) + 1_000);
  // Where more than a second passes in between it fails, and stands still all the same: the next try is in time.
  await stop().catch(stop);
}

/** Lets the time of a page, whose clock is installed, go by quickly until there is something to be seen, on whatever page. */
export const hasten = (page: Page, sign: Locator) =>
  until(`${sign} to be seen`, async () => {
    await page.clock.runFor(500);
    return (await sign.count()) > 0;
  });

/** How long the page itself computes while something is done, in ms of its own thread: others who are busy do not count. */
export async function computedMs(page: Page, work: () => Promise<unknown>): Promise<number> {
  const debug = await page.context().newCDPSession(page);
  const spent = async () => {
    const { metrics } = await debug.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1_000;
  };
  await debug.send('Performance.enable');
  const before = await spent();
  await work();
  const ms = (await spent()) - before;
  await debug.detach();
  return ms;
}

/** How long something took, and how long something like it that is known to wait for nothing. */
type Took = { ms: number; control: number };

/**
 * Fails unless something takes so long at most, on the average of two tries or of a few more: a busy machine adds to a time
 * now and then, and what waits for a timer is in time by chance once, but not on average. Where a control takes long as well,
 * three times as long as it will do.
 */
export async function within(mostMs: number, what: string, once: () => Promise<Took | number>): Promise<void> {
  const all = { ms: 0, control: 0 };
  const took: string[] = [];
  for (let tries = 1; tries <= 8; tries++) {
    const found = await once();
    const { ms, control } = typeof found === 'number' ? { ms: found, control: 0 } : found;
    all.ms += ms;
    all.control += control;
    if (tries > 1 && all.ms <= Math.max(tries * mostMs, 3 * all.control)) return;
    took.push(`${Math.round(ms)} (${Math.round(control)})`);
  }
  assert.fail(`${what} takes ${took.join(', ')} ms, not ${mostMs} at most.`);
}

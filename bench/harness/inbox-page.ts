import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

const assets = join(import.meta.dirname, '../../web/dist/assets');

/** Somebody's inbox in a browser, with all conversations in its list. */
export async function openInbox(browser: Browser, url: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1360, height: 820 },
    serviceWorkers: 'block',
  });
  const [name, value] = cookie.split('=', 2) as [string, string];
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  // Longer than a busy machine takes for anything.
  page.setDefaultTimeout(120_000);
  await page.goto(`${url}/inbox/all`);
  await page.locator('[data-conversation]').first().waitFor();
  await page.evaluate(`(async () => {
    const list = document.querySelector('[data-conversation]').closest('ul');
    const more = () => list.nextElementSibling?.querySelector('button');
    for (let still = 0, high = 0; more() && still < 200; still++) {
      more().click();
      await new Promise((resolve) => setTimeout(resolve, 30));
      if (list.clientHeight > high) still = 0;
      high = list.clientHeight;
    }
  })()`);
  return page;
}

/** How many conversations are in the list, as it says itself: not all of them are in the page. */
export async function countListed(page: Page): Promise<number> {
  return Number(await page.locator('[data-conversation]').first().getAttribute('aria-setsize'));
}

/** Opens a conversation and goes back through its texts until so many are loaded. Answers how many are, by pages of 50. */
export async function loadThread(page: Page, conversationId: string, texts: number): Promise<number> {
  let pages = 0;
  page.on('response', (response) => {
    if (response.ok() && new URL(response.url()).pathname.startsWith(`/api/v1/conversations/${conversationId}/`)) {
      if (/[?&](before|limit)=/.test(response.url())) pages++;
    }
  });
  await switchTo(page, conversationId);
  for (let tries = 0; pages * 50 < texts && tries < 40 + texts / 5; tries++) {
    await page.evaluate(`(async () => {
      let box = document.querySelector('[data-row]');
      while (box.parentElement && !(box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY !== 'visible')) box = box.parentElement;
      box.scrollTop = box.scrollTop < 2 ? 40 : 0;
      await new Promise((resolve) => setTimeout(resolve, 40));
    })()`);
  }
  return Math.min(texts, pages * 50);
}

/** Opens a conversation by its row. Answers how long it took until its texts were drawn, in ms. */
export function switchTo(page: Page, conversationId: string): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const link = document.querySelector('[data-conversation="${conversationId}"] a');
    const name = link.querySelector('bdi').textContent;
    const begunAt = performance.now();
    link.click();
    const isThere = () => document.querySelector('main section h2 bdi')?.textContent === name && document.querySelector('main section [data-row]');
    while (!isThere() && performance.now() - begunAt < 10_000) await new Promise((resolve) => requestAnimationFrame(resolve));
    // What has been laid out is painted by the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - begunAt;
  })()`);
}

/** The scripts that were asked for before the list was there, compressed, in KiB. */
export async function firstScripts(page: Page): Promise<number> {
  const files = await page.evaluate<string[]>(`(() => {
    const shownAt = performance.getEntriesByName('list-shown')[0].startTime;
    return performance.getEntriesByType('resource').filter(({ startTime, name }) => startTime < shownAt && name.endsWith('.js'))
      .map(({ name }) => name.split('/').at(-1));
  })()`);
  const sizes = files.map((file) => statSync(join(assets, `${file}.gz`), { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

/** From now on the page keeps how long each interaction took until the next paint (Event Timing, as INP does). */
export async function watchInteractions(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    window.interactions = new Map();
    new PerformanceObserver((list) => {
      for (const { interactionId, duration } of list.getEntries())
        if (interactionId) window.interactions.set(interactionId, Math.max(duration, window.interactions.get(interactionId) ?? 0));
    }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  })()`);
}

export function interactions(page: Page): Promise<number[]> {
  return page.evaluate<number[]>('[...window.interactions.values()]');
}

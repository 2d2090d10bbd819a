import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';

/**
 * Takes a page's network away, and waits until it says so. The page hears of it before the network is gone, and what is
 * connected in between stays connected: so it is told once more when nothing can be had.
 */
export async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  const isGone = `fetch('/?' + Math.random()).then(() => false, () => true)`;
  await until('the network to be gone', () => page.evaluate<boolean>(isGone));
  await page.evaluate(`dispatchEvent(new Event('offline'))`);
  await page.getByText('Offline since').waitFor();
}

import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';

/** The list of conversations: of a long one only what is in sight is in the page, and each row says which one it is. */
export const list = `document.querySelector('[data-conversation]').parentElement`;

/** How many rows the list has, drawn or not. */
export const countRows = (page: Page) =>
  page.evaluate<number>(
    `Math.round(${list}.clientHeight / document.querySelector('[data-conversation]').offsetHeight)`,
  );

/** The names of the first rows, in their order, as somebody reads them who scrolls from the top. */
export async function readNames(page: Page, most: number): Promise<string[]> {
  return page.evaluate<string[]>(`(async () => {
    const list = ${list}, names = [], height = list.querySelector('[data-conversation]').offsetHeight;
    const count = Math.min(${most}, Math.round(list.clientHeight / height));
    for (let at = 0; at < count; at += 5) {
      list.parentElement.scrollTop = at * height;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      for (const row of list.querySelectorAll('[data-conversation]'))
        if (row.ariaPosInSet <= count) names[row.ariaPosInSet - 1] = row.querySelector('a bdi').textContent;
    }
    list.parentElement.scrollTop = 0;
    return [...names];
  })()`);
}

/** Loads every page of the list, as whoever scrolls to its end again and again. */
export async function loadAll(page: Page): Promise<void> {
  const more = page.getByRole('region', { name: 'Conversations' }).getByRole('button', { name: 'Show more' });
  await page.locator('[data-conversation]').first().waitFor();
  for (let rows = 0; (await more.count()) > 0; rows = await countRows(page)) {
    await page.evaluate(`${list}.parentElement.scrollTop = 1e7`);
    await until('more rows', async () => (await more.count()) === 0 || (await countRows(page)) > rows);
  }
  await page.evaluate(`${list}.parentElement.scrollTop = 0`);
}

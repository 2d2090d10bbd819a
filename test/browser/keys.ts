import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';

/** The palette and the keys that act everywhere come when the page has nothing else to do, and first ask who there is. */
export const keysAct = (page: Page) =>
  until('the keys', () =>
    page.evaluate<boolean>(
      `performance.getEntriesByType('resource').some(({ name }) => name.includes('/people?limit=200'))`,
    ),
  );

/** Presses keys of which each must soon follow the one before, as those of a sequence: no answer is waited for in between. */
export const pressQuickly = (page: Pick<Page, 'keyboard'>, keys: string) =>
  Promise.all([...keys].map((key) => page.keyboard.press(key)));

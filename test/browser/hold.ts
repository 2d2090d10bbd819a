import type { Page } from 'playwright-core';

/** Holds the next call by a method to such an address. Answers how to wait for it, and how to let it go on. */
export async function hold(page: Page, method: string, path: RegExp, { isLost = false } = {}) {
  const asked = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  let isFirst = true;
  await page.route(path, async (route) => {
    if (route.request().method() !== method || !isFirst) return route.fallback();
    isFirst = false;
    asked.resolve();
    await held.promise;
    if (!isLost) return route.continue().catch(() => {});
    await route.fetch();
    await route.abort();
  });
  return { asked: asked.promise, letGo: held.resolve };
}

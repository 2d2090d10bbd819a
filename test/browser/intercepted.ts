import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';

/**
 * Makes `page.route` wait until it holds. What a page asks right after Chromium has said that requests are intercepted
 * goes past all routes at times, and no listener is told of it: so the page asks for something that only a route answers.
 */
export function waitForRoutes(page: Page): void {
  const { route } = page;
  let probes = 0;
  page.route = async (...given) => {
    const routed = await route.apply(page, given);
    // What is still to be loaded begins with it.
    if (page.url() === 'about:blank') return routed;
    const probe = `/is-it-intercepted-${++probes}`;
    await route.call(page, `**${probe}`, (asked) => asked.fulfill({ status: 204 }));
    const ask = `fetch('${probe}').then(({ status }) => status === 204)`;
    await until('the page’s requests to be intercepted', () => page.evaluate<boolean>(ask));
    await page.unroute(`**${probe}`);
    return routed;
  };
}

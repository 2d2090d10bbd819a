import type { Page } from 'playwright-core';

/** The time that a page gives the server passes when the test says so; before the page is loaded. */
export const holdDeadlines = (page: Page) =>
  page.addInitScript(`AbortSignal.timeout = () => {
    const stop = new AbortController();
    (window.deadlines ??= []).push(() => stop.abort(new DOMException('', 'TimeoutError')));
    return stop.signal;
  }`);

export const passDeadlines = (page: Page) => page.evaluate(`(window.deadlines ?? []).forEach((pass) => pass())`);

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core';
import { launchChromium } from '../support/launch-chromium.ts';
import { until } from '../support/until.ts';
import { waitForRoutes } from './intercepted.ts';

const axeSource = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const wcag = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);

let running: Promise<Browser> | null = null;

/** Whoever passes closes theirs: what is left is of tests that failed. */
const open = new Map<Page, string[]>();

after(async () => {
  for (const [page, faults] of open) process.stdout.write(await tellOf(page, faults));
  await (await running)?.close();
});

/** What a page shows, said as a screen reader is told it. */
async function tellOf(page: Page, faults: string[]): Promise<string> {
  const shown = await page.ariaSnapshot({ timeout: 2_000 }).catch(({ message }) => message);
  return [`Left open: ${page.url()}`, ...faults, shown.slice(0, mostShown), ''].join('\n');
}

const mostShown = 4_000;

export interface Visit {
  page: Page;
  /** What must never happen: errors of the page, refusals by its content policy, calls to other machines. */
  faults: string[];
  close(): Promise<void>;
}

interface VisitOptions extends BrowserContextOptions {
  /** Who is signed in there. */
  as?: { cookie(): string };
  /** Done before the page is loaded. */
  prepare?: (page: Page) => Promise<unknown>;
}

/**
 * Opens an address in a fresh browser profile. Without a service worker, which first fetches all there is of the page and
 * then answers in the test's place, unless it is allowed.
 */
export async function visit(address: string, { as, prepare, ...options }: VisitOptions = {}): Promise<Visit> {
  running ??= launchChromium();
  const browser = await running;
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1360, height: 820 },
    serviceWorkers: 'block',
    ...options,
  });
  const { origin } = new URL(address);
  if (as) {
    const [name, value] = as.cookie().split('=', 2) as [string, string];
    await context.addCookies([{ name, value, url: origin }]);
  }
  const page = await context.newPage();
  const faults: string[] = [];
  open.set(page, faults);
  // Longer than a busy machine takes for anything, and shorter than a test may take.
  page.setDefaultTimeout(40_000);
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // A refusal that the page itself expects, such as a wrong password, is also written to the console.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
      faults.push(`call to ${request.url()}`);
  });
  const answered = holdUntilAnswered(page);
  waitForRoutes(page);
  await prepare?.(page);
  await page.goto(address);
  return {
    page,
    faults,
    async close() {
      await answered();
      open.delete(page);
      await context.close();
    },
  };
}

/**
 * Whoever leaves a page takes away what it is just telling the server. A test that leaves waits for that first, unless it
 * leaves by the page's own means or by those of its frame. Answers how to wait.
 */
function holdUntilAnswered(page: Page): () => Promise<unknown> {
  const telling = new Set<Request>();
  page.on('request', (request) => {
    if (request.method() !== 'GET') telling.add(request);
  });
  page.on('response', (response) => telling.delete(response.request()));
  page.on('requestfailed', (request) => telling.delete(request));
  // Nobody hears of the end of what a page that is gone has told.
  for (const event of ['domcontentloaded', 'close'] as const) page.on(event as 'close', () => telling.clear());
  const answered = () => until('what the page tells to be answered', () => telling.size === 0);
  const { goto, reload } = page;
  page.goto = async (...given) => {
    await answered();
    return goto.apply(page, given);
  };
  page.reload = async (...given) => {
    await answered();
    return reload.apply(page, given);
  };
  return answered;
}

/** Of all rules only these look at colours: what else is wrong in the dark is wrong in the light. */
const colourRules = JSON.stringify({ type: 'rule', values: ['color-contrast', 'link-in-text-block'] });

/** Fails when axe finds anything against WCAG 2.2 AA, in light and in dark. */
export async function mustBeAccessible(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Colours fade from one scheme to the other; half-way they have no contrast.
    await page.evaluate('Promise.allSettled(document.getAnimations().map((each) => each.finished))');
    // Evaluated by the debugger, which the page's content policy does not bind.
    if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axeSource);
    const rules = colorScheme === 'light' ? `{ type: 'tag', values: ${wcag} }` : colourRules;
    // Of what is as it should be nothing is listed, which would be megabytes.
    const found = await page.evaluate<string[]>(
      `axe.run({ runOnly: ${rules}, resultTypes: ['violations'], selectors: false }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`,
    );
    assert.deepEqual(found, [], `${where}, ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from '../support/launch-chromium.ts';

const axeSource = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const wcag = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);

let running: Promise<Browser> | null = null;

after(async () => (await running)?.close());

export interface Visit {
  page: Page;
  /** What must never happen: errors of the page, refusals by its content policy, calls to other machines. */
  faults: string[];
  close(): Promise<void>;
}

/** Opens the page in a fresh browser profile. */
export async function visit(url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  running ??= launchChromium();
  const browser = await running;
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1360, height: 820 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // A refusal that the page itself expects, such as a wrong password, is also written to the console.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) faults.push(`call to ${request.url()}`);
  });
  await page.goto(url);
  return { page, faults, close: () => context.close() };
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
    const { violations } = await page.evaluate<Findings>(`axe.run({ runOnly: ${rules} })`);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
    assert.deepEqual(found, [], `${where}, ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

interface Findings {
  violations: { id: string; nodes: { html: string }[] }[];
}

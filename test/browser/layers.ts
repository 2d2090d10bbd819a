import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { keysAct } from './keys.ts';
import { arriveAt } from './screens.ts';

type Screens = { ana: string; farah: string; enter(page: Page, path: string): Promise<void> };

// Tooltips are popovers as well, and come and go as they like.
const popover = '[popover="auto"]:popover-open';
const dialog = 'dialog[open]';

/**
 * Everything that opens over a screen: how, and by what it is known to be there, in whatever language the page speaks. Closed
 * by Escape unless it says otherwise.
 */
function layersOf({ ana, farah }: Screens) {
  const thread = `/inbox/all/${ana}`;
  const click = (selector: string) => (page: Page) => page.locator(selector).filter({ visible: true }).first().click();
  const press = (key: string) => (page: Page) => page.keyboard.press(key);
  const write = (text: string) => async (page: Page) => {
    await page.locator('[data-write]').click();
    await page.keyboard.type(text);
  };
  const unwrite = async (page: Page) => {
    await page.locator('[data-write]').fill('');
    await page.keyboard.press('Escape');
  };
  const pick = async (page: Page) => {
    await page.keyboard.press('j');
    await page.keyboard.press('x');
  };
  const ofWriting = 'form [role="listbox"] [role="option"]';
  return [
    { name: 'account', path: '/inbox/all', open: click('nav[data-pane] button[popovertarget]'), sign: popover },
    { name: 'views', path: '/inbox/all', open: click('[data-list] nav button[aria-haspopup="menu"]'), sign: popover },
    { name: 'phones', path: '/inbox/all', open: click('nav button[aria-expanded]'), sign: 'dialog li' },
    { name: 'palette', path: '/inbox/all', open: press('Control+k'), sign: `${dialog} [role="option"]` },
    { name: 'whom to text', path: '/inbox/all', open: press('n'), sign: `${dialog} [role="option"]` },
    { name: 'keys', path: thread, open: press('?'), sign: `${dialog} dl` },
    {
      name: 'acts of one',
      path: thread,
      open: click('[data-acts] > button[aria-haspopup="menu"]:not([popovertarget="snooze-menu"])'),
      sign: popover,
    },
    { name: 'snooze', path: thread, open: press('s'), sign: '#snooze-menu:popover-open' },
    {
      name: 'snooze until a time of one’s own',
      path: thread,
      async open(page: Page) {
        await page.keyboard.press('s');
        await page.locator('#snooze-menu:popover-open button').last().click();
      },
      sign: `${dialog} form`,
    },
    {
      name: 'assign',
      path: thread,
      open: press('a'),
      sign: '#assign-panel:popover-open li',
    },
    { name: 'emoji', path: thread, open: click('[data-tool="emoji"]'), sign: `${popover} [role="gridcell"]` },
    { name: 'later', path: thread, open: click('[data-tool="later"]'), sign: `${popover} form` },
    { name: 'saved replies', path: thread, open: write('/'), sign: ofWriting, close: unwrite },
    { name: 'fields', path: thread, open: write('{'), sign: ofWriting, close: unwrite },
    {
      name: 'a planned text',
      path: `/inbox/all/${farah}`,
      open: click('[data-row] button'),
      sign: `${dialog} textarea`,
    },
    { name: 'undo', path: thread, open: press('u'), sign: '[class*="toast"] button', close: press('z') },
    { name: 'several', path: '/inbox/all', open: pick, sign: '[class*="_bar_"]' },
    { name: 'a new person', path: '/people', open: click('main header button'), sign: `${dialog} form` },
    { name: 'an invitation', path: '/team', open: click('main header button'), sign: `${dialog} form` },
    { name: 'roles', path: '/team', open: click('main button[aria-haspopup="menu"]'), sign: popover },
  ];
}

/** Does something with each of them, after it has opened and before it is closed. */
export async function peel(page: Page, screens: Screens, look: (name: string) => Promise<void>, only?: string[]) {
  const layers = layersOf(screens).filter(({ name }) => !only || only.includes(name));
  for (const [n, { name, path, open, sign, close }] of layers.entries()) {
    if (n === 0) {
      await screens.enter(page, path);
      await keysAct(page);
    } else if (new URL(page.url()).pathname !== path) {
      await arriveAt(page, path);
    }
    const isThread = path.startsWith('/inbox/all/');
    if (!isThread) await page.locator('[data-acts]').filter({ visible: true }).waitFor({ state: 'detached' });
    const isHere = isThread ? '[data-acts]' : path.startsWith('/inbox') ? '[data-conversation]' : 'main h1';
    await page.locator(isHere).filter({ visible: true }).first().waitFor();
    await open(page);
    const shown = page.locator(sign).filter({ visible: true }).first();
    await shown.waitFor().catch((cause) => {
      throw new Error(`“${name}” does not open at ${path}: ${cause.message}`);
    });
    await page.evaluate('Promise.allSettled(document.getAnimations().map((each) => each.finished))');
    await look(name);
    if (close) await close(page);
    else await page.keyboard.press('Escape');
    if (name !== 'undo') await shown.waitFor({ state: 'hidden' });
  }
}

/** What is open over the page and stands out of it, or has to be scrolled sideways. */
const layersOut = `[...document.querySelectorAll('[popover]:popover-open, dialog[open]')].flatMap((layer) => {
  const { left, right, top, bottom } = layer.getBoundingClientRect();
  const isOut = left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
  const isWide = layer.scrollWidth > layer.clientWidth + 1;
  return isOut || isWide ? [[left, top, right, bottom].map(Math.round).join(' ') + (isWide ? ' scrolls sideways' : '')] : [];
})`;

export const phone = { viewport: { width: 360, height: 640 } } as const;

/** Fails when one of them stands out of the page, or a check finds something in it. */
export async function mustBeWhole(page: Page, screens: Screens, checks: readonly string[]): Promise<void> {
  const found: string[] = [];
  await peel(page, screens, async (name) => {
    for (const check of [...checks, layersOut])
      for (const fault of await page.evaluate<string[]>(check)) found.push(`${name}: ${fault}`);
  });
  assert.deepEqual([...new Set(found)], []);
}

import assert from 'node:assert/strict';
import type { Page, Request } from 'playwright-core';
import { cast } from '../support/cast.ts';
import { liven } from '../support/lively.ts';
import { until } from '../support/until.ts';
import type { openOfficeHours } from '../support/world.ts';

type World = Awaited<ReturnType<typeof openOfficeHours>>;

/** Goes to a screen inside the page, as a link of its own does. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(
    `history.pushState({}, '', ${JSON.stringify(path)}), dispatchEvent(new PopStateEvent('popstate'))`,
  );
}

/** The same, until that screen is drawn: before, there is the one that is left, which may show the same words. */
export async function arriveAt(page: Page, path: string): Promise<void> {
  await page.evaluate('void (window.left = __TSR_ROUTER__.state.resolvedLocation)');
  await goTo(page, path);
  await until('the screen', () => page.evaluate<boolean>('__TSR_ROUTER__.state.resolvedLocation !== window.left'));
}

/** What is on every screen: its address, and what is there when it is. */
export async function openScreens(world: World) {
  const lively = await liven(world);
  const { ana, dana, farah, benPath, questionPath, roundPath, joinPath, draftPath, broadcastPath } = lively;
  const open = [
    ['/sign-in', 'Sign in'],
    [joinPath, 'Harbour Food Bank'],
  ] as const;
  const screens = [
    ['/inbox/waiting', 'Thanks! Which door?'],
    ['/inbox/mine', 'Thanks! Which door?'],
    ['/inbox/unassigned', 'Gate B, code 4471'],
    ['/inbox/failed', 'Not delivered'],
    ['/inbox/mentions', 'Mentions'],
    ['/inbox/done', 'Look at https'],
    [`/inbox/all/${ana}`, 'Yes, come in.'],
    [`/inbox/failed/${dana}`, 'Send again'],
    [`/conversations/${dana}/transcript`, 'Gate B, code 4471'],
    [`/inbox/all/${farah}`, 'Tomorrow at eight.'],
    ['/people', 'Chidi'],
    [benPath, 'What is known'],
    ['/people/groups', 'New group'],
    ['/people/fields', 'New field'],
    ['/people/import', 'or drop it here'],
    ['/people/opt-outs', 'Opt somebody out'],
    [`/people/opt-outs/${encodeURIComponent(cast.Ana)}`, 'Record of'],
    ['/delivery', 'Last text left'],
    ['/delivery/insight', 'By hour of the day'],
    ['/delivery/insight?outcome=failed', 'Gate B, code 4471'],
    ['/lines', 'Connect Twilio'],
    ['/limits', 'A month may cost at most'],
    ['/team', 'olga@food-bank.example'],
    ['/settings', 'This browser'],
    ['/search?q=gate', 'Is the gate open?'],
    ['/replies', 'Saved replies'],
    ['/broadcasts', 'Planned'],
    ['/broadcasts/new', 'Choose who gets it.'],
    [draftPath, 'Send to 2'],
    [broadcastPath, 'Person by person'],
    ['/questions', 'Saturday?'],
    ['/questions/new', 'What they see'],
    [questionPath, 'What they see'],
    [`${questionPath}/grid`, 'Find somebody'],
    [roundPath, 'Who said what'],
    [`${roundPath}/wall`, 'Full screen'],
    ['/questions/unclear', 'maybe'],
    ['/nowhere', 'There is nothing at this address'],
  ] as const;

  async function enter(page: Page, path: string): Promise<void> {
    const [name, value] = world.office.cookie().split('=', 2) as [string, string];
    await page.context().addCookies([{ name, value, url: world.url }]);
    await page.goto(`${world.url}${path}`);
  }

  return {
    ana,
    dana,
    farah,
    draftPath,
    broadcastPath,
    questionPath,
    enter,
    /**
     * Does something on every screen, or on one half of them: those for all first, then those for members. In other words, no
     * words are waited for.
     */
    async tour(
      page: Page,
      look: (path: string) => Promise<void>,
      { isInOtherWords = false, half = [0, 1] } = {},
    ): Promise<void> {
      const rests = watchRequests(page);
      const middle = Math.ceil(screens.length / 2);
      const parts = [[...open, ...screens.slice(0, middle)], screens.slice(middle)];
      let isIn = false;
      for (const [path, sign] of half.flatMap((n) => parts[n] ?? [])) {
        if (!isIn && !open.some(([each]) => each === path)) {
          await enter(page, path);
          isIn = true;
        } else {
          await arriveAt(page, path);
        }
        const seen = isInOtherWords
          ? rests(150).then(() => settled(page))
          : page
              .getByText(sign)
              .filter({ visible: true })
              .first()
              .waitFor()
              .then(() => rests(0));
        await seen.catch((cause) => assert.fail(`${path} does not show “${sign}”: ${cause.message}`));
        await look(path);
      }
    },
  };
}

/** Until nothing that was asked for is missing, so that the screen is no longer the one of before. */
function watchRequests(page: Page): (forMs: number) => Promise<unknown> {
  const underWay = new Set<Request>();
  let last = performance.now();
  const isStream = (request: Request) => request.url().endsWith('/events');
  page.on('request', (request) => {
    if (!isStream(request)) underWay.add(request);
  });
  for (const end of ['requestfinished', 'requestfailed'] as const)
    page.on(end as 'requestfinished', (request) => {
      underWay.delete(request);
      last = performance.now();
    });
  return (forMs) => {
    last = performance.now();
    return until('the screen to rest', () => underWay.size === 0 && performance.now() - last >= forMs);
  };
}

/** Until a screen has its content, and nothing stands in its place. */
async function settled(page: Page): Promise<void> {
  await page.locator('main :is(h1, h2, li, p)').filter({ visible: true }).first().waitFor();
  await page.locator('main [class*="blocks"]').first().waitFor({ state: 'detached' });
}

/** What sticks out of the screen at the side, outside of what scrolls by itself. */
export const sticksOut = `(() => {
  const width = document.documentElement.clientWidth;
  const found = [];
  for (const each of [document.scrollingElement, document.getElementById('content')])
    if (each && each.scrollWidth > width) found.push('the page scrolls sideways to ' + each.scrollWidth);
  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || (box.left >= -1 && box.right <= width + 1)) continue;
    let within = element.parentElement;
    while (within && getComputedStyle(within).overflowX === 'visible') within = within.parentElement;
    if (within && within !== document.documentElement && within !== document.body) continue;
    found.push(element.tagName + '.' + element.className + ' ' + Math.round(box.left) + '…' + Math.round(box.right));
  }
  return found.slice(0, 5);
})()`;

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { nora } from '../support/cast.ts';
import { crew } from '../support/lively.ts';
import { manyAsked } from '../support/many-asked.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { focusNowhere, watchFrames } from './at-once.ts';
import { visit } from './chromium.ts';
import { keysAct } from './keys.ts';
import { openScreens, sticksOut } from './screens.ts';

const world = await openOfficeHours(crew);
const { office, phone, url } = world;
const { must } = office;
const { tour, ana, farah, broadcastPath, questionPath } = await openScreens(world);

const small = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true };

/** Controls that a finger may miss; links inside of a sentence are as high as its line. */
const tooSmall = `[...document.querySelectorAll('button, a[href], input, select, textarea, summary')]
  .filter((control) => control.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .flatMap((control) => {
    const boxes = [control, control.closest('label')].flatMap((one) => one ? [one.getBoundingClientRect()] : []);
    const isHidden = boxes[0].width <= 1 || getComputedStyle(control).clipPath !== 'none';
    const isInSentence = getComputedStyle(control).display === 'inline';
    const height = Math.max(...boxes.map((box) => box.height));
    if (isHidden || isInSentence || height > 43.5) return [];
    return [(control.ariaLabel || control.textContent || control.name).slice(0, 40) + ' is ' + Math.round(height) + ' px'];
  })`;

const faultsOf = async (page: Page) => [
  ...(await page.evaluate<string[]>(sticksOut)),
  ...(await page.evaluate<string[]>(tooSmall)),
];

/** What of these is not whole in the window, or lies over another of them. */
const crowdedOf = `((wanted) => {
  const parts = [...document.querySelectorAll(wanted)]
    .filter((each) => each.checkVisibility())
    .map((each) => [each.ariaLabel || each.textContent.trim() || each.localName, each.getBoundingClientRect()]);
  const outside = parts
    .filter(([, box]) => box.left < 0 || box.top < 0 || box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5)
    .map(([what]) => what + ' is not whole');
  const over = parts.flatMap(([what, a], n) => parts.slice(n + 1)
    .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5)
    .map(([other]) => what + ' and ' + other + ' lie on each other'));
  return [...outside, ...over];
})`;
const crowded = (page: Page, wanted: string) => page.evaluate<string[]>(`${crowdedOf}(${JSON.stringify(wanted)})`);
const written = '[data-thread] :is(header, header + * ~ *) :is(a, button, textarea, label:not(:has(*)))';

const onItsSide = [
  { width: 568, height: 320 },
  { width: 740, height: 360 },
  { width: 844, height: 390 },
];

test('on a phone of 320 px nothing sticks out, and every control is large enough for a finger', async () => {
  const { page, close } = await visit(url, small);
  const found: string[] = [];
  await tour(page, async (path) => {
    found.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`));
  });
  assert.deepEqual(found, []);
  await close();
});

test('of a name that is too long its end is lost, also when it is written from the right', async () => {
  const name = 'عبد الرحمن بن محمد بن عبد العزيز آل سعود الهاشمي القرشي';
  const { conversationId } = await must('POST', '/api/v1/people', { name, phones: ['+12125550171'] });
  const { page, close } = await visit(`${url}/inbox/all`, { ...small, as: office });
  await page.getByText(name, { exact: true }).waitFor();
  const [begins, is] = await page.evaluate<[number, number]>(`(() => {
    const shown = document.querySelector('[data-conversation="${conversationId}"] a bdi');
    const first = document.createRange();
    first.setStart(shown.firstChild, 0);
    first.setEnd(shown.firstChild, 1);
    return [first.getBoundingClientRect().right, shown.parentElement.getBoundingClientRect().right];
  })()`);
  assert.ok(begins <= is + 1, `It begins at ${begins} px of ${is}.`);
  await close();
});

test('in the palette a number is whole, below a name that leaves it no room', async () => {
  const { page, close } = await visit(`${url}/inbox/all`, { ...small, as: office });
  await keysAct(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find anything' }).fill('wilhelmina');
  const number = page.getByRole('option', { name: /^Wilhelmina/ }).getByText('+1 313 555 0106', { exact: true });
  await number.waitFor();
  assert.equal(await number.evaluate((each) => each.scrollWidth <= each.clientWidth), true);
  await close();
});

test('on its side, and in a low window, the palette and the list of keys are whole', async () => {
  for (const viewport of [...onItsSide, { width: 1280, height: 600 }]) {
    const { page, close } = await visit(`${url}/inbox/all`, { viewport, as: office });
    await keysAct(page);
    for (const [keys, name] of [
      ['Control+k', 'Find anything'],
      ['?', 'Keys'],
    ] as const) {
      await page.keyboard.press(keys);
      await page.getByRole('dialog', { name }).waitFor();
      assert.deepEqual(await crowded(page, 'dialog[open]'), [], `${name} at ${viewport.width} × ${viewport.height}`);
      await page.keyboard.press('Escape');
    }
    await close();
  }
});

test('of everybody a broadcast goes to one line says who and when, and the next what became of it', async () => {
  const { page, close } = await visit(`${url}${broadcastPath}`, { ...small, as: office });
  const row = page.getByRole('row', { name: /^Ben/ });
  const [who, what, when] = await Promise.all(
    [row.getByRole('link'), row.getByText('Waiting'), row.locator('time')].map(
      async (each) => (await each.boundingBox())!,
    ),
  );
  const middle = ({ y, height }: { y: number; height: number }) => y + height / 2;
  assert.ok(Math.abs(middle(who!) - middle(when!)) < 2, 'Who and when stand side by side.');
  assert.ok(what!.y >= who!.y + who!.height && what!.x < when!.x, 'What became of it stands below.');
  await close();
});

test('the way from a question to its answers is one line', async () => {
  const { page, close } = await visit(`${url}${questionPath}`, { ...small, as: office });
  const way = page.getByRole('link', { name: 'See the answers' });
  await way.waitFor();
  const lines = await way.evaluate((link) => {
    const words = link.ownerDocument.createRange();
    words.selectNodeContents(link);
    return words.getClientRects().length;
  });
  assert.equal(lines, 1);
  await close();
});

test('on its side a phone keeps most of its height for the texts, and shows that it is practice', async () => {
  const { page, close } = await visit(`${url}/inbox/all/${farah}`, { ...small, viewport: onItsSide[0]!, as: office });
  const texts = page.getByRole('region', { name: 'Texts', exact: true });
  const box = page.getByRole('textbox', { name: /^Text to Wilhelmina/ });
  const counter = page.getByText(/^\d texts? ·/);
  await texts.getByText('Tomorrow at eight.').waitFor();
  for (const viewport of onItsSide) {
    await page.setViewportSize(viewport);
    const { width, height } = viewport;
    async function keeps(least: number, when: string): Promise<void> {
      const part = (await texts.boundingBox())!.height / height;
      assert.ok(part > least, `${width} × ${height}, ${when}: ${part}`);
      assert.deepEqual(await crowded(page, written), [], `${width} × ${height}, ${when}`);
      const strip = (await page.getByText('Practice line. Nothing leaves').boundingBox())!;
      assert.ok(strip.y >= 0 && strip.height >= 16, 'It says that it is practice.');
    }
    await box.fill('');
    await counter.waitFor({ state: 'detached' });
    await keeps(0.58, 'before anything is written');
    await box.fill('I am on my way.');
    await counter.waitFor();
    await keeps(0.5, 'with a short text');
    await box.fill('This is long. '.repeat(40));
    await page.getByText(/^4 texts ·/).waitFor();
    await keeps(0.4, 'with a long text');
    await page.getByRole('button', { name: 'Note', exact: true }).tap();
    await page.getByRole('textbox', { name: /Note for colleagues/ }).waitFor();
    await keeps(0.5, 'with a note');
    await page.getByRole('button', { name: 'Text', exact: true }).tap();
    await box.waitFor();
  }
  // Its keyboard leaves even less.
  await page.setViewportSize({ width: 740, height: 160 });
  await box.fill('This is long. '.repeat(41));
  assert.deepEqual(await crowded(page, written), []);
  await close();
});

test('on its side a phone has the ways beside the list, and what to do first beside it', async () => {
  await must('PATCH', '/api/v1/me', { gettingStartedHidden: false });
  const { page, close } = await visit(`${url}/inbox/all`, { ...small, viewport: onItsSide[0]!, as: office });
  await page.locator('[data-conversation] a').first().waitFor();
  const first = page.getByRole('region', { name: 'Getting started' });
  await first.waitFor();
  for (const viewport of onItsSide) {
    await page.setViewportSize(viewport);
    assert.deepEqual(await crowded(page, 'nav[aria-label="Main"] > :is(a, button), section[data-list]'), []);
    const list = (await page.getByRole('region', { name: 'Conversations' }).boundingBox())!;
    assert.ok(list.height > viewport.height - 20 && (await first.boundingBox())!.x >= list.x + list.width);
  }
  await page.getByRole('button', { name: 'Account' }).tap();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  assert.deepEqual(await crowded(page, '[role="dialog"]:popover-open'), []);
  await close();
  await must('PATCH', '/api/v1/me', { gettingStartedHidden: true });
});

test('on its side, that somebody opted out is said beside the way to a note', async () => {
  await phone('Emre').texts('STOP');
  const path = `/inbox/all/${office.conversationWith('Emre')}`;
  const { page, close } = await visit(`${url}${path}`, { ...small, viewport: onItsSide[1]!, as: office });
  const said = page.getByText(/^Emre opted out/);
  await said.waitFor();
  const note = (await page.getByRole('button', { name: 'Note', exact: true }).boundingBox())!;
  const { x, y, height } = (await said.boundingBox())!;
  assert.ok(x >= note.x + note.width && note.y >= y && y + height <= 360, 'They stand side by side.');
  await close();
});

test('the way to the latest text covers no words, also where they seem to want no more of them, and gives the focus back', async () => {
  await phone('Ana').texts('Please take me off your list, I do not work there any more.');
  const { page, close } = await visit(`${url}/inbox/all/${ana}`, { ...small, as: office });
  const texts = page.getByRole('region', { name: 'Texts', exact: true });
  const latest = page.getByRole('button', { name: 'Latest' });
  await page.getByText('Ana seems to ask for no more texts.').waitFor();
  for (const viewport of [small.viewport, ...onItsSide]) {
    await page.setViewportSize(viewport);
    await until('the way to the latest text', async () => {
      await texts.evaluate((box) => box.scrollTo(0, 0));
      return (await latest.count()) > 0;
    });
    const [over, of] = [(await latest.boundingBox())!, (await texts.boundingBox())!];
    const isBeside = over.y + over.height <= of.y + 0.5 || over.y >= of.y + of.height - 0.5;
    assert.ok(isBeside, `It covers no words at ${viewport.width} × ${viewport.height}.`);
    assert.deepEqual(await crowded(page, written), [], `${viewport.width} × ${viewport.height}`);
  }
  // And with a long text, there is room for all that it takes to send it; with the keyboard of a phone as well.
  await page.getByRole('textbox', { name: 'Text to Ana' }).fill('This is long. '.repeat(50));
  await page.getByText(/^5 texts ·/).waitFor();
  for (const viewport of [small.viewport, { width: 360, height: 640 }, { width: 390, height: 500 }, ...onItsSide]) {
    await page.setViewportSize(viewport);
    const { width, height } = viewport;
    assert.deepEqual(await crowded(page, `${written}, [data-thread] h2`), [], `${width} × ${height}, with a long text`);
    assert.ok((await texts.boundingBox())!.height >= 40, `There are texts in sight at ${width} × ${height}.`);
  }
  await latest.focus();
  const isSteady = await watchFrames(page, focusNowhere);
  await page.keyboard.press('Enter');
  await latest.waitFor({ state: 'detached' });
  await isSteady();
  await close();
});

test('names that are one long word, and a question that many are asked, fit as well', async () => {
  const word = `${'Wolfeschlegelsteinhausenbergerdorff'.repeat(2)}e`;
  const { id, conversationId } = await must('POST', '/api/v1/people', { name: word, phones: ['+12125550170'] });
  await must('POST', '/api/v1/saved-replies', { name: word.slice(0, 40), body: 'Gate B.' });
  await manyAsked(world, { people: 300, rounds: 1 });
  const settings = { accountSid: `AC${'f'.repeat(32)}`, authToken: 'carrier-token', baseUrl: world.carrier.url };
  await must('POST', '/api/v1/lines', { provider: 'twilio', label: word, number: '+12125550179', settings });
  const { page, close } = await visit(`${url}/people`, { ...small, as: office });
  const found: string[] = [];
  for (const [path, sign] of [
    [`/people/${id}`, 'What is known'],
    [`/conversations/${conversationId}/transcript`, 'Print'],
    ['/replies', 'Gate B.'],
    ['/delivery', 'Last text left'],
    ['/delivery/insight', 'By line, and the cost'],
    ['/lines', 'One step is left'],
    ['/search?q=wolfeschlegel', '+1 212 555 0170'],
    ['/questions', 'of 292 have answered'],
    ['/people', 'people'],
  ] as const) {
    await page.goto(`${url}${path}`);
    await page.getByText(sign).filter({ visible: true }).first().waitFor();
    // The ticks of a strip come behind the words.
    if (path === '/questions') await until('the strip', async () => (await page.locator('main i').count()) > 30);
    found.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`));
  }
  assert.deepEqual(found, []);
  const bar = page.getByRole('navigation', { name: 'About people' });
  assert.ok((await bar.boundingBox())!.height >= 44, 'The table leaves the bar its height.');
  await close();
});

test('Back leads to the row one came from; nobody who came by the keyboard of a phone sees a ring around the list', async () => {
  const { page, close } = await visit(`${url}/sign-in`, small);
  await page.getByLabel('E-mail').fill(nora.email);
  await page.getByLabel('Password').fill(nora.password);
  await page.keyboard.press('Enter');
  const row = page.locator(`[data-conversation="${office.conversationWith('Ben')}"] a`);
  await page.getByRole('link', { name: /All/ }).waitFor();
  await comesTo(() => page.evaluate(`document.activeElement.matches('[data-pane], main')`), true);
  assert.equal(await page.evaluate(`document.activeElement.matches(':focus-visible')`), false);
  await row.tap();
  const back = page.getByRole('link', { name: 'Back to the list' });
  await back.waitFor();
  await back.tap();
  await comesTo(() => row.evaluate((link) => link === link.ownerDocument.activeElement), true);
  await close();
});

test('each step of an import begins in sight', async () => {
  const { page, close } = await visit(`${url}/people/import`, { ...small, as: office });
  const buffer = Buffer.from('Name,Phone,Shift,Van,Crew,Notes\nUma,(415) 555-2671,Early,Red,North,None\n');
  await page.locator('input[type=file]').setInputFiles({ name: 'crew.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('People who are here already').waitFor();
  const steps = page.getByRole('navigation', { name: 'Steps' }).getByText('For all rows');
  await until('the steps to be in sight', async () => {
    const { y } = (await steps.boundingBox())!;
    return y >= 0 && y < 400;
  });
  await close();
});

test('on paper a conversation is its texts, and with whom, and nothing to press', async () => {
  const { page, close } = await visit(`${url}/inbox/all/${office.conversationWith('Ana')}`, { as: office });
  const thread = page.getByRole('region', { name: 'Texts with Ana' });
  await thread.getByRole('textbox').waitFor();
  await page.emulateMedia({ media: 'print' });
  await thread.getByRole('textbox').waitFor({ state: 'hidden' });
  await thread.getByText('Yes, come in.').waitFor();
  await thread.getByRole('heading', { name: 'Ana' }).waitFor();
  await comesTo(() => thread.getByRole('button').count(), 0);
  await close();
});

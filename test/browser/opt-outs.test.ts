import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { within } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana']);
const { office, url, phone } = world;

const open = (path: string, options = {}, who: { cookie(): string } = office) =>
  visit(`${url}${path}`, { as: who, ...options });

test('STOP shuts the composer in every open browser within a second, and says why', async () => {
  const path = `/inbox/all/${office.conversationWith('Ana')}`;
  const colleague = await office.colleague('Omar');
  const visits = [
    await open(path),
    await open(path, {}, colleague),
    await open(path, { viewport: { width: 390, height: 780 } }),
  ];
  const boxes = visits.map(({ page }) => page.getByLabel('Text to Ana'));
  await Promise.all(boxes.map((box) => box.waitFor()));
  await boxes[1]!.fill('Just a moment');
  // Each page notes the moment by itself: on a busy machine the test hears of it late.
  const watch = (sign: string) => `new Promise((found) => {
    const look = () => document.body.innerText.includes('${sign}') && (seen.disconnect(), found(Date.now()));
    const seen = new MutationObserver(look);
    seen.observe(document.body, { subtree: true, childList: true, characterData: true });
  })`;
  let asked = 0;
  const timed = async (words: string, sign: string) => {
    const seen = visits.map(({ page }) => page.evaluate<number>(watch(sign)));
    const startedAt = Date.now();
    await phone('Ana').texts(words);
    return Math.max(...(await Promise.all(seen))) - startedAt;
  };
  await within(1_000, 'shutting the composers', async () => {
    asked += 1;
    const control = await timed(`Is anybody there, ${asked}?`, `anybody there, ${asked}`);
    const ms = await timed('STOP', 'until they write START');
    for (const box of boxes) await box.waitFor({ state: 'detached' });
    if (asked === 1) await mustBeAccessible(visits[0]!.page, 'a thread with somebody who opted out');
    await phone('Ana').texts('START');
    await Promise.all(boxes.map((box) => box.waitFor()));
    return { ms, control };
  });
  for (const { faults, close } of visits) {
    assert.deepEqual(faults, []);
    await close();
  }
});

test('who asks in words of their own is seen in the list, in the thread and among the opt-outs; one click opts out', async () => {
  const { page, faults, close } = await open(`/inbox/waiting/${office.conversationWith('Ben')}`);
  await phone('Ben').texts('please take me off the list');
  const bar = page.getByRole('status').filter({ hasText: 'Ben seems to ask for no more texts.' });
  await bar.waitFor();
  await page.getByRole('link', { name: /Wants no texts\?/ }).waitFor();
  await page.getByLabel('Text to Ben').waitFor();
  await mustBeAccessible(page, 'a thread with somebody who seems to ask');

  const board = await open('/people/opt-outs');
  const asking = board.page.getByRole('region', { name: 'They seem to ask for no more texts' });
  await asking.getByText('please take me off the list').waitFor();
  await mustBeAccessible(board.page, 'opt-outs, somebody seems to ask');
  await phone('Chidi').texts('ya no me manden mensajes');
  await asking.getByRole('button', { name: 'They did not mean it: Chidi' }).click();
  await asking.getByText('ya no me manden mensajes').waitFor({ state: 'detached' });
  await bar.getByRole('button', { name: 'Opt out' }).click();
  await page.getByText(/^A colleague opted Ben out on/).waitFor();
  await asking.waitFor({ state: 'detached' });
  const row = board.page.getByRole('listitem').filter({ hasText: 'Ben' });
  await row.getByText('Nora Lindqvist did it').waitFor();

  await row.getByRole('button', { name: 'End the opt-out of Ben' }).click();
  await board.page.getByLabel('Why').fill('He meant the other list');
  await mustBeAccessible(board.page, 'ending an opt-out');
  await board.page.getByRole('button', { name: 'End the opt-out', exact: true }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByLabel('Text to Ben').waitFor();
  assert.deepEqual([...faults, ...board.faults], []);
  await close();
  await board.close();
});

test('somebody is opted out by hand with a reason, and the record of a number can be read and printed', async () => {
  await phone('Dana').texts('Stop all');
  await phone('Dana').texts('START');
  const { page, faults, close } = await open('/people/opt-outs');
  await page.getByRole('button', { name: 'Opt somebody out' }).click();
  await page.getByLabel('Who', { exact: true }).fill('dan');
  await page.getByRole('radio', { name: /^Dana/ }).check();
  await page.getByLabel('Why').fill('Told me by phone');
  await mustBeAccessible(page, 'opting somebody out');
  await page.getByRole('button', { name: 'Opt out', exact: true }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Dana' });
  await row.getByText('Told me by phone').waitFor();
  await page.getByLabel('Search names and numbers').fill('nobody');
  await page.getByText('No opt-out matches “nobody”.').waitFor();
  await page.getByLabel('Search names and numbers').fill('Dana');
  await row.getByRole('link', { name: 'Record of Dana' }).click();
  await page.getByRole('button', { name: 'Record an agreement' }).click();
  await page.getByLabel('In which words').fill('Yes, text me about Saturdays.');
  await page.getByLabel('Where the proof is').fill('Folder 3');
  await mustBeAccessible(page, 'recording an agreement');
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByText('Yes, text me about Saturdays.').waitFor();
  const rows = page.getByRole('row');
  await until('all of it', async () => (await rows.count()) === 5);
  await mustBeAccessible(page, 'the record of a number');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('navigation').filter({ visible: true }).count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Print' }).filter({ visible: true }).count(), 0);
  await page.getByText(/^As of /).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import type { Name } from '../support/cast.ts';
import { png } from '../support/pictures.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const world = await openOfficeHours(['Ben', 'Chidi', 'Dana']);
const { office, phone, url } = world;
await office.must('PATCH', '/api/v1/me', { preferences: { undoSeconds: 0 } });

async function open(who: Name, options = {}) {
  const visited = await visit(`${url}/inbox/all/${office.conversationWith(who)}`, { as: office, ...options });
  const { page } = visited;
  const box = page.getByRole('textbox', { name: `Text to ${who}` });
  await box.waitFor();
  return { ...visited, box, thread: page.getByRole('region', { name: `Texts with ${who}` }) };
}

async function personOf(who: Name): Promise<string> {
  return (await office.must('GET', `/api/v1/conversations/${office.conversationWith(who)}`)).person.id;
}

test('a picture is pasted, described, made small and sent; and 10 MB of words do no harm', async () => {
  const { page, faults, close, box, thread } = await open('Chidi');
  await page.locator('input[type=file]').setInputFiles([
    { name: 'map.png', mimeType: 'image/png', buffer: png(1_640, 600) },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Not a picture') },
  ]);
  await page.getByText('This is not a picture that can be sent.').waitFor();
  await page.getByRole('button', { name: 'Remove notes.txt' }).click();
  await box.focus();
  await page.evaluate(`(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 });
    const bytes = await new Promise((done) => canvas.toBlob(done));
    const given = (name) => {
      const data = new DataTransfer();
      data.items.add(new File([bytes], name, { type: 'image/png' }));
      return data;
    };
    const how = { bubbles: true, cancelable: true };
    const box = document.activeElement;
    box.dispatchEvent(new ClipboardEvent('paste', { ...how, clipboardData: given('pasted.png') }));
    box.dispatchEvent(new DragEvent('drop', { ...how, dataTransfer: given('dropped.png') }));
  })()`);
  await page.getByText('Picture text (MMS) with 3 pictures').waitFor();
  for (const way of ['pasted', 'dropped']) await page.getByRole('button', { name: `Remove ${way}.png` }).click();
  await page.getByRole('textbox', { name: 'What it shows: map.png' }).fill('A map of the gates');
  await page.getByText('Picture text (MMS) with 1 picture').waitFor();
  await mustBeAccessible(page, 'a picture that is chosen');
  await page.getByText('map.png is uploaded.').waitFor({ state: 'attached' });
  await box.press('Enter');
  const image = thread.getByRole('img', { name: 'A map of the gates' });
  await image.waitFor();
  const { media } = await until('the text', async () => (await office.messages('Chidi')).at(-1));
  assert.deepEqual([media[0]?.width, media[0]?.height, media[0]?.type], [1600, 585, 'image/jpeg']);
  await until('the picture on the phone', async () =>
    (await phone('Chidi').screen()).some((text) => text.media.length > 0),
  );

  await box.focus();
  await page.evaluate(`{
    const data = new DataTransfer();
    data.setData('text/plain', 'x'.repeat(10_000_000));
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(paste);
  }`);
  await page.getByText('That is too long for a text').waitFor();
  await comesTo(async () => (await box.inputValue()).length, 20_000);
  await page.getByText('18,400 characters too many').waitFor();
  await box.press('Enter');
  assert.equal((await office.messages('Chidi')).length, 1, 'It is not sent.');
  assert.deepEqual(faults, []);
  await close();
});

test('a text that is taken back gives its picture back, with what it shows, to be sent after all', async () => {
  const { preferences } = await office.must('GET', '/api/v1/me');
  await office.must('PATCH', '/api/v1/me', { preferences: { undoSeconds: 30 } });
  const { page, faults, close, box, thread } = await open('Chidi');
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'map.png', mimeType: 'image/png', buffer: png(64, 48) }]);
  await page.getByRole('textbox', { name: /^What it shows/ }).fill('A map');
  await page.getByText('map.png is uploaded.').waitFor({ state: 'attached' });
  await box.fill('Gate B');
  await box.press('Enter');
  await thread.getByRole('img', { name: 'A map', exact: true }).waitFor();
  await thread.getByRole('button', { name: 'Undo sending' }).click();
  const again = page.getByRole('textbox', { name: /^What it shows/ });
  await again.waitFor();
  await comesTo(async () => [await again.inputValue(), await box.inputValue()], ['A map', 'Gate B']);
  await page.getByText(/ is uploaded\.$/).waitFor({ state: 'attached' });
  await box.press('Enter');
  const sent = async () => (await office.messages('Chidi')).filter(({ body }) => body === 'Gate B');
  await until('it to be sent again', async () => (await sent()).length === 2);
  assert.deepEqual(
    (await sent()).map(({ status, media }) => [status, media.length]),
    [
      ['canceled', 1],
      ['queued', 1],
    ],
  );
  await office.must('PATCH', '/api/v1/me', { preferences });
  await close();
  assert.deepEqual(faults, []);
});

test('a text is planned at their hour, changed, and sent at once; and the keys of the box do what they should', async () => {
  await office.must('PATCH', `/api/v1/people/${await personOf('Dana')}`, { timeZone: 'Asia/Tokyo' });
  // By one moment's clock: midnight in Tokyo may pass while the story goes on, and tomorrow would be today.
  const { page, faults, close, box, thread } = await open('Dana', {
    prepare: (page: Page) => page.clock.setFixedTime(new Date()),
  });
  await box.fill('The gate is open');
  await page.getByRole('button', { name: 'Send later', exact: true }).click();
  const popover = page.getByRole('dialog', { name: 'Send later' });
  await popover.getByRole('button', { name: /^Tomorrow 8:00.AM for Dana \(.* here\)$/ }).waitFor();
  await mustBeAccessible(page, 'send later');
  await popover.getByRole('checkbox', { name: 'Not if Dana writes first' }).check();
  await popover.getByRole('button', { name: /^Tomorrow 8:00.AM for Dana/ }).click();
  await comesTo(() => box.inputValue(), '');
  await thread.getByText(/Planned · leaves tomorrow 8:00.AM for Dana/).waitFor();
  await thread.getByText('not if Dana writes first').waitFor();
  type Planned = { sendAt?: string; status: string; cancelIfTheyWriteFirst?: boolean };
  const planned = (await until('the server to plan it', async () => (await office.messages('Dana')).at(-1))) as Planned;
  const there = new Date(planned.sendAt ?? '').toLocaleTimeString('en', { timeZone: 'Asia/Tokyo', hourCycle: 'h23' });
  assert.deepEqual([planned.status, there], ['scheduled', '08:00:00']);

  await thread.getByRole('button', { name: 'Cancel this text' }).click();
  await page.getByText('The planned text to Dana is cancelled.').first().waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await until('it to be planned again', async () => (await office.messages('Dana')).at(1)?.status === 'scheduled');
  const [canceled, again] = (await office.messages('Dana')) as unknown as [Planned, Planned];
  assert.deepEqual(
    [canceled.status, again.sendAt, again.cancelIfTheyWriteFirst],
    ['canceled', planned.sendAt, true],
    'as it was, with its time and its condition',
  );
  await thread.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change this text' });
  await dialog.getByRole('textbox', { name: 'Text to Dana' }).fill('The gate is shut');
  await mustBeAccessible(page, 'changing a planned text');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await thread.getByText('The gate is shut').waitFor();
  await thread.getByRole('button', { name: 'Send now' }).click();
  await phone('Dana').shouldHear('The gate is shut');

  await box.fill('こんにちは');
  await page.evaluate(`document.activeElement.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true }))`);
  await box.press('Shift+Enter');
  await comesTo(() => box.inputValue(), 'こんにちは\n');
  assert.equal((await office.messages('Dana')).length, 2);
  assert.deepEqual(faults, []);
  await close();
});

test('how far an upload is, is spoken at its start, half-way and at its end', async () => {
  const { page, close } = await open('Dana');
  // An upload that tells of every hundredth, as one over a slow network does.
  await page.evaluate(`(() => {
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = async function (body) {
      for (let loaded = 1; loaded <= 100; loaded++) {
        this.upload.dispatchEvent(new ProgressEvent('progress', { loaded, total: 100 }));
        await new Promise(requestAnimationFrame);
      }
      send.call(this, body);
    };
    window.spoken = [];
    new MutationObserver(() => {
      const status = document.querySelector('li:has(input[aria-label*="gate.png"]) [role="status"]');
      const parts = [...(status?.childNodes ?? [])].filter((part) => !part.ariaHidden);
      const words = parts.map((part) => part.textContent).join('').trim();
      if (words && words !== window.spoken.at(-1)) window.spoken.push(words);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  })()`);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'gate.png', mimeType: 'image/png', buffer: png(40, 30) });
  await page.getByText('gate.png is uploaded.').waitFor({ state: 'attached' });
  await comesTo(
    async () => (await page.evaluate<string[]>('window.spoken')).filter((words) => !words.startsWith('Making')),
    ['Uploading, 0%', 'Uploading, 50%', 'gate.png is uploaded.'],
  );
  await close();
});

// Row 27: "Across a clock change the text leaves at 8:00 the person's time; editing and cancelling until the last minute".
test('a text for the morning after a change of the clocks leaves at their eight, and is changed until the last minute', async () => {
  const zone = 'America/New_York';
  await office.must('PATCH', `/api/v1/people/${await personOf('Ben')}`, { timeZone: zone });
  const { page, faults, close, box, thread } = await open('Ben', { timezoneId: 'Europe/Berlin' });
  // The next change that is far enough away to be planned for, whenever this runs.
  const soon = Temporal.Now.zonedDateTimeISO(zone).add({ hours: 48 });
  const change = soon.getTimeZoneTransition('next')!;
  const eight = change.startOfDay().with({ hour: 8 });
  const instant = eight.toInstant().toString({ fractionalSecondDigits: 3 });
  const planned = async () =>
    (await office.messages('Ben')).at(-1) as { body: string; status: string; sendAt?: string };
  const plan = async (body: string) => {
    await page.clock.setFixedTime(new Date(change.subtract({ days: 1 }).with({ hour: 12 }).epochMilliseconds));
    await page.reload();
    await box.fill(body);
    await page.getByRole('button', { name: 'Send later', exact: true }).click();
    // The clocks in Berlin change on another day, so the hour beside it is not the usual one.
    const here = eight.withTimeZone('Europe/Berlin').toLocaleString('en-US', { hour: 'numeric', minute: '2-digit' });
    await page.getByRole('button', { name: `Tomorrow 8:00 AM for Ben (${here} here)` }).click();
    await until('it to be planned', async () => (await planned())?.body === body);
    assert.deepEqual([(await planned()).status, (await planned()).sendAt], ['scheduled', instant]);
    await page.clock.setFixedTime(new Date(eight.epochMilliseconds - 60_000));
    await page.reload();
    await thread
      .getByText(/Planned · leaves today 8:00.AM for Ben/)
      .last()
      .waitFor();
  };
  await plan('Not this one');
  await thread.getByRole('button', { name: 'Cancel this text' }).click();
  await until('it to be cancelled', async () => (await planned()).status === 'canceled');
  await plan('Come to gate A');
  await thread.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change this text' });
  await comesTo(() => dialog.getByLabel('Time for Ben').inputValue(), '08:00');
  await dialog.getByRole('textbox', { name: 'Text to Ben' }).fill('Come to gate B');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual([(await planned()).body, (await planned()).sendAt], ['Come to gate B', instant]);

  // The night passes: all that waits for a time does so from a second before it.
  const left = sql`(${instant}::timestamptz - now() - interval '1 second')`;
  const [{ due_at: dueAt }] = await world.query(sql`with jobs as (
      update graphile_worker._private_jobs set run_at = run_at - ${left} where run_at > now())
    update outbox set due_at = due_at - ${left} from messages
    where messages.id = message_id and body = 'Come to gate B' returning due_at`);
  await phone('Ben').shouldHear('Come to gate B');
  const [{ isEarly, count }] =
    await world.query(sql`select count(*)::int as count, bool_or(started_at < ${dueAt}) as "isEarly"
    from attempts join messages on messages.id = message_id where body like 'Come to gate%' or body = 'Not this one'`);
  assert.deepEqual([isEarly, count], [false, 1]);
  assert.deepEqual(faults, []);
  await close();
});

test('Escape closes what is on its way as it closes what is there, and leads nowhere', async () => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const { page, faults, close, box } = await open('Dana', {
    prepare: (page: Page) =>
      page.route(/\/assets\/later-/, (route) => held.then(() => route.continue().catch(() => {}))),
  });
  await page.locator('#snooze-menu').waitFor({ state: 'attached' });
  const before = page.url();
  const opener = page.getByRole('button', { name: 'Send later', exact: true });
  const popover = page.getByRole('dialog', { name: 'Send later' });
  await opener.click();
  await popover.waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await comesTo(() => page.locator(':popover-open').count(), 0);
  assert.equal(await opener.evaluate((at) => at === at.ownerDocument.activeElement), true);
  await box.focus();
  await page.keyboard.press('Control+Shift+.');
  await comesTo(() => page.locator(':popover-open').count(), 1);
  await page.keyboard.press('Escape');
  await comesTo(() => page.locator(':popover-open').count(), 0);
  assert.equal(await box.evaluate((at) => at === at.ownerDocument.activeElement), true);
  assert.equal(page.url(), before);
  const came = page.waitForResponse(/\/assets\/later-/);
  letGo();
  await (await came).finished();
  assert.equal(await page.locator(':popover-open').count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

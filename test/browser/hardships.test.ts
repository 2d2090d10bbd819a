import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours, openWorld } from '../support/world.ts';
import { hasten, stopClock } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { goTo } from './screens.ts';

const world = await openOfficeHours(['Ana', 'Ben'], { mayLogErrors: true });
const { office, phone, url } = world;
const ana = `/inbox/all/${office.conversationWith('Ana')}`;
await office.must('PATCH', '/api/v1/me', { gettingStartedHidden: true, preferences: { undoSeconds: 0 } });

const open = (path: string, options: Parameters<typeof visit>[1] = {}) =>
  visit(`${url}${path}`, { as: office, ...options });

const problem = (status: number, code: string, message: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: '', status, code, message, requestId: '0191-abcd' }),
});

test('500, 422, 409 and 401 land in the place of the act, and the words survive all four', async () => {
  const { page, close } = await open(ana);
  const thread = page.getByRole('region', { name: 'Texts with Ana' });
  const box = page.getByRole('textbox', { name: 'Text to Ana' });
  let answer = problem(500, 'fault', 'Something broke on our side.');
  const posts = /\/api\/v1\/conversations\/[^/]+\/messages$/;
  await page.route(posts, (route) => (route.request().method() === 'POST' ? route.fulfill(answer) : route.continue()));
  const write = async (text: string) => {
    await box.fill(text);
    await box.press('Enter');
    await thread.getByText(text, { exact: true }).waitFor();
  };

  // A fault may pass: the text waits and is tried again by itself.
  await write('Through a fault');
  await thread.getByText('Waiting for the network').waitFor();
  await page.unroute(posts);
  await office.shouldSee('Ana', ['us: Through a fault']);
  await thread.getByText('Waiting for the network').waitFor({ state: 'detached' });

  await page.route(posts, (route) => (route.request().method() === 'POST' ? route.fulfill(answer) : route.continue()));
  answer = problem(422, 'invalid', 'This text is too long.');
  await write('Too long, they say');
  await thread.getByText('Not sent').waitFor();
  await thread.getByText('This text is too long.').waitFor();
  await mustBeAccessible(page, 'a text that was refused');
  await thread.getByRole('button', { name: 'Edit and send again' }).click();
  await comesTo(() => box.inputValue(), 'Too long, they say');

  answer = problem(409, 'no_line', 'There is no line.');
  await box.press('Enter');
  await thread.getByText('There is no number to text from yet.').waitFor();
  await thread.getByText('Too long, they say', { exact: true }).waitFor();
  await thread.getByRole('button', { name: 'Discard' }).click();

  // Signed out: the way leads to sign-in and back, and what was typed is there.
  await page.unroute(posts);
  await box.fill('Half a sentence');
  await until('the draft is kept', async () => {
    const { draft } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ana')}`);
    return draft?.body === 'Half a sentence';
  });
  await office.signsOut();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByLabel('E-mail').fill('nora@food-bank.example');
  await page.getByLabel('Password').fill('seven green apples');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await box.waitFor();
  await comesTo(() => box.inputValue(), 'Half a sentence');
  await close();
  await office.signsIn();
});

test('a list, a thread and a page that cannot be fetched say so in their places, and try again', async () => {
  let isBroken = true;
  const broken = /\/api\/v1\/(conversations|people-pages|delivery)(\/|\?|$)/;
  for (const path of [ana, '/people']) {
    isBroken = true;
    const { page, close } = await open(path, {
      prepare: async (page) => {
        await page.clock.install();
        await page.route(broken, (route) =>
          isBroken ? route.fulfill(problem(500, 'fault', 'Something broke on our side.')) : route.continue(),
        );
      },
    });
    const note = page.getByRole('main').getByRole('alert').first();
    // It tries three times before it says so.
    await hasten(page, note);
    assert.match((await note.textContent()) ?? '', /0191-abcd/, `${path} names a code to quote`);
    isBroken = false;
    // Each part that failed has its own.
    const again = page.getByRole('button', { name: 'Try again' });
    await until('all parts to be there', async () => {
      // What is asked again for another reason, such as a stream that has opened, takes its button away by itself.
      if ((await again.count()) > 0)
        await again
          .first()
          .click({ timeout: 500 })
          .catch(() => {});
      return (await again.count()) === 0;
    });
    await close();
  }
});

test('every page that cannot be had offers another try, and is there after it', async () => {
  const { page, close } = await open('/settings');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  const { person } = await office.must('GET', `/api/v1${ana.replace('/inbox/all', '/conversations')}`);
  const pages = ['people', `people/${person.id}`, 'people/groups', 'people/fields', 'people/opt-outs', 'delivery'];
  const others = [
    'delivery/insight',
    'team',
    'lines',
    'limits',
    'replies',
    'questions',
    'questions/unclear',
    'broadcasts',
  ];
  const asked = /\/api\/v1\/(?!me$|setup$|events)/;
  for (const path of [...pages, ...others]) {
    let isBroken = true;
    await page.route(asked, (route) =>
      isBroken ? route.fulfill(problem(422, 'not_now', 'Not now.')) : route.continue(),
    );
    await page.goto(`${url}/${path}`);
    const main = page.getByRole('main');
    const again = main.getByRole('button', { name: 'Try again' });
    await main.getByText('Not now.').getByRole('button', { name: 'Try again' }).first().waitFor();
    isBroken = false;
    await until(`${path} to be there`, async () => {
      if ((await again.count()) > 0)
        await again
          .first()
          .click({ timeout: 500 })
          .catch(() => {});
      return (await main.getByRole('alert').count()) === 0;
    });
    await page.unroute(asked);
  }
  await close();
});

test('the browser in Tokyo, the person in Denver, the server in UTC: each time says whose it is', async () => {
  const people = (await office.must('GET', '/api/v1/people')).items as { id: string; name: string }[];
  const ben = people.find(({ name }) => name === 'Ben')!;
  await office.must('PATCH', `/api/v1/people/${ben.id}`, { timeZone: 'America/Denver' });
  await phone('Ben').texts('What time is it?');
  await office.shouldSee('Ben', ['them: What time is it?']);
  const [text] = (await office.messages('Ben')) as unknown as { createdAt: string }[];
  const sentAt = new Date(text!.createdAt);
  const clock = (timeZone: string, at: Date) =>
    new Intl.DateTimeFormat('en-US', { timeStyle: 'short', timeZone }).format(at);
  const here = clock('Asia/Tokyo', sentAt);
  const full = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'long', timeZone: 'Asia/Tokyo' });

  // It is looked at in the moment in which it came: a minute later it may be another day.
  const { page, close } = await open(`/inbox/all/${office.conversationWith('Ben')}`, {
    timezoneId: 'Asia/Tokyo',
    prepare: (page) => page.clock.setFixedTime(sentAt),
  });
  const row = page.getByRole('region', { name: 'Conversations' }).getByRole('link', { name: /Ben/ }).locator('time');
  await comesTo(() => row.textContent(), here);
  assert.equal(await row.getAttribute('title'), full.format(sentAt));
  const bubble = page.locator('[data-row] time').first();
  await comesTo(() => bubble.textContent(), here);
  assert.equal(await bubble.getAttribute('title'), full.format(sentAt));
  await page
    .getByText(`${clock('America/Denver', sentAt)} there`)
    .first()
    .waitFor();
  await close();
});

test('older texts write nothing into the log; one new text is spoken, and five within two seconds are counted', async () => {
  for (let n = 1; n <= 60; n++) await phone('Ana').texts(`Older ${n}`);
  await until('all are there', async () => (await office.messages('Ana')).length >= 61);
  const { page, close } = await open(ana, { prepare: (page) => page.clock.install() });
  const log = page.getByRole('log');
  await page.getByText('Older 60', { exact: true }).last().waitFor();
  await until('the oldest', async () => {
    await page.getByRole('region', { name: 'Texts with Ana' }).evaluate((region) => {
      for (const box of region.querySelectorAll('*')) box.scrollTop = 0;
    });
    return (await page.getByText('Older 1', { exact: true }).count()) > 0;
  });
  assert.equal(await log.textContent(), '');
  await stopClock(page);
  let passedMs = 0;
  const arrives = async (words: string) => {
    await phone('Ana').texts(words);
    await until(words, async () => {
      // Enough for it to be drawn.
      await page.clock.runFor(2);
      passedMs += 2;
      return (await page.locator('[data-row]').getByText(words, { exact: true }).count()) > 0;
    });
  };
  await arrives('running late');
  await page.clock.runFor(2_500);
  await until('it is spoken', async () => /^Ana: running late, \d+:\d\d/.test((await log.textContent()) ?? ''));
  passedMs = 0;
  for (let n = 1; n <= 4; n++) await arrives(`Quick ${n}`);
  // The last one in time comes when two seconds have passed since the first.
  await page.clock.runFor(Math.max(0, 2_000 - passedMs));
  await arrives('Quick 5');
  await page.clock.runFor(1_000);
  await until('they are spoken', async () => /5 new texts from Ana/.test((await log.textContent()) ?? ''));
  assert.doesNotMatch((await log.textContent()) ?? '', /Older|Quick/);
  await close();
});

test('on a phone of 360 × 640 the way goes from the inbox to a text and to people, with the keyboard open', async () => {
  const { page, close } = await open('/inbox/all', {
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
  });
  await page.getByRole('link', { name: /Ana/ }).first().tap();
  const box = page.getByRole('textbox', { name: 'Text to Ana' });
  await box.tap();
  // The keyboard takes the lower half: the page is made smaller (interactive-widget=resizes-content).
  await page.setViewportSize({ width: 360, height: 330 });
  // Row 25: on touch Enter breaks the line.
  await box.fill('Come');
  await box.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('to gate B');
  await comesTo(() => box.inputValue(), 'Come\nto gate B');
  assert.equal((await office.messages('Ana')).filter(({ body }) => body.startsWith('Come')).length, 0);
  await box.fill('Come to gate B');
  const send = page.getByRole('button', { name: 'Send', exact: true });
  for (const [what, control] of Object.entries({ box, send })) {
    await until(`${what} to be above the keyboard`, async () => {
      const { y = 0, height = 999 } = (await control.boundingBox()) ?? {};
      return y >= 0 && y + height <= 330;
    });
  }
  await send.tap();
  // The row of the list, which is out of sight, has it too, sooner or later.
  await page.locator('[data-row]').getByText('Come to gate B', { exact: true }).waitFor();
  await page.setViewportSize({ width: 360, height: 640 });
  // What is done with a conversation, too: put off, and taken back.
  await page.getByRole('button', { name: 'More acts' }).tap();
  await page.getByRole('menuitem', { name: 'Assign' }).tap();
  await page.getByRole('dialog', { name: 'Who looks after it?' }).getByRole('option', { name: /Nora/ }).tap();
  await page.getByText('Ana is assigned.').first().waitFor();
  await page.getByRole('button', { name: 'More acts' }).tap();
  await page.getByRole('menuitem', { name: 'Snooze' }).tap();
  await page.getByRole('menuitem', { name: /Tomorrow morning/ }).tap();
  const there = () => office.must('GET', `/api/v1/conversations/${office.conversationWith('Ana')}`);
  await until('Ana to be put off', async () => (await there()).snoozedUntil !== null);
  assert.equal((await there()).assignee.name, 'Nora Lindqvist');
  await page.getByRole('region', { name: 'What was done' }).getByRole('button', { name: 'Undo' }).first().tap();
  await until('Ana to be back', async () => (await there()).snoozedUntil === null);
  await page.goto(`${url}${ana}`);
  await page.getByRole('link', { name: 'Back to the list' }).tap();
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  const ways = page.getByRole('navigation', { name: 'Main' });
  for (const [way, heading] of [
    ['People', 'People'],
    ['Tell', 'Broadcasts'],
    ['Delivery', 'Delivery'],
  ] as const) {
    const link = ways.getByRole('link', { name: way });
    const { y = 0 } = (await link.boundingBox()) ?? {};
    assert.ok(y > 540, `${way} is in reach of the thumb, not at ${y}.`);
    await link.tap();
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  }
  // What is seldom wanted is under the account.
  const account = ways.getByRole('button', { name: 'Account' });
  const { y: reach = 0 } = (await account.boundingBox()) ?? {};
  assert.ok(reach > 540, `The account is in reach of the thumb, not at ${reach}.`);
  await account.tap();
  await page.getByRole('dialog', { name: 'Account' }).getByRole('link', { name: 'Set-up' }).tap();
  await page.getByRole('heading', { name: 'Set-up', level: 1 }).waitFor();
  await close();
});

test('where there is nothing yet, the screen says what will be there, and its button leads on', async () => {
  const other = await openWorld();
  await other.office.signsUp();
  await other.office.must('PATCH', '/api/v1/me', { gettingStartedHidden: true });
  const { page, faults, close } = await visit(`${other.url}/inbox/all`, { as: other.office });
  const list = page.getByRole('region', { name: 'Conversations' });
  await list.getByText('No conversations yet.').waitFor();
  for (const view of ['waiting', 'mine', 'failed', 'unassigned', 'mentions', 'done']) {
    await goTo(page, `/inbox/${view}`);
    await list.getByText('No conversations yet.').waitFor({ state: 'detached' });
    await list.getByRole('link', { name: 'Show all conversations' }).click();
    await list.getByText('No conversations yet.').waitFor();
  }
  await list.getByRole('link', { name: 'Add a person' }).click();
  await page.getByText('The people whom you text are listed here.').waitFor();
  await mustBeAccessible(page, 'no people yet');
  await page.getByRole('main').getByRole('button', { name: 'Add person' }).last().click();
  await page.getByRole('dialog').getByLabel('Name').waitFor();
  await page.goto(`${other.url}/replies`);
  await page.getByRole('heading', { name: 'Saved replies', level: 1 }).waitFor();
  await page.getByRole('main').getByRole('button').first().click();
  await page.getByRole('main').getByRole('textbox').or(page.getByRole('dialog').getByRole('textbox')).first().waitFor();
  assert.deepEqual(faults, []);
  await close();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openAsking, saturday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { watchFrames } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana']);
const { office, phone, query, url } = world;
const asking = openAsking(world);
const people: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) people[name] = id;
await office.must('PATCH', `/api/v1/people/${people.Ben}`, { timeZone: 'Asia/Kathmandu' });

const open = (path: string, options = {}) =>
  visit(`${url}${path}`, { as: office, timezoneId: 'America/New_York', ...options });

/** A question that is asked now and stays open; its board's address with it. */
async function asksNow(name: string): Promise<{ question: Json; path: string; round: Json }> {
  const { content } = saturday([people.Ana!, people.Ben!, people.Chidi!, people.Dana!]);
  const schedule = { ...content.schedule, repeat: { every: 'once' as const }, startsOn: '2040-01-06' };
  const question = await asking.saves({
    name,
    content: { ...content, schedule, closing: { afterMinutes: 600 }, mostReasked: 0 },
  });
  await office.must('POST', `/api/v1/questions/${question.id}/rounds`);
  const round = await asking.newestRound(question.id);
  await until('everybody to be asked', async () => (await asking.board(round.id)).counts.asked === 4);
  return { question, round, path: `/questions/${question.id}/rounds/${round.id}` };
}

const { path, round } = await asksNow('Saturday?');
const names = `[...document.querySelectorAll('[data-ask] th')].map((each) => each.textContent)`;

test('answers come onto an open board by themselves, and a row that is pointed at keeps its place', async () => {
  const { page, faults, close } = await open(path);
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await page.getByRole('button', { name: '4 No answer yet' }).waitFor();
  await row('Dana').waitFor();
  await comesTo(() => page.evaluate(names), ['Ana', 'Ben', 'Chidi', 'Dana']);
  await mustBeAccessible(page, 'a board without an answer');
  await page.evaluate('window.isSamePage = true');

  await phone('Dana').texts('Yep!!');
  await row('Dana').getByText('Yep!!').waitFor();
  await page.getByRole('button', { name: '1 Yes' }).waitFor();
  await comesTo(() => page.evaluate(names), ['Dana', 'Ana', 'Ben', 'Chidi']);

  const top = `[...document.querySelectorAll('[data-ask]')].find((each) => each.textContent.includes('Chidi')).getBoundingClientRect().top`;
  const before = await page.evaluate<number>(top);
  await row('Chidi').hover();
  const stays = await watchFrames(
    page,
    `${top} !== ${before} && 'Chidi has moved by ' + (${top} - ${before}) + ' px.'`,
  );
  await phone('Ben').texts('no, wedding');
  await page.getByText('The rows keep their places while you are here.').waitFor();
  await row('Ben').getByText('no, wedding').waitFor();
  assert.deepEqual(await page.evaluate(names), ['Dana', 'Ana', 'Ben', 'Chidi']);
  await phone('Chidi').texts('yes, if my sister can take the kids');
  await row('Chidi').getByText('Needs a look').waitFor();
  await phone('Ana').texts('yes');
  await page.getByRole('button', { name: '2 Yes' }).waitFor();
  await stays();
  assert.deepEqual(await page.evaluate(names), ['Dana', 'Ana', 'Ben', 'Chidi']);
  await page.mouse.move(640, 20);
  await comesTo(() => page.evaluate(names), ['Dana', 'Ben', 'Chidi', 'Ana'], 'the order of arrival');
  await row('Ben')
    .getByText(/there$/)
    .waitFor();
  assert.equal(
    await row('Ana')
      .getByText(/there$/)
      .count(),
    0,
    'The same clock is not said twice.',
  );

  const strip = page.getByRole('img', { name: 'Answers in the order in which they came: Yes 2, No 1, Needs a look 1' });
  assert.deepEqual(
    await strip.locator('rect').evaluateAll((all) => all.map((each) => each.getAttribute('data-tone'))),
    ['yes', 'no', 'maybe', 'yes'],
  );
  assert.equal(await page.evaluate('window.isSamePage'), true, 'Nothing was loaded anew.');
  await mustBeAccessible(page, 'a board with answers');

  await page.getByRole('button', { name: '2 Yes' }).click();
  await comesTo(() => page.evaluate(names), ['Dana', 'Ana']);
  await page.getByRole('button', { name: '2 Yes' }).click();
  await row('Dana').getByRole('link').click();
  await page.getByText('Yep!!').filter({ visible: true }).last().waitFor();
  // It leads to that text.
  await page.waitForURL(/\/inbox\/all\/[\w-]+#[\w-]+$/);
  assert.deepEqual(faults, []);
  await close();
});

test('an answer is set by hand, says who did it, and is taken back', async () => {
  const { page, faults, close } = await open(path);
  const ben = page.getByRole('row').filter({ hasText: 'Ben' });
  await ben.getByRole('button', { name: 'Change the answer of Ben' }).click();
  await page.getByRole('menuitemradio', { name: 'Yes' }).waitFor();
  await mustBeAccessible(page, 'the menu of answers');
  await comesTo(() => page.evaluate('document.activeElement.textContent'), 'No', 'Where it stands now.');
  await page.keyboard.press('Y');
  await page.keyboard.press('Enter');
  await ben.getByText('set by Nora Lindqvist').waitFor();
  await page.getByRole('button', { name: '3 Yes' }).waitFor();
  await comesTo(async () => (await asking.standing(round.id)).Ben, 'answered yes');
  // It stays while it is pointed at.
  await page.getByRole('region', { name: 'What was done' }).hover();
  await mustBeAccessible(page, 'an answer set by hand');

  await page.getByRole('button', { name: 'Undo' }).click();
  await ben.getByText('no, wedding').waitFor();
  await page.getByRole('button', { name: '2 Yes' }).waitFor();
  await comesTo(async () => (await asking.standing(round.id)).Ben, 'answered no');
  assert.deepEqual(faults, []);
  await close();
});

test('late answers are in the count or out of it, by a switch that the address keeps', async () => {
  await query(sql`update asks set closes_at = now() - interval '1 second', listens_until = now() + interval '1 day',
    answers = '[]', answered_at = null, state = 'asked' where round_id = ${round.id} and person_id = ${people.Ana}`);
  await until('Ana’s ask to close', async () => (await asking.standing(round.id)).Ana === 'closed');
  await phone('Ana').texts('yes');
  await until('the late answer', async () => /late/.test((await asking.standing(round.id)).Ana ?? ''));
  const { page, faults, close } = await open(path);
  const ana = page.getByRole('row').filter({ hasText: 'Ana' });
  await ana.getByText('late').waitFor();
  await page.getByRole('button', { name: '2 Yes' }).waitFor();
  await page.getByRole('switch', { name: 'Count 1 late answer' }).click();
  await page.getByRole('button', { name: '1 Yes' }).waitFor();
  await ana.getByText('No answer').waitFor();
  await mustBeAccessible(page, 'without late answers');
  await page.reload();
  await page.getByRole('button', { name: '1 Yes' }).waitFor();
  await page.getByRole('switch', { name: 'Count 1 late answer' }).click();
  await page.getByRole('button', { name: '2 Yes' }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('those who are silent are reminded and those who said no are texted, each with their number on the button', async () => {
  const asked = await asksNow('Monday?');
  await phone('Ana').texts('no');
  await phone('Ben').texts('yes');
  const { page, faults, close } = await open(asked.path);
  await page.getByRole('button', { name: 'Remind 2 people' }).click();
  await page.getByRole('dialog').getByText('To Chidi, Dana').waitFor();
  await page.getByLabel('What they will read').fill('Still waiting for you, {first name}');
  await mustBeAccessible(page, 'a last look before a reminder');
  await page.getByRole('dialog').getByRole('button', { name: 'Remind 2 people' }).click();
  await page.getByText('2 people are texted.').first().waitFor();
  await phone('Chidi').shouldHear('Still waiting for you, Chidi');
  await phone('Dana').shouldHear('Still waiting for you, Dana');

  const notYet = sql`select from messages where status <> 'delivered' and direction = 'outbound'
    and conversation_id = ${office.conversationWith('Dana')}`;
  await until('all to be delivered', async () => (await query(notYet)).length === 0);
  await query(sql`update messages set status = 'undelivered', error_code = '30003' where status <> 'undelivered'
    and conversation_id = ${office.conversationWith('Dana')} and direction = 'outbound'`);
  await page.reload();
  await page.getByRole('row').filter({ hasText: 'Dana' }).getByText('Not delivered').waitFor();
  await page.getByText('To 1 of the silent no text was delivered').waitFor();
  await page.getByRole('button', { name: 'Text the 1 who said No' }).click();
  await page.getByLabel('What they will read').fill('No problem, rest well');
  await page.getByRole('dialog').getByRole('button', { name: 'Text the 1 who said No' }).click();
  await phone('Ana').shouldHear('No problem, rest well');
  assert.equal(
    (await phone('Ben').screen()).some(({ body }) => /Still|rest well/.test(body)),
    false,
  );
  await page.getByRole('button', { name: /No$/ }).first().click();
  await page.getByRole('link', { name: 'Show them in the inbox' }).click();
  await page.getByText('Monday?: No').waitFor();
  const listed = page.locator('[data-conversation]');
  await listed.filter({ hasText: 'Ana' }).waitFor();
  await comesTo(() => listed.count(), 1);
  await page.getByRole('link', { name: 'Show everybody' }).click();
  await listed.filter({ hasText: 'Ben' }).waitFor();
  await page.goBack();
  await page.getByText('Monday?: No').waitFor();
  await page.goBack();
  const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  const file = await office.ask('GET', href ?? '');
  assert.match(file.text, /Ana,.*,no,/);
  assert.deepEqual(faults, []);
  await close();
});

test('a round is seen in pictures with their numbers, and fits on one sheet of paper', async () => {
  const { page, faults, close } = await open(path);
  await page.getByRole('button', { name: 'In pictures' }).click();
  await page.getByText(/^Yes: \d of \d answers, \d+%\.$/).waitFor();
  await page.getByText('There is no other round to compare with yet.').waitFor({ state: 'detached' });
  await page.getByText(/of 4 have answered/).waitFor();
  await page.getByText('The numbers').first().click();
  await page.getByRole('columnheader', { name: 'Share' }).waitFor();
  await mustBeAccessible(page, 'the plots of a round');
  const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
  assert.match(paper, /\/Count 1\b/, 'One page.');
  await page.emulateMedia({ media: 'print' });
  await page.getByRole('button', { name: /^Remind/ }).waitFor({ state: 'hidden' });
  await page.getByRole('navigation', { name: 'Main' }).waitFor({ state: 'hidden' });
  await page.locator('h2', { hasText: /^Yes: \d$/ }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('on the wall the numbers are large, nothing scrolls, and Escape leads back', async () => {
  const { page, faults, close } = await open(`${path}/wall`, { viewport: { width: 1920, height: 1080 } });
  const wall = page.getByRole('dialog', { name: 'Saturday?' });
  await wall.getByText('No answer').first().waitFor();
  await until('three large numbers', async () => {
    const sizes = await page.evaluate<number[]>(
      `[...document.querySelectorAll('dialog dd')].map((each) => Number.parseFloat(getComputedStyle(each).fontSize))`,
    );
    return sizes.length >= 3 && sizes.every((size) => size >= 64);
  });
  const overflow = `(() => {
    const wall = document.querySelector('dialog');
    const low = [...wall.querySelectorAll('h1, p, dd, dt, svg, li')].map((each) => each.getBoundingClientRect());
    return [wall.scrollHeight - wall.clientHeight, low.filter(({ bottom, right }) => bottom > innerHeight || right > innerWidth).length];
  })()`;
  await comesTo(() => page.evaluate(overflow), [0, 0]);
  await mustBeAccessible(page, 'the wall');
  await page.keyboard.press('Escape');
  await page.getByRole('table').waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('what was not understood is said by a click, and teaches the question once it was seen what that changes', async () => {
  const asked = await asksNow('Sunday?');
  await phone('Ana').texts('if it stays dry');
  await phone('Ben').texts('if it stays dry');
  await until('two texts that need a look', async () => {
    const { items } = await office.must('GET', `/api/v1/unclear-replies?questionId=${asked.question.id}`);
    return items.length === 2;
  });
  const { page, faults, close } = await open('/questions/unclear');
  const reply = page.locator('[data-reply]').filter({ hasText: 'Ana' }).filter({ hasText: 'if it stays dry' });
  await reply.waitFor();
  await mustBeAccessible(page, 'texts that need a look');
  const yes = reply.getByRole('group', { name: /^Sunday/ }).getByRole('button', { name: 'Yes' });
  // An answer that the page called off has no words.
  const isAskedAnew = page.waitForResponse(async (answer) => {
    if (!answer.url().includes('/unclear-replies')) return false;
    const known = await answer.json().catch(() => ({}));
    return known.items?.every(({ person }: Json) => person.name !== 'Ana') ?? false;
  });
  await yes.click();
  await isAskedAnew;
  await reply.getByRole('button', { name: 'Choose again' }).click();
  await yes.click();
  await reply.getByText('Counted as Yes.').waitFor();
  await comesTo(async () => (await asking.standing(asked.round.id)).Ana, 'answered yes');
  await reply.getByRole('button', { name: 'Teach this phrase…' }).click();
  await page.getByText('1 other text would be understood in another way:').waitFor();
  await page.getByRole('dialog').getByText('Needs a look → Yes').waitFor();
  await mustBeAccessible(page, 'what a phrase would change');
  assert.notEqual((await asking.standing(asked.round.id)).Ben, 'answered yes', 'Nothing has changed yet.');
  await page.getByRole('button', { name: 'Teach it' }).click();
  await page.getByText('“if it stays dry” means Yes from now on.').waitFor();
  await comesTo(async () => (await asking.standing(asked.round.id)).Ben, 'answered yes');
  await mustBeAccessible(page, 'a question that was taught');
  assert.deepEqual(faults, []);
  await close();
});

test('an open board hears of rounds that came after it', async () => {
  const asked = await asksNow('Monday?');
  const { page, close } = await open(asked.path);
  await page.getByRole('button', { name: '4 No answer yet' }).waitFor();
  // By then all that is asked for when the page begins to listen has been.
  await phone('Ana').texts('yes');
  await page.getByRole('button', { name: '1 Yes' }).waitFor();
  // As it is by then: it was asked for after the reply.
  const isHeard = page.waitForResponse(async (answer) => {
    if (!answer.url().includes(`${asked.question.id}/rounds?`)) return false;
    const known = await answer.json().catch(() => ({}));
    return known.items?.[0].counts.answered === 2;
  });
  await phone('Ben').texts('yes');
  await isHeard;
  await close();
});

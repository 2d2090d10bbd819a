import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openAsking, saturday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import { manyAsked } from '../support/many-asked.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { sticksOut } from './screens.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana']);
const { office, phone, query, url } = world;
const asking = openAsking(world);
const people: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) people[name] = id;
await office.must('PATCH', `/api/v1/people/${people.Ben}`, { timeZone: 'Asia/Kathmandu' });

async function open(path: string, options = {}) {
  const [name, value] = office.cookie().split('=', 2) as [string, string];
  const visited = await visit(url, { timezoneId: 'America/New_York', ...options });
  await visited.page.context().addCookies([{ name, value, url }]);
  await visited.page.goto(`${url}${path}`);
  return visited;
}

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
  assert.deepEqual(await page.evaluate(names), ['Ana', 'Ben', 'Chidi', 'Dana']);
  await mustBeAccessible(page, 'a board without an answer');
  await page.evaluate('window.isSamePage = true');

  await phone('Dana').texts('Yep!!');
  await row('Dana').getByText('Yep!!').waitFor();
  await page.getByRole('button', { name: '1 Yes' }).waitFor();
  await until('Dana to be first', async () => (await page.evaluate<string[]>(names))[0] === 'Dana');

  await row('Chidi').hover();
  const before = await row('Chidi').boundingBox();
  await phone('Ben').texts('no, wedding');
  await page.getByText('The rows keep their places while you are here.').waitFor();
  await row('Ben').getByText('no, wedding').waitFor();
  assert.deepEqual(await page.evaluate(names), ['Dana', 'Ana', 'Ben', 'Chidi']);
  await phone('Chidi').texts('yes, if my sister can take the kids');
  await row('Chidi').getByText('Needs a look').waitFor();
  assert.deepEqual(await row('Chidi').boundingBox(), before, 'It is pointed at.');
  await phone('Ana').texts('yes');
  await page.getByRole('button', { name: '2 Yes' }).waitFor();
  assert.deepEqual(await page.evaluate(names), ['Dana', 'Ana', 'Ben', 'Chidi']);
  await page.mouse.move(640, 20);
  await until('the order of arrival', async () => (await page.evaluate<string[]>(names))[3] === 'Ana');
  assert.deepEqual(await page.evaluate(names), ['Dana', 'Ben', 'Chidi', 'Ana']);
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
  await row('Ben').waitFor({ state: 'detached' });
  assert.deepEqual(await page.evaluate(names), ['Dana', 'Ana']);
  await page.getByRole('button', { name: '2 Yes' }).click();
  await row('Dana').getByRole('link').click();
  await page.getByText('Yep!!').filter({ visible: true }).last().waitFor();
  assert.match(page.url(), /\/inbox\/all\/[\w-]+#[\w-]+$/, 'It leads to that text.');
  assert.deepEqual(faults, []);
  await close();
});

test('an answer is set by hand, says who did it, and is taken back', async () => {
  const { page, faults, close } = await open(path);
  const ben = page.getByRole('row').filter({ hasText: 'Ben' });
  await ben.getByRole('button', { name: 'Change the answer of Ben' }).click();
  await page.getByRole('menuitemradio', { name: 'Yes' }).waitFor();
  await mustBeAccessible(page, 'the menu of answers');
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'No', 'Where it stands now.');
  await page.keyboard.press('Y');
  await page.keyboard.press('Enter');
  await ben.getByText('set by Nora Lindqvist').waitFor();
  await page.getByRole('button', { name: '3 Yes' }).waitFor();
  assert.equal((await asking.standing(round.id)).Ben, 'answered yes');
  await mustBeAccessible(page, 'an answer set by hand');

  await page.getByRole('button', { name: 'Undo' }).click();
  await ben.getByText('no, wedding').waitFor();
  await page.getByRole('button', { name: '2 Yes' }).waitFor();
  assert.equal((await asking.standing(round.id)).Ben, 'answered no');
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

test('of thousands only the rows in sight are in the page; on a phone and in Spanish nothing is cut off', async () => {
  const many = await manyAsked(world, { people: 2000, rounds: 2 });
  const [newest] = await asking.rounds(many.id);
  const { page, faults, close } = await open(`/questions/${many.id}/rounds/${newest.id}`, {
    locale: 'es-ES',
    viewport: { width: 360, height: 740 },
  });
  await page.getByRole('link', { name: /^Ronda anterior/ }).waitFor();
  const table = `document.querySelector('table')`;
  await until('everybody', () => page.evaluate<boolean>(`${table}.getAttribute('aria-rowcount') === '2005'`));
  const countDrawn = () => page.evaluate<number>('document.querySelectorAll("[data-ask]").length');
  assert.ok((await countDrawn()) < 120);
  assert.deepEqual(await page.evaluate(sticksOut), []);
  await mustBeAccessible(page, 'a large board on a phone, in Spanish');
  await page.evaluate('document.querySelector("main").scrollTop = 60_000');
  const isDrawn = `(() => {
    const { top } = document.querySelector('main').getBoundingClientRect();
    return Boolean(document.elementFromPoint(180, top + 300).closest('[data-ask]'));
  })()`;
  await until('the rows there', () => page.evaluate<boolean>(isDrawn));
  assert.ok((await countDrawn()) < 120);
  assert.deepEqual(faults, []);
  await close();
});

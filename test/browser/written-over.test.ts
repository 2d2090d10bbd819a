import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openAsking, someday } from '../support/asking.ts';
import { openBroadcasting } from '../support/broadcasting.ts';
import type { Json } from '../support/browser.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { drawn } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { holdDeadlines, passDeadlines } from './deadlines.ts';
import { hold } from './hold.ts';
import { sticksOut } from './screens.ts';

const world = await openOfficeHours(['Ana', 'Ben']);
const { office: nora, url } = world;
const ben = await nora.colleague('Ben', 'manager');
const broadcasts = openBroadcasting(world);
const audience = await broadcasts.to('Ana', 'Ben');
const reply = await nora.must('POST', '/api/v1/saved-replies', { name: 'gate', body: 'Gate B' });
const [ana] = (await nora.must('GET', '/api/v1/people')).items;
const van = await nora.must('POST', '/api/v1/person-fields', { name: 'Van', kind: 'text' });
const question = await openAsking(world).saves(someday(audience.personIds));

const open = (path: string, as = nora, prepare?: (page: Page) => Promise<unknown>) =>
  visit(`${url}${path}`, { as, timezoneId: 'America/New_York', ...(prepare && { prepare }) });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const words = (page: Page) => page.getByRole('textbox', { name: /Words|What is asked/ });
const note = (page: Page) => page.getByRole('alert').filter({ hasText: 'Ben has changed this since you opened it' });

const isAtClash = (page: Page) => page.evaluate<boolean>(`'clash' in document.activeElement.dataset`);

/** What both have open: where it is, the field in which it is written, and how it is kept. */
interface Open {
  path: string;
  at: string;
  /** Opens what is written in, where the page only shows it. */
  begin?: (page: Page) => Promise<unknown>;
  field: (page: Page) => ReturnType<Page['getByRole']>;
  save: (page: Page) => Promise<unknown>;
  said: (kept: Json) => unknown;
  /** How the page hears of it live, where that is not as it is read here. */
  heard?: { at: string; said: (kept: Json) => unknown };
  benSays: (words: string) => Promise<void>;
}

const both = {
  'a question': {
    path: `/questions/${question.id}`,
    at: `/api/v1/questions/${question.id}`,
    field: words,
    save: (page) => button(page, 'Save the change').click(),
    said: ({ content }) => content.steps[0].words,
    async benSays(words) {
      const { name, content } = await ben.must('GET', this.at);
      await ben.must('PATCH', this.at, { name, content: { ...content, steps: [{ ...content.steps[0], words }] } });
    },
  },
  'a saved reply': {
    path: '/replies',
    at: `/api/v1/saved-replies/${reply.id}`,
    begin: (page) => button(page, 'Edit gate').click(),
    field: (page) => page.getByRole('textbox', { name: 'Text', exact: true }),
    save: (page) => button(page, 'Save').click(),
    said: ({ body }) => body,
    heard: { at: '/api/v1/saved-replies', said: ({ items }) => items[0].body },
    async benSays(body) {
      await ben.must('PATCH', this.at, { body });
    },
  },
  'a person': {
    path: `/people/${ana.id}`,
    at: `/api/v1/people/${ana.id}`,
    begin: (page) => button(page, 'Change Van').click(),
    field: (page) => page.getByRole('textbox', { name: 'Van' }),
    save: (page) => button(page, 'Save').click(),
    said: ({ fields }) => fields.Van,
    async benSays(value) {
      await ben.must('POST', '/api/v1/people-acts', { ids: [ana.id], act: 'set_field', fieldId: van.id, value });
    },
  },
  limits: {
    path: '/limits',
    at: '/api/v1/limits',
    field: (page) => page.getByRole('spinbutton', { name: /^Texts to many in seven days/ }),
    save: (page) => button(page, 'Save').click(),
    said: ({ weekly }) => String(weekly),
    async benSays(weekly) {
      await ben.must('PUT', this.at, { ...(await ben.must('GET', this.at)), weekly: Number(weekly) });
    },
  },
} satisfies Record<string, Open>;

for (const [what, opened] of Object.entries(both)) {
  const { path, at, begin, field, save, said, heard = { at, said } }: Open = opened;
  test(`${what}: a colleague's change is shown at once, and never written over before somebody has said so`, async () => {
    const kept = async () => said(await nora.must('GET', at));
    const one = await open(path);
    const other = await open(path, ben);
    for (const { page } of [one, other]) await begin?.(page);
    await field(one.page).waitFor();
    await field(other.page).fill('11');
    await save(other.page);
    if (what === 'limits') await other.page.getByText('Saved.').waitFor();
    await comesTo(() => field(one.page).inputValue(), '11');

    // Whoever types back what they typed sees what has become of it meanwhile.
    await field(one.page).fill('12');
    const isHeard = one.page.waitForResponse(
      async (answer) => answer.url().endsWith(heard.at) && answer.ok() && heard.said(await answer.json()) === '21',
    );
    await opened.benSays('21');
    await isHeard;
    await drawn(one.page);
    assert.equal(await field(one.page).inputValue(), '12');
    await field(one.page).fill('11');
    await field(one.page).blur();
    await comesTo(() => field(one.page).inputValue(), '21');

    // What is typed stays, whatever happens elsewhere; and so does what Ben keeps meanwhile.
    await field(one.page).fill('22');
    if (what === 'a question') await other.page.goto(`${url}${path}`);
    else {
      await begin?.(other.page);
      await comesTo(() => field(other.page).inputValue(), '21');
    }
    await field(other.page).fill('33');
    await save(other.page);
    await comesTo(kept, '33');
    await save(one.page);
    await note(one.page).waitFor();
    await comesTo(() => isAtClash(one.page), true);
    assert.deepEqual([await field(one.page).inputValue(), await kept()], ['22', '33']);
    await mustBeAccessible(one.page, `${what} that a colleague has changed`);

    await button(one.page, 'Show what Ben saved').click();
    await comesTo(() => field(one.page).inputValue(), '33');
    await button(one.page, 'Show mine again').click();
    await comesTo(() => field(one.page).inputValue(), '22');
    assert.equal(await kept(), '33');
    await button(one.page, 'Save mine over it').click();
    await comesTo(kept, '22');
    await note(one.page).waitFor({ state: 'detached' });
    assert.deepEqual([one.faults, other.faults], [[], []]);
    await one.close();
    await other.close();
  });
}

const write = (body: string) => broadcasts.writes(body, audience);
const bodyOf = async (id: string) => (await broadcasts.read(id)).body;
/** Ben changes a draft between what is typed and that it is kept. */
async function benIsFirst(page: Page, id: string): Promise<string[]> {
  const told: string[] = [];
  await page.route(`**/api/v1/broadcasts/${id}`, async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    told.push(route.request().postDataJSON().body);
    if (told.length === 1) await ben.must('PATCH', `/api/v1/broadcasts/${id}`, { body: 'Ben was first' });
    return route.continue();
  });
  return told;
}

async function away(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Delivery' }).click();
  await page.getByRole('heading', { name: 'Delivery', level: 1 }).waitFor();
}

test('a question: what is changed is found again by whoever looks elsewhere, also once Ben was first', async () => {
  const { path, at, field, save, said } = both['a question'];
  const kept = async () => said(await nora.must('GET', at));
  const { page, faults, close } = await open(path);
  const shows = (words: string) => comesTo(() => field(page).inputValue(), words);
  await field(page).fill('Can you come at one?');
  await away(page);
  await page.goBack();
  await shows('Can you come at one?');

  const held = await hold(page, 'PATCH', /\/questions\/[^/]+$/);
  await save(page);
  await held.asked;
  await away(page);
  await both['a question'].benSays('Of Ben?');
  held.letGo();
  await page.getByRole('alert').filter({ hasText: 'Ben has changed this since you read it' }).waitFor();
  await page.goBack();
  await note(page).waitFor();
  await shows('Can you come at one?');
  await button(page, 'Show what Ben saved').click();
  await shows('Of Ben?');
  await away(page);
  await page.goBack();
  await shows('Of Ben?');
  await button(page, 'Show mine again').click();
  await shows('Can you come at one?');
  assert.equal(await kept(), 'Of Ben?');
  await button(page, 'Save mine over it').click();
  await comesTo(kept, 'Can you come at one?');

  // What is saved, or given up, is not found again.
  await page.getByRole('heading', { name: 'Questions', level: 1 }).waitFor();
  await page.goBack();
  await shows('Can you come at one?');
  await field(page).fill('Given up?');
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page.getByRole('heading', { name: 'Questions', level: 1 }).waitFor();
  await page.goBack();
  await shows('Can you come at one?');
  assert.equal(await note(page).count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test('a question: an answer that comes after its page was opened once more takes nothing from what is written there', async () => {
  const { path, at, field, save, said } = both['a question'];
  const kept = async () => said(await nora.must('GET', at));
  const { page, close } = await open(path);
  const shows = (words: string) => comesTo(() => field(page).inputValue(), words);
  async function leaves(first: string, then: string) {
    await field(page).fill(first);
    const held = await hold(page, 'PATCH', /\/questions\/[^/]+$/);
    await save(page);
    await held.asked;
    await away(page);
    await page.goBack();
    await shows(first);
    await field(page).fill(then);
    await away(page);
    return held;
  }
  const kind = await leaves('First?', 'And then?');
  kind.letGo();
  await page
    .getByText(/is changed/)
    .first()
    .waitFor();
  assert.equal(await kept(), 'First?');
  await page.goBack();
  await shows('And then?');
  await save(page);
  await page.getByRole('heading', { name: 'Questions', level: 1 }).waitFor();
  assert.equal(await kept(), 'And then?');

  await page.goBack();
  await shows('And then?');
  const bad = await leaves('Second?', 'And after that?');
  await both['a question'].benSays('Of Ben once more?');
  bad.letGo();
  await page.getByRole('alert').filter({ hasText: 'Ben has changed this since you read it' }).waitFor();
  await page.goBack();
  await shows('And after that?');
  await close();
});

test('a question: who opens the list beside it goes on writing, and finds that again', async () => {
  const { path, field } = both['a question'];
  const { page, close } = await open(path);
  await field(page).fill('Begun?');
  // What the page has yet to show of these words moves nothing while the link is pressed.
  await page.getByText('6 of 160').waitFor();
  const list = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'Cancel' }).click({ modifiers: ['ControlOrMeta'] });
  await (await list).close();
  await field(page).fill('Gone on with?');
  await away(page);
  await page.goBack();
  await comesTo(() => field(page).inputValue(), 'Gone on with?');
  await close();
});

test('a question: nobody is kept at it by an answer that never comes', async () => {
  const { path, at, field, save, said } = both['a question'];
  const { page, close } = await open(path, nora, holdDeadlines);
  await field(page).fill('Never answered?');
  const never = await hold(page, 'PATCH', /\/questions\/[^/]+$/);
  await save(page);
  await never.asked;
  await passDeadlines(page);
  await page.getByRole('alert').first().waitFor();
  never.letGo();
  await save(page);
  await comesTo(async () => said(await nora.must('GET', at)), 'Never answered?');
  await close();
});

test('a draft: what a colleague writes is shown at once, and what two write is asked about once', async () => {
  const { id } = await write('Gate B');
  const { page, faults, close } = await open(`/broadcasts/${id}/edit`, nora, (page) => page.clock.install());
  await comesTo(() => words(page).inputValue(), 'Gate B');
  const other = await open(`/broadcasts/${id}/edit`, ben);
  await words(other.page).fill('Gate C');
  await comesTo(() => words(page).inputValue(), 'Gate C');
  await other.close();

  const told = await benIsFirst(page, id);
  await words(page).fill('Gate C at nine');
  await note(page).waitFor();
  // Whoever goes on writing is not asked with each word, and nothing of it is lost.
  await words(page).pressSequentially(', or at ten');
  await page.clock.runFor(20_000);
  await drawn(page);
  assert.deepEqual(told, ['Gate C at nine']);
  assert.deepEqual([await words(page).inputValue(), await bodyOf(id)], ['Gate C at nine, or at ten', 'Ben was first']);
  await button(page, 'Send to 2').click();
  assert.ok(await isAtClash(page));
  await mustBeAccessible(page, 'a draft that a colleague has changed');
  await page.setViewportSize({ width: 320, height: 700 });
  assert.deepEqual(await page.evaluate(sticksOut), []);

  // Also for whoever looks elsewhere meanwhile.
  await page.getByRole('link', { name: 'Broadcasts' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Broadcasts' }).waitFor();
  await page.getByRole('link', { name: /Ben was first/ }).click();
  await note(page).waitFor();
  await comesTo(() => words(page).inputValue(), 'Gate C at nine, or at ten');
  await button(page, 'Show what Ben saved').click();
  await comesTo(() => words(page).inputValue(), 'Ben was first');
  await button(page, 'Show mine again').click();
  await button(page, 'Save mine over it').click();
  await comesTo(() => bodyOf(id), 'Gate C at nine, or at ten');
  await words(page).fill('Gate D');
  await comesTo(() => bodyOf(id), 'Gate D');
  assert.deepEqual(faults, []);
  await close();
});

test('a draft whose answers are lost is in no clash with itself, whatever is typed on', async () => {
  const { id } = await write('Gate B');
  const { page, close } = await open(`/broadcasts/${id}/edit`);
  let lost = 0;
  await page.route(`**/api/v1/broadcasts/${id}`, async (route) => {
    if (route.request().method() !== 'PATCH' || lost === 2) return route.continue();
    await route.fetch();
    lost += 1;
    await words(page).pressSequentially(` ${lost}`);
    return route.abort();
  });
  await words(page).fill('Gate C');
  await comesTo(() => bodyOf(id), 'Gate C 1 2');
  await page.getByText('Kept as a draft').waitFor();
  assert.equal(await page.getByText('in another window').count(), 0);
  await close();
});

test('whoever leaves a draft with a clash on its way is told, and finds what they wrote', async () => {
  const { id } = await write('Gate B');
  const { page, close } = await open(`/broadcasts/${id}/edit`);
  let goOn = () => {};
  const left = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route(`**/api/v1/broadcasts/${id}`, async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    await left;
    await ben.must('PATCH', `/api/v1/broadcasts/${id}`, { body: 'Ben was earlier' });
    return route.continue();
  });
  await words(page).fill('Gate C');
  await page.getByRole('link', { name: 'Broadcasts' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Broadcasts' }).waitFor();
  goOn();
  await page
    .getByRole('alert')
    .filter({ hasText: /Ben has changed this since you read it \([^)]*\d:\d\d\s[AP]M\)\./ })
    .waitFor();
  await page.getByRole('link', { name: /Ben was earlier/ }).click();
  await note(page).waitFor();
  assert.equal(await words(page).inputValue(), 'Gate C');
  await close();
});

test('what was written stays at hand while theirs are shown: elsewhere meanwhile, and through another change', async () => {
  const { id } = await write('Gate B');
  const { page, faults, close } = await open(`/broadcasts/${id}/edit`);
  const shows = (body: string) => comesTo(() => words(page).inputValue(), body);
  await benIsFirst(page, id);
  await words(page).fill('Gate C at nine');
  await note(page).waitFor();
  await button(page, 'Show what Ben saved').click();
  await shows('Ben was first');
  await page.getByRole('link', { name: 'Broadcasts' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Broadcasts' }).waitFor();
  await page.getByRole('link', { name: /Ben was first/ }).click();
  await button(page, 'Show mine again').click();
  await shows('Gate C at nine');
  await button(page, 'Show what Ben saved').click();
  await shows('Ben was first');

  // Who goes on from theirs sees what becomes of it, as anybody else.
  await words(page).fill('Ben was first, at ten');
  await comesTo(() => bodyOf(id), 'Ben was first, at ten');
  await page.getByText('Kept as a draft').waitFor();
  await ben.must('PATCH', `/api/v1/broadcasts/${id}`, { body: 'Ben was third' });
  await shows('Ben was third');

  await benIsFirst(page, id);
  await words(page).fill('Ben was third, at ten');
  await note(page).waitFor();
  await button(page, 'Show what you wrote before').click();
  await shows('Gate C at nine');
  await button(page, 'Show what you wrote before').click();
  await shows('Ben was third, at ten');
  await button(page, 'Show what Ben saved').click();
  await shows('Ben was first');
  await button(page, 'Show mine again').click();
  await button(page, 'Save mine over it').click();
  await comesTo(() => bodyOf(id), 'Ben was third, at ten');
  await note(page).waitFor({ state: 'detached' });
  assert.deepEqual(faults, []);
  await close();
});

test('a draft goes on being kept after an answer that never came', async () => {
  const { id } = await write('Gate B');
  const { page, close } = await open(`/broadcasts/${id}/edit`, nora, async (page) => {
    await page.clock.install();
    await holdDeadlines(page);
  });
  const never = await hold(page, 'PATCH', new RegExp(`/broadcasts/${id}$`));
  await words(page).fill('Gate C');
  await never.asked;
  await passDeadlines(page);
  await until('the next try', async () => {
    await page.clock.runFor(500);
    return (await bodyOf(id)) === 'Gate C';
  });
  never.letGo();
  await close();
});

test('nothing is sent in words that whoever sends it has not seen', async () => {
  const { id } = await write('Gate {first name}');
  const { page, close } = await open(`/broadcasts/${id}/edit`);
  await button(page, 'Send to 2').click();
  const dialog = page.getByRole('dialog', { name: 'Send to 2 people?' });
  await button(page, 'Send to 2').last().waitFor();
  await ben.must('PATCH', `/api/v1/broadcasts/${id}`, { body: 'Ben was first' });
  await dialog.getByRole('button', { name: 'Send to 2' }).click();
  await dialog.getByText('Ben has changed this since you read it').waitFor();
  assert.equal((await broadcasts.read(id)).state, 'draft');
  await dialog.getByRole('button', { name: 'Not yet' }).click();
  await comesTo(() => words(page).inputValue(), 'Ben was first');
  await button(page, 'Send to 2').click();
  await dialog.getByText('Ben was first').waitFor();
  await dialog.getByRole('button', { name: 'Send to 2' }).click();
  await page.getByText('Nothing has left yet.').waitFor();
  await close();
});

test('one member in two windows is told so, and a new question whose first answer was lost takes no colleague’s place', async () => {
  const one = await open('/limits');
  await both.limits.field(one.page).fill('44');
  await nora.must('PUT', '/api/v1/limits', { ...(await nora.must('GET', '/api/v1/limits')), weekly: 55 });
  await both.limits.save(one.page);
  await one.page.getByText('You have changed this in another window').waitFor();
  await button(one.page, 'Show what was saved').click();
  await comesTo(() => both.limits.field(one.page).inputValue(), '55');
  await one.close();

  const { page, close } = await open('/questions/new');
  await words(page).fill('Can you come at noon?');
  await button(page, /^Whom:/).click();
  await page.getByRole('checkbox', { name: 'Ana', exact: true }).check();
  await button(page, 'Done').click();
  let saved = '';
  await page.route(/\/api\/v1\/questions$/, async (route) => {
    if (route.request().method() !== 'POST' || saved) return route.continue();
    saved = (await (await route.fetch()).json()).id;
    return route.abort();
  });
  await button(page, 'Start asking').click();
  await page.getByRole('alert').waitFor();
  const { content } = await ben.must('GET', `/api/v1/questions/${saved}`);
  await ben.must('PATCH', `/api/v1/questions/${saved}`, { name: 'Of Ben', content });
  await words(page).fill('Can you come at one?');
  await button(page, 'Start asking').click();
  await page.getByRole('listitem').filter({ hasText: 'Can you come at one?' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Of Ben' }).waitFor();
  await close();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openAsking, saturday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import type { Name } from '../support/cast.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { drawn } from './at-once.ts';
import { visit } from './chromium.ts';
import { holdDeadlines, passDeadlines } from './deadlines.ts';
import { hold } from './hold.ts';

// What the page does when an answer comes late, or never.

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana']);
const { office, phone, url } = world;
const asking = openAsking(world);
const people: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) people[name] = id;
const crew = saturday([people.Ana!, people.Ben!]).content;
await office.must('PATCH', '/api/v1/me', { gettingStartedHidden: true, preferences: { undoSeconds: 30 } });

const open = (path: string, prepare?: (page: Page) => Promise<unknown>) =>
  visit(`${url}${path}`, { as: office, ...(prepare && { prepare }) });

async function openThread(who: Name, prepare?: (page: Page) => Promise<unknown>) {
  const path = `${url}/inbox/all/${office.conversationWith(who)}`;
  const visited = await visit(path, { as: office, ...(prepare && { prepare }) });
  const box = visited.page.getByRole('textbox', { name: `Text to ${who}` });
  await box.waitFor();
  return { ...visited, box, thread: visited.page.getByRole('region', { name: `Texts with ${who}` }) };
}

test('words to many that are tried again after a lost answer, and after a reload, get to nobody twice', async () => {
  const schedule = { ...crew.schedule, repeat: { every: 'once' as const }, startsOn: '2040-01-06' };
  const content = { ...crew, schedule, closing: { afterMinutes: 600 } };
  const question = await asking.saves({ name: 'Saturday?', content });
  await office.must('POST', `/api/v1/questions/${question.id}/rounds`);
  const round = await asking.newestRound(question.id);
  await until('both to be asked', async () => (await asking.board(round.id)).counts.asked === 2);
  await phone('Ana').texts('no');
  const { page, close } = await open(`/questions/${question.id}/rounds/${round.id}`, holdDeadlines);
  const act = 'Text the 1 who said No';
  const dialog = page.getByRole('dialog');
  async function press() {
    await page.getByRole('button', { name: act }).click();
    await page.getByLabel('What they will read').fill('Rest well');
    await dialog.getByRole('button', { name: act }).click();
  }
  const texts = async () => (await office.messages('Ana')).filter(({ body }) => body === 'Rest well').length;

  // Nobody is kept in it by an answer that never comes.
  const never = await hold(page, 'POST', /\/rounds\/[^/]+\/texts$/);
  await press();
  await never.asked;
  await dialog.getByRole('button', { name: 'Close', disabled: true }).waitFor();
  await passDeadlines(page);
  await dialog.getByRole('alert').waitFor();
  await dialog.getByRole('button', { name: 'Close', disabled: false }).click();
  never.letGo();

  const lost = await hold(page, 'POST', /\/rounds\/[^/]+\/texts$/, { isLost: true });
  await press();
  await lost.asked;
  // As long as nobody knows how it ends it stays open.
  await dialog.getByRole('button', { name: 'Close', disabled: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await drawn(page);
  assert.equal(await dialog.isVisible(), true);
  lost.letGo();
  await dialog.getByRole('alert').waitFor();
  assert.equal(await texts(), 1);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.reload();
  await press();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Nobody else is texted').first().waitFor();
  assert.equal(await texts(), 1);

  // What has left is done with: the same words once more are another text.
  await press();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await texts(), 2);
  const { items } = await office.must('GET', '/api/v1/acts?limit=200');
  const texted = items.filter(({ kind }: Json) => kind === 'round.texted');
  assert.deepEqual(
    texted.map(({ after }: Json) => after),
    [{ count: 1 }, { count: 1 }],
  );
  await close();
});

test('nobody is kept at a reminder by an answer that never comes', async () => {
  const nudges = { afterMinutes: 600, most: 1, words: ['Still there?'] };
  const schedule = { ...crew.schedule, repeat: { every: 'once' as const }, startsOn: '2040-01-06' };
  const content = { ...saturday([people.Dana!]).content, schedule, closing: { afterMinutes: 900 }, nudges };
  const question = await asking.saves({ name: 'Monday?', content });
  await office.must('POST', `/api/v1/questions/${question.id}/rounds`);
  const round = await asking.newestRound(question.id);
  await until('her to be asked', async () => (await asking.board(round.id)).counts.asked === 1);
  await office.shouldSeeStatus('Dana', 'delivered');
  const { page, close } = await open(`/questions/${question.id}/rounds/${round.id}`, holdDeadlines);
  const remind = page.getByRole('button', { name: 'Remind 1 person' });
  const dialog = page.getByRole('dialog');
  const neverReminded = await hold(page, 'POST', /\/nudges$/);
  await remind.click();
  await dialog.getByRole('button', { name: 'Remind 1 person' }).click();
  await neverReminded.asked;
  await dialog.getByRole('button', { name: 'Close', disabled: true }).waitFor();
  await passDeadlines(page);
  await dialog.getByRole('alert').waitFor();
  neverReminded.letGo();

  // One that goes, though nobody was told, is neither told nor kept as one to nobody when it is tried again.
  const lost = await hold(page, 'POST', /\/nudges$/, { isLost: true });
  await dialog.getByRole('button', { name: 'Remind 1 person', disabled: false }).click();
  await lost.asked;
  await dialog.getByRole('button', { name: 'Close', disabled: true }).waitFor();
  lost.letGo();
  await dialog.getByRole('button', { name: 'Remind 1 person', disabled: false }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Nobody else is reminded now').first().waitFor();
  const { items } = await office.must('GET', '/api/v1/acts?limit=200');
  const reminded = items.filter(({ kind }: Json) => kind === 'round.nudged');
  assert.deepEqual(
    reminded.map(({ after }: Json) => after),
    [{ count: 1 }],
  );
  await close();
});

test('nobody is kept at a new question by an answer that never comes, and it is saved once', async () => {
  await office.must('PATCH', `/api/v1/people/${people.Ana}`, { groups: ['Crew North'] });
  const { page, close } = await open('/questions/new', holdDeadlines);
  const words = page.getByRole('textbox', { name: /What is asked/ });
  await words.fill('Can you paint red?');
  await page.getByRole('button', { name: /^Whom:/ }).click();
  await page.getByRole('checkbox', { name: 'Crew North' }).check();
  await page.getByRole('button', { name: 'Done' }).click();
  const save = (isBusy: boolean) => page.getByRole('button', { name: 'Start asking', disabled: isBusy });
  async function neverAnswers(method: string, path: RegExp) {
    const never = await hold(page, method, path);
    await save(false).click();
    await never.asked;
    await save(true).waitFor();
    await passDeadlines(page);
    await page.getByRole('alert').waitFor();
    await save(false).waitFor();
    never.letGo();
  }

  await neverAnswers('POST', /\/questions$/);
  const lost = await hold(page, 'POST', /\/questions$/, { isLost: true });
  await save(false).click();
  await lost.asked;
  await save(true).waitFor();
  lost.letGo();
  await page.getByRole('alert').waitFor();
  // What an earlier try has saved is read before it is changed.
  await words.fill('Can you paint blue?');
  await neverAnswers('GET', /\/questions\/[^/]+$/);
  await save(false).click();
  await page.getByRole('link', { name: 'Can you paint blue?' }).waitFor();
  const { items } = await office.must('GET', '/api/v1/questions');
  const saved = items.filter(({ name }: Json) => name.startsWith('Can you paint'));
  assert.deepEqual(
    saved.map(({ name, version }: Json) => [name, version]),
    [['Can you paint blue?', 2]],
  );
  await close();
});

test('a question that is asked now is asked once, whether its answer is lost or a colleague was quicker', async () => {
  const schedule = { ...crew.schedule, startsOn: '2040-01-06' };
  const first = await asking.saves({ name: 'Paint the hall?', content: { ...crew, schedule } });
  const { page, close } = await open('/questions', holdDeadlines);
  async function press(name: string) {
    await page.getByRole('button', { name: `More for ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Ask now' }).click();
    await page.getByRole('button', { name: 'Ask 2 people now' }).click();
  }
  const failed = page.getByRole('alert').filter({ hasText: /goes out now/ });
  const dismiss = () => failed.getByRole('button', { name: 'Close' }).click();
  const never = await hold(page, 'POST', /\/rounds$/);
  await press('Paint the hall?');
  await never.asked;
  await passDeadlines(page);
  await failed.getByText('The server did not answer.').waitFor();
  never.letGo();
  await dismiss();

  const lost = await hold(page, 'POST', /\/rounds$/, { isLost: true });
  await press('Paint the hall?');
  await lost.asked;
  lost.letGo();
  await failed.waitFor();
  await dismiss();
  await press('Paint the hall?');
  const round = await asking.newestRound(first.id);
  await page.waitForURL(`**/questions/${first.id}/rounds/${round.id}`);
  await page.getByText('Paint the hall? goes out now').first().waitFor();
  assert.equal(await failed.count(), 0);

  const second = await asking.saves({ name: 'Paint the door?', content: { ...crew, schedule } });
  await page.goto(`${url}/questions`);
  await page.getByRole('link', { name: 'Paint the door?' }).first().waitFor();
  await office.must('POST', `/api/v1/questions/${second.id}/rounds`);
  await press('Paint the door?');
  await failed.getByText('This was asked today already.').waitFor();
  await failed.getByRole('link').click();
  const theirs = await asking.newestRound(second.id);
  await page.waitForURL(`**/questions/${second.id}/rounds/${theirs.id}`);
  await close();
});

test('a note whose answer never comes, or is lost, is kept with the next try, and once', async () => {
  const { page, thread, close } = await openThread('Dana', holdDeadlines);
  const note = page.getByRole('textbox', { name: /^Note for colleagues/ });
  const keep = (isBusy: boolean) => page.getByRole('button', { name: 'Keep note', disabled: isBusy });
  const kept = thread.getByRole('article').filter({ hasText: 'Has a dog' });
  const neverKept = await hold(page, 'POST', /\/notes$/);
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  await note.fill('Has a dog');
  await note.press('Control+Enter');
  await neverKept.asked;
  await keep(true).waitFor();
  await passDeadlines(page);
  await page.getByRole('alert').waitFor();
  neverKept.letGo();

  // The one that is kept, though nobody was told, is the one that is tried again.
  const lost = await hold(page, 'POST', /\/notes$/, { isLost: true });
  await note.press('Control+Enter');
  await lost.asked;
  lost.letGo();
  await kept.waitFor();
  await keep(false).click();
  await comesTo(() => note.inputValue(), '');
  const { items } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Dana')}/timeline`);
  const bodies = items.flatMap(({ note }: Json) => note?.body ?? []);
  assert.deepEqual(
    bodies.filter((body: string) => body === 'Has a dog'),
    ['Has a dog'],
  );

  const neverChanged = await hold(page, 'PATCH', /\/notes\/[^/]+$/);
  await kept.getByRole('button', { name: 'Edit' }).click();
  const changed = note.first();
  await changed.fill('Has a cat');
  await changed.press('Control+Enter');
  await neverChanged.asked;
  await passDeadlines(page);
  await page.getByRole('alert').waitFor();
  neverChanged.letGo();
  await changed.press('Control+Enter');
  await thread.getByRole('article').filter({ hasText: 'Has a cat' }).waitFor();
  await close();
});

test('a text whose answer never comes is tried again, and those behind it follow', async () => {
  const { page, box, close } = await openThread('Ben', holdDeadlines);
  const never = await hold(page, 'POST', /\/messages$/);
  await box.fill('One');
  await box.press('Enter');
  await never.asked;
  await box.fill('Two');
  await box.press('Enter');
  await passDeadlines(page);
  const texts = async () => (await office.messages('Ben')).map(({ body }) => body).filter((body) => body.length === 3);
  await comesTo(texts, ['One', 'Two']);
  never.letGo();
  await close();
});

test('what is being written stays when the page cannot ask again for what it is about', async () => {
  const schedule = { ...crew.schedule, repeat: { every: 'once' as const }, startsOn: '2040-01-06' };
  const { id } = await asking.saves({ name: 'Sunday?', content: { ...crew, schedule } });
  const { page, close } = await open(`/questions/${id}`);
  const words = page.locator('[data-blank="What is asked"]').first();
  await words.fill('Can you work Sunday, all day?');
  const refused = { status: 429, contentType: 'application/problem+json', body: '{"code":"unexpected"}' };
  await page.route(new RegExp(`/questions/${id}$`), (route) => route.fulfill(refused));
  await office.must('POST', `/api/v1/questions/${id}/pause`);
  await page.getByRole('alert').waitFor();
  assert.equal(await words.inputValue(), 'Can you work Sunday, all day?');
  await close();
});

test('whoever leaves a new broadcast is not led back to it once it is kept', async () => {
  const { page, close } = await open('/broadcasts/new');
  const held = await hold(page, 'POST', /\/broadcasts$/);
  await page.locator('[data-blank="Words"]').fill('Ring road closed');
  await held.asked;
  await page.getByRole('main').getByRole('link', { name: 'Broadcasts' }).first().click();
  await page.waitForURL(/\/broadcasts$/);
  const kept = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && /\/broadcasts$/.test(answer.url()),
  );
  held.letGo();
  await (await kept).finished();
  await page.getByRole('link', { name: /Ring road closed/ }).waitFor();
  await drawn(page);
  assert.match(page.url(), /\/broadcasts$/);
  await close();
});

test('two clicks on “Undo sending” put the words back once', async () => {
  const { page, box, thread, close } = await openThread('Chidi');
  await box.fill('Gate B');
  await box.press('Enter');
  await until('the server to have it', async () => (await office.messages('Chidi')).length === 1);
  await until('an empty outbox', () => page.evaluate(`!JSON.stringify({ ...localStorage }).includes('Gate B')`));
  const held = await hold(page, 'DELETE', /\/messages\/[^/]+$/);
  const isTold = page.waitForResponse((answer) => answer.request().method() === 'DELETE');
  const undo = thread.getByRole('button', { name: 'Undo sending' });
  await undo.click();
  await held.asked;
  await undo.click();
  held.letGo();
  await (await isTold).finished();
  await undo.waitFor({ state: 'detached' });
  await drawn(page);
  assert.equal(await box.inputValue(), 'Gate B');
  await close();
});

test('what is typed while a note is being kept stays, and one that could not be kept is told elsewhere too', async () => {
  const { page, close } = await openThread('Dana');
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  const note = page.getByRole('textbox', { name: /^Note for colleagues/ });
  const held = await hold(page, 'POST', /\/notes$/);
  await note.fill('Prefers mornings');
  await note.press('Control+Enter');
  await held.asked;
  await page.getByRole('button', { name: 'Keep note', disabled: true }).waitFor();
  await note.fill('Has a new van');
  held.letGo();
  // The note itself may be heard of before its answer has come, and until then nothing else is kept.
  await page.getByRole('button', { name: 'Keep note', disabled: false }).waitFor();
  await page.getByText('Prefers mornings').waitFor();
  assert.equal(await note.inputValue(), 'Has a new van');

  const lost = await hold(page, 'POST', /\/notes$/, { isLost: true });
  await note.press('Control+Enter');
  await lost.asked;
  await page.locator('[data-conversation] > a').filter({ hasText: 'Chidi' }).click();
  await page.getByRole('textbox', { name: 'Text to Chidi' }).waitFor();
  lost.letGo();
  await page.getByRole('alert').filter({ hasText: 'Note for colleagues.' }).waitFor();
  await close();
});

test('a note that is being kept is kept once, also by whoever has been elsewhere meanwhile', async () => {
  const { page, thread, close } = await openThread('Ben');
  let asked = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/notes')) asked += 1;
  });
  const note = page.getByRole('textbox', { name: /^Note for colleagues/ });
  const goTo = (who: Name) => page.locator('[data-conversation] > a').filter({ hasText: who }).click();
  const held = await hold(page, 'POST', /\/notes$/);
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  await note.fill('Likes tea');
  await note.press('Control+Enter');
  await held.asked;
  await goTo('Chidi');
  await page.getByRole('textbox', { name: 'Text to Chidi' }).waitFor();
  await goTo('Ben');
  await thread.waitFor();
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  assert.equal(await note.inputValue(), 'Likes tea');
  await note.press('Control+Enter');
  await drawn(page);
  held.letGo();
  await page.getByRole('button', { name: 'Keep note', disabled: false }).waitFor();
  await thread.getByRole('article').filter({ hasText: 'Likes tea' }).waitFor();
  assert.deepEqual([await note.inputValue(), asked], ['', 1]);
  await close();
});

test('an act before the list has come does not keep it from coming', async () => {
  const held = Promise.withResolvers<void>();
  const isList = /\/api\/v1\/conversations\?/;
  const { page, close } = await openThread('Dana', (page) =>
    page.route(isList, (route) => held.promise.then(() => route.continue()).catch(() => {})),
  );
  const done = page.waitForResponse((answer) => answer.url().endsWith('/conversation-acts'));
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await done;
  held.resolve();
  await page.locator('[data-conversation] > a').filter({ hasText: 'Chidi' }).waitFor();
  await close();
});

test('a draft that is refused for a moment is kept a moment later', async () => {
  const { page, box, close } = await openThread('Chidi', (page) => page.clock.install());
  const refused = { status: 429, contentType: 'application/problem+json', body: '{"code":"unexpected"}' };
  let tries = 0;
  await page.route(/\/draft$/, (route) => (tries++ === 0 ? route.fulfill(refused) : route.fallback()));
  await box.fill('The north gate');
  await until('the draft', async () => {
    await page.clock.runFor(500);
    const { draft } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Chidi')}`);
    return draft?.body === 'The north gate';
  });
  assert.ok(tries > 1);
  await close();
});

test('two clicks in one frame send a form once', async () => {
  const { page, close } = await open('/people/fields');
  await page.getByRole('button', { name: 'New field' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Shift');
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/person-fields')) sent += 1;
  });
  const held = await hold(page, 'POST', /\/person-fields$/);
  await page.evaluate(`(() => {
    const button = document.querySelector('dialog button[type=submit]');
    button.click();
    button.click();
  })()`);
  await held.asked;
  await drawn(page);
  held.letGo();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(sent, 1);
  await close();
});

test('texts that an earlier page left are sent, whatever the page still waits for', async () => {
  const me = await office.must('GET', '/api/v1/me');
  const left = {
    clientId: crypto.randomUUID(),
    conversationId: office.conversationWith('Ana'),
    body: 'Left by mistake?',
  };
  const pending = JSON.stringify([{ ...left, createdAt: new Date().toISOString(), state: 'waiting' }]);
  let goOn = () => {};
  const never = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const { page, close } = await open('/inbox/all', async (page) => {
    await page.clock.install();
    await page.addInitScript(`localStorage['hearback.outbox.${me.id}'] ??= ${JSON.stringify(pending)}`);
    await page.route(/\/api\/v1\/conversations\?/, (route) => never.then(() => route.continue()).catch(() => {}));
  });
  await page.getByRole('link', { name: 'People' }).first().waitFor();
  const texts = async () => (await office.messages('Ana')).filter(({ body }) => body === left.body).length;
  await until('the text', async () => {
    await page.clock.runFor(5_000);
    return (await texts()) === 1;
  });
  goOn();
  await close();
});

test('whatever is told to a server that hangs comes to an end, and is said not to be done', async () => {
  await phone('Ben').texts('Are you there?');
  const { page, close } = await open('/inbox/waiting', holdDeadlines);
  const row = page.locator('[data-conversation] > a').filter({ hasText: 'Are you there?' });
  await row.click();
  await page.getByRole('heading', { name: 'Ben', level: 2 }).first().waitFor();
  await page.locator('#snooze-menu').waitFor({ state: 'attached' });
  const never = await hold(page, 'POST', /\/conversation-acts$/);
  await page.keyboard.press('e');
  await never.asked;
  await row.waitFor({ state: 'detached' });
  await passDeadlines(page);
  await page.getByRole('alert').getByText('The server did not answer.').waitFor();
  await row.waitFor();
  never.letGo();

  await page.goto(`${url}/replies`);
  await page.getByRole('button', { name: 'Add a saved reply' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('gate');
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Gate B');
  const save = (isBusy: boolean) => page.getByRole('button', { name: 'Save', exact: true, disabled: isBusy });
  const neverSaved = await hold(page, 'POST', /\/saved-replies$/);
  await save(false).click();
  await neverSaved.asked;
  await save(true).waitFor();
  await passDeadlines(page);
  await page.getByRole('alert').getByText('The server did not answer.').waitFor();
  await save(false).waitFor();
  neverSaved.letGo();
  await close();
});

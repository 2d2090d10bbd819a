import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { sql } from 'kysely';
import { holding } from '../support/held.ts';
import { openPushPost } from '../support/push-post.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const service = await openPushPost();
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana'], { pushOrigin: service.origin });
const { office, phone } = world;
const subscriptions = '/api/v1/push-subscriptions';
const wants = (preferences: object) => office.must('PATCH', '/api/v1/me', { preferences });

/** Until everybody who is to be told has been. */
const quietly = () =>
  until('all has been told', async () => {
    const behind = sql`select 1 from push_heads join event_heads using (team_id) where push_heads.last_number < event_heads.last_number
      union all select 1 from graphile_worker.jobs where task_identifier in ('notify', 'push') and run_at <= now()`;
    return (await world.query(behind)).length === 0;
  });

test('a text rings the browser that asked, without its words; with them once the member wants that', async () => {
  const browser = service.browser();
  const { publicKey } = await office.must('GET', subscriptions);
  assert.equal(Buffer.from(publicKey, 'base64url').length, 65);
  await office.must('POST', subscriptions, browser.subscription);
  await phone('Ana').texts('Gate 4 is locked');
  const [first] = await browser.shouldGet(1);
  assert.deepEqual(first, {
    kind: 'texts',
    language: 'en',
    name: 'Ana',
    count: 1,
    conversationId: office.conversationWith('Ana'),
    waiting: 1,
  });
  assert.match(browser.got()[0]!.headers.authorization ?? '', /^vapid t=\S+, k=/);
  assert.match(String(browser.got()[0]!.headers.topic), /^[\w-]{32}$/);

  await wants({ notifyWords: true, language: 'es' });
  await phone('Ben').texts('On my way');
  const [, second] = await browser.shouldGet(2);
  assert.deepEqual([second.name, second.words, second.language, second.waiting], ['Ben', 'On my way', 'es', 2]);
});

test('what is somebody else’s, or already answered, or not wanted, rings nowhere', async () => {
  const browser = service.browser();
  await office.must('POST', subscriptions, browser.subscription);
  await wants({ notifyUnassigned: false });
  await phone('Ana').texts('Anybody there?');
  await quietly();
  await browser.shouldGet(0);

  const me = await office.must('GET', '/api/v1/me');
  const ana = office.conversationWith('Ana');
  await sql`update conversations set assignee_id = ${me.id} where id = ${ana}`.execute(world.app.floor.db);
  await phone('Ana').texts('Nora?');
  const [mine] = await browser.shouldGet(1);
  assert.equal(mine.words, 'Nora?');
  await wants({ notifyMine: false, notifyUnassigned: true });
  await phone('Ana').texts('Hello?');
  await quietly();
  await browser.shouldGet(1);
});

test('many conversations at once are told in one sentence', async () => {
  const browser = service.browser();
  await office.must('POST', subscriptions, browser.subscription);
  await sql`update conversations set assignee_id = null`.execute(world.app.floor.db);
  // Nobody is told before all have come, also by a job that has begun: each looks there first how far others have told.
  await holding(world.app.floor.db, sql`select from push_heads for update`, async () => {
    await Promise.all((['Ana', 'Ben', 'Chidi', 'Dana'] as const).map((name) => phone(name).texts('Yes')));
    const come = sql`select from messages where body = 'Yes'`;
    await until('all to be taken in', async () => (await world.query(come)).length === 4);
  });
  await until('all are told', () => browser.got().length > 0);
  await quietly();
  const told = browser.got().map(({ message: { kind, count, waiting } }) => [kind, count, waiting]);
  assert.deepEqual(told, [['many', 4, 4]]);
});

test('a browser that has gone is forgotten; one that cannot be reached is tried again', async () => {
  const gone = service.browser();
  const slow = service.browser();
  const { id } = await office.must('POST', subscriptions, gone.subscription);
  await office.must('POST', subscriptions, slow.subscription);
  gone.leaves();
  await phone('Chidi').texts('Me again');
  await slow.shouldGet(1);
  const ids = async () => (await office.must('GET', subscriptions)).items.map((item: { id: string }) => item.id);
  await until('it is forgotten', async () => !(await ids()).includes(id));

  service.answers(503);
  await phone('Chidi').texts('And again');
  const waiting = sql`select 1 from graphile_worker.jobs where task_identifier = 'push' and run_at > now()`;
  await until('it is put off', async () => (await world.query(waiting)).length > 0);
  service.answers(201);
  await sql`update graphile_worker._private_jobs set run_at = now()`.execute(world.app.floor.db);
  await slow.shouldGet(2);
});

test('a note that mentions me rings, and nobody else’s browser does', async () => {
  await wants({ notifyMentions: true });
  const { url } = await office.must('POST', '/api/v1/invitations', { role: 'member' });
  const omar = world.openOffice();
  const joined = { name: 'Omar', email: 'omar@food-bank.example', password: 'eight blue pears' };
  await omar.must('POST', '/api/v1/join', { token: new URL(url).hash.slice(1), ...joined });
  const [mine, theirs] = [service.browser(), service.browser()];
  await office.must('POST', subscriptions, mine.subscription);
  await omar.must('POST', subscriptions, theirs.subscription);
  const me = await office.must('GET', '/api/v1/me');
  const ben = office.conversationWith('Ben');
  await omar.must('POST', `/api/v1/conversations/${ben}/notes`, { body: 'Can you call him?', mentions: [me.id] });
  const [told] = await mine.shouldGet(1);
  assert.deepEqual([told.kind, told.name, told.conversationId, told.words], ['mention', 'Ben', ben, undefined]);
  await quietly();
  await theirs.shouldGet(0);
});

test('the test button says what came of it', async () => {
  const browser = service.browser();
  const { id } = await office.must('POST', subscriptions, browser.subscription);
  await office.must('POST', `${subscriptions}/${id}/trials`);
  assert.deepEqual(await browser.shouldGet(1), [{ kind: 'test', language: 'en' }]);
  service.answers(403);
  const refused = await office.ask('POST', `${subscriptions}/${id}/trials`);
  assert.deepEqual([refused.status, refused.body.code], [422, 'push_failed']);
  assert.doesNotMatch(refused.text, /HTTP|50[03]|ECONN|connection/, 'What the network said is nobody’s business.');
  service.answers(201);
  await office.must('DELETE', `${subscriptions}/${id}`);
  assert.equal((await office.ask('POST', `${subscriptions}/${id}/trials`)).status, 404);
  assert.equal((await office.ask('DELETE', `${subscriptions}/${id}`)).status, 404);
});

test('whoever signs out, or may not come in any more, is told of nothing', async () => {
  await wants({ notifyMine: true, notifyUnassigned: true });
  const other = world.openOffice();
  await other.signsIn();
  const [theirs, stays] = [service.browser(), service.browser()];
  await other.must('POST', subscriptions, theirs.subscription);
  await office.must('POST', subscriptions, stays.subscription);
  await other.signsOut();
  await phone('Dana').texts('Is it today?');
  await stays.shouldGet(1);
  await theirs.shouldGet(0);
  await sql`update members set deactivated_at = now()`.execute(world.app.floor.db);
  await phone('Dana').texts('Or tomorrow?');
  await quietly();
  await stays.shouldGet(1);
  await sql`update members set deactivated_at = null`.execute(world.app.floor.db);
});

test('an address inside the house, or keys that are none, are refused by name', async () => {
  const { endpoint, keys } = service.browser().subscription;
  const refused = async (body: object) => {
    const answer = await office.ask('POST', subscriptions, body);
    return [answer.status, Object.keys(answer.body.fields ?? {})];
  };
  for (const inner of ['https://127.0.0.1/x', 'https://169.254.169.254/x', world.url, 'https://localhost/', 'x'])
    assert.deepEqual(await refused({ endpoint: inner, keys }), [422, ['endpoint']], inner);
  assert.deepEqual(await refused({ endpoint, keys: { ...keys, p256dh: 'AAAA' } }), [422, ['keys']]);
  assert.deepEqual((await refused({ endpoint: `https://push.example/${'x'.repeat(2000)}`, keys }))[0], 422);
  assert.deepEqual((await refused({ endpoint, keys: null }))[0], 422);
});

test('a browser whose address changed while its page was shut is still told in its language', async () => {
  const [before, after] = [service.browser(), service.browser()];
  await office.must('POST', subscriptions, { ...before.subscription, language: 'es' });
  const { id } = await office.must('POST', subscriptions, after.subscription);
  await office.must('POST', `${subscriptions}/${id}/trials`);
  assert.equal((await after.shouldGet(1))[0].language, 'es');
});

test('the service worker makes a notification of it, and opens the conversation when that is clicked', async () => {
  const listeners: Record<string, (event: object) => void> = {};
  const shown: { title: string; options: Record<string, unknown> }[] = [];
  const told: object[] = [];
  const open: object[] = [];
  const badges: number[] = [];
  const self = {
    addEventListener: (type: string, listener: (event: object) => void) => {
      listeners[type] = listener;
    },
    registration: {
      showNotification: async (title: string, options: Record<string, unknown>) => void shown.push({ title, options }),
    },
    navigator: { setAppBadge: async (n: number) => void badges.push(n) },
    clients: {
      matchAll: async () => open,
      openWindow: async (place: string) => void told.push({ opened: place }),
    },
  };
  runInNewContext((await office.ask('GET', '/sw.js')).text, { self });
  const happen = async (type: string, event: object) => {
    let work: Promise<unknown> = Promise.resolve();
    listeners[type]!({ ...event, waitUntil: (until: Promise<unknown>) => (work = until) });
    await work;
  };
  const push = (message: object) => happen('push', { data: { json: () => message } });
  const conversationId = office.conversationWith('Ana');
  const text = { kind: 'texts', language: 'en', name: 'Ana', conversationId, waiting: 3 };
  await push({ ...text, count: 1 });
  await push({ ...text, name: 'Ana\u202e', count: 2, words: 'On my way', language: 'es' });
  await push({ kind: 'many', language: 'en', count: 12, waiting: 9 });
  await push({ kind: 'test', language: 'en' });
  await push({ kind: 'money_near', language: 'es', spent: 80, cap: 100, currency: 'USD', waiting: 2 });
  await push({ kind: 'money_spent', language: 'en', spent: 100, cap: 100, currency: 'USD', waiting: 2 });
  await push({ kind: 'abroad', language: 'en', country: 'JM', waiting: 2 });
  assert.deepEqual(
    shown.map(({ title, options }) => [title, options.body, options.tag]),
    [
      ['New text from \u2068Ana\u2069', '', conversationId],
      ['2 mensajes nuevos de \u2068Ana\u2069', 'On my way', conversationId],
      ['12 new texts', '', 'many'],
      ['Hearback', 'This is how a new text will show.', 'test'],
      ['Se han gastado 80,00\u00a0US$ de los 100,00\u00a0US$ de este mes', '', 'money_near'],
      ['This month’s $100.00 is spent', 'Nothing leaves until more is allowed. What is written waits.', 'money_spent'],
      ['Many new numbers: Jamaica', 'As many as an hour has were texted; the others wait. Is that you?', 'abroad'],
    ],
  );
  assert.deepEqual(badges, [3, 3, 9, 2, 2, 2]);
  assert.equal((shown[4]!.options.data as { place: string }).place, '/limits');

  const notification = { close: () => {}, data: shown[0]!.options.data };
  await happen('notificationclick', { notification });
  assert.deepEqual({ ...told[0] }, { opened: `/inbox/all/${conversationId}` });
  open.push({ focused: false, postMessage: (message: object) => told.push(message), focus: async () => {} });
  await happen('notificationclick', { notification });
  assert.deepEqual({ ...told[1] }, { place: `/inbox/all/${conversationId}` });
});

test('a worker that is taken out in the middle of fetching a file keeps nothing', async () => {
  const worker = (await office.ask('GET', '/sw.js')).text;
  for (const takenOutAt of [0, 1, 2, 3, 4, null]) {
    let kept = new Map([['hearback-page', new Map<unknown, unknown>([['/', 'the page']])]]);
    let steps = 0;
    // Each step is one that others may come before.
    const step = async <T>(take: () => T) => {
      if (steps++ === takenOutAt) kept = new Map();
      await Promise.resolve();
      return take();
    };
    const storeOf = (files: Map<unknown, unknown>) => ({
      match: (key: unknown) => step(() => files.get(key)),
      put: (key: unknown, value: unknown) => step(() => files.set(key, value)),
    });
    const caches = {
      match: () => step(() => undefined),
      open: () =>
        step(() => storeOf(kept.get('hearback-page') ?? kept.set('hearback-page', new Map()).get('hearback-page')!)),
      delete: () => step(() => kept.clear()),
    };
    let answer: Promise<unknown> | undefined;
    const self = {
      location: { origin: world.url },
      addEventListener: (type: string, listen: (event: object) => void) =>
        type === 'fetch' &&
        Object.assign(self, {
          ask: (request: object) => listen({ request, respondWith: (it: typeof answer) => (answer = it) }),
        }),
    } as { ask?: (request: object) => void };
    const file = { ok: true, clone: () => 'a file' };
    runInNewContext(worker, { self, caches, URL, fetch: () => step(() => file) });
    self.ask?.({ method: 'GET', url: `${world.url}/assets/part.js` });
    assert.equal(await answer, file);
    const sizes = [...kept.values()].map((files) => files.size);
    assert.deepEqual(sizes, takenOutAt === null ? [2] : [], `taken out at step ${takenOutAt}`);
  }
});

test('whoever subscribes when nobody did is not told of what came before', async () => {
  const { items } = await office.must('GET', subscriptions);
  for (const { id } of items) await office.must('DELETE', `${subscriptions}/${id}`);
  await sql`delete from push_subscriptions`.execute(world.app.floor.db);
  await wants({ notifyMine: true, notifyUnassigned: true, notifyWords: true });
  await phone('Ben').texts('From the time of silence');
  await until('the text', async () => (await office.messages('Ben')).at(-1)?.body === 'From the time of silence');
  const browser = service.browser();
  await office.must('POST', subscriptions, browser.subscription);
  await phone('Dana').texts('New');
  await until('the new text to be told', () => browser.got().some(({ message }) => message.words === 'New'));
  await quietly();
  assert.deepEqual(
    browser.got().map(({ message }) => [message.name, message.count]),
    [['Dana', 1]],
  );
});

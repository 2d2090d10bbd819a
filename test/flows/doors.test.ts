import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { routes } from '../../src/api/routes.ts';
import { openBrowser } from '../support/browser.ts';
import { cast, nora } from '../support/cast.ts';
import { otherTeam } from '../support/other-team.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana']);
const { office, line } = world;
const somebody = openBrowser(world.url);

const guarded = [
  ...routes.filter(([, , route]) => !route.isOpen).map(([method, path]) => [String(method), path] as const),
  ['GET', '/api/v1/events'] as const,
  ['GET', '/api/v1/media/:id'] as const,
  ['GET', '/api/v1/rounds/:id/export.csv'] as const,
  ['GET', '/api/v1/rounds/:id/export.xlsx'] as const,
  ['POST', '/api/v1/imports'] as const,
  ['GET', '/api/v1/imports/:id/rejected.csv'] as const,
  ['GET', '/api/v1/exports/people.csv'] as const,
  ['GET', '/api/v1/exports/texts.csv'] as const,
  ['GET', '/api/v1/conversations/:id/transcript.csv'] as const,
];
const withIds = (path: string, id: string) => path.replace(':id', id).replace(':number', encodeURIComponent(cast.Ana));

test('without a session every route but the open ones says so and nothing else, whatever it is asked', async () => {
  assert.ok(guarded.length > 20);
  for (const [method, path] of guarded) {
    const bodies = method === 'GET' ? [undefined] : [undefined, {}, '{"half'];
    for (const id of [office.conversationWith('Ana'), crypto.randomUUID(), 'x']) {
      for (const body of bodies) {
        const answer = await somebody.ask(method, withIds(path, id), body);
        assert.deepEqual([answer.status, answer.body.code], [401, 'signed_out'], `${method} ${path}`);
      }
    }
  }
  for (const cookie of ['hearback=', 'hearback=abc.def', `hearback=${'a'.repeat(4000)}`, `${office.cookie()}x`]) {
    assert.equal((await somebody.ask('GET', '/api/v1/me', undefined, { cookie })).status, 401, cookie);
  }
});

test('what belongs to another team looks exactly like what does not exist', async () => {
  const theirs = await otherTeam(world.app.floor);
  const lesson = { step: 0, phrase: 'mine', value: { kind: 'choice', ids: ['yes'] } };
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const consent = { how: 'paper', givenAt: '2026-01-01T00:00:00Z', wording: 'Mine' };
  const [ana] = (await office.must('GET', '/api/v1/people')).items;
  const asked: [method: string, path: string, id: string, body?: object, query?: string][] = [
    ['GET', '/api/v1/people/:id', theirs.personId],
    ['PATCH', '/api/v1/people/:id', theirs.personId, { name: 'Mine' }],
    ['DELETE', '/api/v1/people/:id', theirs.personId],
    ['GET', '/api/v1/people/:id/history', theirs.personId],
    ['GET', '/api/v1/people/:id/answers', theirs.personId],
    ['GET', '/api/v1/people/:id/merge-preview', theirs.personId, undefined, `?otherId=${ana.id}`],
    ['GET', '/api/v1/people/:id/merges', theirs.personId],
    ['POST', '/api/v1/people/:id/merges', theirs.personId, { otherId: ana.id }],
    ['DELETE', '/api/v1/merges/:id', theirs.mergeId],
    ['PUT', '/api/v1/people/:id/opt-out', theirs.personId, { words: 'Mine' }],
    ['DELETE', '/api/v1/people/:id/opt-out', theirs.personId, { words: 'Mine' }],
    ['GET', '/api/v1/people/:id/consents', theirs.personId],
    ['POST', '/api/v1/people/:id/consents', theirs.personId, consent],
    ['POST', '/api/v1/stop-requests/:id/decision', theirs.requestId, { wantsNone: false }],
    ['PATCH', '/api/v1/groups/:id', theirs.groupId, { name: 'Mine' }],
    ['DELETE', '/api/v1/groups/:id', theirs.groupId],
    ['GET', '/api/v1/person-fields/:id', theirs.fieldId],
    ['PATCH', '/api/v1/person-fields/:id', theirs.fieldId, { name: 'Mine' }],
    ['DELETE', '/api/v1/person-fields/:id', theirs.fieldId, { people: 0 }],
    ['GET', '/api/v1/conversations/:id', theirs.conversationId],
    ['PUT', '/api/v1/conversations/:id/read-mark', theirs.conversationId, { messageId: theirs.messageId }],
    ['POST', '/api/v1/conversations/:id/closure', theirs.conversationId],
    ['DELETE', '/api/v1/conversations/:id/closure', theirs.conversationId],
    ['PUT', '/api/v1/conversations/:id/unread-mark', theirs.conversationId],
    ['DELETE', '/api/v1/conversations/:id/unread-mark', theirs.conversationId],
    ['PUT', '/api/v1/conversations/:id/snooze', theirs.conversationId, { until: inAnHour }],
    ['DELETE', '/api/v1/conversations/:id/snooze', theirs.conversationId],
    ['PUT', '/api/v1/conversations/:id/assignee', theirs.conversationId, { memberId: null }],
    ['PUT', '/api/v1/conversations/:id/presence', theirs.conversationId, { state: 'typing' }],
    ['GET', '/api/v1/conversations/:id/timeline', theirs.conversationId],
    ['GET', '/api/v1/conversations/:id/delivery', theirs.conversationId],
    ['POST', '/api/v1/conversations/:id/notes', theirs.conversationId, { body: 'Mine' }],
    ['PATCH', '/api/v1/notes/:id', theirs.noteId, { body: 'Mine' }],
    ['DELETE', '/api/v1/notes/:id', theirs.noteId],
    ['POST', '/api/v1/acts/:id/undo', theirs.actId],
    ['GET', '/api/v1/conversations/:id/messages', theirs.conversationId],
    ['POST', '/api/v1/conversations/:id/messages', theirs.conversationId, { body: 'Hello' }],
    ['GET', '/api/v1/saved-replies/:id', theirs.conversationId],
    ['PATCH', '/api/v1/saved-replies/:id', theirs.conversationId, { name: 'Mine' }],
    ['DELETE', '/api/v1/saved-replies/:id', theirs.conversationId],
    ['PUT', '/api/v1/conversations/:id/draft', theirs.conversationId, { body: 'Mine', caret: 0 }],
    ['DELETE', '/api/v1/conversations/:id/draft', theirs.conversationId],
    ['PATCH', '/api/v1/messages/:id', theirs.messageId, { body: 'Mine' }],
    ['DELETE', '/api/v1/messages/:id', theirs.messageId],
    ['DELETE', '/api/v1/messages/:id/cancellation', theirs.messageId],
    ['POST', '/api/v1/messages/:id/retry', theirs.messageId],
    ['POST', '/api/v1/messages/:id/decision', theirs.messageId, { choice: 'leave' }],
    ['PATCH', '/api/v1/lines/:id', theirs.lineId, { label: 'Mine' }],
    ['POST', '/api/v1/lines/:id/pause', theirs.lineId],
    ['DELETE', '/api/v1/lines/:id/pause', theirs.lineId],
    ['PUT', '/api/v1/lines/:id/price', theirs.lineId, { amount: 1, currency: 'USD' }],
    ['DELETE', '/api/v1/lines/:id/price', theirs.lineId],
    ['GET', '/api/v1/lines/:id/keyword-answers', theirs.lineId],
    ['PUT', '/api/v1/lines/:id/keyword-answers', theirs.lineId, { by: 'hearback', help: { en: null, es: null } }],
    ['PUT', '/api/v1/lines/:id/pace', theirs.lineId, { segmentsPerSecond: 1 }],
    ['DELETE', '/api/v1/lines/:id/pace', theirs.lineId],
    ['PATCH', '/api/v1/members/:id', theirs.member.memberId, { role: 'member' }],
    ['POST', '/api/v1/members/:id/deactivation', theirs.member.memberId],
    ['DELETE', '/api/v1/members/:id/deactivation', theirs.member.memberId],
    ['DELETE', '/api/v1/invitations/:id', theirs.invitationId],
    ['DELETE', '/api/v1/me/sessions/:id', theirs.sessionId],
    ['DELETE', '/api/v1/push-subscriptions/:id', theirs.subscriptionId],
    ['POST', '/api/v1/push-subscriptions/:id/trials', theirs.subscriptionId],
    ['GET', '/api/v1/questions/:id', theirs.questionId],
    ['PATCH', '/api/v1/questions/:id', theirs.questionId, { name: 'Mine' }],
    ['POST', '/api/v1/questions/:id/pause', theirs.questionId],
    ['DELETE', '/api/v1/questions/:id/pause', theirs.questionId],
    ['POST', '/api/v1/questions/:id/archival', theirs.questionId],
    ['DELETE', '/api/v1/questions/:id/archival', theirs.questionId],
    ['GET', '/api/v1/questions/:id/rounds', theirs.questionId],
    ['POST', '/api/v1/questions/:id/rounds', theirs.questionId],
    ['GET', '/api/v1/rounds/:id', theirs.roundId],
    ['GET', '/api/v1/rounds/:id/asks', theirs.roundId],
    ['GET', '/api/v1/questions/:id/grid', theirs.questionId],
    ['GET', '/api/v1/questions/:id/sheet', theirs.questionId],
    ['POST', '/api/v1/rounds/:id/nudges', theirs.roundId],
    ['POST', '/api/v1/rounds/:id/texts', theirs.roundId, { body: 'Mine', to: { ids: ['yes'] } }],
    ['GET', '/api/v1/questions/:id/lessons', theirs.questionId],
    ['POST', '/api/v1/questions/:id/lessons', theirs.questionId, lesson],
    ['POST', '/api/v1/questions/:id/lesson-trials', theirs.questionId, lesson],
    ['DELETE', '/api/v1/questions/:id/lessons', theirs.questionId, { step: 0, phrase: 'mine' }],
    ['GET', '/api/v1/broadcasts/:id', theirs.broadcastId],
    ['PATCH', '/api/v1/broadcasts/:id', theirs.broadcastId, { name: 'Mine' }],
    ['DELETE', '/api/v1/broadcasts/:id', theirs.broadcastId],
    ['GET', '/api/v1/broadcasts/:id/look', theirs.broadcastId],
    ['GET', '/api/v1/broadcasts/:id/previews', theirs.broadcastId],
    ['POST', '/api/v1/broadcasts/:id/dispatch', theirs.broadcastId, { expected: 1 }],
    ['DELETE', '/api/v1/broadcasts/:id/dispatch', theirs.broadcastId],
    ['POST', '/api/v1/broadcasts/:id/pause', theirs.broadcastId],
    ['DELETE', '/api/v1/broadcasts/:id/pause', theirs.broadcastId],
    ['POST', '/api/v1/broadcasts/:id/cancellation', theirs.broadcastId],
    ['GET', '/api/v1/broadcasts/:id/recipients', theirs.broadcastId],
    ['POST', '/api/v1/broadcasts/:id/retries', theirs.broadcastId],
    ['GET', '/api/v1/people-removals/:id', theirs.removalId],
    ['POST', '/api/v1/people-removals/:id/undo', theirs.removalId],
    ['GET', '/api/v1/imports/:id', theirs.importId],
    ['PATCH', '/api/v1/imports/:id', theirs.importId, { hasHeader: false }],
    ['DELETE', '/api/v1/imports/:id', theirs.importId],
    ['POST', '/api/v1/imports/:id/check', theirs.importId],
    ['GET', '/api/v1/imports/:id/rows', theirs.importId],
    ['POST', '/api/v1/imports/:id/writing', theirs.importId],
    ['DELETE', '/api/v1/imports/:id/writing', theirs.importId],
    ['POST', '/api/v1/imports/:id/undo', theirs.importId],
    ['GET', '/api/v1/people/:id/time-off', theirs.personId],
    ['PUT', '/api/v1/people/:id/time-off', theirs.personId, { leave: [] }],
    ['PUT', '/api/v1/asks/:id/answer', theirs.askId, { value: { kind: 'choice', ids: ['yes'] } }],
    ['DELETE', '/api/v1/asks/:id/answer', theirs.askId],
    ['PUT', '/api/v1/messages/:id/match', theirs.messageId, { askId: null }],
  ];
  const routesWithIds = routes.filter(([, path]) => path.includes(':id')).map(([method, path]) => `${method} ${path}`);
  assert.deepEqual(asked.map(([method, path]) => `${method} ${path}`).sort(), routesWithIds.sort());

  const plain = (text: string) => text.replace(/"requestId":"[^"]+"/, '');
  const before = await theirs.look();
  for (const [method, path, id, body, query = ''] of asked) {
    const real = await office.ask(method, path.replace(':id', id) + query, body);
    const none = await office.ask(method, path.replace(':id', crypto.randomUUID()) + query, body);
    assert.deepEqual([real.status, plain(real.text)], [404, plain(none.text)], `${method} ${path}`);
  }
  assert.equal((await office.ask('GET', `/api/v1/imports/${theirs.importId}/rejected.csv`)).status, 404);
  for (const id of [theirs.personId, crypto.randomUUID()]) {
    const other = await office.ask('POST', `/api/v1/people/${ana.id}/merges`, { otherId: id });
    assert.deepEqual([other.status, other.body.message], [404, 'There is no such person.']);
  }
  const transcript = `/api/v1/conversations/${theirs.conversationId}/transcript.csv`;
  assert.equal((await office.ask('GET', transcript)).status, 404);
  assert.deepEqual(await theirs.look(), before);

  // Their ids inside what is ours: a message named as a place, a number that they have.
  const messages = `/api/v1/conversations/${office.conversationWith('Ana')}/messages`;
  assert.deepEqual((await office.must('GET', `${messages}?before=${theirs.messageId}`)).items, []);
  const gil = await office.ask('POST', '/api/v1/people', { name: 'Gil', phones: [theirs.phone] });
  assert.equal(gil.status, 201);
  assert.deepEqual(
    (await office.must('GET', '/api/v1/people')).items.map(({ name }: { name: string }) => name),
    ['Ana', 'Gil'],
  );
  assert.equal((await office.must('GET', '/api/v1/lines')).items.length, 1);
});

test('a request that another site makes in a member’s name is refused', async () => {
  const path = `/api/v1/conversations/${office.conversationWith('Ana')}/messages`;
  const body = { body: 'Send money' };
  const foreign: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: world.url },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: world.url.replace('127.0.0.1', 'localhost') },
  ];
  for (const headers of foreign) {
    const answer = await office.ask('POST', path, body, headers);
    assert.deepEqual([answer.status, answer.body.code], [403, 'cross_site'], JSON.stringify(headers));
    assert.equal((await office.ask('POST', '/api/auth/sign-out', {}, headers)).status, 403);
    // The same address, spelt in another way that the router understands.
    const spelt = await office.ask('POST', path.replace('/api/', '/%61pi/'), body, headers);
    assert.equal(spelt.status, 403, JSON.stringify(headers));
  }
  assert.equal((await office.ask('GET', '/api/v1/events', undefined, { 'sec-fetch-site': 'cross-site' })).status, 403);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
    const answer = await office.ask('POST', path, JSON.stringify(body), { 'content-type': type });
    assert.ok([400, 415].includes(answer.status), `${answer.status} for ${type}`);
  }
  for (const name of ['x-http-method-override', 'x-method-override']) {
    const headers = { [name]: 'DELETE' };
    await office.ask('GET', `/api/v1/conversations/${office.conversationWith('Ana')}/closure`, undefined, headers);
  }
  assert.deepEqual(await office.messages('Ana'), []);
  assert.equal((await office.ask('GET', '/api/v1/me')).status, 200);

  const own: Record<string, string>[] = [{ 'sec-fetch-site': 'same-origin' }, { origin: world.url }];
  for (const headers of own) {
    assert.equal((await office.ask('POST', path, body, headers)).status, 201, JSON.stringify(headers));
  }
});

test('every answer carries the headers that keep the page safe, and what is private is not kept', async () => {
  for (const path of ['/', '/api/v1/me', '/api/v1/setup', '/nothing/here', '/healthz', '/webhooks/x/inbound']) {
    const { headers } = await office.ask('GET', path);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/, path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('x-frame-options'), 'DENY', path);
    assert.equal(
      headers.get('cache-control'),
      /^\/(api|webhooks)/.test(path) ? 'no-store' : headers.get('cache-control'),
    );
  }
});

test('a line answers without its secrets, and the token is in no answer and in no log', async () => {
  const token = 'a-token-that-nobody-may-see';
  const accountSid = `AC${'d'.repeat(32)}`;
  await world.carrier.control('PUT', `accounts/${accountSid}`, { authToken: token });
  const settings = { accountSid, authToken: token, baseUrl: world.carrier.url };
  const form = { provider: 'twilio', label: 'Main', number: '+12025550160', settings };
  const connected = await office.ask('POST', '/api/v1/lines', form);
  assert.equal(connected.status, 201);
  const wrong = { ...form, settings: { ...settings, authToken: `${token}-but-wrong` } };
  const away = { ...form, settings: { ...settings, baseUrl: 'http://127.0.0.1:9' } };
  const answers = [
    connected,
    await office.ask('POST', '/api/v1/lines', wrong),
    await office.ask('POST', '/api/v1/lines', away),
    await office.ask('POST', '/api/v1/lines', { ...form, settings: { ...settings, accountSid: token } }),
    await office.ask('POST', '/api/v1/lines', { ...form, number: [token] }),
    await office.ask('PATCH', `/api/v1/lines/${connected.body.id}`, { label: 'Renamed' }),
    ...(await Promise.all(
      guarded
        .filter(([method, path]) => method === 'GET' && !path.endsWith('events'))
        .map(([, path]) => office.ask('GET', withIds(path, line.id))),
    )),
  ];
  assert.deepEqual(
    answers.slice(0, 6).map(({ status, body }) => [status, body.code]),
    [
      [201, undefined],
      [422, 'provider_credentials'],
      [422, 'provider_unreachable'],
      [422, 'invalid'],
      [422, 'invalid'],
      [200, undefined],
    ],
  );
  for (const { text } of answers) assert.ok(!text.includes(token), text);
  assert.equal(await world.count('lines'), 2 + 1);
  await office.texts('Ana', 'Words for Ana alone');
  await office.shouldSeeStatus('Ana', 'delivered');
  const log = world.logged.join('');
  for (const secret of [token, 'carrier-token', nora.password, 'Words for Ana alone', cast.Ana, office.cookie()]) {
    assert.ok(!log.includes(secret), secret);
  }
  const stored = JSON.stringify(await world.query(sql`select * from lines`));
  assert.ok(!stored.includes(token));
});

import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { servingLimits } from '../../src/platform/database.ts';
import { someday } from '../support/asking.ts';
import { computedMs } from '../support/own-time.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana']);
const { office } = world;
const ana = office.conversationWith('Ana');
const people = '/api/v1/people';
const messages = `/api/v1/conversations/${ana}/messages`;

/** Asks, and answers the status; anything but a clear answer fails. */
async function statusOf(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
  const startedAt = performance.now();
  const asking = office.ask(method, path, body, headers);
  const ms = await computedMs(() => asking);
  const answer = await asking;
  const wholeMs = performance.now() - startedAt;
  assert.ok(answer.status < 500, `${method} ${path.slice(0, 100)} answered ${answer.status}`);
  assert.ok(ms < 1000, `${method} ${path.slice(0, 100)} took ${Math.round(ms)} ms`);
  // The database computes elsewhere; what takes it as long as this is given up in earnest.
  assert.ok(wholeMs < servingLimits.statement_timeout, `${method} ${path.slice(0, 100)} took ${wholeMs} ms in all`);
  if (answer.status >= 400) {
    assert.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8');
    assert.ok(answer.body.code && answer.body.message && answer.body.requestId, answer.text);
    assert.doesNotMatch(answer.text, /node_modules|select |insert |\.ts:/i);
  }
  return answer.status;
}

test('what is no JSON, too deep or too large is refused', async () => {
  const deep = (levels: number) => `{"body":"x","deep":${'['.repeat(levels)}${']'.repeat(levels)}}`;
  const bodies: [what: string, body: string | Uint8Array, wanted: number[]][] = [
    ['half of it', '{"body":"Hel', [400]],
    ['nothing', '', [400]],
    ['a word', 'hello', [400]],
    ['a list', '[]', [422]],
    ['null', 'null', [422]],
    ['a number', '7', [422]],
    ['two of it', '{"body":"a"}{"body":"b"}', [400]],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), [400]],
    ['a hundred levels', deep(100), [400, 422]],
    ['ten thousand levels', deep(10_000), [400, 422]],
    ['a hundred thousand levels', deep(100_000), [400, 422]],
    ['two megabytes', JSON.stringify({ body: 'x'.repeat(2_000_000) }), [413]],
    ['__proto__', '{"body":"x","__proto__":{"isAdmin":true}}', [400, 422]],
    ['constructor', '{"body":"x","constructor":{"prototype":{"isAdmin":true}}}', [400, 422]],
  ];
  for (const [what, body, wanted] of bodies) {
    const status = await statusOf('POST', messages, body);
    assert.ok(wanted.includes(status), `${what} answered ${status}`);
    if (status === 400)
      assert.match((await office.ask('POST', messages, body)).body.message, /not JSON|too deep/, what);
  }
  const behaviour = `{"behaviour":{"replies":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`;
  assert.ok((await statusOf('PUT', '/api/v1/practice/phones/%2B12125550101', behaviour)) >= 400);
  assert.deepEqual(await office.messages('Ana'), []);
  assert.equal(Object.hasOwn(Object.prototype, 'isAdmin'), false);
});

test('a text must be text, not empty, and not too long', async () => {
  for (const body of ['', '   ', '\n\t', '\u0000', 'x'.repeat(1601), 7, null, {}, ['a'], true]) {
    const answer = await office.ask('POST', messages, { body });
    assert.deepEqual([answer.status, Object.keys(answer.body.fields)], [422, ['body']], JSON.stringify(body));
  }
  assert.deepEqual(await office.messages('Ana'), []);
  const kept: [typed: string, kept: string][] = [
    ['a\u0000b', 'ab'],
    ['half \ud83d', 'half \ufffd'],
    ['one\r\ntwo\rthree\n', 'one\ntwo\nthree'],
    ['\u202eabc', '\u202eabc'],
    ['{{7*7}} <%= x %> <b>', '{{7*7}} <%= x %> <b>'],
    ['x'.repeat(1600), 'x'.repeat(1600)],
  ];
  for (const [typed, body] of kept) assert.equal((await office.texts('Ana', typed)).body, body);
});

test('fields that nobody may set are left alone', async () => {
  const extra = {
    id: crypto.randomUUID(),
    team_id: crypto.randomUUID(),
    teamId: crypto.randomUUID(),
    status: 'delivered',
    direction: 'inbound',
    role: 'owner',
    isPractice: true,
    createdAt: '2001-01-01T00:00:00Z',
    sentBy: crypto.randomUUID(),
  };
  const text = await office.must('POST', messages, { body: 'Plain', ...extra });
  assert.deepEqual([text.status, text.direction, text.id === extra.id], ['queued', 'outbound', false]);
  assert.ok(text.createdAt > '2026');
  const person = await office.must('POST', people, {
    name: 'Plain',
    phones: ['+14155552600'],
    optedOutAt: null,
    ...extra,
  });
  assert.deepEqual([person.isPractice, person.id === extra.id], [false, false]);
  assert.equal(
    (await office.ask('PATCH', '/api/v1/me', { gettingStartedHidden: false, role: 'member' })).body.role,
    'owner',
  );
  assert.equal(await world.count('teams'), 1);
});

test('what a query asks beside what there is to ask is refused by name', async () => {
  for (const path of ['/api/v1/conversations?view=all', `${people}?limit=1`, `/api/v1/me?limit=1`]) {
    const { status, body } = await office.ask('GET', `${path}&limt=5`);
    assert.deepEqual([status, body.fields.limt], [422, 'This is not known here.'], path);
  }
  assert.equal(await statusOf('GET', '/api/v1/conversations?view=all&limit=5'), 200);
});

test('an id that is none is refused', async () => {
  const ids = [
    '0',
    '-1',
    'undefined',
    '9'.repeat(40),
    '%00',
    '%0a',
    `${ana}%0a`,
    `${ana}%00`,
    `urn:uuid:${ana}`,
    `{${ana}}`,
    `${ana.slice(0, -1)}g`,
    `${ana} or 1=1`,
    "';drop%20table%20people;--",
    '..%2f..%2fme',
    '%ff',
    '%E0%A4%A',
    'a'.repeat(5000),
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
  ];
  for (const id of ids) {
    for (const path of [
      `/api/v1/conversations/${id}`,
      `/api/v1/people/${id}`,
      `/api/v1/conversations/${id}/messages`,
    ]) {
      assert.ok((await statusOf('GET', path)) >= 400, path);
    }
    assert.ok((await statusOf('PUT', `/api/v1/conversations/${ana}/read-mark`, { messageId: id })) >= 400, id);
    assert.ok((await statusOf('GET', `/api/v1/practice/phones/${id}/texts`)) >= 400, id);
    assert.ok((await statusOf('POST', `/api/v1/practice/phones/${id}/texts`, { body: 'Hello' })) >= 400, id);
  }
  assert.equal(await statusOf('GET', `/api/v1/conversations/${ana.toUpperCase()}`), 200);
});

test('a page that is no page is refused, and a limit is kept within bounds', async () => {
  const cursor = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');
  const id = crypto.randomUUID();
  const afters = [
    'x',
    '%00',
    'null',
    cursor(null),
    cursor([]),
    cursor({}),
    cursor({ name: 1, id: 2 }),
    cursor({ at: 'soon', id }),
    cursor({ at: '2026-01-01', id: 'x' }),
    cursor({ name: 'a', id: 'x' }),
    cursor({ name: 'a', id: `urn:uuid:${id}` }),
    cursor({ name: '\u0000', id }),
    cursor({ at: "now'); drop table people; --", id }),
    cursor({ at: '99999999-01-01', id }),
    cursor({ at: '2026-02-31T00:00:00Z', id }),
    cursor({ at: 'about 2026', id }),
    cursor({ at: '2026-01-01 00:00:00+20', id }),
    'a'.repeat(2000),
  ];
  for (const after of afters) {
    for (const path of [
      `${people}?after=${after}`,
      `/api/v1/conversations?after=${after}`,
      `/api/v1/conversations?view=waiting&after=${after}`,
      `/api/v1/drafts?after=${after}`,
      `/api/v1/opt-outs?after=${after}`,
    ]) {
      await statusOf('GET', path);
    }
  }
  assert.equal(await statusOf('GET', `/api/v1/conversations?after=${cursor({ at: 'soon', id })}`), 400);
  // What is more than a place asks for nobody else's page, and is no value of a statement.
  for (const more of [{ memberId: id }, { teamId: id }, { number: '9' }, { x: '1' }]) {
    const after = cursor({ at: 'infinity', id, ...more });
    assert.equal(await statusOf('GET', `/api/v1/conversations?after=${after}`), 400, JSON.stringify(more));
  }
  assert.equal(await statusOf('GET', `/api/v1/conversations?after=${cursor({ at: 'infinity', id })}`), 200);
  const limits: [limit: string, status: number][] = [
    ['-1', 422],
    ['1e9', 422],
    ['NaN', 422],
    ['1.5', 422],
    ['', 422],
    ['1000000000', 422],
    ['0', 200],
    ['999999', 200],
    ['1&limit=2', 422],
    ['%00', 422],
  ];
  for (const [limit, wanted] of limits) {
    for (const path of [people, '/api/v1/conversations', messages]) {
      assert.equal(await statusOf('GET', `${path}?limit=${limit}`), wanted, `${path} ${limit}`);
    }
  }
  assert.equal((await office.must('GET', `${people}?limit=0`)).items.length, 1);
  for (const query of ['view=evil', 'view=__proto__', 'view=all&view=done', 'view=']) {
    assert.equal(await statusOf('GET', `/api/v1/conversations?${query}`), 422, query);
  }
  for (const search of [
    '%00',
    '%25',
    '_',
    '%5C',
    "'",
    '%ED%A0%80',
    '(a%2B)%2B$',
    '%F0%9F%91%8D',
    'a'.repeat(200),
    '%',
  ]) {
    await statusOf('GET', `${people}?search=${search}`);
  }
  assert.deepEqual((await office.must('GET', `${people}?search=%25`)).items, []);
});

test('a step that no question can have, and a round on a day that no calendar has, are refused', async () => {
  const { items } = await office.must('GET', people);
  const question = await office.must('POST', '/api/v1/questions', someday([items[0].id]));
  const path = `/api/v1/questions/${question.id}`;
  const phrase = { phrase: 'sure thing', value: { kind: 'choice', ids: ['yes'] } };
  const trial = { answering: { kind: 'yes_no' }, language: 'en', body: 'yes', questionId: question.id };
  const value = { value: null };
  for (const step of [20, 40_000, 3_000_000_000, 1e300, -1, 0.5]) {
    for (const [method, to, body] of [
      ['POST', '/api/v1/question-trials', trial],
      ['POST', `${path}/lesson-trials`, phrase],
      ['POST', `${path}/lessons`, phrase],
      ['DELETE', `${path}/lessons`, phrase],
      ['PUT', `/api/v1/asks/${question.id}/answer`, value],
    ] as const) {
      assert.equal(await statusOf(method, to, { ...body, step }), 422, `${to} ${step}`);
    }
  }
  assert.equal(await statusOf('POST', '/api/v1/question-trials', { ...trial, step: 19 }), 200);
  for (const date of ['2026-99-99', '2026-02-30', '0000-01-01', 'infinity', '2026-01-01 ', 7]) {
    const after = Buffer.from(JSON.stringify({ date })).toString('base64url');
    assert.equal(await statusOf('GET', `${path}/rounds?after=${after}`), 400, String(date));
  }
});

test('a time that is none is refused', async () => {
  for (const sendAt of [
    'tomorrow',
    '2026-13-01T00:00:00Z',
    '2016-12-31T23:59:60Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-14:00',
    7,
    null,
    '',
  ]) {
    await statusOf('POST', messages, { body: 'Later', sendAt });
  }
});

test('addresses that nobody serves, and methods that nobody takes', async () => {
  for (const path of [
    '/api/',
    '/api/v1',
    '/api/v2/people',
    '/api/v1//people',
    '/assets/x.js',
    '/api/auth/',
    '/api/auth/nothing',
  ]) {
    assert.equal((await office.ask('GET', path)).status, 404, path);
  }
  for (const path of [
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/.git/config',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/%00',
    '//evil.example',
    `/${'a'.repeat(9000)}`,
  ]) {
    const answer = await office.ask('GET', path);
    assert.ok(answer.status < 500, `${path.slice(0, 40)} answered ${answer.status}`);
    assert.ok(!answer.text.includes('"dependencies"'), path);
  }
  for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PROPFIND']) {
    assert.ok([404, 405].includes((await office.ask(method, people)).status), method);
  }
  assert.match(await raw('TRACE /api/v1/people HTTP/1.1\r\nHost: x\r\n\r\n'), /^HTTP\/1\.1 40[045]/);
  assert.match(await raw('CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n'), /^(HTTP\/1\.1 4|$)/);
  assert.match(await raw(`GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'a=b; '.repeat(10_000)}\r\n\r\n`), /^HTTP\/1\.1 431/);
  assert.match(await raw('nonsense\r\n\r\n'), /^HTTP\/1\.1 400/);
  assert.equal(await statusOf('GET', '/api/v1/me'), 200);
});

test('who is signed in may be spelt into any field, and stays what it is', async () => {
  const odd = {
    name: '<img src=x onerror=alert(1)>',
    phones: ['+14155552601'],
    fields: { constructor: 'a', '<b>': '"' },
  };
  const person = await office.must('POST', people, odd);
  assert.deepEqual([person.name, person.fields], [odd.name, odd.fields]);
  assert.equal(
    await statusOf('POST', people, '{"name":"P","phones":["+14155552602"],"fields":{"__proto__":"x"}}'),
    400,
  );
  for (const fields of [{ a: '\ud800' }, { '\ud800': 'a' }, { 'a\u0000': 'b' }, { a: '\u0000' }]) {
    assert.equal(await statusOf('PATCH', `${people}/${person.id}`, { fields }), 200, JSON.stringify(fields));
  }
  for (const change of [
    { fields: { a: 1 } },
    { fields: [] },
    { groups: 'x' },
    { phones: '+1' },
    { timeZone: 'Mars/Base' },
    { name: 7 },
    { groups: [''] },
  ]) {
    assert.equal(await statusOf('PATCH', `${people}/${person.id}`, change), 422, JSON.stringify(change));
  }
  for (const label of ['\u0000', 'x\u0000', '\ud800', 'a'.repeat(101)]) {
    await statusOf('POST', '/api/v1/lines', { provider: 'twilio', label, settings: { accountSid: '\u0000' } });
  }
  assert.equal(await statusOf('POST', '/api/v1/lines', { provider: '__proto__', label: 'x', settings: {} }), 422);
});

async function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(world.url);
  const socket = connect(Number(port), hostname);
  socket.write(text);
  let answer = '';
  socket.on('error', () => {});
  socket.setTimeout(10_000, () => socket.destroy());
  for await (const bytes of socket) {
    answer += bytes;
    if (answer.includes('\r\n\r\n')) break;
  }
  socket.destroy();
  return answer;
}

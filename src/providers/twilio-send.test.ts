// How a send can fail, each way with a real server that fails in that way.
import assert from 'node:assert/strict';
import dns from 'node:dns';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { inspect } from 'node:util';
import { type ProviderLine, SendError } from './provider.ts';
import { openTwilio } from './twilio.ts';
import { createFields } from './twilio-create.ts';
import { reasonFor } from './twilio-errors.ts';

const credentials = { accountSid: 'AC0123456789abcdef0123456789abcdef', authToken: 'for-nobody-else' };
const text = { to: '+14155552671', body: 'Are you in on Friday?' };
const attempt = { id: 'a1', statusUrl: 'https://texts.example.org/webhooks/l1/status?attempt=a1' };
const taken = { sid: 'SM0123456789abcdef0123456789abcdef', from: '+15005550006', status: 'queued' };

const lineWith = (settings: Record<string, string>, number: string | null = '+15005550006'): ProviderLine => ({
  id: 'l1',
  number,
  settings: { ...credentials, ...settings },
});

async function listen(t: TestContext, server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An HTTP server that gives everybody the same answer and remembers who came. */
async function company(t: TestContext, answer: RequestListener) {
  const seen = { connections: 0, requests: 0, authorizations: [] as (string | undefined)[] };
  const server = createServer((request, response) => {
    seen.requests += 1;
    seen.authorizations.push(request.headers.authorization);
    request.resume().on('end', () => answer(request, response));
  });
  server.on('connection', () => {
    seen.connections += 1;
  });
  t.after(() => server.closeAllConnections());
  return { baseUrl: `http://${await listen(t, server)}`, seen };
}

/** A server below HTTP, which acts when the first bytes come. */
async function socketServer(t: TestContext, onBytes: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = [];
  t.after(() => sockets.forEach((socket) => void socket.destroy()));
  const server = createSocketServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {}).once('data', () => onBytes(socket));
  });
  return listen(t, server);
}

async function failureAt(baseUrl: string, timeoutMs = 30_000): Promise<SendError> {
  const sent = openTwilio({ timeoutMs }).send(lineWith({ baseUrl }), text, attempt);
  const error = await sent.then(
    () => assert.fail('It was taken.'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof SendError, inspect(error));
  const whole = inspect(error, { depth: 20, showHidden: true });
  for (const secret of [credentials.authToken, btoa(`${credentials.accountSid}:${credentials.authToken}`)]) {
    assert.ok(!whole.includes(secret), `the error holds the token:\n${whole}`);
  }
  return error;
}

test('nothing was sent when there was no connection', async (t) => {
  const closed = createSocketServer();
  const address = await listen(t, closed);
  await new Promise((resolve) => closed.close(resolve));
  // A label of more than 63 letters is no name (RFC 1035): it is refused before anybody is asked.
  for (const baseUrl of [`http://${address}`, `https://${address}`, `https://${'a'.repeat(64)}.invalid`]) {
    assert.equal((await failureAt(baseUrl)).outcome, 'not_sent', baseUrl);
  }
});

test('nothing was sent when no address of the name could be reached', async (t) => {
  const closed = createSocketServer();
  const port = (await listen(t, closed)).split(':')[1];
  await new Promise((resolve) => closed.close(resolve));
  const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
  t.mock.method(dns, 'lookup', (_host: string, _options: object, found: (...found: unknown[]) => void) =>
    found(null, addresses),
  );
  const error = await failureAt(`http://twilio.example:${port}`);
  assert.ok(error.cause instanceof AggregateError);
  assert.equal(error.outcome, 'not_sent');
});

test('nothing was sent when TLS was not established', async (t) => {
  const ends: [string, (socket: Socket) => void][] = [
    ['closed', (socket) => socket.end()],
    ['reset', (socket) => socket.resetAndDestroy()],
    ['not TLS', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['silent', () => {}],
  ];
  for (const [what, end] of ends) {
    const address = await socketServer(t, end);
    assert.equal((await failureAt(`https://${address}`, 200)).outcome, 'not_sent', what);
  }
});

test('nobody knows once the request may have arrived', async (t) => {
  const created = 'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"sid":';
  const ends: [string, (socket: Socket) => void][] = [
    ['closed', (socket) => socket.end()],
    ['reset', (socket) => socket.resetAndDestroy()],
    ['silent', () => {}],
    ['half an answer', (socket) => socket.end(created)],
    ['half an answer, then silent', (socket) => socket.write(created)],
    ['not HTTP', (socket) => socket.end('220 mail.example.org ESMTP\r\n')],
  ];
  for (const [what, end] of ends) {
    const address = await socketServer(t, end);
    // Who says nothing more is given up, and not before they have been reached.
    const timeoutMs = what.endsWith('silent') ? 1_500 : undefined;
    assert.equal((await failureAt(`http://${address}`, timeoutMs)).outcome, 'unknown', what);
  }
});

test('an answer without an end is left where it is: a text is in doubt, and a check says why', async (t) => {
  const part = Buffer.alloc(64 * 1024, ' ');
  const ended: Promise<void>[] = [];
  const { baseUrl } = await company(t, (_, response) => {
    ended.push(new Promise((resolve) => void response.on('close', resolve)));
    const more = () => {
      while (!response.destroyed && response.write(part));
    };
    response.writeHead(201, { 'content-type': 'application/json' }).on('drain', more);
    more();
  });
  const { outcome, message } = await failureAt(baseUrl, 120_000);
  assert.equal(outcome, 'unknown');
  assert.match(message, /the answer does not end within 20 MB/);
  const checked = await openTwilio({ checkTimeoutMs: 120_000 }).check(lineWith({ baseUrl }));
  assert.equal(checked.kind, 'unreachable');
  assert.match('message' in checked ? checked.message : '', /the answer does not end within 20 MB/);
  // Both connections were ended by us.
  assert.equal((await Promise.all(ended)).length, 2);
});

test('nobody knows after an answer that is not in the words of Twilio, and it is never tried twice', async (t) => {
  const json = { 'content-type': 'application/json' };
  const answers: [status: number, headers: Record<string, string>, body: string][] = [
    [201, json, 'null'],
    [201, json, '{"sid":"CA0123456789abcdef0123456789abcdef"}'],
    [200, { 'content-type': 'text/html' }, '<html>Please log in</html>'],
    [307, { location: '/elsewhere' }, ''],
    [400, json, '{"code":"21211"}'],
    [404, json, '{"error":"not found"}'],
    [429, { 'content-type': 'text/html' }, '<html>Slow down</html>'],
    [500, json, '{"code":21211,"status":400}'],
    [502, { 'content-type': 'text/html' }, '<html>Bad gateway</html>'],
    [503, json, '{"code":20429}'],
  ];
  for (const [status, headers, body] of answers) {
    const { baseUrl, seen } = await company(t, (_, response) => response.writeHead(status, headers).end(body));
    assert.equal((await failureAt(baseUrl)).outcome, 'unknown', `${status} ${body}`);
    assert.equal(seen.requests, 1);
  }
});

test('a rehearsal may be below a path, and is told by its own name who is meant', async (t) => {
  const asked: unknown[] = [];
  const { baseUrl } = await company(t, ({ method, url, headers }, response) => {
    asked.push([method, url, headers.host]);
    response.writeHead(201).end(JSON.stringify(taken));
  });
  const { host } = new URL(baseUrl);
  for (const path of ['', '/', '/stage/', '/stage']) {
    await openTwilio().send(lineWith({ baseUrl: `${baseUrl}${path}` }), text, attempt);
  }
  const messages = `/2010-04-01/Accounts/${credentials.accountSid}/Messages.json`;
  const expected = [messages, messages, `/stage${messages}`, `/stage${messages}`].map((path) => ['POST', path, host]);
  assert.deepEqual(asked, expected);
});

test('a 401 stops the line even without the words of Twilio', async (t) => {
  const { baseUrl } = await company(t, (_, response) => response.writeHead(401).end('Unauthorized'));
  const { outcome, stopsLine, message } = await failureAt(baseUrl);
  assert.deepEqual(
    { outcome, stopsLine, message },
    { outcome: 'not_sent', stopsLine: true, message: reasonFor('20003')?.message },
  );
});

test('too many requests wait as long as the answer asks, between a second and an hour', async (t) => {
  const now = 'Mon, 23 Nov 2026 08:49:37 GMT';
  const waits: [asked: string | undefined, ms: number | null][] = [
    ['7', 7_000],
    ['0', 1_000],
    ['0.2', 1_000],
    ['-5', 1_000],
    ['999999', 3_600_000],
    ['Mon, 23 Nov 2026 08:51:07 GMT', 90_000],
    ['Mon, 23 Nov 2026 08:00:00 GMT', 1_000],
    ['Tue, 24 Nov 2026 08:49:37 GMT', 3_600_000],
    ['soon', null],
    ['', null],
    [undefined, null],
  ];
  for (const [asked, ms] of waits) {
    const { baseUrl, seen } = await company(t, (_, response) => {
      if (asked !== undefined) response.setHeader('retry-after', asked);
      response.writeHead(429, { date: now, 'content-type': 'application/json' }).end('{"code":20429,"status":429}');
    });
    const { outcome, retryAfterMs } = await failureAt(baseUrl);
    assert.deepEqual({ asked, outcome, retryAfterMs }, { asked, outcome: 'not_sent', retryAfterMs: ms });
    assert.equal(seen.requests, 1);
  }
});

test('texts share a connection, and a changed token counts at once', async (t) => {
  const { baseUrl, seen } = await company(t, (_, response) => response.writeHead(201).end(JSON.stringify(taken)));
  const twilio = openTwilio();
  for (const authToken of ['first', 'second']) await twilio.send(lineWith({ baseUrl, authToken }), text, attempt);
  assert.equal(seen.connections, 1);
  assert.deepEqual(
    seen.authorizations,
    ['first', 'second'].map((token) => `Basic ${btoa(`${credentials.accountSid}:${token}`)}`),
  );
});

test('a check gives up by itself', async (t) => {
  const address = await socketServer(t, () => {});
  const result = await openTwilio({ checkTimeoutMs: 100 }).check(lineWith({ baseUrl: `http://${address}` }));
  assert.equal(result.kind, 'unreachable');
});

test('reports are asked for only where Twilio can bring them', () => {
  const callbackOf = (statusUrl: string, settings = {}) =>
    createFields(lineWith(settings), text, { id: 'a1', statusUrl }).StatusCallback;

  const hosts = [
    'localhost:3000',
    'app.localhost',
    '127.0.0.1:3000',
    '127.1.2.3',
    '0.0.0.0',
    '[::1]:3000',
    'my_host.example.org',
  ];
  for (const host of hosts) {
    const statusUrl = `http://${host}/status?attempt=a1`;
    assert.equal(callbackOf(statusUrl), undefined, host);
    assert.equal(callbackOf(statusUrl, { baseUrl: 'http://127.0.0.1:4010' }), statusUrl, host);
  }
  for (const host of ['texts.example.org', '203.0.113.7', 'localhost.example.org', '[2001:db8::1]']) {
    const statusUrl = `https://${host}/a_b/status?attempt=a1`;
    assert.equal(callbackOf(statusUrl), statusUrl, host);
  }
});

test('a line that is not set up stops, and takes nothing from the environment', async () => {
  const unfinished = [lineWith({}, null), lineWith({ accountSid: '' }), lineWith({ authToken: '' })];
  for (const line of unfinished) {
    await assert.rejects(openTwilio().send(line, text, attempt), { outcome: 'not_sent', stopsLine: true });
  }
});

test('every known code is told in one sentence, with one for the next step', () => {
  const codes = Array.from({ length: 90_000 }, (_, index) => String(index + 10_000)).filter(reasonFor);
  assert.ok(codes.length > 60);
  for (const code of codes) {
    const { message, advice } = reasonFor(code) ?? assert.fail();
    for (const sentence of [message, advice]) assert.match(sentence, /^[A-Z][^.]*\.$/, `${code}: ${sentence}`);
  }
});

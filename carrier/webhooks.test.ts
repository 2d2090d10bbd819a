import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import twilio from 'twilio';
import { account, line, messagingService, otherLine, type Posted, rehearse, until } from './testing.ts';
import { makeCaller } from './webhooks/call.ts';
import { mayRetry, readRetryRules } from './webhooks/retry-rules.ts';
import { sign } from './webhooks/signature.ts';

const person = '+13035550142';
const { rules } = readRetryRules('http://example.org/');

suite('webhooks', { concurrency: true }, () => {
  test("the signature is the one of Twilio's published example", () => {
    const params = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675309',
      Digits: '1234',
      From: '+14158675309',
      To: '+18005551212',
    };
    assert.equal(sign('12345', 'https://mycompany.com/myapp.php?foo=1&bar=2', params), 'RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  });

  test('callbacks follow the message, signed, with none for the first status', async (t) => {
    const { client, posted, appUrl, statuses } = await rehearse(t);
    const { sid } = await client.messages.create({
      to: person,
      from: line,
      body: 'Hello',
      statusCallback: `${appUrl}/status?attempt=7`,
    });
    await until('the receipt', () => statuses().includes('delivered'));
    assert.deepEqual(statuses(), ['sending', 'sent', 'delivered']);
    const { path, params, headers } = posted.at(-1)!;
    assert.equal(path, '/status?attempt=7');
    const { RawDlrDoneDate, ...others } = params;
    assert.match(RawDlrDoneDate!, /^\d{10}$/);
    assert.deepEqual(others, {
      AccountSid: account,
      ApiVersion: '2010-04-01',
      From: line,
      MessageSid: sid,
      MessageStatus: 'delivered',
      SmsSid: sid,
      SmsStatus: 'delivered',
      To: person,
    });
    const isValid = (token: string, url: string, form: Record<string, string>) =>
      twilio.validateRequest(token, String(headers['x-twilio-signature']), url, form);
    assert.equal(isValid('carrier-token', appUrl + path, params), true);
    assert.equal(isValid('carrier-token', appUrl + path, { ...params, MessageStatus: 'failed' }), false);
    assert.equal(isValid('carrier-token', `${appUrl}/status?attempt=8`, params), false);
    assert.equal(isValid('other-token', appUrl + path, params), false);
  });

  test('a person texts, and the webhook has everything that Twilio sends', async (t) => {
    const { setNumber, control, posted, appUrl, client } = await rehearse(t);
    await setNumber(line, { messagingServiceSid: messagingService });
    const sent = await control('POST', `/phones/${person}/texts`, { to: line, body: 'Sí, ahí estaré 😊' });
    const { params, headers } = posted[0]!;
    assert.equal(sent.body.webhook.status, 204);
    assert.deepEqual(params, {
      AccountSid: account,
      ApiVersion: '2010-04-01',
      Body: 'Sí, ahí estaré 😊',
      From: person,
      FromCity: '',
      FromCountry: 'US',
      FromState: '',
      FromZip: '',
      MessageSid: sent.body.sid,
      MessagingServiceSid: messagingService,
      NumMedia: '0',
      NumSegments: '1',
      SmsMessageSid: sent.body.sid,
      SmsSid: sent.body.sid,
      SmsStatus: 'received',
      To: line,
      ToCity: '',
      ToCountry: 'US',
      ToState: '',
      ToZip: '',
    });
    assert.ok(headers['i-twilio-idempotency-token']);
    assert.equal(
      twilio.validateRequest('carrier-token', String(headers['x-twilio-signature']), `${appUrl}/inbound`, params),
      true,
    );
    const message = await client.messages(sent.body.sid).fetch();
    assert.deepEqual([message.direction, message.status, message.from], ['inbound', 'received', person]);
  });

  test('text/plain and TwiML answers reach the person, other answers do not', async (t) => {
    const { setNumber, control, answer, texts } = await rehearse(t);
    await setNumber(line);
    const reply = (type: string, body: string) =>
      answer('/inbound', (response) => response.writeHead(200, { 'content-type': type }).end(body));
    const write = () => control('POST', `/phones/${person}/texts`, { to: line, body: 'Hello' });
    reply('text/plain; charset=utf-8', 'OK');
    await write();
    reply(
      'text/xml',
      '<?xml version="1.0"?><Response><Message>1 &lt; 2 &amp; é</Message><Message><Body>two</Body><Media>https://example.org/a.png</Media></Message></Response>',
    );
    await write();
    for (const [type, body] of [
      ['text/xml', '<Response/>'],
      ['text/plain', ''],
      ['application/json', '{"a":1}'],
      ['text/xml', '<response><message>no</message></response>'],
    ] as const) {
      reply(type, body);
      assert.equal((await write()).body.webhook.status, 200);
    }
    const heard = async () =>
      (await texts(person)).filter((text: { direction: string }) => text.direction === 'outbound');
    await until('three answers', async () => (await heard()).length === 3);
    await sleep(250);
    assert.deepEqual((await heard()).map((text: { body: string }) => text.body).sort(), ['1 < 2 & é', 'OK', 'two']);
  });

  test('a webhook that fails is posted to the fallback, once', async (t) => {
    const { setNumber, control, answer, posted, appUrl } = await rehearse(t);
    await setNumber(line, { fallbackUrl: `${appUrl}/fallback` });
    answer('/inbound', (response) => response.writeHead(500).end());
    const sent = await control('POST', `/phones/${person}/texts`, { to: line, body: 'Hello' });
    assert.equal(sent.body.webhook.status, 204);
    assert.deepEqual(
      posted.map((post) => post.path),
      ['/inbound', '/fallback'],
    );
  });

  test('the fragment says how often to try again, and is neither sent nor signed', async (t) => {
    const { setNumber, control, answer, posted, appUrl } = await rehearse(t);
    await setNumber(line, { inboundUrl: `${appUrl}/inbound?a=1#rc=2&rp=5xx` });
    answer('/inbound', (response) => response.writeHead(503).end());
    assert.equal(
      (await control('POST', `/phones/${person}/texts`, { to: line, body: 'Hello' })).body.webhook.status,
      503,
    );
    assert.deepEqual(
      posted.map((post) => post.path),
      Array(3).fill('/inbound?a=1'),
    );
    assert.equal(new Set(posted.map((post) => post.headers['i-twilio-idempotency-token'])).size, 1);
    const { headers, params } = posted[0]!;
    assert.equal(
      twilio.validateRequest('carrier-token', String(headers['x-twilio-signature']), `${appUrl}/inbound?a=1`, params),
      true,
    );

    answer('/inbound', () => {});
    await setNumber(line, { inboundUrl: `${appUrl}/inbound#rt=100` });
    const startedAt = Date.now();
    assert.equal(
      (await control('POST', `/phones/${person}/texts`, { to: line, body: 'Hello' })).body.webhook.status,
      null,
    );
    assert.ok(Date.now() - startedAt < 5000);
    assert.equal(posted.length, 4, 'a timeout is not tried again');
  });

  test('only a connection that could not be made is tried again', async (t) => {
    const { setNumber, control } = await rehearse(t);
    let connections = 0;
    const cutter = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => cutter.listen(0, '127.0.0.1', resolve));
    const { port } = cutter.address() as { port: number };
    await setNumber(line, { inboundUrl: `http://127.0.0.1:${port}/inbound` });
    assert.equal(
      (await control('POST', `/phones/${person}/texts`, { to: line, body: 'one' })).body.webhook.status,
      null,
    );
    assert.equal(connections, 1);
    await new Promise((resolve) => cutter.close(resolve));
    const outcome = await makeCaller().call(
      { method: 'GET', url: `http://127.0.0.1:${port}/`, form: '', headers: {} },
      rules,
      1000,
    );
    assert.equal(mayRetry(rules, outcome), true);
    assert.equal(rules.retries, 1);
  });

  test('a redirect is followed', async (t) => {
    const { setNumber, control, answer, posted } = await rehearse(t);
    await setNumber(line);
    answer('/inbound', (response) => response.writeHead(307, { location: '/moved' }).end());
    assert.equal(
      (await control('POST', `/phones/${person}/texts`, { to: line, body: 'Hello' })).body.webhook.status,
      204,
    );
    assert.deepEqual(
      posted.map(({ method, path, params }: Posted) => [method, path, params.Body]),
      [
        ['POST', '/inbound', 'Hello'],
        ['POST', '/moved', 'Hello'],
      ],
    );
  });

  test('two numbers that answer each other are cut off', async (t) => {
    const { setNumber, answer, client, posted } = await rehearse(t);
    await setNumber(line);
    await setNumber(otherLine);
    answer('/inbound', (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('I am a machine'));
    for (let index = 0; index < 17; index++) await client.messages.create({ to: otherLine, from: line, body: 'Hello' });
    // 17 from us, then 15 answers each way.
    await until('the last answer', () => posted.length === 17 + 15 + 15);
    await sleep(300);
    assert.equal(posted.length, 17 + 15 + 15);
  });
});

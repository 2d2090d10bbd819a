// Both directions against the carrier, which speaks Twilio's protocol and was written apart from this provider.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { openCarrier } from '../../carrier/carrier.ts';
import type { IncomingText, ProviderLine, StatusReport } from './provider.ts';
import { openTwilio } from './twilio.ts';

test('a text goes to the carrier and is reported on, and the answer comes back', async (t) => {
  const carrier = await openCarrier({ port: 0 });
  t.after(() => carrier.close());
  const twilio = openTwilio();
  const us = '+15005550006';
  const them = '+14155552671';
  const line: ProviderLine = {
    id: 'l1',
    number: us,
    settings: {
      accountSid: 'AC0123456789abcdef0123456789abcdef',
      authToken: 'carrier-token',
      baseUrl: carrier.url,
    },
  };

  const texts: IncomingText[] = [];
  const statuses: StatusReport[] = [];
  let heard = () => {};
  const hearback = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const received = twilio.receive(line, { url: `${publicUrl}${request.url}`, headers: request.headers, body })();
    texts.push(...received.texts);
    statuses.push(...received.statuses);
    const answer = twilio.acknowledge();
    response.writeHead(answer.status, answer.headers).end(answer.body);
    heard();
  });
  await new Promise<void>((resolve) => hearback.listen(0, '127.0.0.1', resolve));
  t.after(() => hearback.close());
  t.after(() => hearback.closeAllConnections());
  const publicUrl = `http://127.0.0.1:${(hearback.address() as AddressInfo).port}`;
  const until = async (isDone: () => boolean) => {
    while (!isDone())
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
  };
  const control = async (method: string, path: string, body: object) => {
    const response = await fetch(`${carrier.url}/_carrier/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert.ok(response.ok, await response.text());
  };

  await control('PUT', `numbers/${us}`, { accountSid: line.settings.accountSid, inboundUrl: `${publicUrl}/inbound` });
  assert.deepEqual(await twilio.check(line), { kind: 'ok' });
  const wrong = { ...line, settings: { ...line.settings, authToken: 'wrong' } };
  assert.equal((await twilio.check(wrong)).kind, 'wrong_credentials');

  const attempt = { id: 'a1', statusUrl: `${publicUrl}/status?attempt=a1` };
  const accepted = await twilio.send(line, { to: them, body: 'Are you in on Friday? ☀️' }, attempt);
  assert.equal(accepted.from, us);
  await until(() => statuses.some(({ status }) => status === 'delivered'));
  for (const { providerId, attemptId, from } of statuses) {
    assert.deepEqual({ providerId, attemptId, from }, { providerId: accepted.providerId, attemptId: 'a1', from: us });
  }

  await control('POST', `phones/${them}/texts`, { to: us, body: 'Yes & no + 50%' });
  await until(() => texts.length > 0);
  assert.deepEqual(
    texts.map(({ from, to, body }) => ({ from, to, body })),
    [{ from: them, to: us, body: 'Yes & no + 50%' }],
  );

  await control('POST', `phones/${them}/texts`, { to: us, body: 'STOP' });
  await assert.rejects(twilio.send(line, { to: them, body: 'Still there?' }, attempt), {
    outcome: 'refused',
    code: '21610',
    isOptOut: true,
  });

  await control('PUT', 'faults', { rateLimit: 0.1 });
  await assert.rejects(twilio.send(line, { to: '+14155552672', body: 'Hi' }, attempt), {
    outcome: 'not_sent',
    code: '20429',
  });
  await control('PUT', 'faults', { error500: 1 });
  await assert.rejects(twilio.send(line, { to: '+14155552672', body: 'Hi' }, attempt), { outcome: 'unknown' });
});

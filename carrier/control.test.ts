import assert from 'node:assert/strict';
import { request } from 'node:http';
import { suite, test } from 'node:test';
import { account, line, rehearse, until } from './testing.ts';

const person = '+13035550142';

suite('the control API', { concurrency: true }, () => {
  test('lists the practice people and whoever was texted', async (t) => {
    const { client, control } = await rehearse(t);
    const before = (await control('GET', '/phones')).body.items;
    assert.deepEqual(Object.keys(before[0]), ['number', 'name', 'temperament', 'behaviour']);
    const { sid } = await client.messages.create({ to: person, from: line, body: 'x' });
    await until('delivery', async () => (await client.messages(sid).fetch()).status === 'delivered');
    const after = (await control('GET', '/phones')).body.items;
    assert.deepEqual(after.slice(before.length), [{ number: person, name: person, temperament: '', behaviour: {} }]);
  });

  test('the log has every accepted create in order, in pages', async (t) => {
    const { client, control, appUrl } = await rehearse(t);
    for (let index = 0; index < 5; index++)
      await client.messages.create({ to: person, from: line, body: `${index}`, statusCallback: `${appUrl}/status` });
    await client.messages.create({ to: 'nobody', from: line, body: 'refused' }).catch(() => {});
    const seen = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: { body: string }[]; next: string | null } = (
        await control('GET', `/log?limit=2&after=${next}`)
      ).body;
      seen.push(...page.items.map((item) => item.body));
      next = page.next;
    }
    assert.deepEqual(seen, ['0', '1', '2', '3', '4']);
    const [first] = (await control('GET', '/log')).body.items;
    assert.deepEqual(
      { ...first, sid: '', at: '' },
      { seq: 1, sid: '', from: line, to: person, body: '0', statusCallback: `${appUrl}/status`, at: '' },
    );
  });

  test('events tell at once what appears on a screen', async (t) => {
    const { carrier, client } = await rehearse(t);
    const stream = await fetch(`${carrier.url}/_carrier/events`);
    let heard = '';
    (async () => {
      for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) heard += chunk;
    })().catch(() => {});
    await client.messages.create({ to: person, from: line, body: 'Hello' });
    const [, json] = await until('the event', () => /event: text\ndata: (.*)\n/.exec(heard));
    const { number, text } = JSON.parse(json!);
    assert.deepEqual([number, text.body, text.direction], [person, 'Hello', 'outbound']);
    await until('the receipt', () => heard.includes('"status":"delivered"'));
  });

  test('reset forgets everything', async (t) => {
    const { client, control, setNumber, texts } = await rehearse(t);
    await setNumber(line);
    await control('PUT', '/faults', { latencyMs: 10 });
    await control('POST', `/phones/${person}/texts`, { to: line, body: 'STOP' });
    assert.equal((await control('POST', '/reset')).status, 204);
    assert.deepEqual(await texts(person), []);
    assert.deepEqual((await control('GET', '/numbers')).body.items, []);
    assert.equal((await control('GET', '/faults')).body.latencyMs, 0);
    assert.deepEqual(await client.messages.list(), []);
    assert.equal((await client.messages.create({ to: person, from: line, body: 'x' })).status, 'queued');
  });

  test('bad input has a clear answer', async (t) => {
    const { control, setNumber } = await rehearse(t);
    await setNumber(line);
    const text = `/phones/${person}/texts`;
    const cases: [status: number, method: string, path: string, body: unknown][] = [
      [400, 'PUT', `/phones/${person}`, '{"behaviour":'],
      [400, 'PUT', `/phones/${person}`, '[]'],
      [400, 'PUT', `/phones/${person}`, 'null'],
      [400, 'PUT', `/phones/${person}`, {}],
      [400, 'PUT', `/phones/${person}`, { behaviour: { delivery: 'pigeon' } }],
      [400, 'PUT', `/phones/${person}`, { behaviour: { replies: [{ match: '(', answers: ['x'] }] } }],
      [400, 'PUT', `/phones/${person}`, { behaviour: { replies: [{ answers: [] }] } }],
      [400, 'PUT', `/phones/${person}`, { behaviour: { replies: ['a\0b'] } }],
      [400, 'PUT', `/phones/${person}`, { behaviour: { delayMs: [5, 1] } }],
      [400, 'PUT', `/phones/${person}`, `{"behaviour":${'['.repeat(10_000)}`],
      [400, 'PUT', `/phones/${person}`, '{"behaviour":{"__proto__":{"a":1}}}'],
      [413, 'PUT', `/phones/${person}`, `"${'x'.repeat(70_000)}"`],
      [400, 'PUT', '/phones/Bob', { behaviour: {} }],
      [400, 'PUT', '/phones/+1', { behaviour: {} }],
      [400, 'PUT', '/phones/%00', { behaviour: {} }],
      [400, 'PUT', '/phones/%E0%A4%A', { behaviour: {} }],
      [400, 'POST', text, { body: 'x' }],
      [400, 'POST', text, { to: line }],
      [400, 'POST', text, { to: line, body: 'a\0b' }],
      [400, 'POST', text, { to: line, body: 'x'.repeat(1601) }],
      [400, 'POST', text, { to: line, body: 7 }],
      [400, 'POST', text, { to: line, body: 'x', media: ['javascript:alert(1)'] }],
      [404, 'POST', text, { to: '+12025550177', body: 'x' }],
      [400, 'PUT', `/numbers/${line}`, { inboundUrl: 'https://example.org/' }],
      [400, 'PUT', `/numbers/${line}`, { accountSid: 'AC1' }],
      [400, 'PUT', `/numbers/${line}`, { accountSid: account, inboundUrl: 'file:///etc/passwd' }],
      [400, 'PUT', `/accounts/${account}`, { authToken: '' }],
      [400, 'PUT', '/accounts/me', { authToken: 'x' }],
      [400, 'GET', '/log?after=x', undefined],
      [404, 'GET', '/nothing', undefined],
      [404, 'GET', '/media/ME1', undefined],
      [405, 'DELETE', '/phones', undefined],
    ];
    for (const [status, method, path, body] of cases) {
      const answer = await control(method, path, body);
      assert.equal(answer.status, status, `${method} ${path} ${JSON.stringify(body)?.slice(0, 60)}`);
      assert.deepEqual(Object.keys(answer.body), ['message']);
    }
    await control('PUT', `/phones/${person}`, { behaviour: { power: 'off' } });
    assert.equal((await control('POST', text, { to: line, body: 'x' })).status, 400);
  });

  test('answers only this computer, and no page of another site', async (t) => {
    const { carrier } = await rehearse(t);
    const ask = (headers: Record<string, string>, path = '/_carrier/phones') =>
      new Promise<number | undefined>((resolve, reject) => {
        const asked = request(carrier.url + path, { headers }, (response) => resolve(response.resume().statusCode));
        asked.on('error', reject).end();
      });
    assert.equal(await ask({}), 200);
    assert.equal(await ask({ host: 'localhost:4010', origin: 'http://localhost:4010' }), 200);
    assert.equal(await ask({ host: 'localhost:4010', origin: 'http://localhost:3000' }), 403);
    assert.equal(await ask({ host: 'evil.example:4010', origin: 'http://evil.example:4010' }), 403);
    assert.equal(await ask({ host: 'evil.example:4010' }), 403);
    assert.equal(await ask({ host: '127.0.0.1.evil.example' }), 403);
    assert.equal(await ask({ origin: 'https://evil.example' }), 403);
    assert.equal(await ask({ origin: 'null' }), 403);
    assert.equal(await ask({ origin: 'https://evil.example' }, `/2010-04-01/Accounts/${account}/Messages.json`), 403);
  });
});

suite('faults', { concurrency: true }, () => {
  for (const fault of ['acceptThenDrop', 'error500', 'stall'] as const) {
    test(`${fault}: the answer is lost, the text is not`, async (t) => {
      const { carrier, control, appUrl, statuses, texts } = await rehearse(t);
      assert.equal((await control('PUT', '/faults', { [fault]: 1 })).body[fault], 1);
      const create = (body: string) =>
        fetch(`${carrier.url}/2010-04-01/Accounts/${account}/Messages.json`, {
          method: 'POST',
          signal: AbortSignal.timeout(1000),
          headers: { authorization: `Basic ${Buffer.from(`${account}:carrier-token`).toString('base64')}` },
          body: new URLSearchParams({ To: person, From: line, Body: body, StatusCallback: `${appUrl}/status` }),
        });
      if (fault === 'error500') assert.equal((await create('Hello')).status, 500);
      else await assert.rejects(create('Hello'), fault === 'stall' ? { name: 'TimeoutError' } : { name: 'TypeError' });
      await until('the receipt', () => statuses().includes('delivered'));
      assert.equal((await texts(person))[0].body, 'Hello');
      const { items } = (await control('GET', '/log')).body;
      assert.deepEqual(
        items.map((item: { to: string; body: string }) => [item.to, item.body]),
        [[person, 'Hello']],
      );
      await control('PUT', '/faults', {});
      assert.equal((await create('again')).status, 201);
    });
  }

  test('rateLimit: what is over the limit is refused and not sent', async (t) => {
    const { carrier, client, control } = await rehearse(t, { now: () => Date.parse('2026-03-08T12:00:00Z') });
    await control('PUT', '/faults', { rateLimit: 3, retryAfter: '3600' });
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => client.messages.create({ to: person, from: line, body: 'x' })),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    assert.equal(refused.length, 2);
    for (const { reason } of refused) assert.deepEqual([reason.status, reason.code], [429, 20429]);
    assert.equal((await control('GET', '/log')).body.items.length, 3);
    const late = await fetch(`${carrier.url}/2010-04-01/Accounts/${account}/Messages.json`);
    assert.deepEqual([late.status, late.headers.get('retry-after')], [429, '3600']);
  });

  test('latencyMs: the text is accepted at once, the answer comes late', async (t) => {
    const { client, control } = await rehearse(t);
    await control('PUT', '/faults', { latencyMs: 2000 });
    let isAnswered = false;
    const startedAt = Date.now();
    const created = client.messages.create({ to: person, from: line, body: 'x' }).then(() => (isAnswered = true));
    await until('the log', async () => (await control('GET', '/log')).body.items.length === 1);
    assert.equal(isAnswered, false);
    await created;
    assert.ok(Date.now() - startedAt >= 1990);
  });

  test('duplicateWebhooks: the same webhook two to five times', async (t) => {
    const { control, setNumber, posted } = await rehearse(t);
    await setNumber(line);
    await control('PUT', '/faults', { duplicateWebhooks: 1 });
    await control('POST', `/phones/${person}/texts`, { to: line, body: 'once' });
    await until('a copy', () => posted.length >= 2);
    assert.ok(posted.length <= 5);
    assert.equal(
      new Set(posted.map((post) => JSON.stringify([post.params, post.headers['i-twilio-idempotency-token']]))).size,
      1,
    );
  });

  test('reorderCallbacks: the receipt can come before the rest', async (t) => {
    const { client, control, appUrl, statuses } = await rehearse(t);
    await control('PUT', '/faults', { reorderCallbacks: true });
    await client.messages.create({ to: person, from: line, body: 'x', statusCallback: `${appUrl}/status` });
    await until('all three', () => statuses().length === 3);
    assert.deepEqual(statuses(), ['delivered', 'sent', 'sending']);
  });

  test('a fault that makes no sense is refused by name', async (t) => {
    const { control } = await rehearse(t);
    for (const [fields, name] of [
      [{ error500: 2 }, 'error500'],
      [{ reorderCallbacks: 1 }, 'reorderCallbacks'],
      [{ rain: 1 }, 'rain'],
    ] as const) {
      const { status, body } = await control('PUT', '/faults', fields);
      assert.equal(status, 400);
      assert.match(body.message, new RegExp(name));
    }
    assert.equal((await control('GET', '/faults')).body.error500, 0);
  });
});

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
    assert.equal(await ask({ host: 'localhost:4010', origin: 'http://localhost:3000' }), 200);
    assert.equal(await ask({ host: 'evil.example:4010' }), 403);
    assert.equal(await ask({ host: '127.0.0.1.evil.example' }), 403);
    assert.equal(await ask({ origin: 'https://evil.example' }), 403);
    assert.equal(await ask({ origin: 'null' }), 403);
    assert.equal(await ask({ origin: 'https://evil.example' }, `/2010-04-01/Accounts/${account}/Messages.json`), 403);
  });
});

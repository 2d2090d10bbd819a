import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { account, line, rehearse, until } from './testing.ts';

const person = '+13035550142';

suite('faults', { concurrency: true }, () => {
  for (const fault of ['acceptThenDrop', 'error500', 'stall'] as const) {
    test(`${fault}: the answer is lost, the text is not`, async (t) => {
      const { carrier, control, appUrl, statuses, texts } = await rehearse(t);
      assert.equal((await control('PUT', '/faults', { [fault]: 1 })).body[fault], 1);
      const create = (body: string) =>
        fetch(`${carrier.url}/2010-04-01/Accounts/${account}/Messages.json`, {
          method: 'POST',
          signal: AbortSignal.timeout(400),
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
    const { client, control } = await rehearse(t, { now: () => Date.parse('2026-03-08T12:00:00Z') });
    await control('PUT', '/faults', { rateLimit: 3 });
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => client.messages.create({ to: person, from: line, body: 'x' })),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    assert.equal(refused.length, 2);
    for (const { reason } of refused) assert.deepEqual([reason.status, reason.code], [429, 20429]);
    assert.equal((await control('GET', '/log')).body.items.length, 3);
  });

  test('latencyMs: the text is accepted at once, the answer comes late', async (t) => {
    const { client, control } = await rehearse(t);
    await control('PUT', '/faults', { latencyMs: 300 });
    const startedAt = Date.now();
    const created = client.messages.create({ to: person, from: line, body: 'x' });
    await until('the log', async () => (await control('GET', '/log')).body.items.length === 1);
    assert.ok(Date.now() - startedAt < 300);
    await created;
    assert.ok(Date.now() - startedAt >= 295);
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

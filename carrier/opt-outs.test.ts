import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { line, messagingService, otherLine, rehearse, until } from './testing.ts';

const person = '+13035550142';
const tollFree = '+18005550123';

suite('opt-outs', { concurrency: true }, () => {
  test('with plain numbers, STOP holds for the pair and the call itself is refused, until START', async (t) => {
    const { client, control, setNumber, posted, texts } = await rehearse(t);
    await setNumber(line);
    await setNumber(otherLine);
    const text = (body: string) => control('POST', `/phones/${person}/texts`, { to: line, body });
    const send = (from: string) => client.messages.create({ to: person, from, body: 'Hello' });
    await text('STOP PLEASE');
    assert.equal((await send(line)).status, 'queued');
    await text(' stop ');
    await assert.rejects(send(line), { status: 400, code: 21610 });
    assert.equal((await send(otherLine)).status, 'queued');
    await text('Stop');
    await text('start');
    assert.equal((await send(line)).status, 'queued');
    assert.deepEqual(
      posted.map((post) => post.params.Body),
      ['STOP PLEASE', ' stop ', 'Stop', 'start'],
    );
    const told = (await texts(person))
      .map((each: { body: string }) => each.body)
      .filter((body: string) => body.startsWith('You have'));
    assert.equal(told.length, 2);
    assert.match(told[0], /unsubscribed/);
    assert.match(told[1], /re-subscribed/);
  });

  test('with a service, STOP to one number holds for all of it, and the message fails afterwards', async (t) => {
    const { client, control, setNumber, statuses, posted, appUrl, texts } = await rehearse(t);
    await setNumber(line, { messagingServiceSid: messagingService });
    await setNumber(otherLine, { messagingServiceSid: messagingService });
    await control('POST', `/phones/${person}/texts`, { to: otherLine, body: 'UNSUBSCRIBE' });
    const { sid, status } = await client.messages.create({
      to: person,
      messagingServiceSid: messagingService,
      from: line,
      body: 'Hello',
      statusCallback: `${appUrl}/status`,
    });
    assert.equal(status, 'accepted');
    await until('the failure', () => statuses().length > 0);
    assert.deepEqual(statuses(), ['failed']);
    assert.equal(posted.at(-1)!.params.ErrorCode, '21610');
    assert.equal((await client.messages(sid).fetch()).errorCode, 21610);
    await assert.rejects(client.messages.create({ to: person, from: line, body: 'Hello' }), {
      status: 400,
      code: 21610,
    });
    assert.ok((await texts(person)).every((text: { body: string }) => text.body !== 'Hello'));
    await control('POST', `/phones/${person}/texts`, { to: line, body: 'yes' });
    const again = await client.messages.create({ to: person, messagingServiceSid: messagingService, body: 'Hello' });
    await until('delivery', async () => (await client.messages(again.sid).fetch()).status === 'delivered');
  });

  test('YES from somebody who never opted out is only an answer', async (t) => {
    const { control, setNumber, texts } = await rehearse(t);
    await setNumber(line);
    await control('POST', `/phones/${person}/texts`, { to: line, body: 'YES' });
    assert.equal((await texts(person)).length, 1);
    await control('POST', `/phones/${person}/texts`, { to: line, body: 'help' });
    assert.match((await texts(person)).at(-1).body, /Reply STOP/);
  });

  test('toll-free numbers are handled by the network: YES does not bring them back', async (t) => {
    const { client, control, setNumber, texts } = await rehearse(t);
    await setNumber(tollFree);
    const text = (body: string) => control('POST', `/phones/${person}/texts`, { to: tollFree, body });
    await text('STOP');
    assert.match((await texts(person)).at(-1).body, /^NETWORK MSG/);
    await text('YES');
    await assert.rejects(client.messages.create({ to: person, from: tollFree, body: 'x' }), { code: 21610 });
    await text('UNSTOP');
    assert.equal((await client.messages.create({ to: person, from: tollFree, body: 'x' })).status, 'queued');
  });

  test('OptOutType comes only with Advanced Opt-Out', async (t) => {
    const { control, setNumber, posted } = await rehearse(t);
    const text = (body: string) => control('POST', `/phones/${person}/texts`, { to: line, body });
    await setNumber(line);
    await text('STOP');
    await setNumber(line, { advancedOptOut: true });
    for (const body of ['STOP', 'START', 'HELP', 'Hello']) await text(body);
    assert.deepEqual(
      posted.map((post) => post.params.OptOutType),
      [undefined, 'STOP', 'START', 'HELP', undefined],
    );
  });
});

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { account, clientFor, line, messagingService, otherLine, rehearse, until } from './testing.ts';

const person = '+13035550142';
const soon = (seconds: number) => new Date(Date.now() + seconds * 1000);

suite('messages through the official SDK', { concurrency: true }, () => {
  test('a created message is answered in the form of the API', async (t) => {
    const { carrier } = await rehearse(t);
    const response = await fetch(`${carrier.url}/2010-04-01/Accounts/${account}/Messages.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${account}:carrier-token`).toString('base64')}` },
      body: new URLSearchParams({ To: '(303) 555-0142', From: line, Body: 'Hello' }),
    });
    const message = (await response.json()) as Record<string, unknown>;
    assert.equal(response.status, 201);
    assert.match(String(message.sid), /^SM[0-9a-f]{32}$/);
    assert.match(String(message.date_created), /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/);
    const uri = `/2010-04-01/Accounts/${account}/Messages/${message.sid}`;
    assert.deepEqual(message, {
      account_sid: account,
      api_version: '2010-04-01',
      body: 'Hello',
      date_created: message.date_created,
      date_sent: null,
      date_updated: message.date_created,
      direction: 'outbound-api',
      error_code: null,
      error_message: null,
      from: line,
      messaging_service_sid: null,
      num_media: '0',
      num_segments: '1',
      price: null,
      price_unit: 'USD',
      sid: message.sid,
      status: 'queued',
      subresource_uris: { media: `${uri}/Media.json`, feedback: `${uri}/Feedback.json` },
      to: person,
      uri: `${uri}.json`,
    });
  });

  test('a message travels to delivered, gets a price, and can be fetched on the way', async (t) => {
    const { client, texts } = await rehearse(t);
    const created = await client.messages.create({ to: person, from: line, body: 'x'.repeat(161) });
    assert.equal(created.numSegments, '2');
    const delivered = await until('delivery', async () => {
      const message = await client.messages(created.sid).fetch();
      return message.status === 'delivered' && message;
    });
    assert.equal(delivered.price, '-0.01580');
    assert.ok(delivered.dateSent instanceof Date);
    const [text] = await texts(person);
    assert.deepEqual(
      [text.sid, text.direction, text.from, text.to, text.status],
      [created.sid, 'outbound', line, person, 'delivered'],
    );
  });

  test('through a messaging service the sender is unknown at first, then stays the same for a person', async (t) => {
    const { client, setNumber } = await rehearse(t);
    await setNumber(line, { messagingServiceSid: messagingService });
    await setNumber(otherLine, { messagingServiceSid: messagingService });
    const senders = [];
    for (const body of ['one', 'two', 'three']) {
      const created = await client.messages.create({ to: person, messagingServiceSid: messagingService, body });
      assert.deepEqual([created.status, created.from, created.numSegments], ['accepted', null, '0']);
      const later = await until('a sender', async () => {
        const message = await client.messages(created.sid).fetch();
        return message.from && message;
      });
      assert.equal(later.numSegments, '1');
      senders.push(later.from);
    }
    assert.equal(new Set(senders).size, 1);
    const pinned = await client.messages.create({
      to: person,
      messagingServiceSid: messagingService,
      from: otherLine,
      body: 'pinned',
    });
    assert.equal(pinned.from, otherLine);
    const people = Array.from({ length: 4 }, (_, index) => `+1303555015${index}`);
    for (const to of people)
      await client.messages.create({ to, messagingServiceSid: messagingService, body: 'spread' });
    const used = await until('all to be sent', async () => {
      const sent = (await client.messages.list({ limit: 20 })).filter((message) => message.body === 'spread');
      return sent.every((message) => message.from) && new Set(sent.map((message) => message.from));
    });
    assert.deepEqual([...used].sort(), [line, otherLine]);
  });

  test('a list has filters, newest first', async (t) => {
    const { client, setNumber, control } = await rehearse(t);
    await setNumber(line);
    await setNumber(otherLine);
    await client.messages.create({ to: person, from: line, body: 'a' });
    await client.messages.create({ to: person, from: otherLine, body: 'b' });
    await client.messages.create({ to: '+13035550143', from: line, body: 'c' });
    await control('POST', `/phones/${person}/texts`, { to: line, body: 'd' });
    const bodies = async (filter: object) =>
      (await client.messages.list(filter)).map((message) => message.body).join('');
    assert.equal(await bodies({}), 'dcba');
    assert.equal(await bodies({ to: person }), 'ba');
    assert.equal(await bodies({ from: line }), 'ca');
    assert.equal(await bodies({ to: person, from: line }), 'a');
    assert.equal(await bodies({ to: line, from: person }), 'd');
    await until('all to be sent', async () => (await client.messages.list()).every((message) => message.dateSent));
    const minute = 60_000;
    assert.equal(await bodies({ dateSentAfter: new Date(Date.now() - minute) }), 'dcba');
    assert.equal(await bodies({ dateSentAfter: new Date(Date.now() + minute) }), '');
    assert.equal(await bodies({ dateSentBefore: new Date(Date.now() - minute) }), '');
    const [newest] = await client.messages.list({ limit: 1 });
    assert.match(await bodies({ dateSent: newest!.dateSent }), /^d/);
  });

  test('days in filters mean whole days in GMT', async (t) => {
    const { client, carrier } = await rehearse(t, { now: () => Date.parse('2026-03-08T23:59:30Z') });
    const { sid } = await client.messages.create({ to: person, from: line, body: 'late in the day' });
    await until('sending', async () => (await client.messages(sid).fetch()).dateSent);
    const count = async (query: string) => {
      const response = await client.request({
        method: 'get',
        uri: `${carrier.url}/2010-04-01/Accounts/${account}/Messages.json?${query}`,
      });
      return response.body.messages.length;
    };
    assert.equal(await count('DateSent=2026-03-08'), 1);
    assert.equal(await count('DateSent=2026-03-09'), 0);
    assert.equal(await count('DateSent%3E=2026-03-08'), 1);
    assert.equal(await count('DateSent%3E=2026-03-09'), 0);
    assert.equal(await count('DateSent%3C=2026-03-08'), 1);
    assert.equal(await count('DateSent%3C=2026-03-07'), 0);
  });

  test('pages hold still while new messages come', async (t) => {
    const { client } = await rehearse(t);
    for (let index = 0; index < 7; index++)
      await client.messages.create({ to: person, from: line, body: String(index) });
    const bodies = (page: { instances: { body: string }[] }) => page.instances.map((message) => message.body).join('');
    const first = await client.messages.page({ pageSize: 3, to: person });
    await client.messages.create({ to: person, from: line, body: 'new' });
    const second = await first.nextPage();
    const third = await second!.nextPage();
    assert.deepEqual([bodies(first), bodies(second!), bodies(third!)], ['654', '321', '0']);
    assert.equal(await third!.nextPage(), undefined);
    assert.equal(bodies((await third!.previousPage())!), '321');
    assert.equal(bodies((await second!.previousPage())!), '654');
    assert.equal((await client.messages.list({ pageSize: 2 })).length, 8);
  });

  test('a scheduled message waits, and can be canceled once', async (t) => {
    const { client, posted, appUrl } = await rehearse(t);
    const sendAt = new Date(Date.now() + 3_600_000);
    const scheduled = {
      to: person,
      messagingServiceSid: messagingService,
      scheduleType: 'fixed' as const,
      sendAt,
      body: 'later',
      statusCallback: `${appUrl}/status`,
    };
    const { sid, status } = await client.messages.create(scheduled);
    assert.equal(status, 'scheduled');
    assert.equal((await client.messages(sid).update({ status: 'canceled' })).status, 'canceled');
    await assert.rejects(client.messages(sid).update({ status: 'canceled' }), { status: 400, code: 30409 });
    await until('the callback', () => posted.some((post) => post.params.MessageStatus === 'canceled'));
  });

  test('a finished message can be emptied and deleted; one under way cannot', async (t) => {
    const { client, texts } = await rehearse(t);
    const waiting = {
      to: person,
      messagingServiceSid: messagingService,
      scheduleType: 'fixed' as const,
      sendAt: new Date(Date.now() + 3_600_000),
    };
    const underWay = await client.messages.create({ ...waiting, body: 'later' });
    await assert.rejects(client.messages(underWay.sid).remove(), { status: 409, code: 20009 });
    await assert.rejects(client.messages(underWay.sid).update({ body: '' }), { status: 400, code: 20009 });
    const { sid } = await client.messages.create({ to: person, from: line, body: 'secret' });
    await until('delivery', async () => (await client.messages(sid).fetch()).status === 'delivered');
    await assert.rejects(client.messages(sid).update({ body: 'other words' }), { status: 400, code: 30400 });
    assert.equal((await client.messages(sid).update({ body: '' })).body, '');
    assert.equal(await client.messages(sid).remove(), true);
    await assert.rejects(client.messages(sid).fetch(), { status: 404, code: 20404 });
    assert.deepEqual(
      (await client.messages.list()).map((message) => message.sid),
      [underWay.sid],
    );
    assert.equal((await texts(person))[0].body, 'secret');
  });

  test('pictures go out as MM and come back as media that needs the password', async (t) => {
    const { client, setNumber, control, posted, carrier } = await rehearse(t);
    await setNumber(line);
    const out = await client.messages.create({
      to: person,
      from: line,
      mediaUrl: ['https://example.org/map.png', 'https://example.org/b'],
    });
    assert.match(out.sid, /^MM/);
    assert.equal(out.numMedia, '2');
    const media = await client.messages(out.sid).media.list();
    assert.deepEqual(
      media.map((each) => each.contentType),
      ['image/png', 'image/jpeg'],
    );
    assert.equal((await client.messages(out.sid).media.page({ pageSize: 1 })).instances.length, 1);
    assert.equal((await client.messages(out.sid).media(media[0]!.sid).fetch()).parentSid, out.sid);
    await client.messages(out.sid).media(media[0]!.sid).remove();
    assert.equal((await client.messages(out.sid).media.list()).length, 1);

    const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    await control('POST', `/phones/${person}/texts`, { to: line, body: '', media: [`data:image/png;base64,${pixel}`] });
    const { params } = posted[0]!;
    assert.deepEqual([params.NumMedia, params.MediaContentType0, params.Body], ['1', 'image/png', '']);
    assert.equal((await fetch(params.MediaUrl0!)).status, 401);
    const authorization = `Basic ${Buffer.from(`${account}:carrier-token`).toString('base64')}`;
    const file = await fetch(params.MediaUrl0!, { headers: { authorization } });
    assert.equal(Buffer.from(await file.arrayBuffer()).toString('base64'), pixel);
    assert.ok(params.MediaUrl0!.startsWith(carrier.url));
  });

  test('feedback is taken', async (t) => {
    const { client } = await rehearse(t);
    const { sid } = await client.messages.create({ to: person, from: line, body: 'Hello' });
    assert.equal((await client.messages(sid).feedback.create({ outcome: 'confirmed' })).messageSid, sid);
  });
});

suite('refusals', () => {
  test('every mistake has the code that Twilio gives it', async (t) => {
    const { client, setNumber } = await rehearse(t);
    await setNumber(line);
    await setNumber(otherLine, { accountSid: `AC${'c'.repeat(32)}` });
    const good = { to: person, from: line, body: 'Hello' };
    const scheduled = {
      to: person,
      messagingServiceSid: messagingService,
      body: 'Hello',
      scheduleType: 'fixed' as const,
      sendAt: soon(3600),
    };
    const cases: [code: number, wrong: object][] = [
      [21604, { to: '' }],
      [21603, { from: undefined }],
      [21619, { body: undefined }],
      [21602, { body: '' }],
      [21617, { body: 'x'.repeat(1601) }],
      [21623, { mediaUrl: Array(11).fill('https://example.org/a.png') }],
      [21620, { mediaUrl: ['not an address'] }],
      [21609, { statusCallback: 'https://my_app.example.org/status' }],
      [21609, { statusCallback: 'ftp://example.org/status' }],
      [21609, { statusCallback: 'status' }],
      [21624, { validityPeriod: 0 }],
      [21624, { validityPeriod: 36_001 }],
      [21211, { to: 'Bob' }],
      [21211, { to: '+1999' }],
      [21211, { to: '40404' }],
      [21211, { to: '+13035550142 ext. 5' }],
      [21211, { to: line }],
      [21212, { from: '+1999' }],
      [21212, { from: 'A name that is long' }],
      [21606, { from: otherLine }],
      [21606, { from: '+12025550199' }],
      [21606, { from: 'Brand' }],
      [21705, { messagingServiceSid: 'MG1' }],
      [21704, { messagingServiceSid: messagingService }],
      [35118, { scheduleType: 'fixed', sendAt: soon(3600) }],
      [35111, { ...scheduled, sendAt: undefined }],
      [35126, { ...scheduled, scheduleType: 'often' }],
      [35114, { ...scheduled, sendAt: soon(299) }],
      [35114, { ...scheduled, sendAt: soon(36 * 86_400) }],
    ];
    for (const [code, wrong] of cases) {
      const refused = client.messages.create({ ...good, ...wrong });
      await assert.rejects(
        refused,
        { status: 400, code, moreInfo: `https://www.twilio.com/docs/errors/${code}` },
        JSON.stringify(wrong).slice(0, 80),
      );
    }
    assert.deepEqual(await client.messages.list(), []);
    assert.equal(
      (await client.messages.create({ ...good, body: 'x'.repeat(1600), validityPeriod: 36_000 })).status,
      'queued',
    );
  });

  test('the magic numbers of test credentials', async (t) => {
    const { client } = await rehearse(t);
    const magic = (last: number) => `+1500555000${last}`;
    for (const [last, code] of [
      [1, 21212],
      [7, 21606],
      [8, 21611],
    ] as const) {
      await assert.rejects(client.messages.create({ to: person, from: magic(last), body: 'x' }), { status: 400, code });
    }
    for (const [last, code] of [
      [1, 21211],
      [2, 21612],
      [3, 21408],
      [4, 21610],
      [9, 21614],
    ] as const) {
      await assert.rejects(client.messages.create({ to: magic(last), from: magic(6), body: 'x' }), {
        status: 400,
        code,
      });
    }
    assert.equal((await client.messages.create({ to: person, from: magic(6), body: 'x' })).status, 'queued');
  });

  test('an account without numbers of its own may send from any', async (t) => {
    const { client } = await rehearse(t);
    for (const from of ['+12025550199', '40404', 'Brand']) {
      assert.equal((await client.messages.create({ to: person, from, body: 'x' })).from, from);
    }
    assert.equal(
      (await client.messages.create({ to: person, messagingServiceSid: messagingService, body: 'x' })).status,
      'accepted',
    );
  });

  test('only the right password opens an account, and the control API can change it', async (t) => {
    const { carrier, client, control } = await rehearse(t);
    const wrong = clientFor(carrier.url, 'wrong');
    await assert.rejects(wrong.messages.list(), { status: 401, code: 20003 });
    assert.equal(
      (await fetch(`${carrier.url}/2010-04-01/Accounts/${account}/Messages.json`)).headers.get('www-authenticate'),
      'Basic realm="Twilio API"',
    );
    assert.equal((await control('PUT', `/accounts/${account}`, { authToken: 'new token' })).status, 200);
    await assert.rejects(client.messages.list(), { status: 401, code: 20003 });
    assert.deepEqual(await clientFor(carrier.url, 'new token').messages.list(), []);
  });

  test('what is not there is 404, what cannot be done 405, and a body that is no form is empty', async (t) => {
    const { carrier } = await rehearse(t);
    const ask = async (method: string, path: string, headers = {}, body: string | null = null) => {
      const authorization = `Basic ${Buffer.from(`${account}:carrier-token`).toString('base64')}`;
      const response = await fetch(`${carrier.url}${path}`, { method, body, headers: { authorization, ...headers } });
      const { code, status } = (await response.json()) as { code: number; status: number };
      assert.equal(status, response.status);
      return code;
    };
    const messages = `/2010-04-01/Accounts/${account}/Messages`;
    assert.equal(await ask('GET', '/'), 20404);
    assert.equal(await ask('GET', '/2010-04-01/Accounts/ACnope/Messages.json'), 20404);
    assert.equal(await ask('GET', `${messages}/SM${'0'.repeat(32)}.json`), 20404);
    assert.equal(await ask('GET', `${messages}/Media.json`), 20404);
    assert.equal(await ask('DELETE', `${messages}.json`), 20004);
    assert.equal(await ask('GET', `${messages}.json?PageSize=1001`), 20007);
    assert.equal(await ask('GET', `${messages}.json?PageSize=x`), 20001);
    assert.equal(await ask('GET', `${messages}.json?PageToken=x`), 20001);
    assert.equal(await ask('GET', `${messages}.json?DateSent=someday`), 20001);
    assert.equal(
      await ask('POST', `${messages}.json`, { 'content-type': 'application/json' }, '{"To":"+13035550142"}'),
      21604,
    );
    assert.equal(
      await ask(
        'POST',
        `${messages}.json`,
        { 'content-type': 'application/x-www-form-urlencoded' },
        `Body=${'x'.repeat(70_000)}`,
      ),
      20413,
    );
  });

  test("another account's message is as good as not there", async (t) => {
    const { client } = await rehearse(t);
    const { sid } = await client.messages.create({ to: person, from: line, body: 'mine' });
    const other = clientFor(client.api.baseUrl, 'carrier-token', `AC${'d'.repeat(32)}`);
    await assert.rejects(other.messages(sid).fetch(), { status: 404, code: 20404 });
    await assert.rejects(other.api.v2010.accounts(account).messages(sid).fetch(), { status: 401, code: 20003 });
    assert.deepEqual(await other.messages.list(), []);
  });
});

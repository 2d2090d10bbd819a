import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { account, clientFor, line, otherLine, rehearse, service } from './testing.ts';

const person = '+13035550142';
const soon = (seconds: number) => new Date(Date.now() + seconds * 1000);

suite('refusals', () => {
  test('every mistake has the code that Twilio gives it', async (t) => {
    const { client, setNumber } = await rehearse(t);
    await setNumber(line);
    await setNumber(otherLine, { accountSid: `AC${'c'.repeat(32)}` });
    const good = { to: person, from: line, body: 'Hello' };
    const scheduled = {
      to: person,
      messagingServiceSid: service,
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
      [21704, { messagingServiceSid: service }],
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
      (await client.messages.create({ to: person, messagingServiceSid: service, body: 'x' })).status,
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

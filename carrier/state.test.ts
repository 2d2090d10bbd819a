import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, type TestContext, test } from 'node:test';
import { openCarrier } from './carrier.ts';
import { makeMessages } from './messages.ts';
import { account, clientFor, line, rehearse, until } from './testing.ts';

const person = '+13035550142';

const folder = mkdtempSync(join(tmpdir(), 'carrier-'));
after(() => rmSync(folder, { recursive: true }));
const statePath = (t: TestContext) => join(folder, t.name.replaceAll(/\W+/g, '-'), 'carrier.json');

suite('what outlives a restart', { concurrency: true }, () => {
  test('screens, messages, settings and opt-outs are there again, and what was under way arrives', async (t) => {
    const path = statePath(t);
    const first = await rehearse(t, { statePath: path });
    await first.setNumber(line);
    await first.control('PUT', `/phones/${person}`, { name: 'Zoe', behaviour: { delayMs: 5 } });
    await first.control('POST', `/phones/+13035550143/texts`, { to: line, body: 'STOP' });
    await first.control('POST', `/phones/${person}/texts`, { to: line, body: 'Hello' });
    const { sid } = await first.client.messages.create({ to: person, from: line, body: 'on its way' });
    await first.carrier.close();

    const { client, control, texts } = await rehearse(t, { statePath: path });
    await until('delivery', async () => (await client.messages(sid).fetch()).status === 'delivered');
    assert.deepEqual(
      (await texts(person)).map((text: { body: string }) => text.body),
      ['Hello', 'on its way'],
    );
    assert.deepEqual(
      (await client.messages.list()).map((message) => message.body),
      ['on its way', 'Hello', 'STOP'],
    );
    assert.equal((await control('GET', '/numbers')).body.items[0].number, line);
    assert.equal(
      (await control('GET', '/phones')).body.items.find((phone: { number: string }) => phone.number === person).name,
      'Zoe',
    );
    assert.equal((await control('GET', '/log')).body.items[0].sid, sid);
    await assert.rejects(client.messages.create({ to: '+13035550143', from: line, body: 'x' }), { code: 21610 });
  });

  test('what arrived without a receipt does not arrive again', async (t) => {
    const path = statePath(t);
    const first = await rehearse(t, { statePath: path });
    await first.control('PUT', `/phones/${person}`, {
      behaviour: { delivery: 'silent', replies: ['Yes'], delayMs: 5 },
    });
    await first.setNumber(line);
    await first.client.messages.create({ to: person, from: line, body: 'Once' });
    const answered = async () => (await first.texts(person)).length === 2;
    await until('an answer', answered);
    await first.carrier.close();

    const { client, texts } = await rehearse(t, { statePath: path });
    const { sid } = await client.messages.create({ to: '+13035550144', from: line, body: 'Later' });
    await until('a later one to arrive', async () => (await client.messages(sid).fetch()).status === 'delivered');
    assert.deepEqual(
      (await texts(person)).map((text: { body: string }) => text.body),
      ['Once', 'Yes'],
    );
  });

  test('changes are written without waiting for the end', async (t) => {
    const path = statePath(t);
    const { control, setNumber } = await rehearse(t, { statePath: path });
    await setNumber(line);
    await control('POST', `/phones/${person}/texts`, { to: line, body: 'Hello' });
    await until('the file', () => readFileSync(path, 'utf8').includes('Hello'));
  });

  test('a file that cannot be read is put aside', async (t) => {
    const path = statePath(t);
    await (await openCarrier({ port: 0, statePath: path })).close();
    for (const nonsense of ['{"messages":', '{}', 'null']) {
      writeFileSync(path, nonsense);
      const carrier = await openCarrier({ port: 0, statePath: path });
      assert.deepEqual(await clientFor(carrier.url).messages.list(), []);
      await carrier.close();
      assert.equal(readFileSync(`${path}.broken`, 'utf8'), nonsense);
    }
  });

  test('a taken port is refused and leaves nothing running', async (t) => {
    const { carrier } = await rehearse(t);
    await assert.rejects(openCarrier({ port: Number(new URL(carrier.url).port) }), { code: 'EADDRINUSE' });
    const program = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
      env: { ...process.env, CARRIER_PORT: new URL(carrier.url).port },
    });
    let complaint = '';
    program.stderr.on('data', (chunk) => (complaint += chunk));
    const [code] = await once(program, 'exit');
    assert.equal(code, 1);
    assert.match(complaint, /^Port \d+ is taken\..*\n$/);
  });

  test('the program says where it is, and stops cleanly', async () => {
    const program = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
      env: { ...process.env, CARRIER_PORT: '0' },
    });
    const [line] = await once(program.stdout.setEncoding('utf8'), 'data');
    assert.match(line, /^Carrier is ready at http:\/\/127\.0\.0\.1:\d+\n$/);
    const stream = await fetch(`${line.trim().split(' ').at(-1)}/_carrier/events`);
    program.kill('SIGTERM');
    assert.deepEqual(await once(program, 'exit'), [0, null]);
    await stream.body?.cancel().catch(() => {});
  });

  test('only so many messages are kept, and the oldest go first', () => {
    const messages = makeMessages(3);
    const message = { accountSid: account, sender: line, to: person, direction: 'outbound-api' as const };
    for (let index = 1; index <= 5; index++)
      messages.add({ ...message, sid: `SM${index}` } as Parameters<typeof messages.add>[0]);
    assert.equal(messages.get('SM2'), undefined);
    assert.deepEqual(
      messages.newest(10).map(({ sid }) => sid),
      ['SM3', 'SM4', 'SM5'],
    );
    const { items, start } = messages.shelf(account, person, null);
    assert.deepEqual(
      items.slice(start).map(({ sid }) => sid),
      ['SM3', 'SM4', 'SM5'],
    );
  });
});

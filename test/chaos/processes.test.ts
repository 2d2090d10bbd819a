import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Name } from '../support/cast.ts';
import { startProgram } from '../support/program.ts';
import { accountSid, names, openTown } from '../support/town.ts';
import { post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';

/** What waits, and what is under way. */
const unsent = "select 1 from outbox union all select 1 from attempts where outcome = 'sending'";

test('a web process and a worker process on one database do it together', async (t) => {
  const town = await openTown(t);
  const web = startProgram({ ...town.settings, HEARBACK_ROLE: 'web' });
  const url = await web.isReady();
  const office = await town.opensOffice(url);
  const live = await office.listens();
  await office.texts('Ana', 'Can you work on Saturday?');
  assert.deepEqual(await town.carrier.log(), []);

  const worker = startProgram({ ...town.settings, HEARBACK_ROLE: 'worker', PORT: new URL(url).port });
  await worker.isReady();
  await town.carrier.phone('Ana').shouldHear('Can you work on Saturday?');
  await office.shouldSeeStatus('Ana', 'delivered');
  await town.carrier.phone('Ana').texts('Yes');
  await office.shouldSee('Ana', ['us: Can you work on Saturday?', 'them: Yes']);
  await live.hears('the receipt', ({ data }) => data.message?.status === 'delivered');
  await live.hears('the answer', ({ data }) => data.message?.body === 'Yes');
  live.close();
  for (const program of [worker, web]) {
    const { code, ms } = await program.stop();
    assert.deepEqual([code, ms < program.allows(5000)], [0, true], `${code} after ${ms} ms: ${program.output.stderr}`);
    assert.equal(program.output.stderr, '');
  }
  assert.deepEqual(await town.query('select id from workers'), []);
});

test('killed in the middle of sending, it loses nothing and sends nothing twice', async (t) => {
  const town = await openTown(t);
  // Reports go nowhere, and the company takes what it is given without a word: what is under way at the kill hangs there.
  const settings = { ...town.settings, PUBLIC_URL: 'http://127.0.0.1:9' };
  const first = startProgram(settings);
  const url = await first.isReady();
  const office = await town.opensOffice(url);
  await town.carrier.misbehaves({ stall: 0.5 });
  const written = names.flatMap((name) => [1, 2, 3].map((count) => ({ name, body: `${name} ${count}` })));
  await Promise.all(written.map(({ name, body }) => office.texts(name, body)));
  await until('some to be under way', async () => (await town.carrier.log()).length >= 3);
  // An answer that comes at all comes in a moment.
  const hanging = "select from attempts where outcome = 'sending' and started_at < now() - interval '1 second'";
  await until('one to hang', async () => (await town.query(hanging)).length > 0);
  await first.stop('SIGKILL');
  await town.carrier.misbehaves({});

  const [{ before }] = await town.query("select count(*)::int as before from attempts where outcome = 'sending'");
  assert.ok(before > 0, 'nothing was interrupted');
  // A worker is taken for dead after 15 s of silence; nobody here has to wait for them. Its jobs are known by its names,
  // however soon after its start it died.
  await town.query("update workers set beat_at = now() - interval '1 minute'");
  const second = startProgram({ ...settings, PORT: new URL(url).port });
  await second.isReady();
  await until('nothing left to send', async () => (await town.query(unsent)).length === 0);

  const rows = await town.query("select body, status from messages where direction = 'outbound'");
  assert.deepEqual(rows.map(({ body }) => body).sort(), written.map(({ body }) => body).sort());
  const sent = (await town.carrier.log()).map(({ body }) => body);
  assert.equal(new Set(sent).size, sent.length, 'sent twice');
  for (const { body, status } of rows) {
    assert.ok(sent.includes(body) ? status !== 'queued' : status === 'unknown', `${body} is ${status}`);
  }
  const unknown = rows.filter(({ status }) => status === 'unknown');
  assert.ok(unknown.length > 0, 'nobody was left in doubt');

  // The company's report names the attempt, and so settles what the lost answer left open.
  for (const { sid, body, statusCallback } of await town.carrier.log()) {
    if (!unknown.some((row) => row.body === body)) continue;
    const form = { MessageSid: sid, MessageStatus: 'delivered', AccountSid: accountSid };
    const { pathname, search } = new URL(statusCallback!);
    assert.equal(await post(`${url}${pathname}${search}`, form, { signedUrl: statusCallback! }), 204);
    const [{ status }] = await town.query('select status from messages where body = $1', [body]);
    assert.equal(status, 'delivered');
  }
  assert.equal((await town.carrier.log()).length, sent.length);
  assert.equal((await second.stop()).code, 0);
});

test('told to stop under load it ends in time, and what it leaves goes out after the next start', async (t) => {
  const town = await openTown(t);
  const first = startProgram(town.settings);
  const url = await first.isReady();
  const office = await town.opensOffice(url);
  // So slow that not all has left by the time that all is written.
  await town.carrier.misbehaves({ latencyMs: 1500 });
  const live = await office.listens();
  const written = names.flatMap((name) =>
    Array.from({ length: 8 }, (_, count) => ({ name, body: `${name} ${count}` })),
  );
  const writeTo = async (name: Name) => {
    for (const text of written.filter((each) => each.name === name)) await office.texts(name, text.body);
  };
  await Promise.all(names.map(writeTo));
  const answers = Array.from({ length: 10 }, (_, index) =>
    town.carrier
      .phone(names[index]!)
      .texts('Yes')
      .catch(() => null),
  );
  const { code, ms } = await first.stop();
  assert.deepEqual([code, ms < first.allows(10_000)], [0, true], `${code} after ${ms} ms`);
  await until('the end of the stream', () => live.hasEnded());
  assert.deepEqual(await town.query("select id from attempts where outcome = 'sending'"), []);
  assert.deepEqual(await town.query('select id from workers'), []);
  const [{ left }] = await town.query('select count(*)::int as left from outbox');
  assert.ok(left > 0, 'it had finished everything before it was told');

  const second = startProgram({ ...town.settings, PORT: new URL(url).port });
  await town.carrier.misbehaves({});
  await second.isReady();
  await until('nothing left to send', async () => (await town.query(unsent)).length === 0);
  const sent = (await town.carrier.log()).map(({ body }) => body);
  assert.deepEqual(sent.toSorted(), written.map(({ body }) => body).sort());
  for (const name of names) {
    assert.deepEqual(
      sent.filter((body) => body.startsWith(`${name} `)),
      written.filter((text) => text.name === name).map(({ body }) => body),
    );
  }
  const taken = (await Promise.all(answers)).filter((status) => status === 204).length;
  const [{ stored }] = await town.query("select count(*)::int as stored from messages where direction = 'inbound'");
  assert.ok(stored >= taken, 'a text that was answered with 204 is not there');
});

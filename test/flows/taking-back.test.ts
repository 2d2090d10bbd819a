import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openBroadcasting } from '../support/broadcasting.ts';
import type { Name } from '../support/cast.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

/** By how much the office's clock is ahead of ours. */
let aheadMs = 0;
const clock = { now: () => new Date(Date.now() + aheadMs) };
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana', 'Emre'], { clock });
const { office, phone, carrier } = world;
const toMany = openBroadcasting(world);

const write = (name: Name, body: string, more: object = {}) =>
  office.must('POST', `/api/v1/conversations/${office.conversationWith(name)}/messages`, { body, ...more });
const row = (name: Name) => office.must('GET', `/api/v1/conversations/${office.conversationWith(name)}`);
const takeBack = (id: string) => office.must('DELETE', `/api/v1/messages/${id}`);
const sent = async (body: string) => (await carrier.log()).filter((text) => text.body === body).length;

test('a text is held, and when it is taken back the person waits as before', async () => {
  await phone('Ana').texts('Which gate?');
  const before = await row('Ana');
  const text = await write('Ana', 'Gate B', { undoSeconds: 20 });
  assert.equal(text.status, 'queued');
  const heldMs = Date.parse(text.heldUntil) - Date.now();
  assert.ok(heldMs > 0 && heldMs <= 20_000, `held for ${heldMs} ms`);
  assert.equal((await row('Ana')).waitingSince, null);
  assert.equal((await takeBack(text.id)).status, 'canceled');
  const after = await row('Ana');
  assert.equal(after.waitingSince, before.waitingSince);
  assert.deepEqual(after.lastMessage, before.lastMessage);
  assert.equal(await sent('Gate B'), 0);
});

test('of three that are held, the person waits again when all are taken back, in any order, and not before', async () => {
  for (const order of ['012', '021', '102', '120', '201', '210']) {
    await phone('Ben').texts('Hello?');
    const before = await row('Ben');
    const ids: string[] = [];
    for (const words of ['One', 'Two', 'Three']) ids.push((await write('Ben', words, { undoSeconds: 20 })).id);
    const [first, second, last] = [...order].map((place) => ids[Number(place)] as string) as [string, string, string];
    for (const id of [first, second]) {
      await takeBack(id);
      assert.equal((await row('Ben')).waitingSince, null, `Something is still on its way to them: ${order}`);
    }
    await takeBack(last);
    const after = await row('Ben');
    assert.deepEqual([after.waitingSince, after.lastMessage.id], [before.waitingSince, before.lastMessage.id]);
  }
});

test('whoever was answered by what has left does not wait when what came before and after it is taken back', async () => {
  await phone('Ben').texts('Which gate?');
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const before = await write('Ben', 'I will tell you at nine', { sendAt: inAnHour });
  await office.texts('Ben', 'Gate B');
  const after = await write('Ben', 'Not gate A', { undoSeconds: 20 });
  await takeBack(before.id);
  await takeBack(after.id);
  assert.equal((await row('Ben')).waitingSince, null);
});

test('whoever has written since waits as long as if nothing had been written to them', async () => {
  await phone('Ben').texts('Are you open?');
  const { waitingSince } = await row('Ben');
  const text = await write('Ben', 'Yes', { undoSeconds: 20 });
  await phone('Ben').texts('Never mind');
  const waiting = await row('Ben');
  assert.ok(waiting.waitingSince > waitingSince);
  await takeBack(text.id);
  assert.deepEqual(await row('Ben'), { ...waiting, waitingSince });
});

test('so does whoever wrote before a text that was only wanted as long as they were silent', async () => {
  await office.texts('Ben', 'We are.');
  await phone('Ben').texts('When?');
  const { waitingSince } = await row('Ben');
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const planned = await write('Ben', 'Still there?', { sendAt: inAnHour, cancelIfTheyWriteFirst: true });
  assert.equal((await row('Ben')).waitingSince, null);
  await phone('Ben').texts('Hello?');
  assert.equal((await office.messages('Ben')).find(({ id }) => id === planned.id)?.status, 'canceled');
  assert.equal((await row('Ben')).waitingSince, waitingSince);
});

test('whoever was answered in between waits since they wrote after that', async () => {
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const planned = await write('Ben', 'At nine', { sendAt: inAnHour });
  await office.texts('Ben', 'At ten');
  await phone('Ben').texts('Fine, but where?');
  const waiting = await row('Ben');
  await takeBack(planned.id);
  assert.deepEqual(await row('Ben'), waiting);
});

test('who waits again is not done', async () => {
  await office.texts('Ana', 'Gate A');
  await phone('Ana').texts('Where is that?');
  const before = await row('Ana');
  const text = await write('Ana', 'Behind the hall', { undoSeconds: 20 });
  const done = await office.must('POST', `/api/v1/conversations/${office.conversationWith('Ana')}/closure`, {});
  const live = await office.listens();
  await takeBack(text.id);
  const after = await row('Ana');
  assert.deepEqual([after.waitingSince, after.closedAt], [before.waitingSince, null]);
  const ofView = async (view: string) => (await office.must('GET', `/api/v1/conversations?view=${view}`)).items;
  const isThere = async (view: string) => (await ofView(view)).some(({ id }: { id: string }) => id === after.id);
  assert.deepEqual([await isThere('waiting'), await isThere('done')], [true, false]);
  await live.hears('that it is open', ({ data }) => data.kind === 'conversation.changed');
  live.close();
  assert.equal((await office.ask('POST', `/api/v1/acts/${done.actId}/undo`)).body.code, 'changed_since');
  assert.deepEqual(await row('Ana'), after);
});

test('a text that failed is sent again once, however often that is asked', async () => {
  await phone('Chidi').behaves({ power: 'off' });
  const text = await write('Chidi', 'Your shift is at nine');
  const early = await office.ask('POST', `/api/v1/messages/${text.id}/retry`);
  assert.deepEqual([early.status, early.body.code], [409, 'did_not_fail']);
  await office.shouldSeeStatus('Chidi', 'undelivered');
  await phone('Chidi').behaves({});
  const again = await Promise.all([1, 2, 3].map(() => office.must('POST', `/api/v1/messages/${text.id}/retry`)));
  assert.deepEqual(new Set(again.map(({ id, retryOf }) => [id, retryOf].join(' '))).size, 1);
  assert.equal(again[0].retryOf, text.id);
  await office.shouldSeeStatus('Chidi', 'delivered');
  assert.equal(await sent('Your shift is at nine'), 2);
  const thread = await office.messages('Chidi');
  assert.deepEqual(
    thread.map(({ status }) => status),
    ['undelivered', 'delivered'],
  );
  await phone('Chidi').texts('Thanks');
  const theirs = (await office.messages('Chidi')).at(-1)!;
  assert.equal((await office.ask('POST', `/api/v1/messages/${theirs.id}/retry`)).status, 409);
  assert.equal((await office.ask('POST', `/api/v1/messages/${crypto.randomUUID()}/retry`)).status, 404);
});

test('a text that failed can be sent again after that was taken back, and then once', async (t) => {
  await phone('Emre').behaves({ power: 'off' });
  const text = await write('Emre', 'Bring your badge');
  await office.shouldSeeStatus('Emre', 'undelivered');
  await phone('Emre').behaves({});
  const pausing = `/api/v1/lines/${world.line.id}/pause`;
  t.after(() => office.must('DELETE', pausing));
  await office.must('POST', pausing);
  const key = { 'idempotency-key': crypto.randomUUID() };
  const retry = `/api/v1/messages/${text.id}/retry`;
  const first = (await office.ask('POST', retry, undefined, key)).body;
  assert.equal((await takeBack(first.id)).status, 'canceled');
  // The first once more, as a page does that did not hear the answer.
  const repeated = (await office.ask('POST', retry, undefined, key)).body;
  assert.deepEqual([repeated.id, repeated.status], [first.id, 'canceled']);
  const again = await Promise.all([1, 2, 3].map(() => office.must('POST', retry)));
  assert.equal(new Set([first, ...again].map(({ id }) => id)).size, 2);
  assert.deepEqual([again[0].status, again[0].retryOf], ['queued', text.id]);
  await office.must('DELETE', pausing);
  await office.shouldSeeStatus('Emre', 'delivered');
  assert.equal(await sent('Bring your badge'), 2);
});

test('each reason has a sentence of its own, its code, and "Send again" only where that can help', async () => {
  const helps = { 30003: true, 30005: false, 30006: false, 30007: false, 30034: true } as const;
  const sentences = new Set<string>();
  for (const [code, canSendAgain] of Object.entries(helps)) {
    await phone('Dana').behaves({ delivery: 'undelivered', errorCode: Number(code) });
    const { id } = await write('Dana', `Because of ${code}`);
    const failed = await until(`the report of ${code}`, async () => {
      const text = (await office.messages('Dana')).find((each) => each.id === id);
      return text?.status === 'undelivered' && text;
    });
    assert.deepEqual([failed.error?.code, failed.error?.canSendAgain], [code, canSendAgain]);
    sentences.add(failed.error?.message ?? '');
  }
  await phone('Emre').behaves({ errorCode: 21610 });
  const { id } = await write('Emre', 'Hello');
  const refused = await until('the refusal', async () => {
    const text = (await office.messages('Emre')).find((each) => each.id === id);
    return text?.status === 'failed' && text;
  });
  assert.deepEqual([refused.error?.code, refused.error?.canSendAgain], ['21610', false]);
  sentences.add(refused.error?.message ?? '');
  assert.equal(sentences.size, 6);
  assert.ok((await row('Emre')).person.optedOutAt, 'Who has opted out there has opted out here.');
});

test('also after it was tried in vain, the person waits as before', async () => {
  await phone('Ana').texts('And where do we park?');
  const { waitingSince } = await row('Ana');
  assert.ok(waitingSince);
  await carrier.misbehaves({ rateLimit: 0.001 });
  const text = await write('Ana', 'In the yard');
  const isPutBack = sql`select from outbox where message_id = ${text.id} and tries > 0`;
  await until('it to be tried', async () => (await world.query(isPutBack)).length > 0);
  assert.equal((await row('Ana')).waitingSince, null);
  await until('it to be taken back between two tries', async () => {
    const { status } = await office.ask('DELETE', `/api/v1/messages/${text.id}`);
    return status === 200;
  });
  await carrier.misbehaves({});
  assert.equal((await row('Ana')).waitingSince, waitingSince);
  assert.equal(await sent('In the yard'), 0);
});

test('what went to many in between has answered nobody', async () => {
  await phone('Ben').texts('And when?');
  const { waitingSince } = await row('Ben');
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const before = await write('Ben', 'I will tell you at ten', { sendAt: inAnHour });
  const { id } = await toMany.writes('Gates open at noon', await toMany.to('Ben'));
  await toMany.dispatches(id);
  aheadMs += 60_000;
  await toMany.shouldBe(id, { delivered: 1 });
  const after = await write('Ben', 'At noon', { undoSeconds: 20 });
  await takeBack(before.id);
  assert.equal((await row('Ben')).waitingSince, null);
  await takeBack(after.id);
  assert.equal((await row('Ben')).waitingSince, waitingSince);
});

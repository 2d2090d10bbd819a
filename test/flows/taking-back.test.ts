import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Name } from '../support/cast.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi']);
const { office, phone, carrier } = world;

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

test('of two that are held, the person waits again when both are taken back, in any order', async () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    await phone('Ben').texts('Hello?');
    const before = await row('Ben');
    const texts = [await write('Ben', 'One', { undoSeconds: 20 }), await write('Ben', 'Two', { undoSeconds: 20 })];
    await takeBack(texts[order[0]!].id);
    assert.equal((await row('Ben')).waitingSince, null, 'Something is still on its way to them.');
    await takeBack(texts[order[1]!].id);
    const after = await row('Ben');
    assert.deepEqual([after.waitingSince, after.lastMessage.id], [before.waitingSince, before.lastMessage.id]);
  }
});

test('what was written since is left as it is', async () => {
  await phone('Ben').texts('Are you open?');
  const text = await write('Ben', 'Yes', { undoSeconds: 20 });
  await phone('Ben').texts('Never mind');
  const waiting = await row('Ben');
  await takeBack(text.id);
  assert.deepEqual(await row('Ben'), waiting);
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

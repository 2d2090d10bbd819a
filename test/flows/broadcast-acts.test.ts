import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openClock } from '../support/asking.ts';
import { openBroadcasting } from '../support/broadcasting.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Ana', 'Ben', 'Dana', 'Emre', 'Farah'], { clock });
const { office, phone, line } = world;
const { writes, dispatches, shouldBe, heardBy, to, personOf, recipients, read } = openBroadcasting(world);
const onItsWay = async (id: string) => {
  await dispatches(id);
  clock.on(1);
};
/** What is written waits on the line until it goes on. */
const pauseLine = () => office.must('POST', `/api/v1/lines/${line.id}/pause`);
const resumeLine = () => office.must('DELETE', `/api/v1/lines/${line.id}/pause`);

test('what rests does not leave, and goes on where it was', async () => {
  await pauseLine();
  const { id } = await writes('After the rest', await to('Ana', 'Ben'));
  await onItsWay(id);
  await shouldBe(id, { queued: 2 }, 'going');
  await office.must('POST', `/api/v1/broadcasts/${id}/pause`);
  await resumeLine();
  // What leaves now would have been behind it.
  await office.texts('Ana', 'Between');
  await phone('Ana').shouldHear('Between');
  await shouldBe(id, { queued: 2 }, 'paused');
  assert.ok(!(await heardBy('Ana')).includes('After the rest'));
  await office.must('DELETE', `/api/v1/broadcasts/${id}/pause`);
  await shouldBe(id, { delivered: 2 }, 'done');
  assert.equal((await heardBy('Ana')).filter((body) => body === 'After the rest').length, 1);
});

test('an end is exact: what was written is taken back, and nobody else gets it', async () => {
  await pauseLine();
  const { id } = await writes('Never', await to('Ana', 'Ben'));
  await onItsWay(id);
  await shouldBe(id, { queued: 2 });
  const { canceled, left, broadcast } = await office.must('POST', `/api/v1/broadcasts/${id}/cancellation`);
  assert.deepEqual([canceled, left, broadcast.progress.canceled], [2, 0, 2]);
  const again = await office.must('POST', `/api/v1/broadcasts/${id}/cancellation`);
  assert.equal(again.canceled, 2);
  await resumeLine();
  await office.texts('Ben', 'Afterwards');
  await phone('Ben').shouldHear('Afterwards');
  assert.ok(!(await heardBy('Ben')).includes('Never'));
  await shouldBe(id, { canceled: 2, chosen: 2 }, 'canceled');
  const [text] = (await office.messages('Ana')).slice(-1);
  assert.deepEqual(
    [text?.status, text?.error?.message],
    ['canceled', 'The broadcast was canceled, so this was not sent.'],
  );
  const retried = await office.ask('POST', `/api/v1/broadcasts/${id}/retries`);
  assert.equal(retried.status, 409);
});

test('whoever opts out while their text waits does not get it', async () => {
  await pauseLine();
  const { id } = await writes('Last words', await to('Emre', 'Farah'));
  await onItsWay(id);
  await shouldBe(id, { queued: 2 });
  await phone('Emre').texts('STOP');
  await until('Emre to have opted out', async () => (await personOf('Emre')).optedOutAt);
  await resumeLine();
  const { progress } = await shouldBe(id, { delivered: 1, canceled: 0, replied: 0 }, 'done');
  assert.deepEqual(progress.left, [{ reason: 'opted_out', count: 1 }]);
  assert.ok(!(await heardBy('Emre')).includes('Last words'));
  await phone('Emre').texts('START');
});

test('only those are tried again whom it can help, once', async () => {
  await phone('Ana').behaves({ errorCode: 30003 });
  await phone('Ben').behaves({ errorCode: 21614 });
  const { id } = await writes('Once more', await to('Ana', 'Ben', 'Dana'));
  await onItsWay(id);
  await shouldBe(id, { failed: 2, delivered: 1 }, 'done');
  await phone('Ana').behaves({});
  const first = await office.must('POST', `/api/v1/broadcasts/${id}/retries`);
  assert.deepEqual([first.count, first.without.map(({ count }: { count: number }) => count)], [1, [1]]);
  await shouldBe(id, { failed: 1, delivered: 2 }, 'done');
  const second = await office.must('POST', `/api/v1/broadcasts/${id}/retries`);
  assert.equal(second.count, 0);
  const texts = (await office.messages('Ana')).filter(({ body }) => body === 'Once more');
  assert.deepEqual(
    texts.map(({ status }) => status),
    ['undelivered', 'delivered'],
  );
  await phone('Ben').behaves({});
});

test('whom somebody has sent it again by hand gets it no third time', async () => {
  for (const name of ['Ana', 'Dana'] as const) await phone(name).behaves({ errorCode: 30003 });
  // The other one has not had it yet: so it is not done.
  const { id } = await writes('By hand', await to('Ana', 'Dana'), { segmentsPerMinute: 1 });
  await onItsWay(id);
  await shouldBe(id, { failed: 1, waiting: 1 });
  await office.must('POST', `/api/v1/broadcasts/${id}/pause`);
  const [failed] = await recipients(id, 'failed');
  const name = failed?.person.name as 'Ana' | 'Dana';
  await phone(name).behaves({});
  assert.equal((await office.must('POST', `/api/v1/broadcasts/${id}/retries`)).count, 1);
  await office.must('POST', `/api/v1/messages/${failed?.messageId}/retry`);
  await office.must('DELETE', `/api/v1/broadcasts/${id}/pause`);
  await until('both to have theirs', async () => {
    clock.on(1);
    return (await read(id)).progress.waiting === 0;
  });
  await shouldBe(id, { failed: 1, delivered: 1 }, 'done');
  assert.equal((await office.messages(name)).filter(({ body }) => body === 'By hand').length, 2);
});

test('a broadcast that is begun anew after a lost answer is begun once, whatever has become of it since', async () => {
  const audience = await to('Ana');
  const key = { 'idempotency-key': 'once' };
  const begin = (body: string, headers = key, as = office) =>
    as.ask('POST', '/api/v1/broadcasts', { body, audience }, headers);
  const answers = await Promise.all([begin('Gate B'), begin('Gate B'), begin('Gate B')]);
  const [first] = answers;
  for (const { status, body } of answers) assert.deepEqual([status, body], [201, first?.body]);
  await office.must('PATCH', `/api/v1/broadcasts/${first?.body.id}`, { body: 'Gate C' });
  for (const again of [await begin('Gate B'), await begin('Gate D')])
    assert.deepEqual([again.status, again.body.id, again.body.body], [201, first?.body.id, 'Gate C']);
  assert.equal((await begin('Gate B', { 'idempotency-key': 'two words' })).status, 422);
  const max = await office.colleague('Max', 'manager');
  const others = [await begin('Gate B', key, max), await begin('Gate B', { 'idempotency-key': 'twice' })];
  assert.equal(new Set([first, ...others].map((one) => one?.body.id)).size, 3);
  // What was thrown away is begun anew.
  await office.must('DELETE', `/api/v1/broadcasts/${first?.body.id}`);
  const anew = await begin('Gate B');
  assert.deepEqual([anew.status, anew.body.body, anew.body.id === first?.body.id], [201, 'Gate B', false]);
});

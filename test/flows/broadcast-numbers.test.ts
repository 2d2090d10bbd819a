import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { sendRound } from '../../src/domain/broadcasts/broadcasts.ts';
import { openClock } from '../support/asking.ts';
import { nobody, openBroadcasting } from '../support/broadcasting.ts';
import type { Json } from '../support/browser.ts';
import { holding } from '../support/held.ts';
import { openOfficeHours } from '../support/world.ts';

// Nobody works here but the story itself, a round at a time.
const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours([], { clock, config: { role: 'web' } });
const { office, carrier, query } = world;
const settings = { accountSid: `AC${'3'.repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url };
await office.must('POST', '/api/v1/lines', { provider: 'twilio', label: 'Main', number: '+12125550390', settings });
const { writes, dispatches, read } = openBroadcasting(world);

let met = 100;
const newNumber = () => `+12125550${met++}`;
/** Two o'clock is there in this order. */
const zones = ['America/New_York', 'America/Chicago', 'America/Denver'];
const meetThree = (): Promise<Json[]> =>
  Promise.all(
    zones.map((timeZone) => office.must('POST', '/api/v1/people', { name: timeZone, timeZone, phones: [newNumber()] })),
  );
const numberOf = ({ phones: [number] }: Json): string => number;
const setNumbers = async (person: Json, phones: string[]): Promise<Json> =>
  office.must('PATCH', `/api/v1/people/${person.id}`, { phones });
const work = () => sendRound(world.app.floor);

async function sends(people: Json[], more: Json = {}): Promise<string> {
  const { id } = await writes('The ring road is closed.', { ...nobody, personIds: people.map(({ id }) => id) }, more);
  await dispatches(id);
  await work();
  return id;
}
/** Nothing of a broadcast waits any more: its texts have become what is said. */
async function become(id: string, status: 'delivered' | 'undelivered', to = '%'): Promise<void> {
  const texts = sql`(select id from messages where to_address like ${to} and id in
    (select message_id from broadcast_recipients where broadcast_id = ${id}))`;
  await query(sql`delete from outbox where message_id in ${texts}`);
  await query(sql`update messages set status = ${status}, error_code = ${status === 'delivered' ? null : '30003'}
    where id in ${texts}`);
}
/** The numbers to which its words went, however often. */
const textedBy = async (id: string): Promise<string[]> =>
  (
    await query(sql`select to_address from messages join broadcast_recipients on message_id = id
      where broadcast_id = ${id} order by id`)
  ).map(({ to_address: to }) => to);

test('three who pass their numbers on between their hours all get it, and no number twice', async () => {
  const three = await meetThree();
  const id = await sends(three, { sendAt: { localDate: '2026-11-27', localTime: '14:00' } });
  const numbers = three.map(numberOf);
  const [first, second, third] = three;
  await setNumbers(first, [newNumber()]);
  await setNumbers(third, [numbers[0]!]);
  await setNumbers(second, [numbers[2]!]);
  await setNumbers(first, [numbers[1]!]);
  for (const hour of [19, 20, 21]) {
    clock.to(`2026-11-27T${hour}:00:10Z`);
    await work();
  }
  assert.deepEqual((await read(id)).progress.left, []);
  assert.deepEqual(await textedBy(id), [numbers[1], numbers[2], numbers[0]]);
});

test('whoever has by now the number of somebody to whom it was sent by hand keeps nobody from theirs', async () => {
  const three = await meetThree();
  const [one, other, third] = three as [Json, Json, Json];
  const id = await sends(three);
  clock.on(1);
  await work();
  await become(id, 'undelivered');
  assert.equal((await office.must('POST', `/api/v1/broadcasts/${id}/retries`)).count, 3);
  const [text] = await query(sql`select retry_of from broadcast_recipients
    where broadcast_id = ${id} and person_id = ${one.id}`);
  const byHand = await office.must('POST', `/api/v1/messages/${text?.retry_of}/retry`);
  await setNumbers(one, [newNumber()]);
  await setNumbers(other, [numberOf(one)]);
  await work();
  const { waiting, again, left } = (await read(id)).progress;
  assert.deepEqual([waiting, again, left], [0, 0, [{ reason: 'twice', count: 1 }]]);
  const rows = await query(sql`select person_id, message_id, left_because from broadcast_recipients
    where broadcast_id = ${id}`);
  const of = (person: Json) => rows.find(({ person_id: personId }) => personId === person.id);
  assert.equal(of(one)?.message_id, byHand.id);
  assert.equal(of(other)?.left_because, 'twice');
  assert.ok(of(third)?.message_id);
});

test('whoever has by now a number that somebody else was sent it to by hand does not get it there again', async () => {
  for (const [times, isRetried, day] of [
    [1, false, '2026-11-30'],
    [1, true, '2026-12-07'],
    [2, false, '2026-12-14'],
  ] as const) {
    clock.to(`${day}T12:00:00Z`);
    const [one, other, third] = (await meetThree()) as [Json, Json, Json];
    const id = await sends([one, other, third], { sendAt: { localDate: day, localTime: '14:00' } });
    clock.to(`${day}T19:00:10Z`);
    await work();
    await become(id, 'undelivered');
    if (isRetried) assert.equal((await office.must('POST', `/api/v1/broadcasts/${id}/retries`)).count, 1);
    const number = newNumber();
    const [text] = await query(sql`select coalesce(message_id, retry_of) as id from broadcast_recipients
      where broadcast_id = ${id} and person_id = ${one.id}`);
    let byHand = { id: text?.id as string };
    for (let time = 1; time <= times; time++) {
      if (time === times) await setNumbers(one, [number]);
      await query(sql`update messages set status = 'undelivered', error_code = '30003' where id = ${byHand.id}`);
      byHand = await office.must('POST', `/api/v1/messages/${byHand.id}/retry`);
    }
    await work();
    await setNumbers(one, [newNumber()]);
    await setNumbers(third, [number]);
    for (const hour of [20, 21]) {
      clock.to(`${day}T${hour}:00:10Z`);
      await work();
    }
    assert.deepEqual((await read(id)).progress.left, [{ reason: 'twice', count: 1 }]);
    const to = await query(sql`select person_id from messages join conversations on conversations.id = conversation_id
      where body = 'The ring road is closed.' and to_address = ${number}`);
    assert.deepEqual(to, [{ person_id: one.id }]);
    assert.ok((await textedBy(id)).includes(numberOf(other)));
  }
});

test('whose number is another by now waits for the morning where that one is', async () => {
  clock.to('2026-11-26T15:00:00Z');
  const person = await office.must('POST', '/api/v1/people', { name: 'Lani', phones: [newNumber()] });
  const id = await sends([person]);
  // Ten in the morning in New York, five in Honolulu.
  await setNumbers(person, ['+18085550123']);
  clock.on(1);
  await work();
  assert.deepEqual(await textedBy(id), []);
  clock.to('2026-11-26T20:00:00Z');
  await work();
  assert.deepEqual(await textedBy(id), ['+18085550123']);
});

test('of two who become one, of whom one did not get it, the other’s text counts, and nobody is texted again', async () => {
  for (const isKept of [true, false]) {
    const [one, other] = (await meetThree()) as [Json, Json, Json];
    const id = await sends([one, other]);
    clock.on(1);
    await work();
    await become(id, 'delivered');
    await become(id, 'undelivered', numberOf(one));
    const [kept, gone] = isKept ? [one, other] : [other, one];
    const merge = await office.must('POST', `/api/v1/people/${kept.id}/merges`, { otherId: gone.id });
    assert.equal((await read(id)).progress.delivered, 1);
    assert.equal((await office.must('POST', `/api/v1/broadcasts/${id}/retries`)).count, 0);
    await office.must('DELETE', `/api/v1/merges/${merge.id}`);
    const { progress } = await read(id);
    assert.deepEqual([progress.delivered, progress.failed], [1, 1]);
  }
});

test('of two who become one, of whom one did not get it and the other waits, the one who they are still gets it', async () => {
  for (const [isKept, day] of [
    [true, '2026-12-01'],
    [false, '2026-12-02'],
  ] as const) {
    clock.to(`${day}T12:00:00Z`);
    const [one, other] = (await meetThree()) as [Json, Json, Json];
    const id = await sends([one, other], { sendAt: { localDate: day, localTime: '14:00' } });
    clock.to(`${day}T19:00:10Z`);
    await work();
    await become(id, 'undelivered');
    const [kept, gone] = isKept ? [one, other] : [other, one];
    const merges = () => office.must('POST', `/api/v1/people/${kept.id}/merges`, { otherId: gone.id });
    const counts = async () => {
      const { waiting, failed, queued } = (await read(id)).progress;
      return { waiting, failed, queued };
    };
    const merge = await merges();
    assert.deepEqual(await counts(), { waiting: 1, failed: 0, queued: 0 });
    await office.must('DELETE', `/api/v1/merges/${merge.id}`);
    assert.deepEqual(await counts(), { waiting: 1, failed: 1, queued: 0 });
    await merges();
    clock.to(`${day}T20:00:10Z`);
    await work();
    assert.deepEqual(await counts(), { waiting: 0, failed: 0, queued: 1 });
    assert.deepEqual(await textedBy(id), [numberOf(kept)]);
  }
});

test('two who were one while it went out got it once, and nobody waits for what is over', async () => {
  const [one, other] = (await meetThree()) as [Json, Json, Json];
  const id = await sends([one, other]);
  const merge = await office.must('POST', `/api/v1/people/${one.id}/merges`, { otherId: other.id });
  clock.on(1);
  await work();
  await become(id, 'delivered');
  await work();
  assert.equal((await read(id)).state, 'done');
  await office.must('DELETE', `/api/v1/merges/${merge.id}`);
  const { state, progress } = await read(id);
  assert.deepEqual([state, progress.chosen, progress.delivered], ['done', 2, 1]);
  assert.deepEqual(progress.left, [{ reason: 'twice', count: 1 }]);
});

/** Of three, the first did not get it at their hour, and the others wait for theirs. */
async function firstDidNotGetIt(day: string) {
  clock.to(`${day}T12:00:00Z`);
  const three = (await meetThree()) as [Json, Json, Json];
  const id = await sends(three, { sendAt: { localDate: day, localTime: '14:00' } });
  clock.to(`${day}T19:00:10Z`);
  await work();
  await become(id, 'undelivered');
  const tryByHand = async () => {
    const [text] = await query(sql`select message_id from broadcast_recipients
      where broadcast_id = ${id} and person_id = ${three[0].id}`);
    return office.must('POST', `/api/v1/messages/${text?.message_id}/retry`);
  };
  const goOn = async () => {
    for (const hour of [20, 21]) {
      clock.to(`${day}T${hour}:00:10Z`);
      await work();
    }
  };
  return { id, three, tryByHand, goOn };
}
const takeBack = ({ id }: Json) => office.must('DELETE', `/api/v1/messages/${id}`);
const timesTextedTo = async (number: string): Promise<number> =>
  (await query(sql`select from messages where to_address = ${number}`)).length;

test('of two who become one, of whom one got it by hand and the other waits, nobody is texted again', async () => {
  for (const [isKept, day] of [
    [true, '2027-01-04'],
    [false, '2027-01-05'],
  ] as const) {
    const { id, three, tryByHand, goOn } = await firstDidNotGetIt(day);
    const [one, other, third] = three;
    await tryByHand();
    const [kept, gone] = isKept ? [one, other] : [other, one];
    await office.must('POST', `/api/v1/people/${kept.id}/merges`, { otherId: gone.id });
    await goOn();
    const { waiting, failed, queued } = (await read(id)).progress;
    assert.deepEqual({ waiting, failed, queued }, { waiting: 0, failed: 1, queued: 1 });
    assert.deepEqual(await Promise.all(three.map(numberOf).map(timesTextedTo)), [2, 0, 1]);
    assert.deepEqual(await textedBy(id), [numberOf(one), numberOf(third)]);
  }
});

test('whoever has their number back that somebody had while it was sent to them by hand does not get it there again', async () => {
  const { id, three, tryByHand, goOn } = await firstDidNotGetIt('2027-01-06');
  const [one, other] = three;
  await setNumbers(other, [newNumber()]);
  await setNumbers(one, [numberOf(other)]);
  await tryByHand();
  await setNumbers(one, [newNumber()]);
  await setNumbers(other, [numberOf(other)]);
  await goOn();
  assert.equal(await timesTextedTo(numberOf(other)), 1);
  assert.deepEqual((await read(id)).progress.left, [{ reason: 'twice', count: 1 }]);
});

test('whoever has by now the number of somebody who got it, and was merged since, does not get it there again', async () => {
  for (const [isByHand, day] of [
    [false, '2027-01-07'],
    [true, '2027-01-08'],
  ] as const) {
    const { id, three, tryByHand, goOn } = await firstDidNotGetIt(day);
    const [one, other, third] = three;
    clock.to(`${day}T20:00:10Z`);
    await work();
    if (isByHand) await tryByHand();
    else await query(sql`update messages set status = 'delivered' where to_address = ${numberOf(one)}`);
    await become(id, 'delivered', numberOf(other));
    await office.must('POST', `/api/v1/people/${other.id}/merges`, { otherId: one.id });
    await setNumbers(other, [numberOf(other)]);
    await setNumbers(third, [numberOf(one)]);
    await goOn();
    assert.equal(await timesTextedTo(numberOf(one)), isByHand ? 2 : 1);
    assert.deepEqual((await read(id)).progress.left, [{ reason: 'twice', count: 1 }]);
  }
});

test('whoever becomes one with somebody who has got it, while it is tried once more for them, does not get it again', async () => {
  const [one, other] = (await meetThree()) as [Json, Json, Json];
  const id = await sends([one, other]);
  clock.on(1);
  await work();
  await become(id, 'delivered');
  await become(id, 'undelivered', numberOf(one));
  const rowOf = (person: Json) => sql`broadcast_id = ${id} and person_id = ${person.id}`;
  const got = sql`(select message_id from broadcast_recipients where ${rowOf(other)})`;
  let retried: Promise<Json> | undefined;
  // As a merge leaves it.
  const joining = sql`update broadcast_recipients set message_id = ${got} where ${rowOf(one)}`;
  await holding(world.app.floor.db, joining, async (queue) => {
    retried = office.must('POST', `/api/v1/broadcasts/${id}/retries`);
    await queue(1);
  });
  assert.equal((await retried)?.count, 0);
  assert.equal((await query(sql`select from broadcast_recipients where ${rowOf(one)} and retry_of is null`)).length, 1);
});

test('what was sent by hand and taken back again has reached nobody: whoever waits still gets it', async () => {
  const { three, tryByHand, goOn } = await firstDidNotGetIt('2027-01-11');
  const [one, other] = three;
  await takeBack(await tryByHand());
  await office.must('POST', `/api/v1/people/${other.id}/merges`, { otherId: one.id });
  await goOn();
  assert.equal(await timesTextedTo(numberOf(other)), 1);
});

test('a number to which it was sent by hand, and taken back again, has not got it', async () => {
  const { id, three, tryByHand, goOn } = await firstDidNotGetIt('2027-01-12');
  const [one, other] = three;
  const number = newNumber();
  await setNumbers(one, [number]);
  await takeBack(await tryByHand());
  await setNumbers(one, [newNumber()]);
  await setNumbers(other, [number]);
  await goOn();
  assert.equal(await timesTextedTo(number), 2);
  assert.deepEqual((await read(id)).progress.left, []);
});

test('whom it did not reach gets it once more also after it was sent by hand and taken back, before or since', async () => {
  for (const [isSince, day] of [
    [false, '2027-01-13'],
    [true, '2027-01-14'],
  ] as const) {
    const { id, three, tryByHand, goOn } = await firstDidNotGetIt(day);
    const [one] = three;
    const [text] = await query(sql`select message_id from broadcast_recipients
      where broadcast_id = ${id} and person_id = ${one.id}`);
    if (!isSince) await takeBack(await tryByHand());
    assert.equal((await office.must('POST', `/api/v1/broadcasts/${id}/retries`)).count, 1);
    if (isSince) await takeBack(await office.must('POST', `/api/v1/messages/${text?.message_id}/retry`));
    await goOn();
    const { failed, canceled, queued } = (await read(id)).progress;
    assert.deepEqual({ failed, canceled, queued }, { failed: 0, canceled: 0, queued: 3 });
    assert.equal(await timesTextedTo(numberOf(one)), 3);
  }
});

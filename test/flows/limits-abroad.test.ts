import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { sql } from 'kysely';
import { sendRound } from '../../src/domain/broadcasts/broadcasts.ts';
import { inTransaction } from '../../src/domain/floor.ts';
import { type Drainer, drain } from '../../src/domain/messages/messages.ts';
import { listTeams } from '../../src/domain/teams/teams.ts';
import { newId } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { openClock } from '../support/asking.ts';
import { nobody, openBroadcasting } from '../support/broadcasting.ts';
import type { Json } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

// Nobody works but this file, so that each hour is as long as it says. The clock of the database is never ahead of this one.
const dayMs = 86_400_000;
const clock = openClock(`${new Date(Date.now() + dayMs).toISOString().slice(0, 'yyyy-mm-dd'.length)}T15:20:00Z`);
const world = await openOfficeHours([], { clock, config: { role: 'web' } });
const { office, carrier, query } = world;
const broadcasting = openBroadcasting(world);
const [team] = await listTeams(world.app.floor);
assert.ok(team);

async function connect(label: string, number: string, baseUrl = carrier.url): Promise<string> {
  const settings = { accountSid: `AC${number.slice(-1).repeat(32)}`, authToken: 'carrier-token', baseUrl };
  return (await office.must('POST', '/api/v1/lines', { provider: 'twilio', label, number, settings })).id;
}
const lines = [await connect('First', '+12125550391'), await connect('Second', '+12125550392')];

const usual = {
  hours: { opens: '00:00', closes: '23:59' },
  keepsHours: false,
  questionsKeepHours: false,
  weekly: null,
  cap: null,
  countries: ['US', 'GB', 'JM'],
};
const limits = (changes: object = {}) => office.must('PUT', '/api/v1/limits', { ...usual, ...changes });
const meet = async (phone: string) =>
  (await office.must('POST', '/api/v1/people', { name: `Person ${phone}`, phones: [phone] })).conversationId as string;
const write = (conversationId: string, body: string) =>
  office.must('POST', `/api/v1/conversations/${conversationId}/messages`, { body });
const sent = async (body: string) => (await carrier.log()).filter((text) => text.body === body).length;
const waiting = async () => (await query(sql`select message_id from outbox where waits_for = 'abroad'`)).length;
const read = async (conversationId: string) =>
  (await office.must('GET', `/api/v1/conversations/${conversationId}/messages?limit=1`)).items[0];

async function hire(): Promise<Drainer> {
  const workerId = newId();
  await query(sql`insert into workers (id, queue_ids, beat_at) values (${workerId}, '{}', now())`);
  const log = createLog('error', () => {});
  return { workerId, log, lines: new Map(), isStopping: () => false, isAlive: () => true, isUnheeded: () => false };
}
const allAnswered = (drainer: Drainer) =>
  Promise.all([...drainer.lines.values()].flatMap(({ underWay }) => [...underWay.values()]));

/** Some workers send over both lines until nothing can leave any more. */
async function send(workers = 1): Promise<void> {
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const drainer = await hire();
      const isAnyDue = async () => (await query(sql`select from outbox where due_at <= now() limit 1`)).length > 0;
      do {
        await query(sql`update workers set beat_at = now() where id = ${drainer.workerId}`);
        for (const id of lines) await drain(team!, id, drainer);
      } while (await isAnyDue());
      await allAnswered(drainer);
    }),
  );
}
/** The next hour has come, for the clock that is set and for the one of the database. */
async function anHourLater(): Promise<void> {
  clock.on(60);
  await query(sql`update outbox set due_at = now() where waits_for = 'abroad'`);
}

test('three hundred new numbers abroad at once, over two lines by three workers: exactly as many leave as an hour has', async () => {
  await limits({ newAbroad: 100 });
  await query(sql`
    with team as (select team_id from lines where id = ${lines[0]}),
    strangers as (insert into people (team_id, id, name, is_practice, fields, created_at)
      select team_id, gen_random_uuid(), 'Stranger', false, '{}', now() from team, generate_series(1, 400)
      returning team_id, id),
    opened as (insert into conversations (team_id, id, person_id, created_at)
      select team_id, gen_random_uuid(), id, now() from strangers returning team_id, id),
    numbered as (select *, row_number() over () as place from opened),
    written as (insert into messages (team_id, conversation_id, id, line_id, direction, to_address, body, media, segments,
        status, status_at, created_at)
      select team_id, id, gen_random_uuid(), (${lines}::uuid[])[1 + place % 2], 'outbound',
        case when place <= 300 then '+1876555' else '+1303555' end || lpad(place::text, 4, '0'),
        case when place <= 300 then 'Code 1234' else 'At home' end, '[]', 1, 'queued', now(), now() from numbered
      returning team_id, conversation_id, id, line_id)
    insert into outbox (team_id, line_id, message_id, conversation_id, lane, due_at)
      select team_id, line_id, id, conversation_id, 0, now() from written`);
  await send(3);
  await until('what may leave to have left', async () => (await sent('At home')) === 100);
  assert.deepEqual([await sent('Code 1234'), await waiting()], [100, 200]);
  assert.deepEqual((await office.must('GET', '/api/v1/delivery')).abroad, ['JM']);
  const [{ conversation_id: one }] = await query(sql`select conversation_id from outbox limit 1`);
  const { status, waits } = await read(one);
  assert.deepEqual([status, waits.for], ['queued', 'abroad']);
  const minutes = (Date.parse(waits.until) - Date.now()) / 60_000;
  assert.ok(minutes > 30 && minutes < 41, `It waits for the hour to be over: ${minutes} minutes.`);

  // The next hour has room for as many, and for no more.
  await anHourLater();
  assert.deepEqual((await office.must('GET', '/api/v1/delivery')).abroad, []);
  await send(2);
  assert.deepEqual([await sent('Code 1234'), await waiting()], [200, 100]);
  // Whoever raises it has the others leave at once.
  await limits({ newAbroad: null });
  await send(2);
  assert.deepEqual([await sent('Code 1234'), await waiting()], [300, 0]);
});

test('who was texted before is not new, each country counts by itself, and one’s own does not count', async () => {
  await limits({ newAbroad: 1 });
  const [ana, ben, cem, dan] = await Promise.all(
    ['+18765550201', '+18765550202', '+447400123456', '+12125550204'].map(meet),
  );
  clock.on(60);
  for (const id of [ana, cem, dan]) await write(id!, 'Hello');
  await send();
  assert.equal(await sent('Hello'), 3);
  for (const id of [ana, ben, cem, dan]) await write(id!, 'Once more');
  await send();
  assert.equal(await sent('Once more'), 3);
  assert.equal((await read(ben!)).waits.for, 'abroad');
  // Planned anew, it asks again.
  await office.must('PATCH', `/api/v1/messages/${(await read(ben!)).id}`, { sendAt: null });
  await send();
  assert.deepEqual([await sent('Once more'), (await read(ben!)).waits?.for], [3, 'abroad']);
  await anHourLater();
  await send();
  assert.equal(await sent('Once more'), 4);
});

test('what a company refuses counts for nothing', async () => {
  await limits({ newAbroad: 1 });
  clock.on(60);
  const [eve, fay, gus] = await Promise.all(['+18765550301', '+18765550302', '+18765550303'].map(meet));
  const { accountSid } = (await office.must('GET', '/api/v1/lines')).items.find(
    (line: Json) => line.id === lines[0],
  ).settings;
  // The company knows that she has opted out, and we do not.
  await carrier.control('PUT', 'numbers/+12125550391', { accountSid });
  await carrier.phone('+18765550301').texts('STOP', '+12125550391');
  await write(eve!, 'Refused');
  await send();
  await until('it to be refused', async () => (await read(eve!)).status === 'failed');
  for (const id of [fay, gus]) await write(id!, 'Taken');
  await send();
  assert.deepEqual([await sent('Taken'), await waiting()], [1, 1]);
});

test('whoever waits for a country does not hold the money, be it to send or to give back', async (t) => {
  const answering = Promise.withResolvers<void>();
  const company = createServer(async ({ method, url, headers: { authorization = '' } }, response) => {
    if (method === 'GET')
      return response.end(await (await fetch(carrier.url + url, { headers: { authorization } })).text());
    await answering.promise;
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: 21211, message: 'There is no such number.', status: 400 }));
  }).listen(0, '127.0.0.1');
  t.after(() => company.close());
  await once(company, 'listening');
  const { port } = company.address() as AddressInfo;
  const lineId = await connect('Third', '+12125550393', `http://127.0.0.1:${port}`);
  for (const id of [...lines, lineId])
    await office.must('PUT', `/api/v1/lines/${id}/price`, { amount: 0.01, currency: 'USD' });
  await limits({ newAbroad: 5, cap: { amount: 100, currency: 'USD' } });
  clock.on(60);
  const [hal, ida] = await Promise.all(['+18765550501', '+18765550502'].map(meet));
  await query(sql`update conversations set line_id = ${lineId} where id = any (${[hal, ida]}::uuid[])`);
  const [first, second] = [await hire(), await hire()];
  await write(hal!, 'Over the third');
  await drain(team!, lineId, first);
  await write(ida!, 'Over the third');
  const waitingForLock = async () =>
    (await query(sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))
      .length;
  let claiming: Promise<void> | undefined;
  await inTransaction(team!, async (tx) => {
    await sql`select from reached_abroad where country = 'JM' for update`.execute(tx.db);
    claiming = drain(team!, lineId, second);
    await until('the claim to wait', async () => (await waitingForLock()) === 1);
    answering.resolve();
    await until('the outcome to wait', async () => (await waitingForLock()) === 2);
    await sql`select from spending for update nowait`.execute(tx.db);
  });
  await claiming;
  await Promise.all([allAnswered(first), allAnswered(second)]);
  assert.deepEqual([(await read(hal!)).status, (await read(ida!)).status], ['failed', 'failed']);
  assert.deepEqual(await query(sql`select spent::float8 from spending`), [{ spent: 0 }]);
  await limits({ newAbroad: null });
});

test('a broadcast abroad goes out by so many an hour, and is done when all have it', async () => {
  await limits({ newAbroad: null });
  await send();
  assert.equal(await waiting(), 0);
  await limits({ newAbroad: 2 });
  clock.on(60);
  const personIds = [];
  for (const n of [1, 2, 3, 4, 5]) {
    const phones = [`+1876555040${n}`];
    personIds.push((await office.must('POST', '/api/v1/people', { name: `Reader ${n}`, phones })).id);
  }
  personIds.push((await office.must('POST', '/api/v1/people', { name: 'At home', phones: ['+13035550499'] })).id);
  const to = { ...nobody, personIds };
  const { id } = await broadcasting.writes('The gate is open', to, { lineId: lines[0] });
  const { id: another } = await broadcasting.writes('It is shut', to, { lineId: lines[0] });
  const waits = async (of = another) => (await broadcasting.look(of)).abroad;
  assert.deepEqual(await waits(id), { people: 3, hours: 2, perHour: 2 });
  await broadcasting.dispatches(id);
  const round = async () => {
    clock.on(1);
    for (let times = 0; times < 3; times += 1) await sendRound(world.app.floor);
    await send();
  };
  for (const [left, inThisHour, inTheNext] of [
    [3, { people: 3, hours: 2, perHour: 2 }, { people: 1, hours: 1, perHour: 2 }],
    [5, { people: 1, hours: 1, perHour: 2 }, null],
    [6, null, null],
  ]) {
    await round();
    assert.equal(await sent('The gate is open'), left);
    assert.deepEqual(await waits(), inThisHour);
    await anHourLater();
    assert.deepEqual(await waits(), inTheNext);
  }
  const { id: planned } = await broadcasting.writes('Later', to, {
    sendAt: { at: new Date(clock.now().getTime() + 28 * dayMs) },
  });
  assert.equal(await waits(planned), null);
  await round();
  assert.equal((await broadcasting.read(id)).state, 'done');
});

test('the last look counts who waits already: in the queue, and in a broadcast that is not written yet', async () => {
  await limits({ newAbroad: 2 });
  await anHourLater();
  const meetAll = (some: number[]) =>
    Promise.all(
      some.map(async (n) => {
        const phones = [`+1876555060${n}`];
        return (await office.must('POST', '/api/v1/people', { name: `Far ${n}`, phones })).id as string;
      }),
    );
  const [own, others] = [await meetAll([1, 2, 3]), await meetAll([4, 5, 6, 7, 8])];
  const draft = (personIds: string[], more: Json = {}) =>
    broadcasting.writes('The bridge is open', { ...nobody, personIds }, { lineId: lines[0], ...more });
  const { id } = await draft(own);
  const { id: later } = await draft(own, { sendAt: { at: new Date(clock.now().getTime() + 3 * 3_600_000) } });
  const looks = async () => [(await broadcasting.look(id)).abroad, (await broadcasting.look(later)).abroad];
  assert.deepEqual(await looks(), [
    { people: 1, hours: 1, perHour: 2 },
    { people: 1, hours: 1, perHour: 2 },
  ]);
  const { id: before } = await draft(others);
  await broadcasting.dispatches(before);
  // Who gets it is put down at once, and written when nobody can think better of it any more.
  await sendRound(world.app.floor);
  assert.equal((await query(sql`select from outbox`)).length, 0);
  const behind = [
    { people: 3, hours: 3, perHour: 2 },
    { people: 1, hours: 1, perHour: 2 },
  ];
  assert.deepEqual(await looks(), behind);
  clock.on(1);
  for (let times = 0; times < 3; times += 1) await sendRound(world.app.floor);
  assert.deepEqual(await looks(), behind);
  await send();
  assert.deepEqual([await waiting(), await looks()], [3, behind]);
  await anHourLater();
  await send();
  const [now] = await looks();
  assert.deepEqual([await waiting(), now], [1, { people: 3, hours: 2, perHour: 2 }]);
  await anHourLater();
  await send();
});

test('a page of before leaves the limit as it is, and wrong ones are refused', async () => {
  assert.equal((await limits()).newAbroad, 2);
  for (const newAbroad of [0, -1, 1.5, 100_001])
    assert.equal((await office.ask('PUT', '/api/v1/limits', { ...usual, newAbroad })).status, 422);
});

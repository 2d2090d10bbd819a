import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { sendRound } from '../../src/domain/broadcasts/broadcasts.ts';
import { inTransaction } from '../../src/domain/floor.ts';
import { charge, giveBack, purse, rules, untilNextMonth } from '../../src/domain/limits/limits.ts';
import { findWays } from '../../src/domain/messages/messages.ts';
import { noteRequest } from '../../src/domain/people/people.ts';
import { listTeams } from '../../src/domain/teams/teams.ts';
import { newId } from '../../src/platform/ids.ts';
import { openClock } from '../support/asking.ts';
import { nobody, openBroadcasting } from '../support/broadcasting.ts';
import type { Json } from '../support/browser.ts';
import { openHand } from '../support/hand.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

// Ten in the morning in New York. Nobody works but this file.
const day = '2026-11-26T15:00:00Z';
const night = '2026-11-27T03:00:00Z';
const clock = openClock(day);
const world = await openOfficeHours([], { clock, config: { role: 'web' } });
const { office, carrier, query } = world;
const { floor } = world.app;
const [team] = await listTeams(floor);
assert.ok(team);
const work = openHand(team, query);
const broadcasting = openBroadcasting(world);

async function connect(label: string, number: string): Promise<string> {
  const settings = { accountSid: `AC${number.slice(-1).repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url };
  return (await office.must('POST', '/api/v1/lines', { provider: 'twilio', label, number, settings })).id;
}
const lineId = await connect('Main', '+12125550391');
const otherId = await connect('Other', '+12125550392');

let numbers = 100;
async function meet(): Promise<Json> {
  numbers += 1;
  const phone = `+12125550${numbers}`;
  return { ...(await office.must('POST', '/api/v1/people', { name: `Person ${numbers}`, phones: [phone] })), phone };
}
const usual = {
  hours: { opens: '08:00', closes: '21:00' },
  keepsHours: true,
  questionsKeepHours: true,
  weekly: null,
  cap: null,
  countries: ['US'],
};
const limits = (changes: object = {}) => office.must('PUT', '/api/v1/limits', { ...usual, ...changes });
const price = (id: string, currency = 'USD') =>
  office.ask('PUT', `/api/v1/lines/${id}/price`, { amount: 0.01, currency });

beforeEach(async () => {
  await query(sql`delete from outbox`);
  await query(sql`delete from spending`);
  clock.to(day);
  await limits();
  for (const id of [lineId, otherId]) await price(id);
});

/** A broadcast of which the texts are not in the queue yet. */
async function dispatches(body: string, ...people: Json[]): Promise<string> {
  const { id } = await broadcasting.writes(
    body,
    { ...nobody, personIds: people.map((person) => person.id) },
    { lineId },
  );
  await broadcasting.dispatches(id);
  return id;
}

/** Has the texts of all that is dispatched written. */
async function write(): Promise<void> {
  clock.on(1);
  for (let rounds = 0; rounds < 3; rounds += 1) await sendRound(floor);
}

async function sends(body: string, ...people: Json[]): Promise<string> {
  const id = await dispatches(body, ...people);
  await write();
  return id;
}
const waitingOf = (id: string) =>
  query(sql`select outbox.*, outbox.due_at <= now() as is_due, outbox.due_at > '9000-01-01' as is_off
    from outbox join broadcast_recipients as recipients on recipients.message_id = outbox.message_id
    where recipients.broadcast_id = ${id} order by outbox.message_id`);
const waitForMoney = (id: string) =>
  query(sql`update outbox set due_at = now() + interval '20 days', waits_for = 'money'
    where message_id in (select message_id from broadcast_recipients where broadcast_id = ${id})`);

test('whoever asks us to stop, or has another number, while somebody waits to write to them is seen as they are then', async () => {
  const [asking, moved] = [await meet(), await meet()];
  const ids = [asking.conversationId, moved.conversationId];
  let finding!: ReturnType<typeof findWays>;
  await inTransaction(team, async (tx) => {
    await sql`select from conversations where id = any (${ids}::uuid[]) for no key update`.execute(tx.db);
    finding = inTransaction(team, (other) => findWays(other, ids));
    await until('the other to wait', async () => {
      const [{ count }] = await query(sql`select count(*)::int as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`);
      return count > 0;
    });
    const request = { messageId: newId(), lineId, words: 'please no more', saidAt: clock.now() };
    await noteRequest(tx, { address: asking.phone, ...request });
    await sql`update phones set address = '+12125550999' where person_id = ${moved.id}`.execute(tx.db);
  });
  const ways = await finding;
  assert.deepEqual(ways.get(asking.conversationId), { unwritten: 'opted_out' });
  const way = ways.get(moved.conversationId);
  assert.equal(way && 'to' in way && way.to, '+12125550999');
});

test('the money of a month is there once, also where two programs’ clocks are at odds about the month', async () => {
  await limits({ cap: { amount: 100, currency: 'USD' } });
  const left = (at: string) =>
    inTransaction({ ...team, clock: { now: () => new Date(at) } }, async (tx) => {
      const { rows } = await sql<{ money: string }>`
        with rules as materialized (${rules(tx, lineId)}), reached as (select),
        purse as materialized (${purse(tx)}),
        charged as (${charge(tx, sql`select least(money, 100) from purse`)})
        select money from purse`.execute(tx.db);
      return Number(rows[0]?.money);
    });
  const [november, december] = ['2026-11-30T20:00:00Z', '2026-12-02T00:00:00Z'];
  assert.deepEqual(
    [await left(november), await left(december), await left(november), await left(december)],
    [100, 100, 0, 0],
  );
});

test('what comes back of two months’ attempts is what this month had paid', async () => {
  await limits({ cap: { amount: 100, currency: 'USD' } });
  const [one, two] = [await meet(), await meet()];
  await sends('Two months', one, two);
  await work(lineId);
  const attempts = await query(sql`select attempts.id from attempts join messages on messages.id = message_id
    where body = 'Two months'`);
  assert.equal(attempts.length, 2);
  await query(sql`update attempts set started_at = started_at - interval '1 month' where id = ${attempts[0]!.id}`);
  await inTransaction(team, (tx) =>
    giveBack(
      tx,
      attempts.map(({ id }) => id),
    ),
  );
  assert.equal(Number((await query(sql`select spent from spending`))[0]!.spent), 0.01);
});

test('the month ends in the zone in which its money is counted', async () => {
  await limits({ cap: { amount: 100, currency: 'USD' } });
  const untilThen = (at: string) => untilNextMonth({ ...team, clock: { now: () => new Date(at) } });
  assert.equal(await untilThen('2026-11-30T20:00:00Z'), 9 * 3_600_000);
  await query(sql`update limits set month_zone = 'UTC'`);
  assert.equal(await untilThen('2026-11-30T20:00:00Z'), 4 * 3_600_000);
});

test('money that comes back lets go what waits over another line', async () => {
  await limits({ cap: { amount: 100, currency: 'USD' } });
  const waits = await sends('Over the main line', await meet());
  await waitForMoney(waits);
  const { conversationId } = await meet();
  await query(sql`update conversations set line_id = ${otherId} where id = ${conversationId}`);
  await office.must('POST', `/api/v1/conversations/${conversationId}/messages`, { body: 'Over the other' });
  // A number that the company turns away.
  await query(sql`update messages set to_address = '+15005550001' where body = 'Over the other'`);
  await work(otherId);
  assert.equal((await query(sql`select from attempts where line_id = ${otherId} and outcome = 'refused'`)).length, 1);
  const [row] = await waitingOf(waits);
  assert.deepEqual([row?.waits_for, row?.is_due], [null, true]);
});

test('what rests besides leaves with its broadcast once there is money again', async () => {
  const id = await sends('Rests', await meet());
  await waitForMoney(id);
  await office.must('POST', `/api/v1/broadcasts/${id}/pause`);
  await limits({ cap: { amount: 100, currency: 'USD' } });
  assert.deepEqual(
    (await waitingOf(id)).map((row) => [row.waits_for, row.is_off]),
    [[null, true]],
  );
  await office.must('DELETE', `/api/v1/broadcasts/${id}/pause`);
  assert.deepEqual(
    (await waitingOf(id)).map((row) => [row.waits_for, row.is_due]),
    [[null, true]],
  );
});

test('a price that a limit counts on cannot be dropped, and another lets go what waits for money', async () => {
  await limits({ cap: { amount: 100, currency: 'USD' } });
  const refused = [await office.ask('DELETE', `/api/v1/lines/${lineId}/price`), await price(lineId, 'EUR')];
  for (const { status, body } of refused) {
    assert.equal(status, 422);
    assert.match(body.fields.currency, /limit counts in USD/);
  }
  const id = await sends('Priced', await meet());
  await waitForMoney(id);
  assert.equal((await price(lineId)).status, 204);
  assert.deepEqual(
    (await waitingOf(id)).map((row) => [row.waits_for, row.is_due]),
    [[null, true]],
  );
  await limits();
  assert.equal((await office.ask('DELETE', `/api/v1/lines/${lineId}/price`)).status, 204);
});

test('two broadcasts in one minute are two texts of the week, though neither has left', async () => {
  await limits({ weekly: 1 });
  const person = await meet();
  const [one, two] = [await dispatches('One', person), await dispatches('Two', person)];
  await write();
  assert.deepEqual([(await waitingOf(one)).length, (await waitingOf(two)).length], [1, 0]);
  assert.deepEqual((await broadcasting.read(two)).progress.left, [{ reason: 'too_many_texts', count: 1 }]);
});

test('stricter hours count for what is due already, and looser ones at once', async () => {
  await limits({ keepsHours: false });
  clock.to(night);
  const id = await sends('At night', await meet());
  assert.deepEqual(
    (await waitingOf(id)).map(({ is_due, open_until }) => [is_due, open_until]),
    [[true, null]],
  );
  await limits();
  await work(lineId);
  assert.deepEqual(
    (await waitingOf(id)).map(({ is_due, waits_for }) => [is_due, waits_for]),
    [[false, 'hours']],
  );
  // Only questions keep them: this is none.
  await limits({ keepsHours: false });
  await work(lineId);
  assert.deepEqual(await waitingOf(id), []);
});

test('a broadcast’s text in doubt is sent again as what it is: by day, unless it rests, to whom it may go', async () => {
  const people = [await meet(), await meet(), await meet()];
  const [asks] = people;
  const id = await sends('In doubt', ...people);
  await work(lineId);
  await until('all to be reported', async () => {
    const arrived = sql`select from messages where body = 'In doubt' and status = 'delivered'`;
    return (await query(arrived)).length === 3;
  });
  await query(
    sql`update attempts set outcome = 'unknown' from messages where messages.id = message_id and body = 'In doubt'`,
  );
  await query(sql`update messages set status = 'unknown', error_code = 'no_trace' where body = 'In doubt'`);
  await query(sql`update broadcasts set done_at = null where id = ${id}`);
  const texts = await query(sql`select id, conversation_id from messages where body = 'In doubt' order by id`);
  const again = (at: number) =>
    office.must('POST', `/api/v1/messages/${texts[at]!.id}/decision`, { choice: 'send_again' });
  const place = texts.findIndex(({ conversation_id: its }) => its === asks!.conversationId);
  const [first, second] = [0, 1, 2].filter((at) => at !== place) as [number, number];
  await inTransaction(team, (tx) =>
    noteRequest(tx, {
      address: asks!.phone,
      messageId: newId(),
      lineId,
      words: 'no more, please',
      saidAt: clock.now(),
    }),
  );
  assert.equal((await again(place)).status, 'canceled');
  clock.to(night);
  await again(first);
  await work(lineId);
  assert.deepEqual(
    (await waitingOf(id)).map((row) => [row.lane, row.waits_for]),
    [[1, 'hours']],
  );
  await query(sql`delete from outbox`);
  await office.must('POST', `/api/v1/broadcasts/${id}/pause`);
  await again(second);
  assert.deepEqual(
    (await waitingOf(id)).map((row) => [row.lane, row.is_off]),
    [[1, true]],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { hadEnough, wouldExceed } from '../../src/domain/limits/limits.ts';
import { type Drainer, drain } from '../../src/domain/messages/messages.ts';
import { listTeams } from '../../src/domain/teams/teams.ts';
import { newId } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours([]);
const { office, carrier, query } = world;

let numbers = 300;

async function connect(label: string) {
  numbers += 1;
  const accountSid = `AC${String(numbers).repeat(11).slice(0, 32)}`;
  const settings = { accountSid, authToken: 'carrier-token', baseUrl: carrier.url };
  return office.must('POST', '/api/v1/lines', { provider: 'twilio', label, number: `+12125550${numbers}`, settings });
}
const first = await connect('First');
const second = await connect('Second');

const usual = {
  hours: { opens: '08:00', closes: '21:00' },
  keepsHours: true,
  questionsKeepHours: true,
  weekly: null,
  cap: null,
  countries: ['US'],
};
const must = (changes: object) => office.must('PUT', '/api/v1/limits', { ...usual, ...changes });
const meet = async (phone: string) =>
  (await office.must('POST', '/api/v1/people', { name: `Person ${phone}`, phones: [phone] })).conversationId as string;
const write = (conversationId: string, body: string) =>
  office.ask('POST', `/api/v1/conversations/${conversationId}/messages`, { body });
const sent = async (body: string) => (await carrier.log()).filter((text) => text.body === body).length;

/** Another worker, which sends over lines that have one already. */
async function joinIn(lineIds: string[]): Promise<void> {
  const [team] = await listTeams(world.app.floor);
  const workerId = newId();
  await query(sql`insert into workers (id, queue_ids, beat_at) values (${workerId}, '{}', now())`);
  const drainer: Drainer = {
    workerId,
    log: createLog('error', () => {}),
    lines: new Map(),
    isStopping: () => false,
    isAlive: () => true,
    isUnheeded: () => false,
  };
  await Promise.all(lineIds.map((id) => drain(team!, id, drainer)));
}

test('a thousand at once over two lines do not cross the cap, and all leave when it is raised', async () => {
  const reply = await meet('+12125550177');
  assert.equal((await write(reply, 'Before there was a price')).status, 201);
  await until('it to leave', async () => (await sent('Before there was a price')) === 1);
  for (const { id } of [first, second])
    await office.must('PUT', `/api/v1/lines/${id}/price`, { amount: 0.01, currency: 'USD' });
  const before = await carrier.log();
  const { spent } = await must({ cap: { amount: 1, currency: 'USD' } });
  assert.deepEqual(spent, [{ currency: 'USD', spent: 0, waiting: 0, cap: 1, left: 1 }]);
  const lines = [first.id, second.id];
  await query(sql`
    with team as (select team_id from lines where id = ${first.id}),
    strangers as (insert into people (team_id, id, name, is_practice, fields, created_at)
      select team_id, gen_random_uuid(), 'Stranger', false, '{}', now() from team, generate_series(1, 1000)
      returning team_id, id),
    opened as (insert into conversations (team_id, id, person_id, created_at)
      select team_id, gen_random_uuid(), id, now() from strangers returning team_id, id),
    numbered as (select *, row_number() over () as place from opened),
    written as (insert into messages (team_id, conversation_id, id, line_id, direction, to_address, body, media, segments,
        status, status_at, created_at)
      select team_id, id, gen_random_uuid(), (${lines}::uuid[])[1 + place % 2], 'outbound',
        '+1303555' || lpad(place::text, 4, '0'), 'Costly', '[]', 1, 'queued', now(), now() from numbered
      returning team_id, conversation_id, id, line_id)
    insert into outbox (team_id, line_id, message_id, conversation_id, lane, due_at)
      select team_id, line_id, id, conversation_id, 1, now() from written`);
  for (const id of lines) {
    await query(sql`select graphile_worker.add_job('drain-line', payload => json_build_object(
      'teamId', (select team_id from lines where id = ${id}), 'lineId', ${id}::text),
      queue_name => ${`line:${id}`}::text, job_key => ${`drain:${id}`}::text)`);
  }
  await Promise.all([joinIn(lines), joinIn(lines)]);
  const waiting = async () =>
    Number((await query(sql`select count(*) from outbox where waits_for = 'money'`))[0]!.count);
  await until('the rest to wait', async () => (await waiting()) === 900);
  await until('what may leave to have left', async () => (await sent('Costly')) === 100);
  assert.deepEqual((await office.must('GET', '/api/v1/limits')).spent, [
    { currency: 'USD', spent: 1, waiting: 9, cap: 1, left: 0 },
  ]);
  assert.deepEqual((await office.must('GET', '/api/v1/delivery')).money, { spent: 1, cap: 1, currency: 'USD' });
  const [team] = await listTeams(world.app.floor);
  assert.ok(team);
  const over = { cost: 0.02, cap: 1, left: 0, currency: 'USD' };
  assert.deepEqual(await wouldExceed(team, { amount: 0.02, currency: 'USD' }), over);
  await must({ cap: { amount: 10.5, currency: 'USD' } });
  assert.equal(await wouldExceed(team, { amount: 0.5, currency: 'USD' }), null);
  assert.equal((await wouldExceed(team, { amount: 0.51, currency: 'USD' }))?.left, 0.5);
  assert.equal((await wouldExceed(team, { amount: 0.1, currency: 'EUR' }))?.cost, 0.1);
  assert.equal((await office.must('GET', '/api/v1/delivery')).money, null);
  await must({ cap: { amount: 10, currency: 'USD' } });
  await until('all to have left', async () => (await sent('Costly')) === 1000);
  const [limits] = (await office.must('GET', '/api/v1/limits')).spent;
  assert.deepEqual([limits.spent, limits.waiting, limits.left], [10, 0, 0]);
  assert.equal((await carrier.log()).length - before.length, 1000);
  const [costly] = await query(sql`select conversation_id as id from messages where body = 'Costly' limit 1`);
  const enough = async () => [...(await hadEnough(team, [costly.id, reply]))];
  assert.deepEqual(await enough(), []);
  // What goes to one person in a conversation is not counted.
  await must({ weekly: 1 });
  assert.deepEqual(await enough(), [costly.id]);
  await must({ weekly: 2 });
  assert.deepEqual(await enough(), []);
});

test('what a company turned away costs nothing: all that the money is for leaves in the end', async () => {
  const phones = Array.from({ length: 20 }, (_, at) => `+1404555${String(1000 + at)}`);
  const conversations = await Promise.all(phones.map(meet));
  const before = (await office.must('GET', '/api/v1/limits')).spent[0].spent;
  await must({ cap: { amount: Math.round((before + 0.2) * 100) / 100, currency: 'USD' } });
  await carrier.misbehaves({ rateLimit: 4 });
  await Promise.all(conversations.map((id) => write(id, 'Slowly')));
  await until(
    'some to be turned away',
    async () => (await query(sql`select from attempts where outcome = 'not_sent'`)).length > 0,
  );
  await carrier.misbehaves({});
  await until('all to leave', async () => (await sent('Slowly')) === 20);
  await until('that to be on record', async () => {
    const [{ count }] = await query(sql`select count(*)::int as count from attempts where outcome = 'sending'`);
    return count === 0;
  });
  const [{ spent, left }] = (await office.must('GET', '/api/v1/limits')).spent;
  assert.ok(Math.abs(spent - before - 0.2) < 1e-6, `${spent} after ${before}`);
  assert.ok(left < 1e-6, `${left}`);
  // A planned one comes to its time, and waits as well; it is still planned.
  const path = `/api/v1/conversations/${conversations[1]}/messages`;
  await office.must('POST', path, { body: 'Planned', sendAt: new Date(Date.now() + 50) });
  const planned = async () => (await office.must('GET', `${path}?limit=1`)).items[0];
  await until('the planned one to wait', async () => (await planned()).waits?.for === 'money');
  assert.deepEqual([(await planned()).status, (await planned()).sendAt], ['scheduled', (await planned()).waits.until]);
  await office.must('DELETE', `/api/v1/messages/${(await planned()).id}`);
  // Nothing is left: the next waits, and leaves with the next month.
  await write(conversations[0] as string, 'Too much');
  const waiting = async () => query(sql`select due_at from outbox where waits_for = 'money'`);
  await until('it to wait', async () => (await waiting()).length === 1);
  const [{ due_at: dueAt }] = await waiting();
  const month = dueAt.toLocaleString('en', {
    timeZone: 'America/New_York',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  assert.equal(month, '1, 12:00 AM');
});

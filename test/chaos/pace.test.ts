import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours([]);
const { office, carrier, query } = world;

let numbers = 200;

async function connect(label: string, more: object = {}) {
  numbers += 1;
  const accountSid = `AC${String(numbers).repeat(11).slice(0, 32)}`;
  const settings = { accountSid, authToken: 'carrier-token', baseUrl: carrier.url };
  const form = { provider: 'twilio', label, number: `+12125550${numbers}`, settings, ...more };
  return office.must('POST', '/api/v1/lines', form);
}

/** Puts a text to each of many strangers into the slower lane of a line, as what goes to many will. */
async function floods(lineId: string, count: number, body: string) {
  await query(sql`
    with team as (select team_id from lines where id = ${lineId}),
    strangers as (insert into people (team_id, id, name, is_practice, fields, created_at)
      select team_id, gen_random_uuid(), 'Stranger', false, '{}', now() from team, generate_series(1, ${sql.lit(count)})
      returning team_id, id),
    opened as (insert into conversations (team_id, id, person_id, created_at)
      select team_id, gen_random_uuid(), id, now() from strangers returning team_id, id),
    numbered as (select *, row_number() over () as place from opened),
    written as (insert into messages (team_id, conversation_id, id, line_id, direction, to_address, body, media, segments,
        status, status_at, created_at)
      select team_id, id, gen_random_uuid(), ${lineId}::uuid, 'outbound', '+1303555' || lpad(place::text, 4, '0'), ${body}, '[]',
        1, 'queued', now(), now() from numbered
      returning team_id, conversation_id, id)
    insert into outbox (team_id, line_id, message_id, conversation_id, lane, due_at)
      select team_id, ${lineId}::uuid, id, conversation_id, 1, now() from written`);
  await query(sql`select graphile_worker.add_job('drain-line', payload => json_build_object(
    'teamId', (select team_id from lines where id = ${lineId}), 'lineId', ${lineId}::text),
    queue_name => ${`line:${lineId}`}::text, job_key => ${`drain:${lineId}`}::text)`);
}

const sent = async (body: string) => (await carrier.log()).filter((text) => text.body === body).length;
const lineNow = async (id: string) =>
  (await office.must('GET', '/api/v1/lines')).items.find((line: { id: string }) => line.id === id);

test('a line has the pace that is usual for it, until somebody sets another', async () => {
  const number = await connect('Number');
  const pool = await connect('Pool', {
    settings: {
      accountSid: `AC${'9'.repeat(32)}`,
      authToken: 'carrier-token',
      baseUrl: carrier.url,
      messagingServiceSid: `MG${'9'.repeat(32)}`,
    },
  });
  const practice = (await office.must('GET', '/api/v1/lines')).items.find(
    (line: { isPractice: boolean }) => line.isPractice,
  );
  assert.deepEqual(
    [number, pool, practice].map(({ segmentsPerSecond }) => segmentsPerSecond),
    [null, null, null],
  );
  const set = (segmentsPerSecond: unknown) => office.ask('PATCH', `/api/v1/lines/${number.id}`, { segmentsPerSecond });
  assert.equal((await set(2.5)).body.segmentsPerSecond, 2.5);
  assert.equal((await office.must('PATCH', `/api/v1/lines/${number.id}`, { label: 'One' })).segmentsPerSecond, 2.5);
  assert.equal((await set(null)).body.segmentsPerSecond, null);
  for (const wrong of [0, -1, 1e9, 'fast']) assert.equal((await set(wrong)).status, 422, String(wrong));
});

test('what goes to many leaves at the pace of the line, and a reply does not wait for it', async () => {
  const line = await connect('Paced', { segmentsPerSecond: 5 });
  await query(sql`insert into line_paces (team_id, line_id) select team_id, id from lines where id = ${line.id}`);
  const startedAt = performance.now();
  await floods(line.id, 2000, 'To many');
  await until('some to leave', async () => (await sent('To many')) >= 10);
  await office.meets('Ana');
  await query(sql`update conversations set line_id = ${line.id} where id = ${office.conversationWith('Ana')}`);
  const passed = [];
  for (const count of [1, 2, 3, 4, 5]) {
    const before = await sent('To many');
    await office.texts('Ana', `Reply ${count}`);
    await carrier.phone('Ana').shouldHear(`Reply ${count}`);
    const bodies = (await carrier.log()).map(({ body }) => body);
    const meanwhile = bodies.slice(0, bodies.indexOf(`Reply ${count}`)).filter((body) => body === 'To many');
    passed.push(meanwhile.length - before);
  }
  // How many of the many left between the asking and the leaving: what a second has room for, and on a busy machine ten.
  assert.ok(Math.min(...passed) <= 5 && Math.max(...passed) <= 50, `${passed} left before a reply did`);
  await until('the pace to be kept', async () => (await sent('To many')) >= 40);
  const count = await sent('To many');
  const seconds = (performance.now() - startedAt) / 1000;
  // Two seconds' worth may have been saved, and the clock of the test starts a little late.
  assert.ok(count <= 5 * (seconds + 2) + 1, `${count} in ${seconds} s`);
  await query(sql`update lines set paused_at = now(), paused_reason = 'Enough' where id = ${line.id}`);
});

test('asked to slow down, a line without a limit sends less', async () => {
  const line = await connect('Hurried', { segmentsPerSecond: null });
  await carrier.misbehaves({ rateLimit: 5 });
  await floods(line.id, 400, 'Too fast');
  const [pace] = await until('the line to slow down', async () => {
    const rows = await query(sql`select slowed_to from line_paces where line_id = ${line.id}`);
    return rows.length > 0 && rows;
  });
  assert.ok(pace.slowed_to <= 0.5);
  assert.equal((await lineNow(line.id)).restsUntil, null);
  await carrier.misbehaves({});
  await until('more to leave', async () => (await sent('Too fast')) > 60);
  await query(sql`update lines set paused_at = now(), paused_reason = 'Enough' where id = ${line.id}`);
});

test('when the limit of a day is used up the line rests, and says so', async () => {
  const refusal = { code: 63038, message: 'Account exceeded the daily messages limit', status: 429 };
  const company = createServer((request, response) => {
    const [status, body] = request.method === 'POST' ? [429, refusal] : [200, { messages: [] }];
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => company.listen(0, '127.0.0.1', resolve));
  after(() => {
    company.closeAllConnections();
    company.close();
  });
  const baseUrl = `http://127.0.0.1:${(company.address() as AddressInfo).port}`;
  const line = await connect('Used up', {
    settings: { accountSid: `AC${'8'.repeat(32)}`, authToken: 'carrier-token', baseUrl },
  });
  await office.meets('Ben');
  await query(sql`update conversations set line_id = ${line.id} where id = ${office.conversationWith('Ben')}`);
  await office.texts('Ben', 'Tomorrow then');
  const resting = await until('the line to rest', async () => {
    const now = await lineNow(line.id);
    return now.restsUntil && now;
  });
  assert.match(resting.restsReason, /daily limit/);
  assert.equal(resting.pausedAt, null);
  await office.texts('Ben', 'And this');
  await until('an alarm for when the hour is over', async () => {
    const alarms = await query(sql`select 1 from graphile_worker.jobs
      where key = ${`alarm:${line.id}`} and run_at > now() + interval '50 minutes'`);
    return alarms.length > 0;
  });
  assert.equal((await office.messages('Ben')).at(-1)!.status, 'queued');
  await query(sql`delete from outbox where line_id = ${line.id}`);
  await office.must('PATCH', `/api/v1/lines/${line.id}`, { label: 'The limit was raised' });
  assert.equal((await lineNow(line.id)).restsUntil, null);
});

test('a text costs the same in a full queue, also when the statistics are of an empty one', async (t) => {
  const line = await connect('Full', { segmentsPerSecond: null });
  const rowsRead = async () => {
    const [{ read }] = await query(sql`select sum(idx_tup_fetch + seq_tup_read)::int as read from pg_stat_user_tables
      where relname in ('outbox', 'messages', 'attempts')`);
    return read as number;
  };
  // With limits of its own, all that they ask is asked of each text.
  await office.must('PUT', '/api/v1/limits', { ...(await office.must('GET', '/api/v1/limits')), keepsHours: false });
  await query(sql`delete from outbox`);
  await query(sql`analyze outbox, messages, attempts`);
  // Plans that are kept must be made now, for this emptiness.
  await floods(line.id, 1, 'The first');
  await until('the first to leave', async () => (await sent('The first')) === 1);
  const before = await rowsRead();
  await floods(line.id, 2000, 'Full');
  const left = async () =>
    (await query(sql`select from messages where body = 'Full' and status in ('queued', 'sending') limit 1`)).length;
  await until('all to leave', async () => (await sent('Full')) === 2000 && (await left()) === 0, 180_000);
  const perText = await until('the count to be told', async () => {
    const each = ((await rowsRead()) - before) / 2000;
    return each > 5 && each;
  });
  t.diagnostic(`${Math.round(perText)} rows read for each text`);
  assert.ok(perText < 35, `${perText} rows were read for each text`);
});

test('what has left is not passed again, also while a long snapshot keeps it from being cleared away', async (t) => {
  const line = await connect('Aged', { segmentsPerSecond: null });
  const past = new pg.Client({ connectionString: world.databaseUrl });
  await past.connect();
  t.after(() => past.end());
  await past.query('begin isolation level repeatable read');
  await past.query('select count(*) from teams');
  await floods(line.id, 1, 'Aged 0');
  await until('the first to leave', async () => (await sent('Aged 0')) === 1);
  const dead = 20_000;
  await query(sql`set session_replication_role = replica;
    insert into outbox (team_id, line_id, message_id, conversation_id, lane, due_at)
      select team_id, id, gen_random_uuid(), gen_random_uuid(), 1, now() - interval '1 hour' from lines, generate_series(1, ${sql.lit(dead)}) where label = 'Aged';
    delete from outbox where line_id = (select id from lines where label = 'Aged');
    set session_replication_role = origin`);
  await query(sql`analyze outbox`);
  const entriesRead = async () => {
    const [{ read }] = await query(sql`select sum(idx_tup_read)::int as read from pg_stat_user_indexes
      where relname = 'outbox'`);
    return read as number;
  };
  const before = await entriesRead();
  const floodsOf = 20;
  for (let flood = 1; flood <= floodsOf; flood++) {
    await floods(line.id, 10, `Aged ${flood}`);
    await until('all to leave', async () => (await sent(`Aged ${flood}`)) === 10);
  }
  const read = await until('the count to be told', async () => {
    const all = (await entriesRead()) - before;
    return all > 200 && all;
  });
  t.diagnostic(`${read} entries read for ${floodsOf * 10} texts in ${floodsOf} drains, past ${dead} that are dead`);
  // Something may pass them once; by each drain it would be twenty times as many at least.
  assert.ok(read < 5 * dead, `${read} entries were read`);
});

test('two hundred lines share the workers, and a reply on another waits for none of them', async (t) => {
  const lines = [];
  for (let index = 0; index < 200; index++) {
    lines.push(await connect(`Flooded ${index}`, { segmentsPerSecond: null }));
  }
  const quiet = await connect('Quiet', { segmentsPerSecond: null });
  await office.meets('Chidi');
  await query(sql`update conversations set line_id = ${quiet.id} where id = ${office.conversationWith('Chidi')}`);
  const asks = async (body: string) => {
    const askedAt = performance.now();
    await office.texts('Chidi', body);
    await carrier.phone('Chidi').shouldHear(body);
    return Math.round(performance.now() - askedAt);
  };
  const idle = [await asks('Idle 1'), await asks('Idle 2'), await asks('Idle 3')];
  let isFlooding = true;
  const flooding = (async () => {
    for (const { id } of [...lines, ...lines]) await floods(id, 3, `From ${id}`);
  })().finally(() => {
    isFlooding = false;
  });
  // One after the other: each has a part of the time that the flood takes to come, however slow the machine.
  const busy = [];
  while (isFlooding) busy.push(await asks(`Busy ${busy.length}`));
  await flooding;
  t.diagnostic(`idle ${idle} ms, while 200 lines are flooded ${busy} ms`);
  assert.ok(busy.length > 3, `idle ${idle} ms, busy ${busy} ms`);
  const isOver = sql`not exists (select from messages join lines on lines.id = line_id
    where label like 'Flooded %' and status not in ('delivered', 'failed', 'undelivered'))`;
  await until('the flood to be over', async () => (await query(sql`select ${isOver} as is_over`))[0].is_over, 120_000);
});

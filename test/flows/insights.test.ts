import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { readInsights } from '../../src/domain/insights/insights.ts';
import { firstIdAt } from '../../src/platform/ids.ts';
import type { Json } from '../support/browser.ts';
import { otherTeam } from '../support/other-team.ts';
import { post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi']);
const { office, phone, line, query } = world;
await query(sql`update teams set time_zone = 'America/New_York'`);
// The clocks go back in the night to the first of November: it has 25 hours.
const range = 'from=2026-10-25&until=2026-11-03';
/** Nobody waits for long for what was not counted yet, so whoever wants all of it looks again. */
const read = (search = range): Promise<Json> =>
  until('all to be counted', async () => {
    const answer = await office.must('GET', `/api/v1/insights?${search}`);
    return answer.isComplete && answer;
  });
const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);

interface Told {
  at: string;
  status: string;
  seconds?: number;
  code?: string;
  why?: string;
  segments?: number;
}

let made = 0;
/** Texts to Ana from before anybody counted. */
async function wrote(texts: Told[]): Promise<void> {
  const conversationId = office.conversationWith('Ana');
  for (const { at, status, seconds, code, why, segments = 1 } of texts) {
    const id = firstIdAt(new Date(at)).slice(0, -12) + String(++made).padStart(12, '0');
    await query(sql`
      insert into messages (team_id, conversation_id, id, line_id, direction, to_address, body, media, segments, status,
        status_at, error_code, error_message, created_at)
      select id, ${conversationId}, ${id}, ${line.id}, 'outbound', '+13035550101', 'Hello', '[]', ${segments}, ${status},
        ${at}::timestamptz + ${seconds ?? 0} * interval '1 second', ${code ?? null}, ${why ?? null}, ${at} from teams`);
    if (seconds !== undefined)
      await query(sql`
        insert into attempts (team_id, id, conversation_id, message_id, line_id, worker_id, outcome, started_at, ended_at, lane)
        select id, gen_random_uuid(), ${conversationId}, ${id}, ${line.id}, ${id}, 'accepted', ${at}, ${at}, 0 from teams`);
  }
}

/** All texts behind a number, read in small pages. */
async function listed(search: string): Promise<Json[]> {
  const items: Json[] = [];
  for (let after = ''; ; ) {
    const page = await office.must('GET', `/api/v1/insights/texts?${search}&limit=15${after}`);
    items.push(...page.items);
    if (!page.next) break;
    after = `&after=${page.next}`;
  }
  assert.equal(new Set(items.map(({ message }) => message.id)).size, items.length, 'None is listed twice.');
  return items;
}

/** Every number of an answer has a list behind it with exactly so many texts. */
async function everyNumberHasItsList(search: string): Promise<number> {
  const { total, days, hours, reasons, speeds } = await read(search);
  const numbers: [string, number][] = [
    ...Object.entries<number>(total).map(([outcome, n]): [string, number] => [`outcome=${outcome}`, n]),
    ...days.flatMap(({ day, counts }: Json) =>
      Object.entries(counts).map(([outcome, n]) => [`day=${day}&outcome=${outcome}`, n]),
    ),
    ...hours.map(({ hour, counts }: Json) => [`hour=${hour}`, sumOf(counts)]),
    ...reasons.map(({ message, texts }: Json) => [`reason=${encodeURIComponent(message)}`, texts]),
    ...speeds.map(({ speed, texts }: Json) => [`speed=${speed}`, texts]),
  ];
  const isEmpty = numbers.findIndex(([, count]) => count === 0);
  for (const [bucket, count] of numbers.filter(([, count], at) => count > 0 || at === isEmpty))
    assert.equal((await listed(`${search}&${bucket}`)).length, count, `${bucket} of ${search}`);
  const reasonSum = reasons.reduce((sum: number, { texts }: Json) => sum + texts, 0);
  const speedSum = speeds.reduce((sum: number, { texts }: Json) => sum + texts, 0);
  assert.deepEqual([reasonSum, speedSum], [total.failed, total.delivered]);
  for (const all of [days, hours, (await read(search)).lines])
    assert.equal(
      all.reduce((sum: number, { counts }: Json) => sum + sumOf(counts), 0),
      sumOf(total),
    );
  return sumOf(total);
}

await wrote([
  ...Array.from({ length: 20 }, (_, n) => ({
    at: `2026-10-27T1${n % 3}:0${n % 10}:00Z`,
    status: 'delivered',
    seconds: n < 10 ? 1.5 : n < 18 ? 8 : 4000,
  })),
  // Nobody's clock said this, and it must not be in the way.
  { at: '1970-01-01T00:00:00Z', status: 'delivered' },
  { at: '2026-10-27T15:00:00Z', status: 'delivered' },
  { at: '2026-10-27T15:14:59.999Z', status: 'sent', segments: 3 },
  { at: '2026-10-28T03:59:59Z', status: 'accepted' },
  { at: '2026-10-28T04:00:00Z', status: 'undelivered', code: '30003' },
  { at: '2026-10-28T04:00:01Z', status: 'failed', code: '30003' },
  { at: '2026-10-28T04:00:02Z', status: 'failed', code: '21610' },
  { at: '2026-10-28T04:00:03Z', status: 'failed', why: 'They opted out before this could leave. Nothing was sent.' },
  { at: '2026-10-28T04:00:04Z', status: 'undelivered' },
  { at: '2026-10-28T04:00:05Z', status: 'failed', why: `A long story: ${'and so on '.repeat(400)}` },
  { at: '2026-10-29T12:00:00Z', status: 'unknown', code: 'no_trace' },
  { at: '2026-10-29T12:00:00Z', status: 'canceled' },
  { at: '2026-10-29T12:00:00Z', status: 'scheduled' },
  // All of the first of November, each half hour: it begins in summer time and ends in standard time.
  ...Array.from({ length: 50 }, (_, n) => ({
    at: new Date(Date.parse('2026-11-01T04:00:00Z') + n * 30 * 60_000).toISOString(),
    status: 'sent',
  })),
  { at: '2026-11-02T05:00:00Z', status: 'delivered', seconds: 0.5 },
]);

test('every number has exactly its texts behind it, and those that failed have one reason each', async () => {
  const { total, timeZone } = await read();
  assert.equal(timeZone, 'America/New_York');
  assert.deepEqual(total, { delivered: 22, sent: 52, failed: 6, unknown: 1, waiting: 1, canceled: 1 });
  assert.equal(await everyNumberHasItsList(range), 83);
  const { reasons } = await read();
  assert.deepEqual([reasons.length, reasons[0].texts, reasons[0].code], [5, 2, '30003']);
  const [first] = await listed(`${range}&reason=${encodeURIComponent(reasons[0].message)}`);
  assert.equal(first.message.error.message, reasons[0].message);
  assert.equal(first.name, 'Ana');
});

test('days and hours are of the zone of the team: one has 25 hours, and others begin at a quarter past', async () => {
  const ofDay = (answer: Json, day: string) => sumOf(answer.days.find((each: Json) => each.day === day).counts);
  const summer = await read();
  assert.equal(summer.days.length, 10);
  assert.deepEqual([ofDay(summer, '2026-10-27'), ofDay(summer, '2026-10-28')], [23, 6]);
  assert.equal(ofDay(summer, '2026-11-01'), 50);
  const oneDay = await read('from=2026-11-01&until=2026-11-01');
  assert.deepEqual(
    oneDay.hours.map(({ counts }: Json) => sumOf(counts)),
    Array.from({ length: 24 }, (_, hour) => (hour === 1 ? 4 : 2)),
  );
  await query(sql`update teams set time_zone = 'Asia/Kathmandu'`);
  const there = await read();
  assert.equal(ofDay(there, '2026-11-02'), 22, 'From 18:15 of the day before, in UTC.');
  await everyNumberHasItsList('from=2026-10-31&until=2026-11-02');
  await query(sql`update teams set time_zone = 'America/New_York'`);
});

test('how long it took is said in bounds that hold, and those of which nobody knows are apart', async () => {
  const { half, nineOfTen, speeds, speedBounds } = await read('from=2026-10-27&until=2026-10-27');
  assert.deepEqual([speedBounds[half], speedBounds[nineOfTen]], [2, 10]);
  const texts = Object.fromEntries(speeds.map((each: Json) => [speedBounds[each.speed] ?? 'unknown', each.texts]));
  assert.deepEqual(texts, { 2: 10, 10: 8, 21600: 2, unknown: 1 });
  const nothing = await read('from=2026-10-26&until=2026-10-26');
  assert.deepEqual([nothing.half, nothing.nineOfTen, sumOf(nothing.total)], [null, null, 0]);
});

test('the cost is that of the segments that left, where the price is known', async () => {
  const search = 'from=2026-10-27&until=2026-10-27';
  const own = async () => (await read(search)).lines.find(({ id }: Json) => id === line.id);
  assert.deepEqual([(await own()).segments, (await own()).cost], [25, null]);
  await office.must('PUT', `/api/v1/lines/${line.id}/price`, { amount: 0.02, currency: 'USD' });
  const { cost } = await own();
  assert.deepEqual([cost.amount.toFixed(4), cost.currency], ['0.5000', 'USD']);
  assert.equal((await listed(`${search}&lineId=${line.id}`)).length, 23);
  assert.equal((await listed(`${search}&lineId=${crypto.randomUUID()}`)).length, 0);
});

test('a status that changes later is counted anew, and a person who is removed takes their texts with them', async () => {
  const today = Temporal.Now.plainDateISO('America/New_York');
  // The day may end while this runs.
  const days = `from=${today.subtract({ days: 1 })}&until=${today.add({ days: 1 })}`;
  await phone('Ben').behaves({ delivery: 'undelivered', errorCode: 30003 });
  await phone('Chidi').behaves({ delivery: 'silent' });
  const { id } = await office.texts('Chidi', 'Hello');
  await office.texts('Ben', 'Hello');
  await office.shouldSeeStatus('Ben', 'undelivered');
  await office.shouldSeeStatus('Chidi', 'sent');
  const { total } = await read(days);
  assert.deepEqual([total.sent, total.failed, total.delivered], [1, 1, 0]);
  await everyNumberHasItsList(days);
  const { providerId } = (await query(sql`select provider_id as "providerId" from messages where id = ${id}`))[0];
  await post(line.webhooks.status, { MessageSid: providerId, MessageStatus: 'delivered' });
  await until('the receipt', async () => (await read(days)).total.delivered === 1);
  await everyNumberHasItsList(days);
  const ben = (await office.must('GET', '/api/v1/people?search=Ben')).items[0];
  // What was counted of other hours is not counted again: a mark there stays.
  const mark = (by: number) =>
    query(sql`update text_counts set segments = segments + ${by}
    where quarter = (select min(quarter) from text_counts) returning segments`);
  const [marked] = await mark(1000);
  await office.must('DELETE', `/api/v1/people/${ben.id}`);
  assert.deepEqual((await read(days)).total, { ...total, sent: 0, failed: 0, delivered: 1 });
  assert.deepEqual((await mark(0))[0], marked);
  await mark(-1000);
  assert.equal(await everyNumberHasItsList(range), 83, 'Those of others stay.');
});

test('changes that were forgotten before anybody counted are found by counting all again', async () => {
  await office.texts('Ana', 'One');
  await office.texts('Ana', 'Two');
  await query(sql`delete from events`);
  await office.texts('Ana', 'Three');
  const today = Temporal.Now.plainDateISO('America/New_York');
  const days = `from=${today.subtract({ days: 1 })}&until=${today.add({ days: 1 })}`;
  const { count } = (
    await query(
      sql`select count(*)::int as count from messages where direction = 'outbound' and created_at > now() - interval '1 day'`,
    )
  )[0];
  assert.equal(sumOf((await read(days)).total), count);
  assert.equal(sumOf((await read()).total), 83);
});

test('what is no range, and what is no bucket, is refused in words; another team has nothing to do with it', async () => {
  for (const search of [
    'from=2026-02-30&until=2026-03-01',
    'from=2026-03-02&until=2026-03-01',
    'from=2024-01-01&until=2026-01-01',
    'from=2026-01-01',
    'from=x&until=y',
    `${range}&lineId=x`,
  ])
    assert.equal((await office.ask('GET', `/api/v1/insights?${search}`)).status, 422, search);
  for (const bucket of [
    'outcome=lost',
    'hour=24',
    'hour=-1',
    'speed=1e3',
    'day=tomorrow',
    'after=x',
    'reason=a&reason=b',
  ])
    assert.ok(
      [400, 422].includes((await office.ask('GET', `/api/v1/insights/texts?${range}&${bucket}`)).status),
      bucket,
    );
  assert.equal((await listed(`${range}&reason=Nonsense`)).length, 0);
  const { member } = await otherTeam(world.app.floor);
  const sums = await Promise.all([
    readInsights(member, { from: '2026-10-25', until: '2026-11-03', lineId: line.id }),
    readInsights(member, { from: '2026-10-25', until: '2026-11-03', lineId: crypto.randomUUID() }),
  ]);
  assert.deepEqual(sums[0], sums[1], 'A line of others is like one that there is not.');
});

test('a merge takes no text from what is counted, and nothing is counted anew for it', async () => {
  const before = sumOf((await read()).total);
  const mark = (by: number) =>
    query(sql`update text_counts set texts = texts + ${by}::int
    where (quarter, line_id, outcome, code, reason, speed) in (select quarter, line_id, outcome, code, reason, speed
      from text_counts where quarter between '2026-10-26' and '2026-11-02' order by quarter, outcome, speed limit 1)`);
  await mark(1000);
  const [ana, chidi] = await Promise.all(
    ['Ana', 'Chidi'].map(async (name) => (await office.must('GET', `/api/v1/people?search=${name}`)).items[0].id),
  );
  await office.must('POST', `/api/v1/people/${ana}/merges`, { otherId: chidi });
  assert.equal(sumOf((await read()).total), before + 1000, 'It was not counted again.');
  await mark(-1000);
});

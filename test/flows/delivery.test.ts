import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { find, openPractice } from '../../src/domain/lines/lines.ts';
import { addMember, listTeams } from '../../src/domain/teams/teams.ts';
import type { Json } from '../support/browser.ts';
import { inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

// Reports go nowhere, so a text whose answer is lost stays in doubt until the company's books are looked at.
const world = await openOfficeHours(['Ana'], { config: { publicUrl: 'http://127.0.0.1:9' }, mayLogErrors: true });
const { office, carrier, line: practice, phone, query } = world;

const [team] = await listTeams(world.app.floor);
await addMember(team!, { name: 'Mo', email: 'mo@food-bank.example', role: 'member', password: 'seven green pears' });
const mo = world.openOffice();
await mo.signsIn('seven green pears', 'mo@food-bank.example');

const settings = { accountSid: `AC${'f'.repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url };
const main = await office.must('POST', '/api/v1/lines', {
  provider: 'twilio',
  label: 'Main',
  number: '+12125550179',
  settings,
});
for (const name of ['Ben', 'Chidi', 'Dana', 'Emre'] as const) await office.meets(name);

const look = () => mo.must('GET', '/api/v1/delivery');
const lineNow = async (): Promise<Json> => (await look()).lines.find(({ id }: Json) => id === main.id);
const pause = `/api/v1/lines/${main.id}/pause`;
const pace = `/api/v1/lines/${main.id}/pace`;

test('when all is well nothing waits, and the time of the last text is told', async () => {
  assert.equal((await look()).lastLeftAt, null);
  await office.texts('Ben', 'First');
  await office.shouldSeeStatus('Ben', 'accepted');
  const { lastLeftAt, lines, unknown, parked, failures } = await look();
  assert.ok(Date.now() - Date.parse(lastLeftAt) < 30_000);
  assert.deepEqual(
    lines.map(({ label, waiting, later, waitingSince, underWay }: Json) => ({
      label,
      waiting,
      later,
      waitingSince,
      underWay,
    })),
    ['Practice line', 'Main'].map((label) => ({ label, waiting: 0, later: 0, waitingSince: null, underWay: 0 })),
  );
  assert.deepEqual(unknown, { looking: 0, no_trace: 0, several_traces: 0, cannot_look: 0, items: [] });
  assert.deepEqual([parked, failures], [{ count: 0, items: [] }, []]);
});

test('a thousand tries without success are told apart from none ever', async () => {
  const earlier = (n: number) => sql`insert into attempts (team_id, id, conversation_id, message_id, line_id, worker_id,
    outcome, started_at, lane) select team_id, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
    conversation_id, message_id, line_id, worker_id, 'refused', started_at, lane from attempts, generate_series(1, ${n}) as n`;
  await query(sql`update attempts set outcome = 'refused'`);
  const told = async () => {
    const { lastLeftAt, noneLeftOf } = await look();
    return { lastLeftAt, noneLeftOf };
  };
  assert.deepEqual(await told(), { lastLeftAt: null, noneLeftOf: null });
  await query(earlier(999));
  assert.deepEqual(await told(), { lastLeftAt: null, noneLeftOf: 1000 });
  await query(sql`delete from attempts where id < '00000001-0000-0000-0000-000000000000'`);
  await query(sql`update attempts set outcome = 'accepted'`);
  const { lastLeftAt, noneLeftOf } = await look();
  assert.deepEqual([typeof lastLeftAt, noneLeftOf], ['string', null]);
});

test('what is written waits on a paused line until it is resumed, and only managers do either', async () => {
  for (const [method, path, body] of [
    ['POST', pause],
    ['DELETE', pause],
    ['PUT', pace, { segmentsPerSecond: 1 }],
    ['DELETE', pace],
    ['POST', '/api/v1/delivery/replays'],
    ['POST', '/api/v1/delivery/decisions', { choice: 'leave', messageIds: [crypto.randomUUID()] }],
  ] as const) {
    const refused = await mo.ask(method, path, body);
    assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden'], `${method} ${path}`);
  }
  assert.equal((await lineNow()).pausedAt, null);

  await office.must('POST', pause);
  const paused = await lineNow();
  assert.deepEqual([paused.pausedBy, paused.pausedReason], ['Nora Lindqvist', null]);
  await office.must('POST', pause);
  await office.texts('Ben', 'This waits');
  await office.must('POST', `/api/v1/conversations/${office.conversationWith('Chidi')}/messages`, {
    body: 'Tomorrow',
    sendAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const { waiting, later, waitingSince, underWay, pausedAt } = await lineNow();
  assert.deepEqual([waiting, later, underWay, pausedAt], [1, 1, 0, paused.pausedAt]);
  assert.ok(Date.now() - Date.parse(waitingSince) < 30_000);

  // Who mends a line, or starts the program again, does not undo what somebody did on purpose.
  await office.must('PATCH', `/api/v1/lines/${main.id}`, { label: 'Main line' });
  assert.equal((await lineNow()).pausedAt, paused.pausedAt);
  assert.ok(!(await carrier.log()).some(({ body }) => body === 'This waits'));

  const practicePause = `/api/v1/lines/${practice.id}/pause`;
  await office.must('POST', practicePause);
  const { provider, number, settings } = await find(team!, practice.id);
  await openPractice(team!, { provider, number: number!, settings });
  assert.equal((await look()).lines[0].pausedBy, 'Nora Lindqvist');
  await office.must('DELETE', practicePause);

  await office.must('DELETE', pause);
  await office.shouldSeeStatus('Ben', 'accepted');
  const resumed = await lineNow();
  assert.deepEqual([resumed.pausedAt, resumed.pausedBy, resumed.waiting, resumed.later], [null, null, 0, 1]);
});

test('a line that rests goes on when somebody says so', async () => {
  await query(
    sql`update lines set rests_until = now() + interval '1 hour', rests_reason = 'Used up.' where id = ${main.id}`,
  );
  await office.texts('Ben', 'After the rest');
  assert.equal((await lineNow()).restsReason, 'Used up.');
  await office.must('DELETE', pause);
  await office.shouldSeeStatus('Ben', 'accepted');
  assert.equal((await lineNow()).restsUntil, null);
});

test('a pace is set, changed and dropped', async () => {
  await office.must('PUT', pace, { segmentsPerSecond: 0.5 });
  assert.equal((await lineNow()).segmentsPerSecond, 0.5);
  for (const segmentsPerSecond of [0, -1, 2000, 'fast', null]) {
    assert.equal((await office.ask('PUT', pace, { segmentsPerSecond })).status, 422, String(segmentsPerSecond));
  }
  assert.equal((await lineNow()).segmentsPerSecond, 0.5);
  await office.must('DELETE', pace);
  assert.equal((await lineNow()).segmentsPerSecond, null);
});

test('texts of which nobody knows are looked for, then decided all at once, each sent again once', async () => {
  await carrier.misbehaves({ acceptThenDrop: 1 });
  const loses = async (name: 'Dana' | 'Emre'): Promise<string> => {
    const { id } = await office.texts(name, 'Lost on the way');
    await office.shouldSeeStatus(name, 'unknown');
    // Nobody looks for it meanwhile, however long the rest takes.
    await query(
      sql`update graphile_worker._private_jobs set run_at = now() + interval '1 hour' where key like 'look:%'`,
    );
    return id;
  };
  const [id, other] = [await loses('Dana'), await loses('Emre')];
  // Before anybody has looked, the company forgets them, as if they had never come.
  await carrier.control('POST', 'reset');
  const before = (await carrier.log()).length;
  const { unknown } = await look();
  const [first] = unknown.items;
  assert.deepEqual([unknown.looking, unknown.items.length, unknown.no_trace], [2, 2, 0]);
  assert.deepEqual(
    [first.messageId, first.conversationId, first.name, first.words, first.company, first.doubt],
    [id, office.conversationWith('Dana'), 'Dana', 'Lost on the way', 'Twilio', null],
  );
  const { error } = (await office.messages('Dana')).at(-1)!;
  assert.deepEqual(error, {
    code: 'unknown',
    message: 'We cannot tell whether this was sent.',
    advice: 'We are asking the phone company. Nothing is sent twice in the meantime.',
    canSendAgain: false,
  });
  const lookedForMs = Date.parse(first.lookingUntil) - Date.parse(first.since);
  assert.ok(lookedForMs >= 600_000 && lookedForMs < 660_000, `${lookedForMs} ms`);
  const decisions = '/api/v1/delivery/decisions';
  const choice = { choice: 'send_again', messageIds: [id, other] };
  assert.deepEqual(await office.must('POST', decisions, choice), { decided: 0, unchanged: 2 });

  const doubtful = await until('the end of the search', async () => {
    await query(
      sql`update graphile_worker._private_jobs set run_at = now() where key like 'look:%' and run_at > now()`,
    );
    const now = (await look()).unknown;
    return now.no_trace === 2 && now;
  });
  assert.deepEqual([doubtful.items[0].doubt, doubtful.items[0].lookingUntil, doubtful.looking], ['no_trace', null, 0]);
  const many = { ...choice, messageIds: [id, other, id, crypto.randomUUID()] };
  const answers = await Promise.all([1, 2].map(() => office.must('POST', decisions, many)));
  assert.deepEqual(
    answers.map(({ decided }) => decided).reduce((sum, n) => sum + n),
    2,
  );
  assert.deepEqual(new Set(answers.map(({ decided, unchanged }) => decided + unchanged)), new Set([3]));
  for (const name of ['Dana', 'Emre'] as const) await office.shouldSeeStatus(name, 'accepted');
  assert.equal((await carrier.log()).length, before + 2);
  assert.deepEqual((await look()).unknown.items, []);
});

test('what failed is counted by reason, with what to do', async () => {
  await carrier.control('PUT', `phones/${phone('Chidi').number}`, { behaviour: { errorCode: 21610 } });
  await office.texts('Chidi', 'One');
  await office.shouldSeeStatus('Chidi', 'failed');
  await query(sql`insert into messages select team_id, conversation_id, gen_random_uuid(), line_id, direction, from_address,
    to_address, body, media, segments, status, status_at - interval '25 hours' * n, error_code, error_message, null, sent_by,
    null, created_at from messages, generate_series(0, 1) as n where body = 'One'`);
  const { failures } = await look();
  assert.deepEqual(
    failures.map(({ code, count, message, advice }: Json) => ({ code, count, message, advice })),
    [
      {
        code: '21610',
        count: 2,
        message: 'They opted out of texts from this line.',
        advice: 'They must text START to it before you can text them again.',
      },
    ],
  );
});

test('codes that mean the same are one reason, with the time of the last', async () => {
  await query(sql`insert into messages select team_id, conversation_id, gen_random_uuid(), line_id, direction, from_address,
    to_address, body, media, segments, status, status_at - interval '1 hour' * hours, code, error_message, null, sent_by,
    null, created_at from messages, (values ('21614', 3), ('21614', 2), ('21635', 1)) as same (code, hours)
    where body = 'One' and status_at > now() - interval '1 day'`);
  const [{ newest }] = await query(sql`select max(status_at) as newest from messages where error_code = '21635'`);
  const { failures } = await look();
  const found = failures.filter(
    ({ message }: Json) => message === 'This number cannot get texts; it may be a landline.',
  );
  assert.deepEqual(
    found.map(({ count, lastAt }: Json) => [count, Date.parse(lastAt)]),
    [[6, newest.getTime()]],
  );
});

test('what could not be taken in is told, and taken in once that can be', async () => {
  await query(sql`create function fail_on_poison() returns trigger language plpgsql as
    $$ begin if new.body = 'Poison' then raise exception 'a bug'; end if; return new; end $$`);
  await query(sql`create trigger planted before insert on messages for each row execute function fail_on_poison()`);
  assert.equal(await post(practice.webhooks.inbound, inboundText(phone('Ana').number, 'Poison')), 204);
  const { count, items } = (await look()).parked;
  assert.deepEqual([count, items.length, items[0].lineId, items[0].fault], [1, 1, practice.id, 'a bug']);
  assert.ok(Date.now() - Date.parse(items[0].receivedAt) < 30_000);
  const replay = () => office.must('POST', '/api/v1/delivery/replays');
  assert.deepEqual(await replay(), { taken: 0, parked: 1 });
  await query(sql`drop trigger planted on messages`);
  assert.deepEqual(await replay(), { taken: 1, parked: 0 });
  assert.deepEqual(await replay(), { taken: 0, parked: 0 });
  await office.shouldSee('Ana', ['them: Poison']);
  assert.equal((await look()).parked.count, 0);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Name } from '../support/cast.ts';
import { carrierToken, inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

let ahead = 0;
const names: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah', 'Gus', 'Ivo'];
const world = await openOfficeHours(names, { clock: { now: () => new Date(Date.now() + ahead) } });
const { office, phone, carrier, line, query } = world;
const [{ accountSid }] = await query(sql`select settings ->> 'accountSid' as "accountSid" from lines`);

/** From now on the company calls somebody else, who is not there. */
const losesTheWay = () =>
  carrier.control('PUT', `numbers/${line.number}`, { accountSid, inboundUrl: 'http://127.0.0.1:9/' });

/** Somebody's text that comes by itself. */
const weHear = async (name: Name, body: string, url = line.webhooks.inbound) =>
  assert.equal(await post(url, inboundText(phone(name).number, body)), 204);

const conversationWith = (name: Name) => office.must('GET', `/api/v1/conversations/${office.conversationWith(name)}`);

const hasOptedOut = async (name: Name) => (await conversationWith(name)).person.optedOutAt !== null;

/** What was said until now was said an hour ago: the company's times are whole seconds. */
const anHourLater = () =>
  query(
    sql`update opt_outs set opted_out_at = opted_out_at - interval '1 hour', ended_at = ended_at - interval '1 hour'`,
  );

async function look(isRoutine = false): Promise<void> {
  await query(sql`select graphile_worker.add_job('fill-gap', json_build_object('teamId', team_id, 'lineId', id,
    'isRoutine', ${isRoutine}::boolean), job_key => 'a look at ' || id) from lines`);
  await until('the look', async () => {
    const left = await query(sql`select from graphile_worker.jobs where key like 'a look at %'`);
    return left.length === 0;
  });
}

test('a wrong clock of ours hides nothing that the company has', async () => {
  assert.equal(await phone('Ana').texts('Here I am'), 204);
  await look();
  await losesTheWay();
  const wanted = ['them: Here I am'];
  for (const hours of [2, -2, 0]) {
    ahead = hours * 3_600_000;
    assert.equal(await phone('Ana').texts(`Missed at ${hours}`), null);
    await look();
    wanted.push(`them: Missed at ${hours}`);
    await office.shouldSee('Ana', wanted);
  }
});

test('a routine look leaves out what may be on its way, and is followed by the next', async () => {
  ahead = 0;
  await losesTheWay();
  assert.equal(await phone('Ben').texts('Just now'), null);
  await query(sql`delete from graphile_worker._private_jobs where key like 'gaps:%'`);
  await look(true);
  assert.deepEqual(await office.messages('Ben'), []);
  const [next] = await query(sql`select run_at > now() + interval '4 minutes' as is_later from graphile_worker.jobs
    where key like 'gaps:%'`);
  assert.deepEqual(next, { is_later: true });
  ahead = 61_000;
  await look(true);
  await office.shouldSee('Ben', ['them: Just now']);
});

test('a company that does not tell is asked again, and what it had meanwhile is not forgotten', async () => {
  ahead = 0;
  await losesTheWay();
  assert.equal(await phone('Ben').texts('And this'), null);
  await carrier.misbehaves({ rateLimit: 0.001 });
  await look();
  await look();
  await carrier.misbehaves({});
  assert.equal((await office.messages('Ben')).length, 1);
  await look();
  await office.shouldSee('Ben', ['them: Just now', 'them: And this']);
});

test('a STOP that was said again is not ended by a START from before that', async () => {
  await losesTheWay();
  await weHear('Chidi', 'STOP');
  await anHourLater();
  assert.equal(await phone('Chidi').texts('START'), null);
  await weHear('Chidi', 'STOP');
  await look();
  await office.shouldSee('Chidi', ['them: STOP', 'them: STOP', 'them: START']);
  assert.equal(await hasOptedOut('Chidi'), true);

  await anHourLater();
  assert.equal(await phone('Chidi').texts('START'), null);
  await look();
  assert.equal((await office.messages('Chidi')).length, 4);
  assert.equal(await hasOptedOut('Chidi'), false);
});

test('a STOP from before a START does not count, also where this had nothing to end', async () => {
  await losesTheWay();
  assert.equal(await phone('Dana').texts('STOP'), null);
  await weHear('Dana', 'START');
  await look();
  await office.shouldSee('Dana', ['them: START', 'them: STOP']);
  assert.equal(await hasOptedOut('Dana'), false);

  await anHourLater();
  assert.equal(await phone('Dana').texts('STOP'), null);
  await look();
  assert.equal((await office.messages('Dana')).length, 3);
  assert.equal(await hasOptedOut('Dana'), true);
});

test('a text from before what is here does not pass for the newest', async () => {
  const another = await office.must('POST', '/api/v1/lines', {
    provider: 'twilio',
    label: 'Another line',
    number: '+12025550150',
    settings: { accountSid: `AC${'b'.repeat(32)}`, authToken: carrierToken, baseUrl: carrier.url },
  });
  await losesTheWay();
  assert.equal(await phone('Farah').texts('STOP'), null);
  for (const name of ['Emre', 'Gus', 'Ivo'] as const) assert.equal(await phone(name).texts('First'), null);
  ahead = 3_600_000;
  const soon = Date.now() + ahead / 2;
  await weHear('Emre', 'Second', another.webhooks.inbound);
  await weHear('Farah', 'START');
  await weHear('Farah', 'Second');
  await weHear('Gus', 'Second');
  await office.texts('Gus', 'Answer');
  await look();

  const rows = await Promise.all((['Emre', 'Farah', 'Gus', 'Ivo'] as const).map(conversationWith));
  assert.deepEqual(
    rows.map(({ lastMessage, waitingSince, unread }) => [
      lastMessage.body,
      waitingSince && (Date.parse(waitingSince) < soon ? 'since the first' : 'since the second'),
      unread,
    ]),
    [
      ['Second', 'since the first', 2],
      ['Second', 'since the second', 3],
      ['Answer', null, 2],
      ['First', 'since the first', 1],
    ],
  );
  const lines = await query(
    sql`select line_id from conversations where id in (${rows[0].id}, ${rows[3].id}) order by id`,
  );
  assert.deepEqual(lines, [{ line_id: another.id }, { line_id: line.id }]);
});

test('a routine look that fails, for whatever reason, is followed by the next all the same', async () => {
  const { query, logged } = await openOfficeHours([], { mayLogErrors: true });
  await query(sql`create function refuse() returns trigger language plpgsql as 'begin raise exception $$ill$$; end'`);
  await query(sql`create trigger refuse before insert on line_books for each row execute function refuse()`);
  // The last try that the queue would make.
  await query(sql`select graphile_worker.add_job('fill-gap', json_build_object('teamId', team_id, 'lineId', id,
    'isRoutine', true), job_key => 'gaps:' || id, max_attempts => 1) from lines`);
  await until('the next look', async () => {
    const jobs = await query(sql`select attempts, run_at > now() + interval '4 minutes' as is_later
      from graphile_worker.jobs where key like 'gaps:%'`);
    return jobs.length === 1 && jobs[0]!.attempts === 0 && jobs[0]!.is_later;
  });
  assert.ok(logged.some((line) => line.includes('could not be compared with its books')));
});

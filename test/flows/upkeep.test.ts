import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { otherTeam } from '../support/other-team.ts';
import { inboundText, newSid, post } from '../support/twilio-posts.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const dayMs = 24 * 60 * 60_000;
let ahead = 0;
const world = await openOfficeHours(['Ana', 'Ben'], { clock: { now: () => new Date(Date.now() + ahead) } });
const { office, phone, line, query, count } = world;

/** Does the upkeep of a day so many days from now. */
async function tidy(days: number): Promise<void> {
  ahead = days * dayMs;
  const jobs = () =>
    query(sql`select run_at > now() + interval '1 hour' as is_done from graphile_worker.jobs
    where key = 'upkeep'`);
  await query(sql`select graphile_worker.add_job('upkeep', '{}'::json, job_key => 'upkeep', run_at => now())`);
  await until('the upkeep', async () => (await jobs())[0]?.is_done);
}

/** How many webhooks are kept as they came, alone or in a bundle. */
const countKept = async (): Promise<number> =>
  (await count('webhook_events')) +
  (await query(sql`select coalesce(sum(cardinality(calls)), 0)::int as count from webhook_bundles`))[0].count;

test('what nobody needs any more goes in its time, and what waits for somebody stays', async () => {
  const { inbound, status } = line.webhooks;
  await post(inbound, inboundText(phone('Ana').number, 'Hello'));
  await office.texts('Ana', 'Hello yourself');
  await office.shouldSeeStatus('Ana', 'delivered');
  await post(inbound, { CallSid: 'CA1', CallStatus: 'ringing' });
  await post(status, { MessageSid: newSid(), MessageStatus: 'sent' });
  await query(sql`update webhook_events set fault = 'Odd' where payload like '%CallSid%'`);
  const left = async () => {
    const tables = ['early_reports', 'messages', 'attempts'];
    const counts = Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await count(table)])));
    return { ...counts, webhooks: await countKept() } as Record<string, number>;
  };
  const before = await left();
  assert.ok(before.webhooks! > 3);
  assert.equal(before.early_reports, 1);

  await tidy(2.9);
  assert.deepEqual(await left(), before, 'A report may come three days late.');
  await tidy(4.1);
  assert.deepEqual(await left(), { ...before, early_reports: 0 });
  await tidy(29.9);
  assert.deepEqual(await left(), { ...before, early_reports: 0 });
  await tidy(30.1);
  assert.deepEqual(await left(), { ...before, early_reports: 0, webhooks: 1 });
  await tidy(89.9);
  assert.deepEqual(await query(sql`select fault from webhook_events`), [{ fault: 'Odd' }]);
  await tidy(90.1);
  assert.deepEqual(await query(sql`select fault from webhook_events`), []);
  ahead = 0;
  await office.shouldSee('Ana', ['them: Hello', 'us: Hello yourself']);
});

test('a session that is over goes, with whom it notifies', async () => {
  const [{ id, user_id }] = await query(sql`select id, user_id from sessions`);
  await query(sql`insert into sessions (id, user_id, token, expires_at, created_at, updated_at)
    select gen_random_uuid(), ${user_id}, token, at, now(), now()
    from (values ('over', now() - interval '1 second'), ('good', now() + interval '1 hour')) as each (token, at)`);
  await tidy(0);
  const left = await query(sql`select id = ${id} as is_ours, token from sessions order by created_at`);
  assert.deepEqual(
    left.map(({ is_ours, token }: { is_ours: boolean; token: string }) => is_ours || token),
    [true, 'good'],
  );
  await office.must('GET', '/api/v1/me');
});

test('a report that was kept while its text came back is shown', async () => {
  const { id } = await office.texts('Ben', 'Welcome back');
  await office.shouldSeeStatus('Ben', 'delivered');
  // By an id that its company does not know: nothing else is told of it.
  const sid = newSid();
  await query(sql`update messages set status = 'accepted', provider_id = ${sid} where id = ${id}`);
  await query(sql`insert into early_reports (team_id, line_id, provider_id, status, received_at)
    select team_id, line_id, provider_id, 'undelivered', now() - interval '10 days' from messages where id = ${id}`);
  await tidy(0);
  const { status } = (await query(sql`select status from messages where id = ${id}`))[0];
  const kept = await query(sql`select from early_reports where provider_id = ${sid}`);
  assert.deepEqual([status, kept.length], ['undelivered', 0]);
});

test('words that were changed or deleted are kept for as long as that can be taken back, and are in no list', async () => {
  const conversation = `/api/v1/conversations/${office.conversationWith('Ana')}`;
  const note = async (body: string) => (await office.must('POST', `${conversation}/notes`, { body, mentions: [] })).id;
  const [edited, deleted] = [await note('Old secret'), await note('Gone secret')];
  await office.must('PATCH', `/api/v1/notes/${edited}`, { body: 'New words' });
  await office.ask('DELETE', `/api/v1/notes/${deleted}`);
  const sendAt = new Date(Date.now() + 30 * dayMs).toISOString();
  const { id } = await office.must('POST', `${conversation}/messages`, { body: 'Planned secret', sendAt });
  await office.must('PATCH', `/api/v1/messages/${id}`, { body: 'Planned anew' });
  const reply = { name: 'Hours', body: 'Not a secret' };
  await office.must('POST', '/api/v1/saved-replies', reply);
  const listed = (await office.must('GET', '/api/v1/acts?limit=200')).items;
  for (const kind of ['note.edited', 'note.deleted', 'message.changed'])
    assert.ok(listed.some((act: { kind: string }) => act.kind === kind));
  assert.ok(!/secret|New words|anew/.test(JSON.stringify(listed).replace('Not a secret', '')));

  const secrets = async () =>
    JSON.stringify([await query(sql`select body from notes`), await query(sql`select before, after from acts`)])
      .match(/(Old|Gone|Planned) secret/g)
      ?.sort();
  const all = ['Gone secret', 'Old secret', 'Planned secret'];
  assert.deepEqual(await secrets(), all);
  await tidy(0.9);
  assert.deepEqual(await secrets(), all);
  await tidy(1.1);
  assert.equal(await secrets(), undefined);
  const { items } = await office.must('GET', `${conversation}/timeline`);
  assert.deepEqual(
    items.flatMap((item: { note?: { body: string } }) => item.note?.body ?? []),
    ['New words'],
  );
  await office.must('DELETE', `/api/v1/messages/${id}`);
  ahead = 0;
});

test('events of a week are kept, and older ones as far as a browser may take up from', async () => {
  const [{ team_id, last_number: newest }] = await query(sql`select * from event_heads`);
  const more = 7000;
  await query(sql`insert into events (team_id, number, kind, happened_at)
    select ${team_id}, n, 'team.changed', now() - interval '8 days'
    from generate_series(${newest + 1}::int, ${newest + more}::int) as n`);
  await query(sql`update event_heads set last_number = ${newest + more}`);
  await query(sql`update events set happened_at = now() where number = ${newest + 500}`);
  const numbers = async () =>
    (await query(sql`select min(number)::int as first, count(*)::int as count from events`))[0];
  await tidy(0);
  const { first, count: kept } = await numbers();
  assert.equal(kept, 2000 + newest + 1);
  assert.ok(first < newest, 'What is young was kept, wherever it stands.');
  const browser = await office.listens(newest + more - 40);
  await phone('Ben').texts('Here I am');
  await browser.hears('a text', ({ data }) => data.kind === 'message.created');
  assert.equal(browser.heard.filter(({ event }) => event === 'change').length, 41);
  browser.close();
});

test('the same call again and again is kept once: a text a thousand times, a STOP, a report, what says nothing to us', async () => {
  const { inbound, status } = line.webhooks;
  const sid = newSid();
  const calls: [url: string, form: Record<string, string>][] = [
    [inbound, inboundText(phone('Ana').number, 'Once')],
    [inbound, inboundText(phone('Ben').number, 'STOP')],
    [inbound, inboundText('+14155550133', 'I am new')],
    [status, { MessageSid: sid, MessageStatus: 'delivered' }],
    [status, { MessageSid: newSid(), MessageStatus: 'teleported' }],
    [inbound, { CallSid: 'CA2', CallStatus: 'ringing' }],
  ];
  const before = await countKept();
  for (const [url, form] of calls) {
    assert.equal(await post(url, form), 204);
    for (let round = 0; round < (url === inbound && form.Body === 'Once' ? 5 : 1); round++) {
      const answers = await Promise.all(Array.from({ length: 200 }, () => post(url, form)));
      assert.deepEqual(new Set(answers), new Set([204]));
    }
  }
  // Only those that the database has not taken in within a minute went by way of the journal.
  await comesTo(countKept, before + calls.length);
  assert.equal((await query(sql`select from messages where body in ('Once', 'STOP', 'I am new')`)).length, 3);

  // Nor again when nothing is known of the first any more.
  await query(sql`with alone as (delete from webhook_events) delete from webhook_bundles`);
  for (const [url, form] of calls.slice(0, 4)) assert.equal(await post(url, form), 204);
  assert.equal(await countKept(), 0);
});

test('what ails one part of the upkeep of a team keeps no other from it, and is tried again tomorrow', async () => {
  const { app, query, logged } = await openOfficeHours([], { mayLogErrors: true });
  await otherTeam(app.floor);
  await query(sql`insert into early_reports (team_id, line_id, provider_id, status, received_at)
    select team_id, id, 'SM1', 'sent', now() - interval '9 days' from lines`);
  await query(sql`insert into imports (team_id, id, member_id, file_name, state, created_at)
    select team_id, id, id, 'old.csv', 'matching', now() - interval '9 days' from members`);
  const teams = async () => (await query(sql`select team_id from early_reports order by 1`)).map((row) => row.team_id);
  const [ill, well] = await teams();
  assert.ok(ill && well);
  await query(sql`create function refuse() returns trigger language plpgsql as 'begin raise exception $$ill$$; end'`);
  await query(sql`create trigger refuse before delete on early_reports for each row
    when (old.team_id = ${sql.lit(ill)}) execute function refuse()`);
  // The last try that the queue would make.
  await query(sql`update graphile_worker._private_jobs set run_at = now(), attempts = max_attempts - 1
    where key = 'upkeep'`);
  await until('the upkeep of tomorrow', async () => {
    const [job] = await query(sql`select run_at > now() + interval '1 hour' as is_tomorrow, attempts
      from graphile_worker.jobs where key = 'upkeep'`);
    return job?.is_tomorrow && job.attempts === 0;
  });
  assert.deepEqual(await teams(), [ill]);
  assert.deepEqual(await query(sql`select from imports where team_id = ${ill}`), [], 'What comes later is done.');
  assert.ok(logged.some((line) => line.includes('The upkeep of a team failed')));
});

test('invitations go a month after they are over, with the addresses in them', async () => {
  await office.must('POST', '/api/v1/invitations', { role: 'member', email: 'ida@food-bank.example' });
  await tidy(36.9);
  assert.equal(await count('invitations'), 1);
  await tidy(37.1);
  assert.equal(await count('invitations'), 0);
  assert.ok(!JSON.stringify(await query(sql`select * from acts`)).includes('ida@'));
  ahead = 0;
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { askRound, plan } from '../../src/domain/questions/questions.ts';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import type { Name } from '../support/cast.ts';
import { openOfficeHours } from '../support/world.ts';

// Nobody works but this file: the clock goes from one thing that is due to the next.
const clock = openClock('2027-11-01T05:00:00Z');
const zones: Partial<Record<Name, string>> = {
  Ben: 'Asia/Kathmandu',
  Chidi: 'Australia/Lord_Howe',
  Dana: 'America/Sao_Paulo',
};
const names: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana'];
const world = await openOfficeHours(names, { clock, config: { role: 'web' } });
const { office, query } = world;
const { floor } = world.app;
const asking = openAsking(world);
const people: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) people[name] = id;
for (const [name, timeZone] of Object.entries(zones))
  await office.must('PATCH', `/api/v1/people/${people[name]}`, { timeZone });

async function askAll(): Promise<void> {
  while (await askRound(floor));
  // What was written has long left when the next thing is due.
  await query(sql`update messages set status = 'sent' where status = 'queued'`);
}

/** Lives until a time, doing whatever is due in the moment in which it is. */
async function live(until: string): Promise<void> {
  for (;;) {
    await askAll();
    const [{ next }] = await query(sql`
      select least(
        (select min(next_opens_at) from questions where paused_at is null and archived_at is null),
        (select min(due_at) from asks where state = 'waiting'), (select min(next_nudge_at) from asks),
        (select min(closes_at) from asks where state in ('asked', 'unclear'))) as next`);
    if (!next || next > new Date(until)) break;
    clock.to(next.toISOString());
  }
  clock.to(until);
  await askAll();
}

test('what was asked, reminded and closed in a year is what the plan had shown, also where clocks change and on 29 February', async () => {
  const holidays = [{ date: '2027-12-26', name: 'Boxing Day' }];
  await office.must('PUT', '/api/v1/holidays', { items: holidays });
  await office.must('PUT', `/api/v1/people/${people.Ben}/time-off`, {
    leave: [{ from: '2028-03-01', until: '2028-03-31' }],
  });
  const nudges = { afterMinutes: 240, most: 1, words: ['Once'], quiet: { from: '21:00', until: '08:00' } };
  const closing = { daysLater: 1, at: '12:00' };
  const repeats: Json[] = [
    { every: 'weeks', n: 1, weekdays: [7] },
    { every: 'months', n: 1, on: { day: 29 } },
  ];
  const schedules = repeats.map((repeat) => ({
    repeat,
    startsOn: '2027-11-01',
    at: '02:15',
    zone: 'person',
    skipDates: ['2028-01-09'],
  })) as Parameters<typeof plan>[0][];
  const saved: Json[] = [];
  for (const schedule of schedules)
    saved.push(await asking.saves(saturday(Object.values(people), { schedule, closing, nudges })));
  const now = clock.now().toTemporalInstant();
  const until = '2028-11-15T00:00:00Z';
  await live(until);

  for (const [at, schedule] of schedules.entries()) {
    for (const name of names) {
      const shown = plan(
        schedule,
        { holidays: holidays.map(({ date }) => date) },
        {
          now,
          timeZone: zones[name] ?? 'America/New_York',
          timeOff: { leave: name === 'Ben' ? [{ from: '2028-03-01', until: '2028-03-31' }] : [] },
          most: 100,
          closing,
          nudges,
          quiet: nudges.quiet,
        },
      ).filter(({ skipped, closesAt }) => !skipped && Date.parse(closesAt ?? '') < Date.parse(until));
      const lived = await query(sql`
        select local_date::text as date, asked_at, closes_at, (
          select coalesce(json_agg(created_at order by id), '[]') from ask_texts join messages on messages.id = message_id
          where ask_id = asks.id and part = 'nudge') as nudges
        from asks join rounds on rounds.id = round_id
        where question_id = ${saved[at]!.id} and person_id = ${people[name]} and asked_at is not null and closes_at < ${until}
        order by local_date`);
      const time = (instant: string | Date) => new Date(instant).toISOString();
      assert.ok(shown.length > 10);
      assert.deepEqual(
        lived.map((ask) => [ask.date, time(ask.asked_at), time(ask.closes_at), ask.nudges.map(time)]),
        shown.map((row) => [row.date, time(row.askedAt), time(row.closesAt!), row.nudgesAt!.map(time)]),
        `${name} ${JSON.stringify(schedule.repeat)}`,
      );
    }
  }
  const dates = (await query(sql`select local_date::text as date from rounds where question_id = ${saved[1]!.id}`)).map(
    ({ date }) => date,
  );
  assert.ok(dates.includes('2028-02-29'));
  for (const { id } of saved) await office.must('POST', `/api/v1/questions/${id}/archival`);
});

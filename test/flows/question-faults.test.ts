import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Ana', 'Ben'], { clock });
const { office, phone, query, logged } = world;
const asking = openAsking(world);
const [ana, ben] = (await office.must('GET', '/api/v1/people')).items;

const question = (personId: string, name: string, at: string) => ({
  ...saturday([personId], {
    schedule: { ...saturday([]).content.schedule, at },
    closing: { afterMinutes: 240 },
    nudges: { afterMinutes: 60, most: 1, words: ['Still there?'] },
    rules: [{ when: { silentForMinutes: 120 }, act: { kind: 'text', words: 'We need to know.' } }],
  }),
  name,
});

/** What fails, always, for the question of its name, wherever that is: each a minute before the one of which nothing does. */
const faults = [
  ['begin', sql`before insert on rounds for each row`],
  ['fill', sql`before insert on asks for each row`],
  ['ask', sql`before update on asks for each row when (old.state = 'waiting' and new.state = 'asked')`],
  ['remind', sql`before update on asks for each row when (new.nudged > old.nudged)`],
  [
    'silence',
    sql`before update on asks for each row
      when (new.state = 'asked' and old.next_silence_at is not null and new.next_silence_at is null)`,
  ],
  ['close', sql`before update on asks for each row when (new.state = 'closed')`],
] as const;

test('what fails of one question, again and again, keeps no other from its turn, and is told of', async () => {
  await query(sql`
    create function fails() returns trigger language plpgsql as $$ begin
      if exists (select from question_versions as versions where name = tg_argv[0] and versions.question_id =
        case tg_table_name when 'rounds' then (to_jsonb(new)->>'question_id')::uuid
          else (select question_id from rounds where rounds.id = (to_jsonb(new)->>'round_id')::uuid) end)
      then raise exception 'This fails.'; end if;
      return new;
    end $$`);
  const ids: Record<string, string> = {};
  for (const [work, when] of faults) {
    await query(sql`create trigger ${sql.ref(`fails_${work}`)} ${when} execute function fails(${sql.lit(work)})`);
    ids[work] = (await asking.saves(question(ana.id, work, '15:59'))).id;
  }
  const { id } = await asking.saves(question(ben.id, 'good', '16:00'));

  clock.to('2026-11-27T21:00:00Z');
  await phone('Ben').shouldHear('Can you drive on Saturday?');
  clock.on(61);
  await phone('Ben').shouldHear('Still there?');
  clock.on(61);
  await phone('Ben').shouldHear('We need to know.');
  clock.on(121);
  await until('the good one to close', async () => (await asking.rounds(id))[0]?.state === 'closed');
  await until('each to be told of', () => {
    const told = logged.map((line) => JSON.parse(line)).filter(({ err }) => err?.message === 'This fails.');
    return faults.every(([work]) => told.some((line) => line.work === work && line.id && line.teamId));
  });

  const closes = await asking.newestRound(ids.close as string);
  assert.deepEqual(await asking.standing(closes.id), { Ana: 'asked' });
  await query(sql`drop function fails cascade`);
  await until('it to be tried again', async () => (await asking.standing(closes.id)).Ana === 'closed');
});

import { sql } from 'kysely';
import type { Database } from '../../src/platform/database.ts';
import { saturday } from './asking.ts';
import type { Json } from './browser.ts';
import type { openOfficeHours } from './world.ts';

type World = Awaited<ReturnType<typeof openOfficeHours>>;

const first = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah', 'Gus', 'Hana', 'Ivo', 'José', 'Kofi', 'Lena', 'Mireia'];
const last = [
  'Duarte',
  'Okafor',
  'Eze',
  'Kowalski',
  'Yılmaz',
  'Nouri',
  'Lindqvist',
  'Sato',
  'Petrov',
  'Núñez',
  'Mensah',
];

/**
 * A question that was asked of many people in many weeks, the last time an hour ago, with answers of all kinds: most said
 * yes, some no or late, some said nothing, one in forty is unclear, one in thirty was on leave. Whoever asks for as many
 * has as many of each.
 */
export async function manyAsked(world: World, { people, rounds }: { people: number; rounds: number }): Promise<Json> {
  const { office, app } = world;
  const { content } = saturday([]);
  const question = await office.must('POST', '/api/v1/questions', {
    name: 'Saturday?',
    content: {
      ...content,
      audience: { groupIds: [], personIds: [(await office.must('GET', '/api/v1/people')).items[0].id] },
      schedule: { ...content.schedule, repeat: { every: 'once' }, startsOn: '2040-01-06' },
    },
  });
  // At once: a round in which nobody is, or will be, asked is over as soon as somebody looks.
  await app.floor.db.transaction().execute(async (trx) => {
    await sql`
      with team as (select team_id from questions where id = ${question.id}),
      many as (
        insert into people (team_id, id, name, is_practice, fields, time_zone, created_at)
        select team_id, gen_random_uuid(),
          (${first}::text[])[1 + n % ${sql.lit(first.length)}] || ' ' || (${last}::text[])[1 + (n / 3) % ${sql.lit(last.length)}]
            || case when n > 142 then ' ' || n else '' end,
          true, '{}', case when n % 5 = 0 then 'America/Denver' end, ${question.createdAt}::timestamptz
        from team, generate_series(1, ${people}) as n returning team_id, id),
      talks as (
        insert into conversations (team_id, id, person_id, created_at)
        select team_id, gen_random_uuid(), id, now() from many returning team_id, id, person_id),
      weeks as (
        insert into rounds (team_id, id, question_id, version, local_date, state, opened_at, all_at, closed_at)
        select team_id, gen_random_uuid(), ${question.id}, 1, current_date - 7 * n, case n when 0 then 'open' else 'closed' end,
          now() - interval '1 hour' - n * interval '7 days', now() - interval '1 hour' - n * interval '7 days',
          case when n > 0 then now() - n * interval '7 days' end
        from team, generate_series(0, ${rounds - 1}) as n returning id)
      select count(*) from talks, weeks`.execute(trx);
    const all = await sql<{ id: string }>`select id from rounds where question_id = ${question.id}`.execute(trx);
    for (const { id } of all.rows) await fill(trx, id, question.createdAt);
  });
  return question;
}

/** In pieces: what all of it takes is longer than a statement may. */
async function fill(trx: Database, roundId: string, createdAt: string): Promise<void> {
  await sql`
    with drawn as (
      select weeks.team_id, weeks.id as round_id, talks.person_id, talks.id as conversation_id, opened_at,
        weeks.closed_at,
        ('x' || substr(md5((current_date - weeks.local_date) || ' ' || row_number() over (order by talks.person_id)), 1, 4))::bit(16)::int as n
      from rounds as weeks join conversations as talks using (team_id)
        join people on people.team_id = talks.team_id and people.id = talks.person_id
      where weeks.id = ${roundId} and people.created_at = ${createdAt}),
    said as (
      select *, case when n % 30 = 7 then 'skipped' when n % 40 = 9 then 'unclear' when n % 10 < 6 then 'answered'
        when closed_at is null then 'asked' else 'closed' end as state,
        opened_at + (n % 55) * interval '1 minute' as wrote_at
      from drawn)
    insert into asks (team_id, id, round_id, person_id, conversation_id, state, skipped_because, due_at, asked_at, closes_at,
      answers, answered_at, state_at)
    select team_id, gen_random_uuid(), round_id, person_id, conversation_id, state,
      case state when 'skipped' then case when n % 2 = 0 then 'on_leave' else 'opted_out' end end, opened_at,
      case when state <> 'skipped' then opened_at end, coalesce(closed_at, now() + interval '4 hours'),
      case state when 'answered' then jsonb_build_array(jsonb_build_object(
        'value', jsonb_build_object('kind', 'choice', 'ids', jsonb_build_array(case when n % 10 = 0 then 'no' else 'yes' end)),
        'words', case when n % 10 = 0 then '2 sorry, wedding' when n % 3 = 0 then 'yes!' else '1' end, 'messageId', null,
        'setBy', null, 'isLate', n % 50 = 11, 'at', wrote_at)) else '[]' end,
      case state when 'answered' then wrote_at end, wrote_at
    from said`.execute(trx);
}

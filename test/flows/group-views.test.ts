import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana']);
const { office } = world;
const teamId = sql`(select id from teams)`;
const personOf = (n: string) => sql`md5('person ' || ${sql.raw(n)})::uuid`;
const total = 6000;
await world.query(sql`insert into people (team_id, id, name, is_practice, fields, created_at)
  select ${teamId}, ${personOf('n')}, 'Person ' || n, false, '{}', now() from generate_series(1, ${total}::int) n`);
await world.query(sql`insert into conversations (team_id, id, person_id, created_at, last_message_at, waiting_since)
  select ${teamId}, md5('conversation ' || n)::uuid, ${personOf('n')}, now(), now() - n * interval '1 minute',
    now() + n * interval '1 minute' from generate_series(1, ${total}::int) n`);

/** A group of those between two numbers, 1 being who wrote last and waits for the longest. */
async function group(name: string, from: number, to: number, every = 1): Promise<string> {
  const [{ id }] = await world.query(sql`insert into groups (team_id, id, name, created_at)
    values (${teamId}, md5(${name})::uuid, ${name}, now()) returning id`);
  await world.query(sql`insert into group_members (team_id, group_id, person_id)
    select ${teamId}, ${id}::uuid, ${personOf('n')} from generate_series(${from}::int, ${to}::int, ${every}::int) n`);
  return id;
}

async function everybody(view: string, groupId: string): Promise<string[]> {
  const names: string[] = [];
  let after = '';
  do {
    const page = await office.must('GET', `/api/v1/conversations?view=${view}&group=${groupId}&limit=50${after}`);
    names.push(...page.items.map(({ person }: { person: { name: string } }) => person.name));
    after = page.next && `&after=${encodeURIComponent(page.next)}`;
  } while (after);
  return names;
}

test('a view of one group has each of its people once and in its order, be they at its beginning, its end or all over', async () => {
  for (const [from, to, every] of [
    [1, 130, 1],
    [total - 130, total, 1],
    [7, total, 40],
    [4950, 5050, 1],
    [total, total, 1],
  ] as const) {
    const id = await group(`${from} to ${to} by ${every}`, from, to, every);
    const wanted = Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, k) => `Person ${from + k * every}`);
    for (const view of ['all', 'waiting', 'unassigned'])
      assert.deepEqual(await everybody(view, id), wanted, `${view}: ${from}`);
    assert.deepEqual(await everybody('done', id), []);
  }
});

test('a group of nobody, of another team or of no kind has nobody in it', async () => {
  assert.deepEqual(await everybody('all', await group('Nobody', 1, 0)), []);
  assert.deepEqual(await everybody('all', '01900000-0000-7000-8000-000000000000'), []);
  assert.equal((await office.ask('GET', '/api/v1/conversations?group=x')).status, 422);
});

test('a view of those who gave an answer has them only, together with a group those who are in both', async () => {
  const groupId = await group('Of answers', 3, 8);
  const [{ id: roundId }] = await world.query(sql`
    with asked as (
      insert into questions (team_id, id, version, planned_at, created_by, created_at)
      select ${teamId}, gen_random_uuid(), 1, now(), (select id from members limit 1), now() returning *),
    said as (
      insert into question_versions (team_id, question_id, version, name, content, changed_by, changed_at)
      select team_id, id, 1, 'Saturday', '{}', created_by, now() from asked)
    insert into rounds (team_id, id, question_id, version, local_date, state, opened_at)
    select ${teamId}, gen_random_uuid(), id, 1, '2020-01-01', 'closed', now() from asked returning id`);
  await world.query(sql`insert into asks
      (team_id, id, round_id, person_id, conversation_id, state, due_at, closes_at, state_at, answers)
    select ${teamId}, gen_random_uuid(), ${roundId}::uuid, ${personOf('n')}, md5('conversation ' || n)::uuid,
      case when n < 10 then 'answered' else 'closed' end, now(), now(), now(),
      case when n < 10 then jsonb_build_array(json_build_object('value', json_build_object('kind', 'choice', 'ids',
        json_build_array(case when n % 2 = 0 then 'yes' else 'no' end)))) else '[]' end
    from generate_series(1, 12) n`);
  const names = async (query: string) =>
    (await office.must('GET', `/api/v1/conversations?view=all&${query}`)).items.map(
      ({ person }: { person: { name: string } }) => Number(person.name.slice(7)),
    );
  assert.deepEqual(await names(`answered=${roundId}.yes`), [2, 4, 6, 8]);
  assert.deepEqual(await names(`answered=${roundId}.no&group=${groupId}`), [3, 5, 7]);
  assert.deepEqual(await names(`answered=${roundId}.silent`), [10, 11, 12]);
  assert.deepEqual(await names(`answered=${roundId}.perhaps`), []);
  assert.deepEqual(await names('answered=01900000-0000-7000-8000-000000000000.yes'), []);
  for (const wrong of ['yes', `${roundId}`, `${roundId}.`, 'x.yes'])
    assert.equal((await office.ask('GET', `/api/v1/conversations?answered=${wrong}`)).status, 422, wrong);
});

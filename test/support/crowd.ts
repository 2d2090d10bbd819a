import { sql } from 'kysely';
import type { openOfficeHours } from './world.ts';

type World = Pick<Awaited<ReturnType<typeof openOfficeHours>>, 'query'>;

/** Many people with a number and a conversation each, all in one group that is there already. */
export async function addCrowd({ query }: World, group: string, people: number): Promise<void> {
  await query(sql`
    with crew as (select team_id, id from groups where name = ${group}),
    many as (
      insert into people (team_id, id, name, is_practice, fields, created_at)
      select team_id, gen_random_uuid(), 'Worker ' || lpad(n::text, 3, '0'), false, '{}', now()
      from crew, generate_series(1, ${people}) as n returning team_id, id, right(name, 3) as n),
    talks as (
      insert into conversations (team_id, id, person_id, created_at)
      select team_id, gen_random_uuid(), id, now() from many returning id),
    numbers as (
      insert into phones (team_id, address, kind, person_id, position, created_at)
      select team_id, '+1412555' || (1000 + (select count(*) from phones) + n::int)::text, 'phone_number', id, 0, now() from many returning address),
    joined as (
      insert into group_members (team_id, group_id, person_id)
      select many.team_id, crew.id, many.id from many, crew returning person_id)
    select count(*) from talks, numbers, joined`);
}

import type { Town } from './town.ts';

/** As many people as that, all in one group. */
export async function meetCrowd({ database }: Town, people: number): Promise<string> {
  const [{ id: groupId }] = await database.query(`
    insert into groups (team_id, id, name, created_at) select id, gen_random_uuid(), 'Crew', now() from teams returning id`);
  await database.query(
    `with crowd as (
       select teams.id as team_id, gen_random_uuid() as id, at from teams cross join generate_series(0, $1::int - 1) as at),
     met as (
       insert into people (team_id, id, name, is_practice, fields, created_at)
       select team_id, id, 'Person ' || at, false, '{}', now() from crowd),
     called as (
       insert into phones (team_id, address, kind, person_id, position, created_at)
       select team_id, '+1212555' || (1000 + at), 'phone_number', id, 0, now() from crowd),
     opened as (
       insert into conversations (team_id, id, person_id, created_at)
       select team_id, gen_random_uuid(), id, now() from crowd)
     insert into group_members (team_id, group_id, person_id) select team_id, $2::uuid, id from crowd`,
    [people, groupId],
  );
  return groupId;
}

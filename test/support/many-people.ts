import { sql } from 'kysely';
import type { openOfficeHours } from './world.ts';

/**
 * Gives the office people with a crew, one in four in each, and years from 0 to 29: "Person 0001" and so on. The last forty
 * are called "Zed".
 */
export async function manyPeople(
  { office, query }: Awaited<ReturnType<typeof openOfficeHours>>,
  total: number,
): Promise<void> {
  const teamId = sql`(select id from teams)`;
  for (const [name, kind] of [
    ['Crew', 'text'],
    ['Years', 'number'],
  ])
    await office.must('POST', '/api/v1/person-fields', { name, kind });
  const numbers = sql`generate_series(1, ${total}::int) n`;
  const person = sql`md5('person ' || n)::uuid`;
  await query(sql`insert into people (team_id, id, name, is_practice, fields, created_at)
    select ${teamId}, ${person}, case when n > ${total - 40}::int then 'Zed ' else 'Person ' end || lpad(n::text, 4, '0'), false,
      jsonb_build_object('Crew', (array['North', 'South', 'East', 'West'])[1 + n % 4], 'Years', (n % 30)::text), now()
    from ${numbers}`);
  await query(sql`insert into conversations (team_id, id, person_id, created_at)
    select ${teamId}, md5('talk ' || n)::uuid, ${person}, now() from ${numbers}`);
  await query(sql`insert into phones (team_id, address, kind, person_id, position, created_at)
    select ${teamId}, '+1415' || (5550000 + n), 'phone_number', ${person}, 0, now() from ${numbers}`);
  await query(sql`insert into field_places (team_id, field_id, person_id, number, words)
    select ${teamId}, field.id, people.id, case field.kind when 'number' then (fields ->> 'Years')::int else 0 end,
      case field.kind when 'number' then '' else lower(fields ->> 'Crew') end
    from people, person_fields as field where people.fields ? 'Crew'`);
}

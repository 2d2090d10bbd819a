import { sql } from 'kysely';
import { invalid } from '../../platform/errors.ts';
import { inTransaction, type TeamScope, type Transacting } from '../floor.ts';
import { find as findPerson } from '../people/people.ts';
import { type Member, mustManage, recordAct } from '../teams/teams.ts';
import { scheduleAhead } from './open-round.ts';
import { readTimeOff } from './schedule/read-time-off.ts';
import type { TimeOff } from './schedule/schedule.ts';

export interface Holiday {
  date: string;
  name: string;
}

const mostHolidays = 400;

/** The dates on which the team asks nobody, in order. */
export async function listHolidays(scope: TeamScope): Promise<Holiday[]> {
  const { rows } = await sql<Holiday>`select date::text as date, name from holidays
    where team_id = ${scope.teamId}::uuid order by date`.execute(scope.db);
  return rows;
}

/**
 * Sets the dates on which the team asks nobody; questions are planned anew.
 * @throws AppError `forbidden` for members, `invalid`.
 */
export async function setHolidays(member: Member, holidays: Holiday[]): Promise<Holiday[]> {
  mustManage(member, 'change the team’s calendar');
  const names = holidays.map(({ name }) => name.trim());
  if (holidays.length > mostHolidays) throw invalid({ items: `A team can have ${mostHolidays} holidays.` });
  if (names.some((name) => name === '' || name.length > 100)) throw invalid({ items: 'Name each, in 100 characters.' });
  if (new Set(holidays.map(({ date }) => date)).size < names.length)
    throw invalid({ items: 'Two of them are the same date.' });
  return inTransaction(member, async (tx) => {
    const before = await listHolidays(tx);
    await tx.db.deleteFrom('holidays').where('team_id', '=', tx.teamId).execute();
    await sql`insert into holidays (team_id, date, name)
      select ${tx.teamId}::uuid, * from unnest(${holidays.map(({ date }) => date)}::date[], ${names}::text[])`.execute(
      tx.db,
    );
    await recordAct(tx, { kind: 'holidays.changed', before: { dates: before.length }, after: { dates: names.length } });
    await scheduleAll(tx);
    return listHolidays(tx);
  });
}

async function scheduleAll(tx: Transacting<Member>): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from questions where team_id = ${tx.teamId}::uuid and archived_at is null order by id for update`.execute(
    tx.db,
  );
  for (const { id } of rows) await scheduleAhead(tx, id);
}

/** When a person is not asked. @throws AppError `not_found`. */
export async function readTimeOffOf(scope: TeamScope, personId: string): Promise<TimeOff> {
  await findPerson(scope, personId);
  const { rows } = await sql<{ leave: TimeOff['leave']; paused: string | null; shifts: TimeOff['shifts'] | null }>`
    select (select coalesce(json_agg(json_build_object('from', from_date, 'until', until_date) order by from_date), '[]')
        from leaves where team_id = ${scope.teamId}::uuid and person_id = ${personId}::uuid) as leave,
      pattern.paused, pattern.shifts
    from (select 1) as one left join lateral (select paused_until::text as paused, shifts from work_patterns
      where team_id = ${scope.teamId}::uuid and person_id = ${personId}::uuid) as pattern on true`.execute(scope.db);
  const { leave = [], paused, shifts } = rows[0] ?? {};
  return { leave, ...(paused && { pausedUntil: paused }), ...(shifts && { shifts }) };
}

/**
 * Sets when a person is not asked. Rounds that have begun stay as they are.
 * @throws AppError `not_found`, `invalid`.
 */
export async function setTimeOff(member: Member, personId: string, written: unknown): Promise<TimeOff> {
  const read = readTimeOff(written);
  if ('faults' in read) throw invalid(read.faults);
  const { leave, pausedUntil, shifts } = read.timeOff;
  return inTransaction(member, async (tx) => {
    await findPerson(tx, personId);
    const key = sql`team_id = ${tx.teamId}::uuid and person_id = ${personId}::uuid`;
    await sql`delete from leaves where ${key}`.execute(tx.db);
    await sql`insert into leaves (team_id, id, person_id, from_date, until_date)
      select ${tx.teamId}::uuid, id, ${personId}::uuid, from_date, until_date from unnest(
        ${leave.map(() => tx.newId())}::uuid[], ${leave.map(({ from }) => from)}::date[],
        ${leave.map(({ until }) => until)}::date[]) as leave (id, from_date, until_date)`.execute(tx.db);
    await sql`insert into work_patterns (team_id, person_id, shifts, paused_until)
      values (${tx.teamId}::uuid, ${personId}::uuid, ${shifts ? JSON.stringify(shifts) : null}::jsonb, ${pausedUntil ?? null}::date)
      on conflict (team_id, person_id) do update set shifts = excluded.shifts, paused_until = excluded.paused_until`.execute(
      tx.db,
    );
    await recordAct(tx, { kind: 'person.time_off_changed', personId, after: read.timeOff });
    return readTimeOffOf(tx, personId);
  });
}

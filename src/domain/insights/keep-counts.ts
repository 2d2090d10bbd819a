import { setTimeout } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { Floor, TeamScope } from '../floor.ts';
import { classified, firstIdAt, quarterOf } from './buckets.ts';

/** So many changes are looked through at once. */
const mostChanges = 500_000;

const beyondAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Brings the counts of every team that is behind up to its newest change. */
export async function keepCounts(floor: Floor): Promise<void> {
  const { rows: behind } = await sql<{ id: string }>`
    select teams.id from teams
    left join count_progress on count_progress.team_id = teams.id
    left join event_heads on event_heads.team_id = teams.id
    where count_progress.team_id is null or event_number < last_number or counted_from is not null`.execute(floor.db);
  for (const { id } of behind) while ((await countOn({ ...floor, teamId: id })) === 'more');
}

/** Longer than that a reader does not wait for what was not counted yet. */
const patienceMs = 2000;
const busyMs = 20;

/** Counts what has changed since somebody last looked; false when there is still more. */
export async function catchUp(scope: TeamScope): Promise<boolean> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const step = await countOn(scope);
    if (step === 'done') return true;
    if (performance.now() > until) return false;
    if (step === 'busy') await setTimeout(busyMs);
  }
}

/**
 * Brings a team's counts a step closer to its newest change, and some hours further back where the texts of before are not
 * counted yet.
 * @returns whether there is more to do; `busy` when somebody else is at it.
 */
async function countOn(scope: TeamScope): Promise<'more' | 'done' | 'busy'> {
  return scope.db.transaction().execute(async (db) => {
    const tx = { ...scope, db };
    // What has happened before is read from the texts, what happens from now on from the events.
    await sql`
      insert into count_progress (team_id, event_number, counted_from)
      select teams.id, coalesce(last_number, 0), 'infinity'
      from teams left join event_heads on event_heads.team_id = teams.id where teams.id = ${scope.teamId}
      on conflict do nothing`.execute(db);
    const { rows } = await sql<{ event_number: number }>`
      select event_number from count_progress where team_id = ${scope.teamId} for update skip locked`.execute(db);
    const [progress] = rows;
    if (!progress) return 'busy';
    const changes = await readChanges(tx, progress.event_number);
    await count(
      tx,
      sql`quarter = any (${changes.quarters}::timestamptz[])`,
      sql`select quarter, quarter + interval '15 minutes' from unnest(${changes.quarters}::timestamptz[]) as quarter`,
    );
    await sql`update count_progress set event_number = ${changes.last},
      counted_from = case when ${changes.isAnyGone} then 'infinity' else counted_from end
      where team_id = ${scope.teamId}`.execute(db);
    return (await countBack(tx)) || changes.last < changes.newest ? 'more' : 'done';
  });
}

interface Changes {
  last: number;
  newest: number;
  /** The quarters of an hour in which the texts were written that have changed. */
  quarters: string[];
  /** Whether texts are gone, with a person or before anybody looked, and nobody knows of which hours. */
  isAnyGone: boolean;
}

async function readChanges({ teamId, db }: TeamScope, after: number): Promise<Changes> {
  const { rows } = await sql<Changes>`
    with changes as materialized (
      select number, kind, conversation_id, message_id from events
      where team_id = ${teamId} and number > ${after} order by number limit ${sql.lit(mostChanges)})
    select coalesce(max(number), ${after}) as last,
      coalesce((select last_number from event_heads where team_id = ${teamId}), 0) as newest,
      array(select distinct ${quarterOf(sql`id`)}::text from (
        select message_id as id from changes where message_id is not null
        union all select unnest(text_ids) from removed_people
        where team_id = ${teamId} and conversation_id in (select conversation_id from changes where kind = 'person.changed')
      ) as changed) as quarters,
      coalesce(min(number) > ${after}::bigint + 1, false) or exists (
        select from changes where kind = 'person.changed' and conversation_id is not null and not exists (
          select from conversations where team_id = ${teamId} and id = changes.conversation_id)
        -- With a merge none is gone: they are in the other conversation. Of whoever was removed their texts are known.
        and not exists (select from merges
          where team_id = ${teamId} and other_conversation_id = changes.conversation_id)
        and not exists (select from removed_people
          where team_id = ${teamId} and conversation_id = changes.conversation_id)) as "isAnyGone"
    from changes`.execute(db);
  return rows[0] as Changes;
}

/** Counts the newest half of a day with texts of those that are not counted yet. */
async function countBack(tx: TeamScope): Promise<boolean> {
  const { rows } = await sql<{ from: string | null; until: string | null; before: string }>`
    select quarter - interval '12 hours' as from, quarter + interval '15 minutes' as until, counted_from::text as before
    from count_progress left join lateral (
      select ${quarterOf(sql`id`)} as quarter from messages
      where team_id = ${tx.teamId} and id < case when counted_from = 'infinity' then ${beyondAll}::uuid
        else ${firstIdAt(sql`counted_from`)} end
      order by id desc limit 1) as newest on true
    where team_id = ${tx.teamId} and counted_from is not null`.execute(tx.db);
  const [half] = rows;
  if (!half) return false;
  const { before, from, until } = half;
  const isUncounted = sql`quarter < ${before}::timestamptz and ${from ? sql`quarter >= ${from}::timestamptz` : sql`true`}`;
  await count(
    tx,
    isUncounted,
    sql`select ${from}::timestamptz, ${until}::timestamptz where ${from}::timestamptz is not null`,
  );
  await sql`update count_progress set counted_from = ${from} where team_id = ${tx.teamId}`.execute(tx.db);
  return from !== null;
}

/** Counts the texts of some times again, in place of what was counted of them. */
async function count({ teamId, db }: TeamScope, old: RawBuilder<unknown>, spans: RawBuilder<unknown>): Promise<void> {
  await sql`delete from text_counts where team_id = ${teamId} and ${old}`.execute(db);
  await sql`
    insert into text_counts (team_id, quarter, line_id, outcome, code, reason, speed, texts, segments)
    select ${teamId}::uuid, ${quarterOf(sql`id`)}, line_id, outcome, code, reason, speed, count(*), sum(segments)
    from (${spans}) as span (since, until)
    cross join lateral (${classified(teamId, firstIdAt(sql`since`), firstIdAt(sql`until`))}) as text
    group by 2, 3, 4, 5, 6, 7`.execute(db);
}

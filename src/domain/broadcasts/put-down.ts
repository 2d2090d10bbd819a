import { type RawBuilder, sql } from 'kysely';
import type { Turns } from '../../platform/turns.ts';
import { type Floor, inTransaction, type TeamTransaction } from '../floor.ts';
import { findTeam } from '../teams/teams.ts';
import { chosenOf } from './audience.ts';
import type { Audience } from './broadcast.ts';
import { changed } from './changed.ts';
import { refuse } from './take-back.ts';
import { home, restored } from './when.ts';
import { placeOfNumber, zoneOf } from './zones.ts';

/** So many at once: nobody waits for them, but those who remove one of these people. */
const pageSize = 10_000;

/** So many broadcasts have a page each before anything else has its turn. */
const mostAtOnce = 20;

const firstId = '00000000-0000-0000-0000-000000000000';

/**
 * Puts down who gets the broadcasts that were dispatched, a page of each: it is a transaction of its own, and whoever goes
 * on after it knows where.
 * @returns whether there is more to do.
 */
export async function putDown(floor: Floor, turns: Turns): Promise<boolean> {
  const { rows } = await sql<{ team_id: string; id: string }>`
    select team_id, id from broadcasts where dispatched_at is not null and done_at is null and filled_at is null
      and not id = any (${turns.resting()}::uuid[]) order by dispatched_at, id limit ${sql.lit(mostAtOnce)}`.execute(
    floor.db,
  );
  for (const { team_id: teamId, id } of rows) {
    const put = (mayMeet: boolean) => inTransaction({ ...floor, teamId }, (tx) => putDownPage(tx, id, mayMeet));
    await turns.take({ teamId, id }, () =>
      put(false).catch((error) => {
        // A number or a person that has moved between two pages gets its text once.
        if (error.code === uniqueViolation) return put(true);
        throw error;
      }),
    );
  }
  return rows.length > 0;
}

/** PostgreSQL's code for it. To look out for each row would take twice as long. */
const uniqueViolation = '23505';

interface Filling {
  audience: Audience;
  line_id: string | null;
  filled_to: string | null;
  is_local: boolean;
  is_restored: boolean;
}

async function putDownPage(tx: TeamTransaction, broadcastId: string, mayMeet: boolean): Promise<void> {
  const { rows } = await sql<Filling>`
    select audience, line_id, filled_to, coalesce(send_at ? 'localDate', false) as is_local,
      due ? ${sql.lit(restored)} as is_restored
    from broadcasts where team_id = ${tx.teamId}::uuid and id = ${broadcastId}::uuid and dispatched_at is not null
      and filled_at is null for no key update`.execute(tx.db);
  const [filling] = rows;
  if (!filling) return;
  const { audience, line_id: lineId, filled_to: after } = filling;
  const page = await chosenOf(tx, { audience, lineId }, { part: { after: after ?? firstId, most: pageSize } });
  const zones = filling.is_local ? await zonesIn(tx, page) : null;
  const { count, getting, last } = await insertPage(tx, filling, broadcastId, page, zones, mayMeet);
  const isDone = count < pageSize;
  const { rows: counted } = await sql<{ is_as_confirmed: boolean }>`
    update broadcasts set filled_to = ${last ?? after}::uuid, filled_at = ${isDone ? tx.clock.now() : null}::timestamptz,
      getting = getting + ${getting}::int
    where team_id = ${tx.teamId}::uuid and id = ${broadcastId}::uuid
    returning coalesce(getting = confirmed, true) or canceled_at is not null as is_as_confirmed`.execute(tx.db);
  // Nothing leaves before all are put down.
  if (isDone && !counted[0]?.is_as_confirmed) return refuse(tx, broadcastId);
  await changed(tx, broadcastId);
}

/** In which zones those live who have told none, by what their numbers begin with. */
async function zonesIn(tx: TeamTransaction, page: RawBuilder<unknown>): Promise<Map<string, string>> {
  const { timeZone } = await findTeam(tx);
  const { rows } = await sql<{ place: string }>`
    select distinct ${placeOfNumber(sql`time_zone`, sql`address`)} as place from (${page}) as chosen
    where time_zone is null and address is not null`.execute(tx.db);
  return new Map(rows.map(({ place }) => [place, zoneOf({ timeZone: null, place }, timeZone)]));
}

interface Page {
  /** Those among them too who are there already. */
  count: number;
  /** How many were put down who get it. */
  getting: number;
  last: string | null;
}

async function insertPage(
  tx: TeamTransaction,
  { is_restored: isRestored }: Filling,
  broadcastId: string,
  page: RawBuilder<unknown>,
  zones: Map<string, string> | null,
  mayMeet: boolean,
): Promise<Page> {
  const isOfIt = sql`broadcasts.team_id = ${tx.teamId}::uuid and broadcasts.id = ${broadcastId}::uuid`;
  // Where all have the same time it is read once.
  const atHome = sql`(select (due->>${sql.lit(home)})::timestamptz from broadcasts where ${isOfIt})`;
  const { at, places } = zones
    ? {
        at: sql`coalesce((due->>coalesce(time_zone, zone))::timestamptz, ${atHome})`,
        places: sql`left join unnest(${[...zones.keys()]}::text[], ${[...zones.values()]}::text[]) as places (place, zone)
          on place = ${placeOfNumber(sql`time_zone`, sql`address`)}`,
      }
    : { at: atHome, places: sql`` };
  const why = isRestored
    ? sql`coalesce(left_because, case when ${at} <= (due->>${sql.lit(restored)})::timestamptz then 'too_late' end)`
    : sql`left_because`;
  const insert = async (rows: RawBuilder<unknown>) => {
    const done = await sql<Page>`
      with page as materialized (select person_id, times, time_zone, address, line_id, left_because from (${rows}) as chosen),
      put as (
        insert into broadcast_recipients (team_id, broadcast_id, person_id, times, address, line_id, due_at, left_because)
        select broadcasts.team_id, broadcasts.id, person_id, times, address, page.line_id, ${at}, ${why}
        from page cross join broadcasts ${places} where ${isOfIt}
        order by person_id ${mayMeet ? sql`on conflict do nothing` : sql``} returning left_because)
      select (select count(*)::int from page) as count, (select count(*)::int from put where left_because is null) as getting,
        (select person_id from page order by person_id desc limit 1) as last`.execute(tx.db);
    return done.rows[0] as Page;
  };
  const read = await insert(page);
  if (mayMeet)
    await insert(sql`select person_id, times, time_zone, null as address, line_id,
      coalesce(left_because, 'twice') as left_because from (${page}) as chosen`);
  return read;
}

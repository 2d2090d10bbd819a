import { sql } from 'kysely';
import { announce, type Floor, inTransaction } from '../floor.ts';
import { freeHeld } from './recount.ts';

const mostAtOnce = 1000;

/**
 * Closes the asks whose time is over, in every team, and with the last of them the round. Of two who look at once each
 * finds others.
 * @returns whether there is more to do.
 */
export async function closeDue(floor: Floor): Promise<boolean> {
  const now = floor.clock.now();
  const { rows } = await sql<{ team_id: string; ids: string[] }>`
    select team_id, array_agg(id) as ids from (
      select team_id, id from asks where state in ('asked', 'unclear') and closes_at <= ${now}
      order by closes_at limit ${sql.lit(mostAtOnce)}) as due
    group by team_id`.execute(floor.db);
  for (const { team_id, ids } of rows) {
    await inTransaction({ ...floor, teamId: team_id }, async (tx) => {
      const closed = await sql<{ round_id: string; conversation_id: string }>`
        with due as (
          select id from asks where team_id = ${team_id}::uuid and id = any (${ids}::uuid[])
            and state in ('asked', 'unclear') and closes_at <= ${now}
          order by id for no key update skip locked)
        update asks set state = 'closed', next_nudge_at = null, next_silence_at = null, state_at = ${now} from due
        where asks.team_id = ${team_id}::uuid and asks.id = due.id
        returning round_id, conversation_id`.execute(tx.db);
      for (const subjectId of new Set(closed.rows.map(({ round_id }) => round_id)))
        announce(tx, { kind: 'round.changed', subjectId });
      await freeHeld(
        tx,
        closed.rows.map(({ conversation_id }) => conversation_id),
      );
    });
  }
  await closeRounds(floor);
  return rows.reduce((count, { ids }) => count + ids.length, 0) === mostAtOnce;
}

/** A round is over when nobody in it is, or will be, asked. */
async function closeRounds(floor: Floor): Promise<void> {
  const done = await sql<{ team_id: string; id: string }>`
    select team_id, id from rounds where state = 'open' and not exists (select from asks
      where asks.team_id = rounds.team_id and asks.round_id = rounds.id
        and asks.state in ('waiting', 'asked', 'unclear'))
    limit 100`.execute(floor.db);
  for (const { team_id: teamId, id } of done.rows) {
    await inTransaction({ ...floor, teamId }, async (tx) => {
      await tx.db
        .updateTable('rounds')
        .set({ state: 'closed', closed_at: tx.clock.now() })
        .where('team_id', '=', teamId)
        .where('id', '=', id)
        .where('state', '=', 'open')
        .execute();
      announce(tx, { kind: 'round.changed', subjectId: id });
    });
  }
}

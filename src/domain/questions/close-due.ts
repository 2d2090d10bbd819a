import { sql } from 'kysely';
import type { Turns } from '../../platform/turns.ts';
import { announce, type Floor, inTransaction, type TeamTransaction } from '../floor.ts';
import { freeHeld } from './recount.ts';

const mostAtOnce = 1000;

/**
 * Closes the asks whose time is over, in every team, and with the last of them the round. Of two who look at once each
 * finds others.
 * @returns whether there is more to do.
 */
export async function closeDue(floor: Floor, turns: Turns): Promise<boolean> {
  const now = floor.clock.now();
  const { rows } = await sql<{ team_id: string; round_id: string; ids: string[] }>`
    select team_id, round_id, array_agg(id) as ids from (
      select team_id, round_id, id from asks where state in ('asked', 'unclear') and closes_at <= ${now}
        and not round_id = any (${turns.resting()}::uuid[])
      order by closes_at limit ${sql.lit(mostAtOnce)}) as due
    group by team_id, round_id`.execute(floor.db);
  for (const { team_id: teamId, round_id: id, ids } of rows) {
    await turns.take({ teamId, id }, () => inTransaction({ ...floor, teamId }, (tx) => closeAsks(tx, id, ids)));
  }
  await closeRounds(floor, turns);
  return rows.reduce((count, { ids }) => count + ids.length, 0) === mostAtOnce;
}

async function closeAsks(tx: TeamTransaction, roundId: string, ids: string[]): Promise<void> {
  const now = tx.clock.now();
  const { rows } = await sql<{ conversation_id: string }>`
    with due as (
      select id from asks where team_id = ${tx.teamId}::uuid and id = any (${ids}::uuid[])
        and state in ('asked', 'unclear') and closes_at <= ${now}
      order by id for no key update skip locked)
    update asks set state = 'closed', next_nudge_at = null, next_silence_at = null, state_at = ${now} from due
    where asks.team_id = ${tx.teamId}::uuid and asks.id = due.id
    returning conversation_id`.execute(tx.db);
  if (rows.length > 0) announce(tx, { kind: 'round.changed', subjectId: roundId });
  await freeHeld(
    tx,
    rows.map(({ conversation_id }) => conversation_id),
  );
}

/** A round is over when nobody in it is, or will be, asked. */
async function closeRounds(floor: Floor, turns: Turns): Promise<void> {
  const done = await sql<{ team_id: string; id: string }>`
    select team_id, id from rounds where state = 'open' and not exists (select from asks
      where asks.team_id = rounds.team_id and asks.round_id = rounds.id
        and asks.state in ('waiting', 'asked', 'unclear'))
      and not id = any (${turns.resting()}::uuid[])
    limit 100`.execute(floor.db);
  for (const { team_id: teamId, id } of done.rows) {
    await turns.take({ teamId, id }, () =>
      inTransaction({ ...floor, teamId }, async (tx) => {
        await tx.db
          .updateTable('rounds')
          .set({ state: 'closed', closed_at: tx.clock.now() })
          .where('team_id', '=', teamId)
          .where('id', '=', id)
          .where('state', '=', 'open')
          .execute();
        announce(tx, { kind: 'round.changed', subjectId: id });
      }),
    );
  }
}

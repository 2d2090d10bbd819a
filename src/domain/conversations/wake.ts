import { sql } from 'kysely';
import { announce, type Floor, inTransaction } from '../floor.ts';

/** So many wait again at once; the rest a moment later. */
const mostAtOnce = 500;

/**
 * Whoever was put off until now waits again, in every team: since they wrote, or since now if they had been answered. The
 * database's clock decides, and of two who look at once each finds others.
 */
export async function wakeSnoozed(floor: Floor): Promise<void> {
  const due = await sql<{ team_id: string; ids: string[] }>`
    select team_id, array_agg(id order by id) as ids from (
      select team_id, id from conversations where snoozed_until <= now()
      order by snoozed_until limit ${sql.lit(mostAtOnce)}) as due
    group by team_id`.execute(floor.db);
  for (const { team_id, ids } of due.rows) {
    await inTransaction({ ...floor, teamId: team_id }, async (tx) => {
      const { rows } = await sql<{ id: string }>`
        with due as (
          select id from conversations
          where team_id = ${team_id}::uuid and id = any (${ids}::uuid[]) and snoozed_until <= now()
          order by id for no key update skip locked)
        update conversations set waiting_since = coalesce(waiting_since, snoozed_until), snoozed_until = null, closed_at = null
        from due where conversations.team_id = ${team_id}::uuid and conversations.id = due.id
        returning conversations.id`.execute(tx.db);
      for (const { id } of rows) announce(tx, { kind: 'conversation.changed', conversationId: id });
    });
  }
}

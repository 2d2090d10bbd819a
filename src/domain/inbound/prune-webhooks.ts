import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';

const atOnce = 1000;

/** Before which times webhooks go: those that were taken in, and those that wait for somebody to look at them. */
interface Ends {
  taken: Date;
  parked: Date;
}

/**
 * Removes webhooks that came before a time, some at a time.
 * @returns how many went.
 */
export async function pruneWebhooks(scope: TeamScope, before: Ends): Promise<number> {
  return (await pruneBundles(scope, before.taken)) + (await pruneSingle(scope, before));
}

/** By their ids, which are in the order of arrival. */
async function pruneBundles(scope: TeamScope, before: Date): Promise<number> {
  for (let gone = 0; ; ) {
    const { numAffectedRows = 0n } = await sql`
      delete from webhook_bundles where team_id = ${scope.teamId} and received_at < ${before} and id in (
        select id from webhook_bundles where team_id = ${scope.teamId} order by id limit ${atOnce})`.execute(scope.db);
    gone += Number(numAffectedRows);
    if (numAffectedRows < atOnce) return gone;
  }
}

async function pruneSingle(scope: TeamScope, before: Ends): Promise<number> {
  let gone = 0;
  const isOver = sql<boolean>`received_at < case when fault is null then ${before.taken}::timestamptz else ${before.parked}::timestamptz end`;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    // Ids are in the order of arrival, or of its day: the first page that is young is the last to look at.
    const { rows } = await sql<{ id: string; is_old: boolean; is_over: boolean }>`
      select id, received_at < ${before.taken}::timestamptz as is_old, ${isOver} as is_over from webhook_events
      where team_id = ${scope.teamId} and id > ${after} order by id limit ${atOnce}`.execute(scope.db);
    const old = rows.filter((row) => row.is_over).map(({ id }) => id);
    if (old.length > 0) {
      const { numDeletedRows } = await scope.db
        .deleteFrom('webhook_events')
        .where('team_id', '=', scope.teamId)
        .where('id', 'in', old)
        .where(isOver)
        .executeTakeFirst();
      gone += Number(numDeletedRows);
    }
    after = rows.at(-1)?.id ?? after;
    if (rows.length < atOnce || !rows.some((row) => row.is_old)) return gone;
  }
}

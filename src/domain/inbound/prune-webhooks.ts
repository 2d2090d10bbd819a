import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';

const atOnce = 1000;

/**
 * Removes webhooks that came before a time, some at a time; those that wait for somebody to look at them stay.
 * @returns how many went.
 */
export async function pruneWebhooks(scope: TeamScope, before: Date): Promise<number> {
  return (await pruneBundles(scope, before)) + (await pruneSingle(scope, before));
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

async function pruneSingle(scope: TeamScope, before: Date): Promise<number> {
  let gone = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    // Ids are in the order of arrival, or of its day: the first page that is young is the last to look at.
    const { rows } = await sql<{ id: string; is_old: boolean; is_parked: boolean }>`
      select id, received_at < ${before}::timestamptz as is_old, fault is not null as is_parked from webhook_events
      where team_id = ${scope.teamId} and id > ${after} order by id limit ${atOnce}`.execute(scope.db);
    const old = rows.filter((row) => row.is_old && !row.is_parked).map(({ id }) => id);
    if (old.length > 0) {
      const { numDeletedRows } = await scope.db
        .deleteFrom('webhook_events')
        .where('team_id', '=', scope.teamId)
        .where('id', 'in', old)
        .where('fault', 'is', null)
        .executeTakeFirst();
      gone += Number(numDeletedRows);
    }
    after = rows.at(-1)?.id ?? after;
    if (rows.length < atOnce || !rows.some((row) => row.is_old)) return gone;
  }
}

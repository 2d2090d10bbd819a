import { sql } from 'kysely';
import { AppError } from '../../platform/errors.ts';
import { inTransaction, type TeamScope } from '../floor.ts';
import { type Member, mustManage, recordAct } from '../teams/teams.ts';
import { changed } from './changed.ts';
import { lock } from './drafts.ts';
import { type Failed, failedOf, recipientsOf, troubleOf } from './places.ts';

/** How many get their text once more, and whom that cannot help, by why. */
export interface Retried {
  count: number;
  without: { message: string; advice: string; count: number }[];
}

/**
 * Has those wait for their text once more whose text has failed for a reason that may be gone by now. Asked twice, the
 * second finds nobody.
 * @throws AppError `forbidden`, `not_found`, `too_late` for a draft, and for one that was canceled.
 */
export async function retry(member: Member, broadcastId: string): Promise<Retried> {
  mustManage(member, 'text many people at once');
  return inTransaction(member, async (tx) => {
    const broadcast = await lock(tx, broadcastId);
    if (broadcast.state === 'draft' || broadcast.canceledAt)
      throw new AppError('too_late', 'Nothing of this broadcast is sent any more.');
    const failed = await failedIn(tx, broadcastId);
    const hopeful = failed.filter(({ canSendAgain }) => canSendAgain).flatMap(({ messageIds }) => messageIds);
    // By their texts: somebody may be one by now with somebody who has got it.
    const { rows } = await sql`
      update broadcast_recipients set retry_of = message_id, message_id = null, due_at = ${tx.clock.now()}
      where team_id = ${tx.teamId}::uuid and broadcast_id = ${broadcastId}::uuid and message_id = any (${hopeful}::uuid[])
      returning person_id`.execute(tx.db);
    if (rows.length > 0) {
      await sql`update broadcasts set done_at = null where team_id = ${tx.teamId}::uuid
        and id = ${broadcastId}::uuid`.execute(tx.db);
      await recordAct(tx, { kind: 'broadcast.retried', subjectId: broadcastId, after: { count: rows.length } });
      await changed(tx, broadcastId);
    }
    const hopeless = failed.filter(({ canSendAgain }) => !canSendAgain);
    return {
      count: rows.length,
      without: [...Map.groupBy(hopeless, ({ message }) => message)].map(([message, some]) => ({
        message,
        advice: some[0]?.advice ?? '',
        count: some.reduce((sum, { count }) => sum + count, 0),
      })),
    };
  });
}

async function failedIn(scope: TeamScope, broadcastId: string) {
  const { rows } = await sql<{ failed: Failed; count: number; messageIds: string[] }>`
    select failed, count(*)::int as count, array_agg(message_id) as "messageIds" from (
      select recipients.message_id, ${failedOf} as failed from ${recipientsOf(scope, broadcastId)}) as each
    where failed is not null group by failed`.execute(scope.db);
  return rows.map(({ failed, ...row }) => ({ ...row, ...troubleOf(scope, failed) }));
}

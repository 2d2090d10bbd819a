import { sql } from 'kysely';
import { AppError } from '../../platform/errors.ts';
import { announce, inTransaction, type TeamScope } from '../floor.ts';
import { providerOf } from '../lines/lines.ts';
import { describeTrouble } from '../messages/messages.ts';
import { type Member, mustManage, recordAct } from '../teams/teams.ts';
import { lock } from './drafts.ts';
import { recipientsWithTexts } from './progress.ts';

/** How many get their text once more, and whom that cannot help, by why. */
export interface Retried {
  count: number;
  without: { message: string; advice: string; count: number }[];
}

interface Failed {
  status: 'failed' | 'undelivered';
  error_code: string | null;
  error_message: string | null;
  provider: string;
  count: number;
  people: string[];
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
    const failed = await failedOf(tx, broadcastId);
    const hopeful = failed.filter(({ canSendAgain }) => canSendAgain).flatMap(({ people }) => people);
    const { rows } = await sql`
      update broadcast_recipients set retry_of = message_id, message_id = null, due_at = ${tx.clock.now()}
      where team_id = ${tx.teamId}::uuid and broadcast_id = ${broadcastId}::uuid and person_id = any (${hopeful}::uuid[])
      returning person_id`.execute(tx.db);
    if (rows.length > 0) {
      await sql`update broadcasts set done_at = null where team_id = ${tx.teamId}::uuid
        and id = ${broadcastId}::uuid`.execute(tx.db);
      await recordAct(tx, { kind: 'broadcast.retried', subjectId: broadcastId, after: { count: rows.length } });
      announce(tx, { kind: 'broadcast.changed', subjectId: broadcastId });
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

async function failedOf(scope: TeamScope, broadcastId: string) {
  const { rows } = await sql<Failed>`
    select messages.status, error_code, case when error_code is null then error_message end as error_message,
      lines.provider, count(*)::int as count, array_agg(recipients.person_id) as people
    from ${recipientsWithTexts} join lines on lines.team_id = messages.team_id and lines.id = messages.line_id
    where recipients.team_id = ${scope.teamId}::uuid and recipients.broadcast_id = ${broadcastId}::uuid
      and left_because is null and messages.status in ('failed', 'undelivered')
      -- Somebody may have sent it again from their conversation.
      and not exists (select from messages as again where again.team_id = messages.team_id and again.retry_of = messages.id)
    group by 1, 2, 3, 4`.execute(scope.db);
  return rows.map((row) => ({ ...row, ...describeTrouble(row.status, row, providerOf(scope, row.provider))! }));
}

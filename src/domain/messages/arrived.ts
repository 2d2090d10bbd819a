import { sql } from 'kysely';
import { notFound } from '../../platform/errors.ts';
import type { TeamScope } from '../floor.ts';

/** How texts to one person fare. */
export interface Arrived {
  /** Texts that left us; a receipt may still come. */
  sent: number;
  delivered: number;
  lastFailure: { at: string; messageId: string } | null;
}

/**
 * How many of a conversation's texts left and were delivered, and the last that was not.
 * @throws AppError `not_found`.
 */
export async function countArrived(scope: TeamScope, conversationId: string): Promise<Arrived> {
  const { rows } = await sql<{ sent: number; delivered: number; at: Date | null; failed_id: string | null }>`
    select counted.*, failed.status_at as at, failed.id as failed_id
    from conversations, lateral (
      select count(*)::int as sent, (count(*) filter (where status = 'delivered'))::int as delivered
      from messages where messages.team_id = conversations.team_id and conversation_id = conversations.id
        and direction = 'outbound' and status in ('accepted', 'sent', 'delivered', 'undelivered', 'failed')
    ) as counted left join lateral (
      select id, status_at from messages where messages.team_id = conversations.team_id
        and conversation_id = conversations.id and status in ('undelivered', 'failed') order by id desc limit 1
    ) as failed on true
    where conversations.team_id = ${scope.teamId}::uuid and conversations.id = ${conversationId}::uuid`.execute(
    scope.db,
  );
  const [row] = rows;
  if (!row) throw notFound('conversation');
  const { sent, delivered, at, failed_id: messageId } = row;
  return { sent, delivered, lastFailure: at && messageId ? { at: at.toISOString(), messageId } : null };
}

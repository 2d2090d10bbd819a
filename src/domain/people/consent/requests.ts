import type { TeamScope, TeamTransaction } from '../../floor.ts';
import { keepRecord } from './ledger.ts';

/**
 * Keeps that somebody seems to ask for no more texts. Until a member says what they meant, nothing that goes to many and
 * nothing that the program says by itself is texted to them; saying it again changes nothing.
 */
export async function noteRequest(
  tx: TeamTransaction,
  request: { address: string; messageId: string; lineId: string; words: string; saidAt: Date },
): Promise<void> {
  const { address, messageId, lineId, words, saidAt } = request;
  await tx.db
    .insertInto('stop_requests')
    .values({
      team_id: tx.teamId,
      id: tx.newId(),
      address,
      message_id: messageId,
      line_id: lineId,
      words: words.slice(0, 500),
      asked_at: saidAt,
    })
    .onConflict((conflict) => conflict.columns(['team_id', 'address']).where('settled_at', 'is', null).doNothing())
    .execute();
  await keepRecord(tx, { address, kind: 'seemed_to_ask', how: 'texted', words, lineId, happenedAt: saidAt });
}

/** What they asked before is settled by a word that says it plainly. */
export async function endRequests(tx: TeamTransaction, address: string, saidAt: Date): Promise<void> {
  await tx.db
    .updateTable('stop_requests')
    .set({ settled_at: tx.clock.now() })
    .where('team_id', '=', tx.teamId)
    .where('address', '=', address)
    .where('settled_at', 'is', null)
    .where('asked_at', '<=', saidAt)
    .execute();
}

/** Whether somebody seems to ask for no more texts, and nobody has said yet what they meant. */
export async function seemsToAsk(scope: TeamScope, address: string): Promise<boolean> {
  const row = await scope.db
    .selectFrom('stop_requests')
    .select('id')
    .where('team_id', '=', scope.teamId)
    .where('address', '=', address)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

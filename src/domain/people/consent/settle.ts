import { notFound } from '../../../platform/errors.ts';
import { inTransaction } from '../../floor.ts';
import type { Member } from '../../teams/teams.ts';
import { optOut } from '../opt-outs.ts';
import { keepRecord } from './ledger.ts';
import { tellOf } from './tell.ts';

/**
 * A member says what somebody meant. Of two who say it at once the first counts.
 * @throws AppError `not_found` when nobody asks, or somebody has said it by now.
 */
export async function settleRequest(member: Member, requestId: string, wantsNone: boolean): Promise<void> {
  await inTransaction(member, async (tx) => {
    const request = await tx.db
      .updateTable('stop_requests')
      .set({ settled_at: tx.clock.now(), settled_by: tx.memberId })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', requestId)
      .where('settled_at', 'is', null)
      .returning(['address', 'words', 'line_id as lineId'])
      .executeTakeFirst();
    if (!request) throw notFound('request');
    const { address, words, lineId } = request;
    // Of whoever was removed meanwhile no words are left.
    const said = { words: words || null, lineId, memberId: tx.memberId };
    const now = tx.clock.now();
    if (wantsNone) await optOut(tx, address, { how: 'member', saidAt: now, ...said });
    else await keepRecord(tx, { address, kind: 'not_meant', how: 'member', happenedAt: now, ...said });
    await tellOf(tx, [address]);
  });
}

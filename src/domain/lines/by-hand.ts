import { notFound } from '../../platform/errors.ts';
import { announce, inTransaction } from '../floor.ts';
import { type Member, mustManage } from '../teams/teams.ts';
import { wakeLine } from './wake.ts';

interface Fields {
  paused_at?: Date | null;
  paused_by?: string | null;
  paused_reason?: null;
  rests_until?: null;
  rests_reason?: null;
  segments_per_second?: number | null;
}

/**
 * Stops sending over a line until somebody resumes it, whatever happens meanwhile. One that is paused already keeps its
 * time and its reason.
 * @throws AppError `forbidden` for members, `not_found`.
 */
export async function pauseByHand(member: Member, lineId: string): Promise<void> {
  await set(member, lineId, { paused_at: member.clock.now(), paused_by: member.memberId }, { isOpen: true });
}

/**
 * Sends over a line again, whoever or whatever stopped it, and also while it rests.
 * @throws as `pauseByHand`.
 */
export async function resume(member: Member, lineId: string): Promise<void> {
  const free = { paused_at: null, paused_by: null, paused_reason: null, rests_until: null, rests_reason: null };
  await set(member, lineId, free);
}

/**
 * Says how fast a line may send, in segments a second; null is without a limit.
 * @throws as `pauseByHand`.
 */
export async function setPace(member: Member, lineId: string, segmentsPerSecond: number | null): Promise<void> {
  await set(member, lineId, { segments_per_second: segmentsPerSecond });
}

async function set(member: Member, lineId: string, fields: Fields, { isOpen = false } = {}): Promise<void> {
  mustManage(member, 'change lines');
  await inTransaction(member, async (tx) => {
    const line = await tx.db
      .selectFrom('lines')
      .select('paused_at')
      .where('team_id', '=', tx.teamId)
      .where('id', '=', lineId)
      .forUpdate()
      .executeTakeFirst();
    if (!line) throw notFound('line');
    if (isOpen && line.paused_at) return;
    await tx.db.updateTable('lines').set(fields).where('team_id', '=', tx.teamId).where('id', '=', lineId).execute();
    await wakeLine(tx, lineId);
    announce(tx, { kind: 'line.changed' });
  });
}

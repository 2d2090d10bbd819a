import type { Transacting } from '../floor.ts';
import type { Member } from './member.ts';

/** Something that a member did, as it is kept. */
export interface KeptAct {
  id: string;
  kind: string;
  /** Null: an operator. */
  memberId: string | null;
  conversationId: string | null;
  personId: string | null;
  subjectId: string | null;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  happenedAt: Date;
  undoneAt: Date | null;
}

/** An act, or all of those that were done as one. They stay locked until the commit: nothing is undone twice. */
export async function lockActs(tx: Transacting<Member>, actId: string): Promise<KeptAct[]> {
  const rows = await tx.db
    .selectFrom('acts')
    .selectAll()
    .where('team_id', '=', tx.teamId)
    .where((where) => where.or([where('id', '=', actId), where('batch_id', '=', actId)]))
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    memberId: row.member_id,
    conversationId: row.conversation_id,
    personId: row.person_id,
    subjectId: row.subject_id,
    before: (row.before ?? {}) as Record<string, unknown>,
    after: (row.after ?? {}) as Record<string, unknown>,
    happenedAt: row.happened_at,
    undoneAt: row.undone_at,
  }));
}

/** Keeps that acts were taken back. */
export async function markUndone(tx: Transacting<Member>, actIds: string[]): Promise<void> {
  await tx.db
    .updateTable('acts')
    .set({ undone_at: tx.clock.now() })
    .where('team_id', '=', tx.teamId)
    .where('id', 'in', actIds)
    .execute();
}

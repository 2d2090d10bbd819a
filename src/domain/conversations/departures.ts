import { sql } from 'kysely';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import { type Colleague, deactivate, type Member, reactivate, recordActs } from '../teams/teams.ts';

/**
 * Deactivates a member, and takes their conversations from them, so that nobody waits for somebody who is gone.
 * @throws as `teams.deactivate`.
 */
export async function deactivateMember(member: Member, memberId: string): Promise<Colleague> {
  return inTransaction(member, async (tx) => {
    const { colleague, batchId } = await deactivate(tx, memberId);
    if (!batchId) return colleague;
    const { rows } = await sql<{ id: string }>`
      with theirs as (
        select id from conversations where team_id = ${tx.teamId}::uuid and assignee_id = ${memberId}::uuid
        order by id for no key update
      )
      update conversations set assignee_id = null from theirs
      where conversations.team_id = ${tx.teamId}::uuid and conversations.id = theirs.id
      returning conversations.id`.execute(tx.db);
    await keep(tx, rows, { batchId, from: memberId, to: null });
    return colleague;
  });
}

/**
 * Lets a member in again, with the conversations that were theirs and are nobody's since.
 * @throws as `teams.reactivate`.
 */
export async function reactivateMember(member: Member, memberId: string): Promise<Colleague> {
  return inTransaction(member, async (tx) => {
    const { colleague, batchId } = await reactivate(tx, memberId);
    if (!batchId) return colleague;
    const { rows } = await sql<{ id: string }>`
      with batch as (
        select batch_id from acts
        where team_id = ${tx.teamId}::uuid and subject_id = ${memberId}::uuid and kind = 'member.deactivated'
        order by id desc limit 1
      ),
      theirs as (
        select id from conversations where team_id = ${tx.teamId}::uuid and assignee_id is null and id in (
          select conversation_id from acts join batch using (batch_id)
          where acts.team_id = ${tx.teamId}::uuid and acts.conversation_id is not null
        )
        order by id for no key update
      )
      update conversations set assignee_id = ${memberId}::uuid from theirs
      where conversations.team_id = ${tx.teamId}::uuid and conversations.id = theirs.id
      returning conversations.id`.execute(tx.db);
    await keep(tx, rows, { batchId, from: null, to: memberId });
    return colleague;
  });
}

async function keep(
  tx: Transacting<Member>,
  rows: { id: string }[],
  { batchId, from, to }: { batchId: string; from: string | null; to: string | null },
): Promise<void> {
  const [before, after] = [{ assignee_id: from }, { assignee_id: to }];
  const ids = await recordActs(
    tx,
    rows.map(({ id }) => ({ kind: 'conversation.assigned', conversationId: id, batchId, before, after })),
  );
  for (const [index, { id }] of rows.entries())
    announce(tx, { kind: 'conversation.changed', conversationId: id, ...(ids[index] && { subjectId: ids[index] }) });
}

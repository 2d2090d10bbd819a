import { notFound } from '../../platform/errors.ts';
import { persistently } from '../../platform/persistently.ts';
import { inTransaction, type TeamScope } from '../floor.ts';
import type { Member } from '../teams/teams.ts';

/** What a member has seen of a conversation: everything up to a message, or up to a note. */
export type Seen = { messageId: string } | { noteId: string };

/**
 * Marks everything up to a message or a note as read by this member. A mark never moves back.
 * @returns whether that was news.
 * @throws AppError `not_found` also when it is not of this conversation: a mark beyond its end would stay there.
 */
export async function markRead(member: Member, conversationId: string, seen: Seen): Promise<boolean> {
  return persistently(() => mark(member, conversationId, seen));
}

async function mark(member: Member, conversationId: string, seen: Seen): Promise<boolean> {
  await mustBeOfTeam(member, conversationId);
  const seenId = 'messageId' in seen ? seen.messageId : seen.noteId;
  const seenItem = await member.db
    .selectFrom('messageId' in seen ? 'messages' : 'notes')
    .select('id')
    .where('team_id', '=', member.teamId)
    .where('conversation_id', '=', conversationId)
    .where('id', '=', seenId)
    .executeTakeFirst();
  if (!seenItem) throw notFound('messageId' in seen ? 'message' : 'note');
  return inTransaction(member, async (tx) => {
    const { numDeletedRows } = await tx.db
      .deleteFrom('unseen_mentions')
      .where('team_id', '=', tx.teamId)
      .where('member_id', '=', tx.memberId)
      .where('conversation_id', '=', conversationId)
      .where('note_id', '<=', seenId)
      .executeTakeFirst();
    const messageId = 'messageId' in seen ? seenId : await newestBefore(tx, conversationId, seenId);
    const isMoved = messageId !== undefined && (await moveMark(tx, conversationId, messageId));
    return isMoved || numDeletedRows > 0n;
  });
}

async function newestBefore(scope: TeamScope, conversationId: string, noteId: string): Promise<string | undefined> {
  const row = await scope.db
    .selectFrom('messages')
    .select('id')
    .where('team_id', '=', scope.teamId)
    .where('conversation_id', '=', conversationId)
    .where('id', '<', noteId)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row?.id;
}

async function moveMark(member: Member, conversationId: string, messageId: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await member.db
    .insertInto('read_marks')
    .values({
      team_id: member.teamId,
      conversation_id: conversationId,
      member_id: member.memberId,
      message_id: messageId,
      read_at: member.clock.now(),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'conversation_id', 'member_id'])
        .doUpdateSet((set) => ({ message_id: set.ref('excluded.message_id'), read_at: set.ref('excluded.read_at') }))
        .whereRef('read_marks.message_id', '<', 'excluded.message_id'),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows !== 0n;
}

/** @throws AppError `not_found`. */
export async function mustBeOfTeam(scope: TeamScope, conversationId: string): Promise<void> {
  const row = await scope.db
    .selectFrom('conversations')
    .select('id')
    .where('team_id', '=', scope.teamId)
    .where('id', '=', conversationId)
    .executeTakeFirst();
  if (!row) throw notFound('conversation');
}

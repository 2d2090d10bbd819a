import { sql } from 'kysely';
import { lockAll } from '../conversations/conversations.ts';
import type { TeamTransaction } from '../floor.ts';
import type { Line } from '../lines/lines.ts';
import { optOut, tellOf } from '../people/people.ts';

interface RefusedText {
  messageId: string;
  conversationId: string;
  to: string;
  /** Which try was refused; the newest, when nobody knows. */
  attemptId: string | null;
}

/**
 * Records that a company does not hand a text over because its person has opted out. They had when that try of it began:
 * who texted START since then has come back. Locks the conversation, as whoever takes that START does.
 */
export async function noteRefusal(
  tx: TeamTransaction,
  line: Line,
  text: RefusedText,
  code: string | null,
): Promise<void> {
  const { messageId, conversationId, to, attemptId } = text;
  await lockAll(tx, [conversationId]);
  const tried = await tx.db
    .selectFrom('attempts')
    .select('started_at')
    .where('team_id', '=', tx.teamId)
    .where('conversation_id', '=', conversationId)
    .where('message_id', '=', messageId)
    .orderBy(sql`(id = ${attemptId}::uuid) is true`, 'desc')
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const saidAt = tried?.started_at ?? tx.clock.now();
  if (await optOut(tx, to, { how: 'provider', words: code, saidAt, lineId: line.id })) await tellOf(tx, [to]);
}

import { lockAll } from '../conversations/conversations.ts';
import { announce, type TeamTransaction } from '../floor.ts';
import type { Line } from '../lines/lines.ts';
import { optOut } from '../people/people.ts';

interface RefusedText {
  messageId: string;
  conversationId: string;
  to: string;
}

/**
 * Records that a company does not hand a text over because its person has opted out. They had when it was tried: who texted
 * START since then has come back. Locks the conversation, as whoever takes that START does.
 */
export async function noteRefusal(
  tx: TeamTransaction,
  line: Line,
  text: RefusedText,
  code: string | null,
): Promise<void> {
  const { messageId, conversationId, to } = text;
  await lockAll(tx, [conversationId]);
  const tried = await tx.db
    .selectFrom('attempts')
    .select('started_at')
    .where('team_id', '=', tx.teamId)
    .where('conversation_id', '=', conversationId)
    .where('message_id', '=', messageId)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const saidAt = tried?.started_at ?? tx.clock.now();
  if (await optOut(tx, to, { how: 'provider', words: code, saidAt, lineId: line.id }))
    announce(tx, { kind: 'person.changed', conversationId });
}

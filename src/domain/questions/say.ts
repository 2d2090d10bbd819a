import type { TeamTransaction } from '../floor.ts';
import { mayAnswerByItself } from '../limits/limits.ts';
import { findWays, repliesFirst, writeToMany } from '../messages/messages.ts';
import { type AskText, noteTexts } from './ask-texts.ts';

/**
 * Says something to one person for an ask, before all that goes to many; nothing when they may not be texted, or when the
 * program has answered them by itself too often just now.
 */
export async function say(
  tx: TeamTransaction,
  { words, ...text }: Omit<AskText, 'messageId'> & { words: string },
): Promise<void> {
  const { conversationId } = text;
  if (text.part !== 'question' && !(await mayAnswerByItself(tx, conversationId))) return;
  const ways = await findWays(tx, [conversationId]);
  const messageId = (await writeToMany(tx, ways, [{ conversationId, words }], repliesFirst)).get(conversationId);
  if (messageId) await noteTexts(tx, [{ ...text, messageId }]);
}

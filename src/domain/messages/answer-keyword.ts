import type { TeamTransaction } from '../floor.ts';
import { mayAnswerByItself } from '../limits/limits.ts';
import { findWays, repliesFirst, writeToMany } from './write-to-many.ts';

/** Whoever says the same again and again, as a machine does, gets the same answer so often. */
const onceInMs = 3_600_000;

/**
 * Answers STOP, START or HELP, also where nothing else may be said: whether it leaves is for the opt-out to say. Not when the
 * same was said in the last hour, nor when the program has said enough by itself. It goes to the number that said it, of however many that are theirs.
 * @returns the text, if there is one.
 */
export async function answerKeyword(
  tx: TeamTransaction,
  conversationId: string,
  to: string,
  words: string,
): Promise<string | undefined> {
  // Their conversation is locked by that: nobody says it at the same time.
  const ways = await findWays(tx, [conversationId], undefined, { answersTo: to });
  if (!(await mayAnswerByItself(tx, conversationId))) return undefined;
  const said = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('team_id', '=', tx.teamId)
    .where('conversation_id', '=', conversationId)
    .where('direction', '=', 'outbound')
    .where('body', '=', words)
    .where('created_at', '>', new Date(tx.clock.now().getTime() - onceInMs))
    .limit(1)
    .executeTakeFirst();
  if (said) return undefined;
  return (await writeToMany(tx, ways, [{ conversationId, words, isFilled: true }], repliesFirst)).get(conversationId);
}

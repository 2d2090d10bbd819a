import type { TeamTransaction } from '../floor.ts';
import { findWays, repliesFirst, writeToMany } from './write-to-many.ts';

/** Whoever says the same again and again, as a machine does, gets the same answer so often. */
const onceInMs = 3_600_000;

/** Says something to somebody that no member has written, unless the same was said to them in the last hour. */
export async function answerByItself(tx: TeamTransaction, conversationId: string, words: string): Promise<void> {
  // Their conversation is locked by that: nobody says it at the same time.
  const ways = await findWays(tx, [conversationId]);
  const recent = await tx.db
    .selectFrom('messages')
    .select(['body', 'direction', 'created_at'])
    .where('team_id', '=', tx.teamId)
    .where('conversation_id', '=', conversationId)
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  const since = tx.clock.now().getTime() - onceInMs;
  const isSaid = recent.some(
    ({ body, direction, created_at }) => direction === 'outbound' && body === words && created_at.getTime() > since,
  );
  if (!isSaid) await writeToMany(tx, ways, [{ conversationId, words }], repliesFirst);
}

import { sql } from 'kysely';
import { moveNotes } from '../conversations/conversations.ts';
import type { TeamTransaction } from '../floor.ts';
import { type Move, moveTexts } from '../messages/messages.ts';
import { moveMatches } from '../questions/questions.ts';
import { moveTexts as moveInIndex } from '../search/search.ts';

/**
 * Moves texts and notes, with all that names them, from one conversation to another: in one statement, for until its end
 * nothing may name what is not there.
 */
export async function move(
  tx: TeamTransaction,
  way: { from: string; to: string },
  { messageIds, noteIds }: { messageIds: string[]; noteIds: string[] },
): Promise<void> {
  const moving: Move = { ...way, teamId: tx.teamId, messageIds };
  await sql`with ${moveTexts(moving)}, ${moveMatches(moving)}, ${moveNotes(tx, way.from, way.to, noteIds)}
    select from (select 1) as one`.execute(tx.db);
  await moveInIndex(tx, [...messageIds, ...noteIds], way.from, way.to);
}

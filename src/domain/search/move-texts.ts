import { sql } from 'kysely';
import { listOf } from '../../platform/statement.ts';
import type { TeamTransaction } from '../floor.ts';
import { asked, lexemes, signOf } from './lexemes.ts';

/** Tells the index that texts and notes are in another conversation now; what it does not know yet it will read there. */
export async function moveTexts(
  { teamId, db }: TeamTransaction,
  ids: string[],
  from: string,
  to: string,
): Promise<void> {
  const [was, is] = [from, to].map((id) => lexemes.conversation(signOf(teamId), id));
  await sql`
    update search_texts set conversation_id = ${to}::uuid,
      words = ts_delete(words, ${was}::text) || ${asked(is as string)}::tsvector
    where team_id = ${teamId}::uuid and message_id = any (${listOf(ids)}::uuid[]) and conversation_id = ${from}::uuid`.execute(
    db,
  );
}

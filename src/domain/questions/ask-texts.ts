import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';

/** A text that was sent for an ask, and as what. */
export interface AskText {
  askId: string;
  conversationId: string;
  messageId: string;
  part: 'question' | 'nudge' | 'again' | 'thanks' | 'filled' | 'rule';
  step: number;
}

/** Keeps for which asks texts were written, in the transaction that writes them. */
export async function noteTexts(tx: TeamTransaction, texts: AskText[]): Promise<void> {
  if (texts.length === 0) return;
  await sql`
    insert into ask_texts (team_id, message_id, conversation_id, ask_id, part, step)
    select ${tx.teamId}::uuid, * from unnest(
      ${texts.map(({ messageId }) => messageId)}::uuid[], ${texts.map(({ conversationId }) => conversationId)}::uuid[],
      ${texts.map(({ askId }) => askId)}::uuid[], ${texts.map(({ part }) => part)}::text[],
      ${texts.map(({ step }) => step)}::smallint[])`.execute(tx.db);
}

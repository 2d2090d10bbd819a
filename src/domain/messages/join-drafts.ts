import { sql } from 'kysely';
import { rowsAsTold } from '../../platform/rows-as-told.ts';
import type { TeamTransaction } from '../floor.ts';

/** A draft as the database tells it. */
export interface StoredDraft {
  member_id: string;
  body: string;
}

/** Has the drafts in one conversation stand in another; whoever has one in both has them one below the other. */
export async function joinDrafts(tx: TeamTransaction, from: string, to: string): Promise<void> {
  await sql`
    insert into drafts (team_id, conversation_id, member_id, body, caret, updated_at)
    select team_id, ${to}::uuid, member_id, body, caret, updated_at from drafts
    where team_id = ${tx.teamId}::uuid and conversation_id = ${from}::uuid
    on conflict (team_id, conversation_id, member_id) do update set
      body = drafts.body || E'\n\n' || excluded.body, updated_at = greatest(drafts.updated_at, excluded.updated_at)`.execute(
    tx.db,
  );
}

/** Puts drafts back as they were kept, in place of those that these members have in a conversation now. */
export async function putBackDrafts(
  tx: TeamTransaction,
  conversationId: string,
  drafts: StoredDraft[],
  memberIds: string[],
): Promise<void> {
  await sql`delete from drafts where team_id = ${tx.teamId}::uuid and conversation_id = ${conversationId}::uuid
    and member_id = any (${memberIds}::uuid[])`.execute(tx.db);
  await sql`insert into drafts ${rowsAsTold('drafts', drafts)}`.execute(tx.db);
}

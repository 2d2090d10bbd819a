import { sql } from 'kysely';
import type { Member } from '../teams/teams.ts';
import { type Conversation, describe, ofIds, type Row, toConversation } from './stored-conversation.ts';

/** The conversations in which this member has a draft, the newest draft first. `after` is the place of the row before. */
export async function listDrafted(
  member: Member,
  { after, limit }: { after: { at: string; id: string } | null; limit: number },
): Promise<(Conversation & { place: string })[]> {
  const rest = after ? sql`and (updated_at, conversation_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``;
  const page = sql`select conversation_id as id, updated_at as place from drafts
    where team_id = ${member.teamId}::uuid and member_id = ${member.memberId}::uuid ${rest}
    order by updated_at desc, conversation_id desc limit ${limit}`;
  const { rows } = await sql<Row>`${describe(member, ofIds(member, page))}
    order by conversation.place desc, conversation.id desc`.execute(member.db);
  return rows.map((row) => ({ ...toConversation(row), place: row.place }));
}

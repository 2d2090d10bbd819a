import { sql } from 'kysely';
import type { JoinedRecipients } from '../broadcasts/broadcasts.ts';
import type { StoredHead, StoredMarks } from '../conversations/conversations.ts';
import type { TeamScope } from '../floor.ts';
import type { StoredDraft } from '../messages/messages.ts';
import type { StoredPerson } from '../people/people.ts';
import type { JoinedAsks, StoredTimeOff } from '../questions/questions.ts';

/** A person and their conversation as the database tells them, row by row, without what was said. */
export interface Whole extends StoredPerson, StoredMarks, StoredTimeOff {
  conversation: StoredHead;
  drafts: StoredDraft[];
}

/** What has to be known to make one person two again, besides which texts and acts were whose. */
export interface Before {
  kept: Whole;
  other: Whole;
  noteIds: string[];
  asks: JoinedAsks;
  broadcasts: JoinedRecipients;
  /** Merges into the other from before, which are the kept one's now. */
  mergeIds: string[];
}

/** Reads a person whole. Both must be locked, or it may be another before it is used. */
export async function readWhole(scope: TeamScope, personId: string, conversationId: string): Promise<Whole> {
  const of = (table: string, column: string, id: string, order: string) => sql`(
    select coalesce(jsonb_agg(to_jsonb(one) order by ${sql.ref(`one.${order}`)}), '[]') from ${sql.table(table)} as one
    where one.team_id = ${scope.teamId}::uuid and ${sql.ref(`one.${column}`)} = ${id}::uuid)`;
  const ofPerson = (table: string, order: string) => of(table, 'person_id', personId, order);
  const ofConversation = (table: string) => of(table, 'conversation_id', conversationId, 'member_id');
  const { rows } = await sql<Whole>`
    select ${of('people', 'id', personId, 'id')} -> 0 as person,
      (select coalesce(jsonb_object_agg(name, id), '{}') from person_fields
        where team_id = ${scope.teamId}::uuid and name in (select jsonb_object_keys(fields) from people
          where people.team_id = ${scope.teamId}::uuid and people.id = ${personId}::uuid)) as field_ids,
      ${of('conversations', 'id', conversationId, 'id')} -> 0 as conversation,
      ${ofPerson('phones', 'position')} as phones, ${ofPerson('group_members', 'group_id')} as group_members,
      ${ofPerson('leaves', 'id')} as leaves, ${ofPerson('work_patterns', 'person_id')} as work_patterns,
      ${ofConversation('drafts')} as drafts, ${ofConversation('read_marks')} as read_marks,
      ${ofConversation('unread_marks')} as unread_marks`.execute(scope.db);
  return rows[0] as Whole;
}

import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';

export { merge } from './merge.ts';
export { preview } from './preview.ts';
export { unmerge } from './unmerge.ts';

/** Somebody who was merged into a person, and can be taken out again. */
export interface Merged {
  id: string;
  name: string;
  phones: string[];
  mergedAt: Date;
  mergedBy: { id: string; name: string };
  /** Whether it is the last, which is the one to undo first. */
  isLast: boolean;
}

/** Who was merged into a person, the last one first. */
export async function listMerged(scope: TeamScope, personId: string): Promise<Merged[]> {
  const { rows } = await sql<Merged>`
    select merges.id, before #>> '{other,person,name}' as name, merged_at as "mergedAt",
      array(select phone ->> 'address' from jsonb_array_elements(before #> '{other,phones}') as phone) as phones,
      json_build_object('id', members.id, 'name', users.name) as "mergedBy",
      kept_person_id = now_person_id and row_number() over (order by merges.id desc) = 1 as "isLast"
    from merges join members on members.team_id = merges.team_id and members.id = merged_by
    join users on users.id = members.user_id
    where merges.team_id = ${scope.teamId}::uuid and now_person_id = ${personId}::uuid
    order by merges.id desc`.execute(scope.db);
  return rows;
}

/** Where somebody who was merged into another is today, by their own id or that of their conversation. */
export async function whereTo(
  scope: TeamScope,
  id: string,
): Promise<{ personId: string; conversationId: string } | undefined> {
  const { rows } = await sql<{ personId: string; conversationId: string }>`
    select conversations.person_id as "personId", conversations.id as "conversationId"
    from merges join conversations on conversations.team_id = merges.team_id
      and conversations.person_id = merges.now_person_id
    where merges.team_id = ${scope.teamId}::uuid
      and (other_person_id = ${id}::uuid or other_conversation_id = ${id}::uuid)`.execute(scope.db);
  return rows[0];
}

import { sql } from 'kysely';
import { type Member, mustManage } from '../teams/teams.ts';
import type { Result } from './draft.ts';
import type { Because } from './find-made.ts';
import { find, type Outcome } from './stored-import.ts';

/** A row of a file, and what became, or would become, of it. */
export interface ImportRow extends Result {
  place: number;
  line: number;
  reason: string | null;
  about: string | null;
  person: { id: string; name: string; conversationId: string } | null;
  keptBecause: Because | null;
}

/**
 * Rows of one outcome, or those whose people stayed when the import was undone, in the order of the file.
 * @throws AppError `not_found`, `forbidden`.
 */
export async function listRows(
  member: Member,
  importId: string,
  { show, after, limit }: { show: Outcome | 'kept'; after: number; limit: number },
): Promise<ImportRow[]> {
  mustManage(member, 'see the rows of a file');
  await find(member, importId);
  const isShown = show === 'kept' ? sql`kept_because is not null` : sql`outcome = ${show}`;
  const { rows } = await sql<ImportRow>`
    select place, line, outcome, reason, about, import_rows.name, import_rows.phones, import_rows.groups,
      import_rows.fields, import_rows.time_zone as "timeZone", opted_out_at as "optedOutAt", import_rows.before,
      kept_because as "keptBecause",
      case when people.id is not null then jsonb_build_object('id', people.id, 'name', people.name,
        'conversationId', (select id from conversations where conversations.team_id = people.team_id
          and conversations.person_id = people.id)) end as person
    from import_rows
    left join merges on merges.team_id = import_rows.team_id and merges.other_person_id = import_rows.person_id
    left join people on people.team_id = import_rows.team_id
      and people.id = coalesce(now_person_id, import_rows.person_id)
    where import_rows.team_id = ${member.teamId}::uuid and import_id = ${importId}::uuid and ${isShown}
      and place > ${after}::int order by place limit ${limit}`.execute(member.db);
  return rows;
}

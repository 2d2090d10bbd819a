import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';

/** So often the program answers somebody by itself… */
const most = 3;

/** …within so long, unless a member has written in between. */
const withinMs = 10 * 60_000;

/**
 * Whether the program may answer in this conversation by itself once more: with thanks, with help, by a rule. Two machines
 * that answer each other would go on for ever. What it asks by a schedule, and the next of several questions, are no answers.
 */
export async function mayAnswerByItself(scope: TeamScope, conversationId: string): Promise<boolean> {
  const since = new Date(scope.clock.now().getTime() - withinMs);
  const { rows } = await sql<{ count: number }>`
    with recent as (
      select * from messages where team_id = ${scope.teamId}::uuid and conversation_id = ${conversationId}::uuid
      order by id desc limit 50)
    select count(*)::int as count from recent
    where direction = 'outbound' and sent_by is null and created_at > ${since}
      and id > coalesce((select max(id::text)::uuid from recent where sent_by is not null), ${firstId}::uuid)
      and not exists (select from ask_texts where ask_texts.team_id = recent.team_id
        and ask_texts.message_id = recent.id and part in ('question', 'nudge'))`.execute(scope.db);
  return (rows[0]?.count ?? 0) < most;
}

const firstId = '00000000-0000-0000-0000-000000000000';

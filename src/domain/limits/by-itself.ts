import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { answersWithinMs, mostAnswers, plannedParts } from './answered-enough.ts';

/** Nobody has more texts than these within that time. */
const newest = sql.lit(50);

/**
 * Whether the program may answer in this conversation by itself once more: with thanks, with help, by a rule. Two machines
 * that answer each other would go on for ever.
 */
export async function mayAnswerByItself(scope: TeamScope, conversationId: string): Promise<boolean> {
  const since = new Date(scope.clock.now().getTime() - answersWithinMs);
  const { rows } = await sql<{ count: number }>`
    with recent as (
      select * from messages where team_id = ${scope.teamId}::uuid and conversation_id = ${conversationId}::uuid
      order by id desc limit ${newest})
    select count(*)::int as count from recent
    where direction = 'outbound' and sent_by is null and created_at > ${since}
      and not exists (select from recent as ours where ours.sent_by is not null and ours.id > recent.id)
      and not exists (select from ask_texts where ask_texts.team_id = recent.team_id
        and ask_texts.message_id = recent.id and part = any (${[...plannedParts]}::text[]))`.execute(scope.db);
  return (rows[0]?.count ?? 0) < mostAnswers;
}

import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import type { ReadingReason } from './kinds.ts';
import type { Step } from './question.ts';

/** A text for which somebody has to say what it means, or to what it belongs. */
export interface UnclearReply {
  id: string;
  messageId: string;
  conversationId: string;
  person: { id: string; name: string };
  words: string;
  cameAt: Date;
  reason: string;
  reading: ReadingReason | null;
  /** The asks that it may belong to, each with what was asked. */
  offered: {
    askId: string;
    roundId: string;
    questionId: string;
    name: string;
    date: string;
    stepAt: number;
    step: Step;
  }[];
}

/** The texts that need a look, the oldest first, after one of them; of one question only, or of all. */
export async function listUnclear(
  scope: TeamScope,
  { questionId, after, limit }: { questionId: string | null; after: string | null; limit: number },
): Promise<UnclearReply[]> {
  const { rows } = await sql<UnclearReply>`
    select matched.id, matched.message_id as "messageId", matched.conversation_id as "conversationId",
      json_build_object('id', people.id, 'name', people.name) as person, messages.body as words,
      messages.created_at as "cameAt", matched.reason, matched.facts->'reading' as reading, offers.offered
    from reply_matches as matched
    join messages on messages.team_id = matched.team_id and messages.conversation_id = matched.conversation_id
      and messages.id = matched.message_id
    join conversations on conversations.team_id = matched.team_id and conversations.id = matched.conversation_id
    join people on people.team_id = conversations.team_id and people.id = conversations.person_id
    cross join lateral (
      select coalesce(json_agg(json_build_object('askId', asks.id, 'roundId', rounds.id, 'questionId', rounds.question_id,
        'name', versions.name, 'date', rounds.local_date, 'stepAt', asks.step,
        'step', versions.content->'steps'->asks.step::int) order by asks.asked_at), '[]') as offered,
        array_agg(rounds.question_id) as question_ids
      from jsonb_array_elements_text(matched.facts->'offered') as each (id)
      join asks on asks.team_id = matched.team_id and asks.id = each.id::uuid
      join rounds on rounds.team_id = asks.team_id and rounds.id = asks.round_id
      join question_versions as versions on versions.team_id = rounds.team_id
        and versions.question_id = rounds.question_id and versions.version = rounds.version) as offers
    where matched.team_id = ${scope.teamId}::uuid and matched.outcome = 'needs_look' and replaced_at is null
      and settled_at is null and (${after}::uuid is null or matched.id > ${after}::uuid)
      and (${questionId}::uuid is null or ${questionId}::uuid = any (offers.question_ids))
    order by matched.id limit ${limit}`.execute(scope.db);
  return rows;
}

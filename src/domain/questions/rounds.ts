import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { find } from './question.ts';

/** A round in a list, with how many are where. */
export interface ListedRound {
  id: string;
  questionId: string;
  version: number;
  date: string;
  state: 'filling' | 'open' | 'closed';
  openedAt: Date;
  closedAt: Date | null;
  counts: Counts;
}

export type Counts = Record<'waiting' | 'asked' | 'answered' | 'unclear' | 'closed' | 'skipped', number>;

/**
 * The rounds of a question, the newest first, before a date.
 * @throws AppError `not_found`.
 */
export async function listRounds(
  scope: TeamScope,
  questionId: string,
  { before, limit }: { before: string | null; limit: number },
): Promise<ListedRound[]> {
  await find(scope, questionId);
  const { rows } = await sql<ListedRound>`
    select id, question_id as "questionId", version, local_date::text as date, state, opened_at as "openedAt",
      closed_at as "closedAt", ${countsOf} as counts
    from rounds where team_id = ${scope.teamId}::uuid and question_id = ${questionId}::uuid
      and (${before}::date is null or local_date < ${before}::date)
    order by local_date desc limit ${limit}`.execute(scope.db);
  return rows;
}

/** How many of a round's asks are in each state. */
export const countsOf = sql<Counts>`(
  select json_build_object(
    'waiting', count(*) filter (where asks.state = 'waiting'), 'asked', count(*) filter (where asks.state = 'asked'),
    'answered', count(*) filter (where asks.state = 'answered'), 'unclear', count(*) filter (where asks.state = 'unclear'),
    'closed', count(*) filter (where asks.state = 'closed'), 'skipped', count(*) filter (where asks.state = 'skipped'))
  from asks where asks.team_id = rounds.team_id and asks.round_id = rounds.id)`;

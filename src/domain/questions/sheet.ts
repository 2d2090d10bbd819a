import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import type { AnswerValue } from './kinds.ts';
import { find } from './question.ts';
import type { Round } from './round.ts';
import type { Counts } from './rounds.ts';

/** What stands in a cell, wherever that is. */
export interface SheetCell {
  state: keyof Counts;
  skippedBecause: string | null;
  nudged: number;
  value: AnswerValue | null;
  isLate: boolean;
  isByHand: boolean;
}

/** A whole grid in little: what is in many cells is told once. */
export interface Sheet {
  /** The newest first, each with the middle time from being asked to the answer. */
  rounds: { id: string; date: string; state: Round['state']; medianSeconds: number | null }[];
  kinds: SheetCell[];
  /** By name, each with the places of their cells in `kinds`, one for each round; null where they were not in it. */
  people: { id: string; name: string; conversationId: string; groupIds: string[]; cells: (number | null)[] }[];
}

/** So many letters of an answer in free words: a cell shows no more. */
const mostLetters = 60;

/**
 * Everybody who was ever in one of the newest rounds of a question, with what they answered to one of its steps.
 * @throws AppError `not_found`.
 */
export async function readSheet(
  scope: TeamScope,
  questionId: string,
  { rounds, step }: { rounds: number; step: number },
): Promise<Sheet> {
  await find(scope, questionId);
  const { rows } = await sql<{ sheet: Sheet }>`
    with shown as materialized (
      select id, local_date as date, state, row_number() over (order by local_date desc) as place from rounds
      where team_id = ${scope.teamId}::uuid and question_id = ${questionId}::uuid
      order by local_date desc limit ${rounds}),
    cells as materialized (
      select person_id, place, asked_at, answered_at, asks.state, coalesce(skipped_because, '') as because, nudged,
        coalesce((${shortValue(step)})::text, 'null') as value, coalesce((answers->${sql.lit(step)}->>'isLate')::boolean, false) as is_late,
        answers->${sql.lit(step)}->>'setBy' is not null as is_by_hand
      from shown join asks on asks.team_id = ${scope.teamId}::uuid and asks.round_id = shown.id),
    kinds as materialized (
      select ${kind}, row_number() over () - 1 as n from cells group by ${kind}),
    mine as (
      select person_id, array_agg(place) as places, array_agg(n) as ns from cells join kinds using (${kind}) group by person_id),
    medians as (
      select place, round(extract(epoch from percentile_disc(0.5) within group (order by answered_at - asked_at))) as seconds
      from cells where answered_at > asked_at group by place)
    select json_build_object(
      'rounds', (select coalesce(json_agg(json_build_object('id', id, 'date', date, 'state', state, 'medianSeconds', seconds)
        order by place), '[]') from shown left join medians using (place)),
      'kinds', (select coalesce(json_agg(json_build_object('state', state, 'skippedBecause', nullif(because, ''),
        'nudged', nudged, 'value', value::json, 'isLate', is_late, 'isByHand', is_by_hand) order by n), '[]') from kinds),
      'people', (select coalesce(json_agg(json_build_object('id', people.id, 'name', people.name,
          'conversationId', conversations.id,
          'groupIds', (select coalesce(json_agg(group_id), '[]') from group_members
            where group_members.team_id = people.team_id and group_members.person_id = people.id),
          'cells', (select json_agg(ns[array_position(places, place)] order by place) from shown))
          order by lower(people.name), people.id), '[]')
        from mine join people on people.team_id = ${scope.teamId}::uuid and people.id = mine.person_id
        join conversations on conversations.team_id = people.team_id and conversations.person_id = people.id)) as sheet`.execute(
    scope.db,
  );
  return rows[0]!.sheet;
}

/** Not null, so that cells of one kind are found by comparing them. */
const kind = sql`state, because, nudged, value, is_late, is_by_hand`;

/** An answer, its words cut short. */
const shortValue = (step: number) => sql`
  case answers->${sql.lit(step)}->'value'->>'kind' when 'text'
    then jsonb_build_object('kind', 'text', 'text', left(answers->${sql.lit(step)}->'value'->>'text', ${sql.lit(mostLetters)}))
    else answers->${sql.lit(step)}->'value' end`;

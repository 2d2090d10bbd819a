import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import type { AnswerValue } from './kinds.ts';
import { find } from './question.ts';

/** What stands where a person and a round meet. */
export interface Cell {
  roundId: string;
  askId: string;
  state: 'waiting' | 'asked' | 'answered' | 'unclear' | 'closed' | 'skipped';
  skippedBecause: string | null;
  nudged: number;
  /** The answers that count, by step; null where there is none. */
  values: (AnswerValue | null)[];
  isLate: boolean;
  isByHand: boolean;
}

export interface GridRow {
  person: { id: string; name: string };
  conversationId: string;
  /** Of those rounds only in which the person is. */
  cells: Cell[];
}

export interface GridWindow {
  /** Rounds of a date before this; the newest when null. */
  before: string | null;
  rounds: number;
  /** People behind this one, by name. */
  after: { name: string; id: string } | null;
  people: number;
}

/**
 * A window of people and rounds of a question: the newest rounds across, people by name down, those who were ever in one of
 * these rounds.
 * @throws AppError `not_found`.
 */
export async function readGrid(
  scope: TeamScope,
  questionId: string,
  { before, rounds, after, people }: GridWindow,
): Promise<{ rounds: { id: string; date: string; state: string }[]; rows: GridRow[] }> {
  await find(scope, questionId);
  const { rows } = await sql<{
    rounds: { id: string; date: string; state: string }[];
    rows: GridRow[] | null;
  }>`
    with shown as materialized (
      select id, local_date as date, state from rounds
      where team_id = ${scope.teamId}::uuid and question_id = ${questionId}::uuid
        and (${before}::date is null or local_date < ${before}::date)
      order by local_date desc limit ${rounds}),
    page as materialized (
      select people.id, people.name from people
      where people.team_id = ${scope.teamId}::uuid
        and (${after?.id ?? null}::uuid is null
          or (lower(people.name), people.id) > (lower(${after?.name ?? ''}), ${after?.id ?? null}::uuid))
        and exists (select from asks where asks.team_id = people.team_id and asks.person_id = people.id
          and asks.round_id in (select id from shown))
      order by lower(people.name), people.id limit ${people})
    select
      (select coalesce(json_agg(json_build_object('id', id, 'date', date, 'state', state) order by date desc), '[]')
        from shown) as rounds,
      (select json_agg(json_build_object('person', json_build_object('id', page.id, 'name', page.name),
          'conversationId', conversations.id, 'cells', mine.cells) order by lower(page.name), page.id)
        from page
        join conversations on conversations.team_id = ${scope.teamId}::uuid and conversations.person_id = page.id
        cross join lateral (
          select json_agg(json_build_object('roundId', asks.round_id, 'askId', asks.id, 'state', asks.state,
            'skippedBecause', skipped_because, 'nudged', nudged,
            'values', (select coalesce(json_agg(answer->'value' order by place), '[]')
              from jsonb_array_elements(answers) with ordinality as each (answer, place)),
            'isLate', answers @> '[{"isLate": true}]',
            'isByHand', jsonb_path_exists(answers, '$[*].setBy ? (@ != null)')) order by shown.date desc) as cells
          from shown join asks on asks.team_id = ${scope.teamId}::uuid and asks.person_id = page.id
            and asks.round_id = shown.id) as mine) as rows`.execute(scope.db);
  return { rounds: rows[0]?.rounds ?? [], rows: rows[0]?.rows ?? [] };
}

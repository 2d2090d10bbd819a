import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { find } from '../people/people.ts';
import type { Answering, AnswerValue } from '../questions/questions.ts';

/** What somebody said to one question in one round. */
interface AnswerOfRound {
  askId: string;
  roundId: string;
  question: { id: string; name: string };
  date: string;
  state: 'waiting' | 'asked' | 'answered' | 'unclear' | 'closed' | 'skipped';
  /** To the first step. */
  value: AnswerValue | null;
  answering: Answering;
  isLate: boolean;
}

/** So many answers are looked at for the usual time. */
const lookedAt = 50;

/**
 * The last rounds in which a person was asked, the newest first; and how long they usually take to answer, which is the
 * median of their last fifty answers to what they were asked by text.
 * @throws AppError `not_found`.
 */
export async function readAnswers(
  scope: TeamScope,
  personId: string,
  limit: number,
): Promise<{ rounds: AnswerOfRound[]; usual: { minutes: number; of: number } | null }> {
  await find(scope, personId);
  const ofThem = sql`asks.team_id = ${scope.teamId}::uuid and asks.person_id = ${personId}::uuid`;
  const { rows } = await sql<AnswerOfRound>`
    select asks.id as "askId", rounds.id as "roundId",
      json_build_object('id', rounds.question_id, 'name', versions.name) as question, local_date::text as date,
      asks.state, asks.answers -> 0 -> 'value' as value, versions.content #> '{steps,0,answering}' as answering,
      asks.answers @> '[{"isLate": true}]' as "isLate"
    from asks join rounds on rounds.team_id = asks.team_id and rounds.id = asks.round_id
    join question_versions as versions on versions.team_id = rounds.team_id
      and versions.question_id = rounds.question_id and versions.version = rounds.version
    where ${ofThem} order by rounds.local_date desc, asks.id desc limit ${limit}`.execute(scope.db);
  const { rows: times } = await sql<{ minutes: number | null; of: number }>`
    select percentile_cont(0.5) within group (order by extract(epoch from answered_at - asked_at) / 60) as minutes,
      count(*)::int as of
    from (
      select asked_at, answered_at from asks
      where ${ofThem} and asked_at is not null and answered_at >= asked_at
        and not jsonb_path_exists(answers, '$[*].setBy ? (@ != null)')
      order by answered_at desc limit ${sql.lit(lookedAt)}) as answered`.execute(scope.db);
  const { minutes = null, of = 0 } = times[0] ?? {};
  return { rounds: rows, usual: minutes === null ? null : { minutes: Math.max(1, Math.round(minutes)), of } };
}

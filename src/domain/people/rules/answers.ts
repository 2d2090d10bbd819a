import { type RawBuilder, sql } from 'kysely';
import type { Condition } from './filter.ts';
import { daysAgo, exists, type Known, missing, must, type Place } from './known.ts';

/** What somebody said to a question when they were asked last, or in the last days. Questions come later and keep the tables. */
export function answerOf(
  known: Known,
  { questionId, step = 0, is, said, days }: Extract<Condition, { kind: 'answer' }>,
  place: Place,
): RawBuilder<boolean> {
  const { scope } = known;
  if (!known.questionIds.has(questionId.toLowerCase())) return missing('question', place, 'questionId');
  const which =
    days === undefined
      ? sql`order by local_date desc limit 1`
      : sql`and opened_at >= ${daysAgo(scope, days)}::timestamptz`;
  const value = sql`asks.answers -> ${sql.lit(step)} -> 'value'`;
  const asked = (test: RawBuilder<unknown>) =>
    exists(
      known,
      sql`from asks
    where asks.team_id = ${scope.teamId}::uuid and asks.person_id = people.id
      and asks.round_id = any (array(select id from rounds
        where rounds.team_id = ${scope.teamId}::uuid and rounds.question_id = ${questionId}::uuid ${which}))
      and ${test}`,
    );
  const answered = asked(sql`jsonb_typeof(${value}) = 'object'`);
  if (is === 'answered') return answered;
  if (is === 'not_answered') return sql<boolean>`(${asked(sql`asked_at is not null`)} and not ${answered})`;
  const words = must(said, place, 'said', 'Say which answer.').trim();
  return asked(sql`(coalesce(${value} -> 'ids' ? ${words}, false) or lower(${words}) in (
    lower(${value} ->> 'number'), ${value} ->> 'time', ${value} ->> 'date', lower(${value} ->> 'text')))`);
}

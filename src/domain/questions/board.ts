import { sql } from 'kysely';
import { notFound } from '../../platform/errors.ts';
import type { TeamScope } from '../floor.ts';
import { mayReach } from '../message-status.ts';
import type { AnswerValue } from './kinds.ts';
import type { KeptAnswer } from './question.ts';
import { findRound, type Round } from './round.ts';
import { type Counts, countsOf } from './rounds.ts';

/** Everything about one round at a glance. */
export interface Board {
  round: Round;
  counts: Counts;
  /** How many gave which answer, by step: the value, and how many of them late. */
  tallies: { step: number; value: AnswerValue; count: number; late: number }[];
  /** The middle time from being asked to the last answer. */
  medianSeconds: number | null;
  /** How many have one of the places, where there are so many only. */
  placesTaken: number | null;
}

/** More different answers than this are no tally; they are read one by one. */
const mostTallied = 200;

/** @throws AppError `not_found`. */
export async function readBoard(scope: TeamScope, roundId: string): Promise<Board> {
  const round = await findRound(scope, roundId);
  const { rows } = await sql<{
    counts: Counts;
    tallies: Board['tallies'] | null;
    median: number | null;
    taken: number;
  }>`
    select ${countsOf} as counts,
      (select json_agg(tally) from (
        select (place - 1)::int as step, answer->'value' as value, count(*)::int as count,
          (count(*) filter (where (answer->>'isLate')::boolean))::int as late
        from asks cross join lateral jsonb_array_elements(answers) with ordinality as each (answer, place)
        where asks.team_id = rounds.team_id and asks.round_id = rounds.id and answer <> 'null'
          and answer->'value'->>'kind' <> 'text'
        group by 1, 2 order by 1, 3 desc, 2 limit ${sql.lit(mostTallied)}) as tally) as tallies,
      (select count(*)::int from quota_places where quota_places.team_id = rounds.team_id
        and quota_places.round_id = rounds.id) as taken,
      (select percentile_cont(0.5) within group (order by extract(epoch from answered_at - asked_at)) from asks
        where asks.team_id = rounds.team_id and asks.round_id = rounds.id and answered_at > asked_at) as median
    from rounds where team_id = ${scope.teamId}::uuid and id = ${roundId}::uuid`.execute(scope.db);
  const { counts, tallies, median, taken } = rows[0]!;
  return {
    round,
    counts,
    tallies: tallies ?? [],
    medianSeconds: median === null ? null : Math.round(median),
    placesTaken: round.content.quota ? taken : null,
  };
}

/** One person in a round. */
export interface BoardAsk {
  id: string;
  person: { id: string; name: string; timeZone: string | null };
  conversationId: string;
  state: keyof Counts;
  skippedBecause: string | null;
  step: number;
  tag: string | null;
  dueAt: Date;
  askedAt: Date | null;
  closesAt: Date;
  answeredAt: Date | null;
  nudged: number;
  nextNudgeAt: Date | null;
  /** By step; null where there is none. */
  answers: KeptAnswer[];
  /** What they wrote last that was not understood. */
  unclear: { words: string; at: Date; messageId: string } | null;
  /** Which of the places they have. */
  place: number | null;
  /** The text that asked them. */
  messageId: string | null;
  /** Nothing that asked or reminded them has arrived, nor will. */
  isUndelivered: boolean;
}

interface Those {
  states: string[] | null;
  personId: string | null;
  after: string | null;
  limit: number;
}

/**
 * The people of a round, by their asks' ids, after one of them; those in some states only, or one, or all.
 * @throws AppError `not_found`.
 */
export async function readAsks(
  scope: TeamScope,
  roundId: string,
  { states, personId, after, limit }: Those,
): Promise<BoardAsk[]> {
  await findRound(scope, roundId);
  const { rows } = await sql<BoardAsk>`${selectAsks(scope)} and asks.round_id = ${roundId}::uuid
      and (${states}::text[] is null or state = any (${states}::text[]))
      and (${personId}::uuid is null or asks.person_id = ${personId}::uuid)
      and (${after}::uuid is null or asks.id > ${after}::uuid)
    order by asks.id limit ${limit}`.execute(scope.db);
  return rows;
}

/** One ask of a round. @throws AppError `not_found`. */
export async function readAsk(scope: TeamScope, askId: string): Promise<BoardAsk> {
  const { rows } = await sql<BoardAsk>`${selectAsks(scope)} and asks.id = ${askId}::uuid`.execute(scope.db);
  if (!rows[0]) throw notFound('ask');
  return rows[0];
}

const selectAsks = (scope: TeamScope) => sql`
    select asks.id, json_build_object('id', people.id, 'name', people.name, 'timeZone', people.time_zone) as person,
      asks.conversation_id as "conversationId", state, skipped_because as "skippedBecause", step, tag, due_at as "dueAt",
      asked_at as "askedAt", closes_at as "closesAt", answered_at as "answeredAt", nudged, next_nudge_at as "nextNudgeAt",
      answers,
      case when state = 'unclear' then (
        select json_build_object('words', messages.body, 'at', messages.created_at, 'messageId', messages.id)
        from reply_matches join messages on messages.team_id = reply_matches.team_id
          and messages.conversation_id = reply_matches.conversation_id and messages.id = reply_matches.message_id
        where reply_matches.team_id = asks.team_id and reply_matches.ask_id = asks.id and replaced_at is null
        order by reply_matches.id desc limit 1) end as unclear,
      (select place from quota_places where quota_places.team_id = asks.team_id and quota_places.round_id = asks.round_id
        and quota_places.ask_id = asks.id) as place,
      (select message_id from ask_texts where ask_texts.team_id = asks.team_id and ask_texts.ask_id = asks.id
        order by message_id limit 1) as "messageId",
      state in ('asked', 'closed') and asked_at is not null and not exists (
        select from ask_texts cross join lateral (
          select status from messages where messages.team_id = ask_texts.team_id
            and messages.conversation_id = ask_texts.conversation_id and messages.id = ask_texts.message_id
          union all
          select status from messages where messages.team_id = ask_texts.team_id
            and messages.retry_of = ask_texts.message_id) as sent
        where ask_texts.team_id = asks.team_id and ask_texts.ask_id = asks.id
          and ${sql.raw(mayReach('sent.status'))}) as "isUndelivered"
    from asks join people on people.team_id = asks.team_id and people.id = asks.person_id
    where asks.team_id = ${scope.teamId}::uuid`;

import { sql } from 'kysely';

/** The ask of a question to which a text belongs, as its thread names it. */
export interface NamedAsk {
  askId: string;
  roundId: string;
  questionId: string;
  /** The question's name when it was asked. */
  name: string;
  date: string;
}

/** A text of ours that was sent for a question, and as what. */
export interface OfQuestion extends NamedAsk {
  part: 'question' | 'nudge' | 'again' | 'thanks' | 'filled' | 'rule';
}

/** What a text was taken for by the questions that were open, and why: codes with facts, the page has the words. */
export interface ReplyMatch {
  outcome: 'answer' | 'asked_again' | 'needs_look' | 'chat';
  reason: string;
  /** Why the words were read as they were. */
  reading: unknown;
  /** The answer that was read from it and counts; null when there is none. */
  value: unknown;
  isLate: boolean;
  /** Null when it belongs to none, or nobody can say to which. */
  ask: NamedAsk | null;
  /** To which it may belong, when nobody can say. */
  offered: NamedAsk[];
  /** Who moved it by hand. */
  by: { id: string; name: string } | null;
  isSettled: boolean;
}

const namedAsk = sql`
  json_build_object('askId', asks.id, 'roundId', rounds.id, 'questionId', rounds.question_id, 'name', versions.name,
    'date', rounds.local_date)`;

const itsRound = sql`
  join rounds on rounds.team_id = asks.team_id and rounds.id = asks.round_id
  join question_versions as versions on versions.team_id = rounds.team_id
    and versions.question_id = rounds.question_id and versions.version = rounds.version`;

/** For which question a row of messages was sent; null for most. */
export const questionOfMessage = sql<OfQuestion | null>`(
  select (${namedAsk}::jsonb || jsonb_build_object('part', part))::json from ask_texts
  join asks on asks.team_id = ask_texts.team_id and asks.id = ask_texts.ask_id ${itsRound}
  where messages.direction = 'outbound' and ask_texts.team_id = messages.team_id
    and ask_texts.message_id = messages.id limit 1)`;

/** What a row of messages was taken for; null for most. */
export const matchOfMessage = sql<ReplyMatch | null>`(
  select json_build_object(
    'outcome', matched.outcome, 'reason', matched.reason, 'reading', matched.facts->'reading', 'isLate', matched.is_late,
    'isSettled', matched.settled_at is not null,
    'value', (select value from answers where answers.team_id = matched.team_id and answers.message_id = matched.message_id
      and undone_at is null order by answers.id desc limit 1),
    'ask', (select ${namedAsk} from asks ${itsRound} where asks.team_id = matched.team_id and asks.id = matched.ask_id),
    'offered', (select coalesce(json_agg(${namedAsk} order by asks.asked_at), '[]') from asks ${itsRound}
      where asks.team_id = matched.team_id
        and asks.id in (
        select offered.ask_id::uuid from jsonb_array_elements_text(matched.facts->'offered') as offered (ask_id))),
    'by', (select json_build_object('id', members.id, 'name', users.name) from members join users on users.id = members.user_id
      where members.team_id = matched.team_id and members.id = matched.matched_by))
  from reply_matches as matched
  where messages.direction = 'inbound' and matched.team_id = messages.team_id and matched.message_id = messages.id
    and matched.replaced_at is null limit 1)`;

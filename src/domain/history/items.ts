import { type RawBuilder, sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import type { Status } from '../message-status.ts';
import { find } from '../people/people.ts';
import type { Answering, AnswerValue } from '../questions/questions.ts';
import { type HistoryKind, type Look, partsOf } from './parts.ts';

interface Named {
  id: string;
  name: string;
}

type Told = Record<string, unknown> | null;

interface Item {
  id: string;
  at: Date;
  /** The text or note in the thread that it is, or after which it happened; null before the first. */
  spotId: string | null;
  /** Who did it, if a member did. */
  member: Named | null;
}

/** Something that happened with a person. */
type HistoryItem = Item &
  (
    | { kind: 'text'; what: { direction: 'inbound' | 'outbound'; body: string; status: Status; pictures: number } }
    | { kind: 'note'; what: { body: string } }
    | { kind: 'act'; what: { kind: string; before: Told; after: Told } }
    | { kind: 'opt_out'; what: { kind: string; how: string; words: string | null; address: string } }
    | {
        kind: 'answer';
        what: {
          question: Named;
          roundId: string;
          value: AnswerValue;
          answering: Answering;
          isLate: boolean;
          words: string | null;
        };
      }
  );

/** So much of a text or note is shown. */
const shownCharacters = 500;

/** No id is greater. */
const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * What happened with a person, the newest first, before an item; all of it, or one kind.
 * @throws AppError `not_found`.
 */
export async function readHistory(
  scope: TeamScope,
  personId: string,
  { kind, before, limit }: { kind: HistoryKind | null; before: string | null; limit: number },
): Promise<HistoryItem[]> {
  const { conversationId } = await find(scope, personId);
  const look: Look = { teamId: scope.teamId, personId, conversationId, before: before ?? last, limit };
  const parts = partsOf(look);
  const wanted = kind ? parts[kind] : Object.values(parts).flat();
  const one = (table: string) =>
    sql`from ${sql.table(table)} where ${sql.ref(`${table}.team_id`)} = ${scope.teamId}::uuid
      and ${sql.ref(`${table}.id`)} = item.id`;
  const inThread = (table: string) => sql`(select id from ${sql.table(table)}
    where team_id = ${scope.teamId}::uuid and conversation_id = ${conversationId}::uuid and id <= item.id
    order by id desc limit 1)`;
  const { rows } = await sql<HistoryItem>`
    with item as materialized (
      select kind, id from (${sql.join(wanted, sql` union all `)}) as each order by id desc limit ${sql.lit(limit)})
    select item.kind, item.id, shown.at, shown.what,
      coalesce(shown.spot_id, ${inThread('messages')}) as "spotId",
      (select json_build_object('id', members.id, 'name', users.name) from members join users on users.id = members.user_id
        where members.team_id = ${scope.teamId}::uuid and members.id = shown.member_id) as member
    from item cross join lateral (
      select created_at as at, id as spot_id, sent_by as member_id, ${textAs} as what ${one('messages')} and item.kind = 'text'
      union all
      select created_at, id, member_id, json_build_object('body', left(body, ${sql.lit(shownCharacters)}))
      ${one('notes')} and item.kind = 'note'
      union all
      select happened_at, null, member_id, json_build_object('kind', kind, 'before', before, 'after', after)
      ${one('acts')} and item.kind = 'act'
      union all
      select happened_at, null, member_id,
        json_build_object('kind', kind, 'how', how, 'words', words, 'address', address)
      ${one('consent_records')} and item.kind = 'opt_out'
      union all
      select set_at, message_id, set_by, ${answerAs} ${one('answers')} and item.kind = 'answer') as shown
    order by item.id desc`.execute(scope.db);
  return rows;
}

const textAs: RawBuilder<unknown> = sql`json_build_object('direction', direction,
  'body', left(body, ${sql.lit(shownCharacters)}), 'status', status, 'pictures', jsonb_array_length(media))`;

const answerAs: RawBuilder<unknown> = sql`(
  select json_build_object('question', json_build_object('id', rounds.question_id, 'name', versions.name),
    'roundId', rounds.id, 'value', answers.value, 'isLate', answers.is_late, 'words', answers.words,
    'answering', versions.content #> array['steps', answers.step::text, 'answering'])
  from asks join rounds on rounds.team_id = asks.team_id and rounds.id = asks.round_id
  join question_versions as versions on versions.team_id = rounds.team_id
    and versions.question_id = rounds.question_id and versions.version = rounds.version
  where asks.team_id = answers.team_id and asks.id = answers.ask_id)`;

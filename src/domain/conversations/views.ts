import { type SelectQueryBuilder, sql } from 'kysely';
import type { DB } from '../../platform/database.gen.ts';
import type { Status } from '../message-status.ts';
import type { Person } from '../people/people.ts';
import type { Member } from '../teams/teams.ts';

/** The views of the inbox. Waiting: somebody wrote and nobody has answered. Failed: our last text did not arrive. */
export type View = 'waiting' | 'mine' | 'unassigned' | 'failed' | 'all' | 'done';

/** The one lasting thread with a person, as a member sees it. */
export interface Conversation {
  id: string;
  personId: string;
  person: Person;
  lastMessage: {
    id: string;
    direction: 'inbound' | 'outbound';
    body: string;
    hasMedia: boolean;
    status: Status;
    createdAt: Date;
  } | null;
  /** How many of the person's texts this member has not seen. */
  unread: number;
  lastReadMessageId: string | null;
  waitingSince: Date | null;
  assignee: { id: string; name: string } | null;
  closedAt: Date | null;
  createdAt: Date;
  /** Where the row stands in its view's order, for the next page. */
  place: { waiting: string; newest: string };
}

/** Conversations with their last message and this member's unread count, one row each. */
export function selectConversations(member: Member) {
  return member.db
    .selectFrom('conversations')
    .leftJoin('messages', (join) =>
      join
        .onRef('messages.team_id', '=', 'conversations.team_id')
        .onRef('messages.conversation_id', '=', 'conversations.id')
        .onRef('messages.id', '=', 'conversations.last_message_id'),
    )
    .leftJoin('read_marks', (join) =>
      join
        .onRef('read_marks.team_id', '=', 'conversations.team_id')
        .onRef('read_marks.conversation_id', '=', 'conversations.id')
        .on('read_marks.member_id', '=', member.memberId),
    )
    .select([
      'conversations.id',
      'conversations.person_id',
      'conversations.waiting_since',
      'conversations.closed_at',
      'conversations.created_at',
      'messages.id as message_id',
      'messages.direction',
      'messages.body',
      'messages.status',
      'messages.created_at as message_at',
      'read_marks.message_id as read_id',
      sql<boolean>`coalesce(jsonb_array_length(messages.media), 0) > 0`.as('has_media'),
      sql<{
        id: string;
        name: string;
      } | null>`(select json_build_object('id', members.id, 'name', users.name) from members
        join users on users.id = members.user_id
        where members.team_id = conversations.team_id and members.id = conversations.assignee_id)`.as('assignee'),
      sql<number>`(select count(*)::int from messages unread where unread.team_id = conversations.team_id
        and unread.conversation_id = conversations.id and unread.direction = 'inbound'
        and unread.id > coalesce(read_marks.message_id, '00000000-0000-0000-0000-000000000000'))`.as('unread'),
      // As text: a JavaScript date would cut the microseconds off, and the next page would begin in the wrong place.
      sql<string>`coalesce(conversations.waiting_since, 'infinity')::text`.as('waiting_place'),
      sql<string>`conversations.last_message_at::text`.as('newest_place'),
    ])
    .where('conversations.team_id', '=', member.teamId);
}

type Query = ReturnType<typeof selectConversations>;
type Row = Awaited<ReturnType<Query['executeTakeFirstOrThrow']>>;

/** Narrows to a view, in its order: waiting by who has waited longest, all others newest first. */
export function inView(query: Query, view: View, member: Member, after: { at: string; id: string } | null): Query {
  const chosen = filter(query, view, member) as Query;
  if (view === 'waiting') {
    const page = after
      ? chosen.where(
          sql<boolean>`(conversations.waiting_since, conversations.id) > (${after.at}::timestamptz, ${after.id}::uuid)`,
        )
      : chosen;
    return page.orderBy('conversations.waiting_since').orderBy('conversations.id');
  }
  const page = after
    ? chosen.where(
        sql<boolean>`(conversations.last_message_at, conversations.id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
      )
    : chosen;
  return page.orderBy('conversations.last_message_at', 'desc').orderBy('conversations.id', 'desc');
}

/** How many conversations each view holds. */
export async function countViews(member: Member): Promise<Record<View, number>> {
  const count = async (view: View) => {
    const query = member.db.selectFrom('conversations').where('conversations.team_id', '=', member.teamId);
    const row = await filter(query, view, member)
      .select(sql<number>`count(*)::int`.as('count'))
      .executeTakeFirstOrThrow();
    return [view, row.count] as const;
  };
  const views: View[] = ['waiting', 'mine', 'unassigned', 'failed', 'all', 'done'];
  return Object.fromEntries(await Promise.all(views.map(count))) as Record<View, number>;
}

function filter<O>(
  query: SelectQueryBuilder<DB, 'conversations', O>,
  view: View,
  member: Member,
): SelectQueryBuilder<DB, 'conversations', O> {
  switch (view) {
    case 'waiting':
      return query.where('conversations.waiting_since', 'is not', null);
    case 'mine':
      return query
        .where('conversations.assignee_id', '=', member.memberId)
        .where('conversations.closed_at', 'is', null);
    case 'unassigned':
      return query.where('conversations.assignee_id', 'is', null).where('conversations.closed_at', 'is', null);
    case 'failed':
      return query.where('conversations.last_message_failed', 'is', true);
    case 'done':
      return query.where('conversations.closed_at', 'is not', null);
    case 'all':
      return query;
  }
}

export function toConversation(row: Row): Omit<Conversation, 'person'> {
  return {
    id: row.id,
    personId: row.person_id,
    lastMessage: row.message_id
      ? {
          id: row.message_id,
          direction: row.direction as 'inbound' | 'outbound',
          body: row.body ?? '',
          hasMedia: row.has_media,
          status: row.status as Status,
          createdAt: row.message_at as Date,
        }
      : null,
    unread: row.unread,
    lastReadMessageId: row.read_id,
    waitingSince: row.waiting_since,
    assignee: row.assignee,
    closedAt: row.closed_at,
    createdAt: row.created_at,
    place: { waiting: row.waiting_place, newest: row.newest_place },
  };
}

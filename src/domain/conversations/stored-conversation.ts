import { type RawBuilder, sql } from 'kysely';
import type { Status } from '../message-status.ts';
import { answerBy } from '../people/people.ts';
import type { Member } from '../teams/teams.ts';

/** The one lasting thread with a person, as a member sees it. */
export interface Conversation extends Shared, Own {}

/** What all members see alike of a conversation. */
export interface Shared {
  id: string;
  person: {
    id: string;
    name: string;
    /** Every address, the first being the one we text. */
    phones: string[];
    isPractice: boolean;
    /** When the address we text opted out; null when it may be texted. */
    optedOutAt: Date | null;
    /** A colleague did it, and a colleague may end it. */
    isOptedOutByUs: boolean;
    /** They seem to ask for no more texts, and nobody has said what they meant. */
    stopRequest: { id: string; words: string; askedAt: Date; answerBy: Date } | null;
    groups: string[];
  };
  lastMessage: {
    id: string;
    direction: 'inbound' | 'outbound';
    body: string;
    hasMedia: boolean;
    status: Status;
    createdAt: Date;
  } | null;
  /** The person's newest text: what an act names as seen. */
  lastInboundId: string | null;
  /** Since when the person waits for an answer; null also while that is put off. */
  waitingSince: Date | null;
  snoozedUntil: Date | null;
  assignee: { id: string; name: string } | null;
  closedAt: Date | null;
  /** Over which line they wrote last, or we to them. */
  lineId: string | null;
  createdAt: Date;
}

/** What a member sees of a conversation that others do not. */
export interface Own extends Unread {
  /** This member wants to come back to it. */
  isMarkedUnread: boolean;
  /** A note that this member has not seen speaks of them. */
  mentioned: boolean;
  /** What this member has written and not sent. */
  draft: { body: string; caret: number; updatedAt: Date } | null;
}

export interface Unread {
  /** Up to where this member has seen it. */
  lastReadMessageId: string | null;
  /** How many of the person's texts this member has not seen, among the newest 200 of all texts. */
  unread: number;
  /** There may be more of them further back. */
  hasMoreUnread: boolean;
}

/** Of a longer text, a row shows the beginning. */
const shownCharacters = 300;

/** So many of the newest texts are looked at for those that are unread. */
const lookedAt = 200;

/** Of whom a statement is. */
export type MemberIds = Pick<Member, 'teamId' | 'memberId'>;

/** Rows of conversations, with their `place`, of a page that has only their ids. */
export const ofIds = (member: Member, page: RawBuilder<unknown>) => sql`
  select found.*, page.place from (${page}) as page
  cross join lateral (
    select * from conversations where conversations.team_id = ${member.teamId}::uuid and conversations.id = page.id
    offset 0) as found`;

/** What is a member's own of a conversation; it needs `withMark`. What members have few of is read once for all rows. */
export const ownOf = ({ teamId, memberId }: MemberIds) => {
  const theirs = (table: 'unread_marks' | 'unseen_mentions' | 'drafts') => sql`conversation.id in (
      select conversation_id from ${sql.table(table)} where team_id = ${teamId}::uuid and member_id = ${memberId}::uuid)`;
  return sql`
    mark.message_id as read_id, ${theirs('unread_marks')} as is_marked_unread, ${theirs('unseen_mentions')} as mentioned,
    case when ${theirs('drafts')} then (
      select json_build_object('body', body, 'caret', caret, 'updatedAt', updated_at) from drafts
      where drafts.team_id = conversation.team_id and drafts.conversation_id = conversation.id
        and drafts.member_id = ${memberId}::uuid) end as draft`;
};

/** Joins how far a member has seen a conversation. */
export const withMark = ({ memberId }: Pick<MemberIds, 'memberId'>) => sql`
  left join lateral (
    select message_id from read_marks where read_marks.team_id = conversation.team_id
      and read_marks.conversation_id = conversation.id and read_marks.member_id = ${memberId}::uuid
    offset 0) as mark on true`;

/**
 * Conversations as a member sees them, one row each: those of `page`, whose rows are of conversations, with their `place`.
 * What goes with each is looked up by its keys, whatever the planner thinks of the tables.
 */
export const describe = (member: Member, page: RawBuilder<unknown>) => sql<Row>`
  select conversation.id, conversation.person_id, conversation.waiting_since, conversation.snoozed_until,
    conversation.closed_at, conversation.created_at, conversation.last_inbound_id, conversation.line_id,
    conversation.place::text as place,
    person.name, person.is_practice, phones.addresses, person.groups,
    (select json_build_object('at', opted_out_at, 'isByUs', member_id is not null) from opt_outs
      where opt_outs.team_id = conversation.team_id
      and opt_outs.address = phones.addresses[1] and ended_at is null) as opt_out,
    (select json_build_object('id', id, 'words', words, 'askedAt', asked_at) from stop_requests
      where stop_requests.team_id = conversation.team_id
      and stop_requests.address = phones.addresses[1] and settled_at is null) as stop_request,
    message.id as message_id, message.direction, message.body, message.status, message.created_at as message_at,
    message.has_media,
    case when conversation.last_inbound_id > coalesce(mark.message_id, '00000000-0000-0000-0000-000000000000')
      then (
        select array[count(*) filter (where direction = 'inbound'), count(*)]::int[] from (
          select direction from messages
          where messages.team_id = conversation.team_id and messages.conversation_id = conversation.id
            and messages.id > coalesce(mark.message_id, '00000000-0000-0000-0000-000000000000')
          order by messages.id desc limit ${sql.lit(lookedAt)}) as newest)
      end as unread,
    (select json_build_object('id', members.id, 'name', users.name) from members join users on users.id = members.user_id
      where members.team_id = conversation.team_id and members.id = conversation.assignee_id) as assignee,
    ${ownOf(member)}
  from (${page}) as conversation
  cross join lateral (
    select name, is_practice, array(
      select (select groups.name from groups
        where groups.team_id = group_members.team_id and groups.id = group_members.group_id)
      from group_members
      where group_members.team_id = people.team_id and group_members.person_id = people.id) as groups
    from people where people.team_id = conversation.team_id and people.id = conversation.person_id
    offset 0) as person
  cross join lateral (
    select array(
      select address from phones where phones.team_id = conversation.team_id and phones.person_id = conversation.person_id
      order by position) as addresses
    offset 0) as phones
  left join lateral (
    select id, direction, left(body, ${sql.lit(shownCharacters)}) as body, status, created_at,
      jsonb_array_length(media) > 0 as has_media
    from messages where messages.team_id = conversation.team_id and messages.conversation_id = conversation.id
      and messages.id = conversation.last_message_id
    offset 0) as message on true
  ${withMark(member)}`;

/** What is a member's own, as the database tells it. */
export interface OwnRow {
  read_id: string | null;
  is_marked_unread: boolean;
  mentioned: boolean;
  draft: { body: string; caret: number; updatedAt: string } | null;
}

export interface Row extends OwnRow {
  id: string;
  person_id: string;
  waiting_since: Date | null;
  snoozed_until: Date | null;
  closed_at: Date | null;
  created_at: Date;
  place: string;
  name: string;
  is_practice: boolean;
  addresses: string[];
  groups: string[];
  opt_out: { at: string; isByUs: boolean } | null;
  stop_request: { id: string; words: string; askedAt: string } | null;
  message_id: string | null;
  last_inbound_id: string | null;
  direction: 'inbound' | 'outbound';
  body: string;
  status: Status;
  message_at: Date;
  has_media: boolean;
  /** How many of theirs among how many that are newer than what was seen. */
  unread: [theirs: number, all: number] | null;
  assignee: { id: string; name: string } | null;
  line_id: string | null;
}

export function toConversation(row: Row): Conversation {
  return { ...toShared(row), ...toOwn(row), ...toUnread(row) };
}

export function toShared(row: Row): Shared {
  return {
    id: row.id,
    person: {
      id: row.person_id,
      name: row.name,
      phones: row.addresses,
      isPractice: row.is_practice,
      optedOutAt: row.opt_out && new Date(row.opt_out.at),
      isOptedOutByUs: row.opt_out?.isByUs ?? false,
      stopRequest: row.stop_request && requestOf(row.stop_request),
      groups: row.groups.sort((a, b) => a.localeCompare(b, 'en')),
    },
    lastMessage: row.message_id
      ? {
          id: row.message_id,
          direction: row.direction,
          body: row.body,
          hasMedia: row.has_media,
          status: row.status,
          createdAt: row.message_at,
        }
      : null,
    lastInboundId: row.last_inbound_id,
    waitingSince: row.snoozed_until ? null : row.waiting_since,
    snoozedUntil: row.snoozed_until,
    assignee: row.assignee,
    closedAt: row.closed_at,
    lineId: row.line_id,
    createdAt: row.created_at,
  };
}

export function toOwn(row: Omit<OwnRow, 'read_id'>): Omit<Own, keyof Unread> {
  return {
    isMarkedUnread: row.is_marked_unread,
    mentioned: row.mentioned,
    draft: row.draft && { ...row.draft, updatedAt: new Date(row.draft.updatedAt) },
  };
}

export function toUnread({ read_id, unread }: Row): Unread {
  return {
    lastReadMessageId: read_id,
    unread: unread ? Math.max(1, unread[0]) : 0,
    hasMoreUnread: unread?.[1] === lookedAt,
  };
}

function requestOf(request: NonNullable<Row['stop_request']>): Conversation['person']['stopRequest'] {
  const askedAt = new Date(request.askedAt);
  return { ...request, askedAt, answerBy: answerBy(askedAt) };
}

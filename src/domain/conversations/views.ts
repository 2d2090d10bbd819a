import { type RawBuilder, sql } from 'kysely';
import { prepared } from '../../platform/database.ts';
import type { Member } from '../teams/teams.ts';
import { type Conversation, describe, toConversation } from './stored-conversation.ts';

/**
 * The views of the inbox. Waiting: somebody wrote, nobody has answered, and it is not put off. Failed: our last text did
 * not arrive. Mentions: notes speak of this member, who has not seen them.
 */
export type View = 'waiting' | 'mine' | 'unassigned' | 'failed' | 'mentions' | 'all' | 'done';

/** Which part of a view is asked for. */
export interface Part {
  view: View;
  /** Only people of this group. */
  groupId?: string | undefined;
  /** The place of the last row of the part before. */
  after: { at: string; id: string } | null;
  limit: number;
}

/** The order begins and ends here. */
const first = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
const last = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** A count that reaches this may be more. */
export const mostInView = 1000;

/** A page as it is nearly always asked for has a plan of its own. */
const usualLimit = 51;

/** A part of a view, in its order: waiting by who has waited longest, all others newest first. */
export async function list(member: Member, part: Part): Promise<Conversation[]> {
  const isOldestFirst = part.view === 'waiting';
  const statement = sql<Parameters<typeof toConversation>[0]>`${describe(member, pageOf(member, part))}
    order by conversation.place ${isOldestFirst ? sql`asc` : sql`desc`}, conversation.id ${isOldestFirst ? sql`asc` : sql`desc`}`;
  const isUsual = part.limit === usualLimit && !part.groupId;
  const { rows } = await (isUsual ? prepared(`view-${part.view}`, statement) : statement).execute(member.db);
  return rows.map(toConversation);
}

/** How many conversations each view holds, `mostInView` at most. */
export async function countViews(member: Member): Promise<Record<View, number>> {
  const count = (view: View) => {
    const parts = partsOf(member, view).map((where) => sql`select from conversations where ${where}`);
    return sql`(select count(*)::int from (${sql.join(parts, sql` union all `)} limit ${sql.lit(mostInView)}) as counted)`;
  };
  const { rows } = await prepared(
    'count-views',
    sql<Record<View, number>>`
      select ${count('waiting')} as waiting, ${count('mine')} as mine, ${count('unassigned')} as unassigned,
        ${count('failed')} as failed, ${count('mentions')} as mentions, ${count('all')} as all, ${count('done')} as done`,
  ).execute(member.db);
  return rows[0] as Record<View, number>;
}

function pageOf(member: Member, { view, groupId, after, limit }: Part): RawBuilder<unknown> {
  const isInGroup = groupId
    ? sql`and exists (select from group_members where group_members.team_id = conversations.team_id
        and group_members.person_id = conversations.person_id and group_members.group_id = ${groupId}::uuid)`
    : sql``;
  // The limit stands in the text: a plan for any limit would be one for a tenth of the table.
  const most = sql.lit(limit);
  if (view === 'waiting') {
    const from = after ?? first;
    return sql`select *, waiting_since as place from conversations where ${partsOf(member, view)[0]} ${isInGroup}
      and (waiting_since, id) > (${from.at}::timestamptz, ${from.id}::uuid)
      order by waiting_since, id limit ${most}`;
  }
  const from = after ?? last;
  const parts = partsOf(member, view).map(
    (where) => sql`
      (select *, last_message_at as place from conversations where ${where} ${isInGroup}
        and (last_message_at, id) < (${from.at}::timestamptz, ${from.id}::uuid)
        order by last_message_at desc, id desc limit ${most})`,
  );
  return parts.length === 1
    ? (parts[0] as RawBuilder<unknown>)
    : sql`${sql.join(parts, sql` union all `)} order by place desc, id desc limit ${most}`;
}

/** What is in a view: one condition for each of the indexes that hold it. */
function partsOf({ teamId, memberId }: Member, view: View): RawBuilder<unknown>[] {
  const ours = sql`conversations.team_id = ${teamId}::uuid`;
  const unassigned = sql`${ours} and closed_at is null and assignee_id is null`;
  const assigned = sql`${ours} and closed_at is null and assignee_id is not null`;
  const done = sql`${ours} and closed_at is not null`;
  switch (view) {
    case 'waiting':
      return [sql`${ours} and waiting_since is not null and snoozed_until is null`];
    case 'mine':
      return [sql`${assigned} and assignee_id = ${memberId}::uuid`];
    case 'unassigned':
      return [unassigned];
    case 'failed':
      return [sql`${ours} and last_message_failed`];
    case 'mentions':
      return [
        sql`${ours} and id in (select conversation_id from unseen_mentions
          where unseen_mentions.team_id = ${teamId}::uuid and unseen_mentions.member_id = ${memberId}::uuid)`,
      ];
    case 'all':
      return [unassigned, assigned, done];
    case 'done':
      return [done];
  }
}

import { type RawBuilder, sql } from 'kysely';
import { prepared } from '../../platform/database.ts';
import { isMemberOf, membersOf } from '../people/people.ts';
import type { Member } from '../teams/teams.ts';
import type { KnownRows, ListedRow } from './known-rows.ts';
import type { MemberIds } from './stored-conversation.ts';

/**
 * The views of the inbox. Waiting: somebody wrote, nobody has answered, and it is not put off. Failed: our last text did
 * not arrive. Mentions: notes speak of this member, who has not seen them.
 */
export type View = 'waiting' | 'mine' | 'unassigned' | 'failed' | 'mentions' | 'all' | 'done';

/** People who are chosen by something that another feature knows. */
export interface People {
  /** Yields `person_id`, for each of them once or more often. */
  all: RawBuilder<unknown>;
  /** Whether the person under an id, which is a column or a value, is one of them; looked up by key. */
  has(personId: RawBuilder<unknown>): RawBuilder<boolean>;
}

/** Which part of a view is asked for. */
export interface Part {
  view: View;
  /** Only people who are among each of these; of none, everybody. */
  of: People[];
  /** Of these conversations only, which are no more than are asked for. */
  ids?: string[] | undefined;
  /** The place of the last row of the part before. */
  after: { at: string; id: string } | null;
  limit: number;
}

/** A count that reaches this may be more. */
export const mostInView = 1000;

/** Pages as they are nearly always asked for have plans of their own. */
const usualLimit = 51;

/**
 * How many rows of a view are looked through for chosen people. Those who are found more seldom than this are few, or wrote
 * long ago: then they are looked up one by one. Either alone may go through a whole view.
 */
const lookedThrough = 5000;

/** A part of a view, in its order: waiting by who has waited longest, all others newest first. */
export async function list(rows: KnownRows, member: Member, part: Part): Promise<ListedRow[]> {
  const { view, of, ids, limit } = part;
  const by = view === 'waiting' ? 'asc' : 'desc';
  const name = limit === usualLimit && !ids ? `view-${view}${part.after ? '-on' : ''}` : null;
  const read = (pageOf: (member: MemberIds, part: Part) => RawBuilder<unknown>, name: string | null = null) =>
    rows.read(member, { of: ({ after, ...asker }) => pageOf(asker, { ...part, after }), by, after: part.after, name });
  if (of.length === 0) return read(pageOf, name);
  const near = await read(nearPageOf);
  if (near.length === limit || ids) return near;
  return read(wholePageOf);
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

/** Where the order of a view goes on after a place, and how. */
function orderOf({ view, after }: Part): Record<'place' | 'isAfter' | 'by', RawBuilder<unknown>> {
  const [place, way, isPast] =
    view === 'waiting' ? [sql.ref('waiting_since'), sql`asc`, sql`>`] : [sql.ref('last_message_at'), sql`desc`, sql`<`];
  return {
    place,
    isAfter: after
      ? sql`(${place}, conversations.id) ${isPast} (${after.at}::timestamptz, ${after.id}::uuid)`
      : sql`true`,
    by: sql`place ${way}, id ${way}`,
  };
}

function pageOf(member: MemberIds, part: Part, limit = part.limit): RawBuilder<unknown> {
  const { place, isAfter, by } = orderOf(part);
  // The limit stands in the text: a plan for any limit would be one for a tenth of the table.
  const most = sql.lit(limit);
  // The few of them are looked up first: by an index of the view all of it would be gone through.
  const among = part.ids
    ? sql`(select * from conversations where conversations.team_id = ${member.teamId}::uuid
        and conversations.id = any (${part.ids}::uuid[]) offset 0) as conversations`
    : sql`conversations`;
  // Whom a row is of stands in no index of a view: a page of everybody is found without it, and without reading a row.
  const whose = sql.raw(part.of.length > 0 ? ', person_id' : '');
  const parts = partsOf(member, part.view).map(
    (where) => sql`
      (select team_id, id, ${place} as place${whose} from ${among} where ${where} and ${isAfter} order by ${by} limit ${most})`,
  );
  return parts.length === 1
    ? (parts[0] as RawBuilder<unknown>)
    : sql`${sql.join(parts, sql` union all `)} order by ${by} limit ${most}`;
}

/** Those people among the next rows of a view, each asked for by key, which a join would do only with good statistics. */
function nearPageOf(member: MemberIds, part: Part): RawBuilder<unknown> {
  return sql`select * from (${pageOf(member, part, lookedThrough)}) as near
    where ${sql.join(
      part.of.map((people) => people.has(sql`near.person_id`)),
      sql` and `,
    )}
    order by ${orderOf(part).by} limit ${sql.lit(part.limit)}`;
}

/** All of those people who are in a view, looked up by person. */
function wholePageOf(member: MemberIds, part: Part): RawBuilder<unknown> {
  const { place, isAfter, by } = orderOf(part);
  const isIn = sql.join(partsOf(member, part.view), sql` or `);
  const everyOf = sql.join(
    part.of.map(({ all }) => sql`(select distinct person_id from (${all}) as each)`),
    sql` intersect `,
  );
  return sql`with theirs as materialized (
      select conversations.team_id, conversations.id, ${place} as place from (${everyOf}) as chosen
      join conversations on conversations.team_id = ${member.teamId}::uuid
        and conversations.person_id = chosen.person_id
      where (${isIn}) and ${isAfter})
    select * from theirs order by ${by} limit ${sql.lit(part.limit)}`;
}

/** Everybody in a group. */
export async function ofGroup(member: Member, groupId: string): Promise<People> {
  return { all: await membersOf(member, [groupId]), has: await isMemberOf(member, [groupId]) };
}

/** What is in a view: one condition for each of the indexes that hold it. */
function partsOf({ teamId, memberId }: MemberIds, view: View): RawBuilder<unknown>[] {
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

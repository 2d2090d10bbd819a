import { type RawBuilder, sql } from 'kysely';
import { prepared } from '../../platform/database.ts';
import { askWritten } from '../../platform/written-once.ts';
import type { Member } from '../teams/teams.ts';
import {
  describe,
  type MemberIds,
  type Own,
  type OwnRow,
  ofIds,
  ownOf,
  type Row,
  type Shared,
  toOwn,
  toShared,
  toUnread,
  type Unread,
  withMark,
} from './stored-conversation.ts';

/** A row of the inbox as a member sees it. */
export interface ListedRow {
  /** The same object for as long as nothing happens to it. */
  shared: Shared;
  /** The same object for as long as they have seen as much of it. */
  unread: Unread;
  own: Omit<Own, keyof Unread>;
  /** Where the row stands in its view's order, for the next page. */
  place: string;
}

/** Rows of the inbox, kept as they were put together until something happens to them. */
export interface KnownRows {
  /** The rows of a page, in the order of their places. */
  read(member: Member, page: RowsPage): Promise<ListedRow[]>;
}

/** Which rows. */
export interface RowsPage {
  /** A select of the keys of conversations (`team_id`, `id`) and their `place`. */
  of(asked: MemberIds & Pick<RowsPage, 'after'>): RawBuilder<unknown>;
  by: 'asc' | 'desc';
  /** Where the page before ended. */
  after: { at: string; id: string } | null;
  /** Under which its statement is kept, if nothing can differ in it but who asks and where it goes on. */
  name: string | null;
}

interface Known {
  shared: Shared;
  /** How much of it is unread for whoever has seen it up to a text. */
  unreadSince: Map<string | null, Unread>;
}

interface Team {
  /** When we began to keep them, by the clock that never goes back (ms). */
  since: number;
  /** The newest change that we have heard of. */
  number: number;
  rows: Map<string, Known>;
}

/** What is the member's own of a row. One row tells also which conversations have changed: null when too many have. */
type Found = OwnRow & { id: string; place: string; newest: number | null; news: (string | null)[] | null };

/** A row has some three kilobytes, with what is written of it. */
const mostOfTeam = 1000;
const mostTeams = 20;

/**
 * Then a team's rows are forgotten whatever happened: a standby that takes over may have lost the newest changes and made
 * others of their numbers, and an import tells only at its end whom it has changed.
 */
const keptForMs = 300_000;

const mostTries = 5;

/** When more than this has happened, everything is read anew. */
const mostNews = 1000;

/**
 * Whatever changes a conversation tells so in the same transaction, under the team's next number: open pages live by that.
 * A page of rows asks for these changes in the same statement, so that a row which they do not name is still what the
 * database has, whichever process has written there. Only what is a member's own is read each time: nobody tells it to all.
 */
export function openKnownRows(): KnownRows {
  const teams = new Map<string, Team>();

  function teamOf(teamId: string): Team {
    const kept = teams.get(teamId);
    const now = performance.now();
    const team = kept && now - kept.since < keptForMs ? kept : { since: now, number: -1, rows: new Map() };
    putLast(teams, teamId, team, mostTeams);
    return team;
  }

  return {
    async read(member, page) {
      const team = teamOf(member.teamId);
      for (let tries = 1; ; tries++) {
        const found = await look(member, page, team.number);
        for (const row of found) if (row.newest !== null) hear(team, row.newest, row.news);
        const known = new Map(found.map((row) => [row.id, recall(team, row)]));
        const unknown = found.filter(({ id }) => !known.get(id)).map(({ id }) => id);
        for (const row of await readAnew(member, team, unknown)) known.set(row.shared.id, row);
        const rows = found.flatMap((row) => {
          const seen = known.get(row.id);
          return seen ? [{ ...seen, own: toOwn(row), place: row.place }] : [];
        });
        // Somebody is gone in this moment, as by a merge: another takes the place, and a shorter page would be the last.
        if (rows.length === found.length || tries === mostTries) return rows;
      }
    },
  };
}

function hear(team: Team, newest: number, news: Found['news']): void {
  if (!news || news.includes(null)) team.rows.clear();
  else for (const id of news) team.rows.delete(id as string);
  // Who asked before us may have heard more; a number that is less than ours is of a database that was put back.
  team.number = news ? Math.max(team.number, newest) : newest;
}

interface Seen {
  shared: Shared;
  unread: Unread;
}

/** A row as whoever has seen it so far sees it, if all of that is known. */
function recall(team: Team, { id, read_id }: Found): Seen | undefined {
  const known = team.rows.get(id);
  const unread = known?.unreadSince.get(read_id);
  return known && unread && { shared: known.shared, unread };
}

async function readAnew(member: Member, team: Team, ids: string[]): Promise<Seen[]> {
  if (ids.length === 0) return [];
  const page = sql`select id, null as place from unnest(${ids}::uuid[]) as id`;
  const { rows } = await prepared(
    'rows-anew',
    sql<Row & { newest: number }>`select described.*, ${newest(member)} as newest
      from (${describe(member, ofIds(member, page))}) as described`,
  ).execute(member.db);
  return rows.map((row) => {
    const seen = { shared: toShared(row), unread: toUnread(row) };
    // What others have heard of meanwhile may be missing here.
    if (row.newest >= team.number) keep(team, row.read_id, seen);
    return seen;
  });
}

function keep({ rows }: Team, readId: string | null, { shared, unread }: Seen): void {
  const unreadSince = rows.get(shared.id)?.unreadSince ?? new Map();
  putLast(rows, shared.id, { shared, unreadSince: unreadSince.set(readId, unread) }, mostOfTeam);
}

/** Puts something at the end of what is kept, whose beginning goes when it is too much. */
function putLast<Kept>(all: Map<string, Kept>, key: string, one: Kept, most: number): void {
  all.delete(key);
  all.set(key, one);
  while (all.size > most) all.delete(all.keys().next().value as string);
}

const newest = ({ teamId }: Pick<MemberIds, 'teamId'>) =>
  sql`coalesce((select last_number from event_heads where event_heads.team_id = ${teamId}::uuid), 0)`;

/** Asks for the rows of a page, with what is the member's own and what has changed since a number. */
async function look(member: Member, page: RowsPage, number: number): Promise<Found[]> {
  const { db, teamId, memberId } = member;
  const values = { teamId, memberId, number, ...(page.after && { at: page.after.at, id: page.after.id }) };
  const write = ({ at, id, number, ...asked }: typeof values) =>
    rowsAndNews(
      asked,
      page.of({ ...asked, after: page.after && { at: at as string, id: id as string } }),
      page.by,
      number,
    );
  return page.name ? askWritten(db, page.name, values, write) : (await write(values).execute(db)).rows;
}

/** A change of no one conversation may be of all. */
const rowsAndNews = (member: MemberIds, page: RawBuilder<unknown>, by: RowsPage['by'], number: number) => sql<Found>`
  select conversation.id, conversation.place::text as place, ${ownOf(member)},
    case when row_number() over () = 1 then ${newest(member)} end as newest,
    case when row_number() over () = 1
      and ${newest(member)} between ${number}::bigint and ${number}::bigint + ${sql.lit(mostNews)}
      then array(
        select conversation_id::text from events where team_id = ${member.teamId}::uuid and number > ${number}::bigint
          and (conversation_id is not null or kind in ('people.changed', 'team.changed')))
      end as news
  from (${page}) as conversation ${withMark(member)}
  order by conversation.place ${sql.raw(by)}, conversation.id ${sql.raw(by)}`;

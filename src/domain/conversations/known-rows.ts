import { type RawBuilder, sql } from 'kysely';
import { prepared } from '../../platform/database.ts';
import { askWritten } from '../../platform/written-once.ts';
import type { Member } from '../teams/teams.ts';
import { idOf, linesIn, linesOf, readLine } from './own-lines.ts';
import {
  describe,
  type MemberIds,
  type Own,
  ofIds,
  type Row,
  type Shared,
  toShared,
  toUnread,
  type Unread,
} from './stored-conversation.ts';

/** A row of the inbox as a member sees it: the same object for as long as neither it nor what is their own changes. */
export interface ListedRow {
  /** The same object for as long as nothing happens to it. */
  shared: Shared;
  own: Own;
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
  /** By the line that says where it stands and what is a member's own of it. */
  listed: Map<string, ListedRow>;
}

interface Team {
  /** When we began to keep them, by the clock that never goes back (ms). */
  since: number;
  /** The newest change that we have heard of. */
  number: number;
  rows: Map<string, Known>;
}

interface Found {
  lines: string | null;
  newest: number;
  /** Which conversations have changed: null when too many have, and a null among them when it may be all. */
  news: (string | null)[] | null;
}

/** A row has some three kilobytes, with what is written of it, and half a kilobyte for each of its lines. */
const mostOfTeam = 1000;
const mostTeams = 20;

/** Of one conversation, of which members have seen different parts. */
const mostLines = 10;

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
        const { lines, newest, news } = await look(member, page, team.number);
        hear(team, newest, news);
        const found = linesIn(lines);
        let rows = found.map((line) => rowOf(team.rows.get(idOf(line)), line));
        const unknown = found.filter((_, at) => !rows[at]).map(idOf);
        if (unknown.length > 0) {
          const anew = await readAnew(member, team, unknown);
          rows = found.map((line, at) => rows[at] ?? rowOf(anew.get(idOf(line)), line));
        }
        const all = rows.filter((row) => row !== undefined);
        // Somebody is gone in this moment, as by a merge, or was read: another takes the place, and a shorter page would be the last.
        if (all.length === found.length || tries === mostTries) return all;
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

/** The row of a line, if all that it shows is known. */
function rowOf(known: Known | undefined, line: string): ListedRow | undefined {
  const kept = known?.listed.get(line);
  if (kept || !known) return kept;
  // A part of a text holds on to all of it.
  const copy = Buffer.from(line).toString();
  const { place, readId, own } = readLine(copy);
  const unread = known.unreadSince.get(readId);
  if (!unread) return;
  const row = { shared: known.shared, own: { ...own, ...unread }, place };
  // A draft is another one soon.
  if (!own.draft) putLast(known.listed, copy, row, mostLines);
  return row;
}

/** What there is of conversations now, by id, and kept for whoever asks next. */
async function readAnew(member: Member, team: Team, ids: string[]): Promise<Map<string, Known>> {
  const page = sql`select id, null as place from unnest(${ids}::uuid[]) as id`;
  const { rows } = await prepared(
    'rows-anew',
    sql<Row & { newest: number }>`select described.*, ${newest(member)} as newest
      from (${describe(member, ofIds(member, page))}) as described`,
  ).execute(member.db);
  return new Map(
    rows.map((row) => {
      const unreadSince = new Map(team.rows.get(row.id)?.unreadSince).set(row.read_id, toUnread(row));
      const known = { shared: toShared(row), unreadSince, listed: new Map() };
      // What others have heard of meanwhile may be missing here.
      if (row.newest >= team.number) putLast(team.rows, row.id, known, mostOfTeam);
      return [row.id, known];
    }),
  );
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
async function look(member: Member, page: RowsPage, number: number): Promise<Found> {
  const { db, teamId, memberId } = member;
  const values = { teamId, memberId, number, ...(page.after && { at: page.after.at, id: page.after.id }) };
  const write = ({ at, id, number, ...asked }: typeof values) =>
    linesAndNews(
      asked,
      page.of({ ...asked, after: page.after && { at: at as string, id: id as string } }),
      page.by,
      number,
    );
  const rows = page.name ? await askWritten(db, page.name, values, write) : (await write(values).execute(db)).rows;
  return rows[0] as Found;
}

/**
 * A change of no one conversation may be of all. Both ends of the numbers are said, so that they are looked up by key:
 * otherwise a third of all changes is what is reckoned with, and all are read.
 */
const linesAndNews = (member: MemberIds, page: RawBuilder<unknown>, by: RowsPage['by'], number: number) => sql<Found>`
  select ${linesOf(member, page, sql.raw(by))} as lines, newest,
    case when newest between ${number}::bigint and ${number}::bigint + ${sql.lit(mostNews)} then array(
      select conversation_id::text from events where team_id = ${member.teamId}::uuid
        and number > ${number}::bigint and number <= ${number}::bigint + ${sql.lit(mostNews)}
        and (conversation_id is not null or kind in ('people.changed', 'team.changed')))
    end as news
  from (select ${newest(member)} as newest) as head`;

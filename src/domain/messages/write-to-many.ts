import { sql } from 'kysely';
import { findRoutes, type ManyRoute, noteToMany } from '../conversations/conversations.ts';
import { announce, type TeamTransaction } from '../floor.ts';
import { type Blocked, type Hours, openingFor, readLimits, whyBlocked } from '../limits/limits.ts';
import { chooseAmong, list, wakeLine } from '../lines/lines.ts';
import { findTeam } from '../teams/teams.ts';
import { fieldsOf, fillIn } from './fields.ts';
import { freeRetries } from './free-retries.ts';
import { lanes } from './outbox.ts';
import { countSegments } from './segments.ts';

/** Why nothing was written to somebody. */
export type Unwritten = 'no_number' | 'opted_out' | 'no_line' | Blocked;

/** For each conversation its way, and what becomes of a text in it; those that do not exist are left out. */
export type Ways = Map<string, Way>;
type Open = { route: ManyRoute; lineId: string; isPractice: boolean; to: string };
type Way = Open | { unwritten: Unwritten };

/**
 * Finds the ways to many people for one text each, and keeps their conversations locked until the commit; `over` names
 * the line of a conversation when it is not its usual one. What answers a keyword goes to the number that said it
 * (`answersTo`), also when that was STOP.
 */
export async function findWays(
  tx: TeamTransaction,
  conversationIds: string[],
  over: ReadonlyMap<string, string | null> = new Map(),
  { answersTo = null as string | null } = {},
): Promise<Ways> {
  const lines = await list(tx);
  const limits = await readLimits(tx);
  const routes = await findRoutes(tx, conversationIds);
  return new Map(routes.map((route) => [route.conversationId, wayOf(route)]));

  function wayOf(route: ManyRoute): Way {
    const to = answersTo ?? route.address;
    if (!to) return { unwritten: 'no_number' };
    if (route.hasOptedOut && !answersTo) return { unwritten: 'opted_out' };
    const line = chooseAmong(lines, route.person, over.get(route.conversationId) ?? route.lineId);
    if (!line) return { unwritten: 'no_line' };
    const why = line.isPractice ? null : whyBlocked(limits, to);
    return why ? { unwritten: why } : { route, lineId: line.id, isPractice: line.isPractice, to };
  }
}

/** What somebody is told in return does not wait behind what goes to many. */
export const repliesFirst = { lane: lanes.oneToOne as number };

/** Each question has an hour that somebody has chosen: whether it waits for people's day is for the team to say. */
export const atItsHour = { hours: 'for_questions' as const };

/** The member who writes; nobody does when the program does by itself. */
type Author = { id: string; name: string } | null;

interface TextToOne {
  conversationId: string;
  /** May hold fields; one that is empty for this person is left out. */
  words: string;
  /** Its fields are filled in already: it is sent as it is. */
  isFilled?: boolean;
  /** The text that did not arrive, of which this is another try. */
  retryOf?: string | null;
}

/**
 * Writes a text to each of many people, on ways that were found in this transaction, with its place in the queue: as many
 * statements for a thousand as for one. Whoever has no way gets none.
 * @returns the message of each conversation.
 */
export async function writeToMany(
  tx: TeamTransaction,
  ways: Ways,
  texts: TextToOne[],
  {
    lane = lanes.toMany as number,
    unlessTheyWrite = false,
    author = null as Author,
    key = '',
    hours = 'for_all' as 'for_all' | 'for_questions',
  } = {},
): Promise<Map<string, string>> {
  const { name: team } = await findTeam(tx);
  // With their conversations locked nobody can write them in between.
  const done = await withKey(tx, author, key, texts);
  const written = texts.flatMap(({ conversationId, words, isFilled = false, retryOf = null }) => {
    if (done.has(conversationId)) return [];
    const way = ways.get(conversationId);
    if (!way || 'unwritten' in way) return [];
    const { person } = way.route;
    const body = isFilled ? words : fillForMany(words, fieldsOf({ person, author: author?.name ?? team, team }));
    return [{ ...way, conversationId, messageId: tx.newId(), body, retryOf }];
  });
  if (written.length === 0) return new Map();
  await insertAll(tx, written, author?.id ?? null, key);
  await noteToMany(tx, written);
  const limits = await readLimits(tx);
  const keepsHours = hours === 'for_all' ? limits.keepsHours : limits.questionsKeepHours;
  const openings = lane === lanes.toMany && keepsHours ? await openingsOf(tx, written, limits.hours) : null;
  await enqueueAll(tx, written, lane, unlessTheyWrite, openings);
  for (const { conversationId, messageId } of written)
    announce(tx, { kind: 'message.created', conversationId, messageId });
  return new Map(written.map(({ conversationId, messageId }) => [conversationId, messageId]));
}

interface Written extends Open {
  conversationId: string;
  messageId: string;
  body: string;
  retryOf: string | null;
}

/** In how many milliseconds each may leave, and until when; null for whoever is only pretended. */
type Openings = ({ fromMs: number; untilMs: number } | null)[];

async function openingsOf(tx: TeamTransaction, written: Written[], hours: Hours): Promise<Openings> {
  const now = tx.clock.now();
  const openingOf = openingFor(hours, now, (await findTeam(tx)).timeZone);
  return written.map(({ isPractice, to, route }) => {
    if (isPractice) return null;
    const { from, until } = openingOf({ timeZone: route.person.timeZone, address: to });
    return {
      fromMs: Math.max(0, from.epochMilliseconds - now.getTime()),
      untilMs: until.epochMilliseconds - now.getTime(),
    };
  });
}

/** Those who got a text of this author with this key before; with none, nobody. */
async function withKey(tx: TeamTransaction, author: Author, key: string, texts: TextToOne[]): Promise<Set<string>> {
  if (!author || key === '') return new Set();
  const { rows } = await sql<{ conversation_id: string }>`
    select conversation_id from messages where team_id = ${tx.teamId}::uuid and sent_by = ${author.id}::uuid
      and idempotency_key = any (${texts.map(({ conversationId }) => keyOf(key, conversationId))}::text[])`.execute(
    tx.db,
  );
  return new Set(rows.map(({ conversation_id }) => conversation_id));
}

/** A key is for one text; of many each has its own. */
const keyOf = (key: string, conversationId: string) => `${key} ${conversationId}`;

async function insertAll(tx: TeamTransaction, written: Written[], sentBy: string | null, key: string): Promise<void> {
  const now = tx.clock.now();
  const segments = new Map<string, number>();
  const segmentsOf = (body: string) => {
    const known = segments.get(body) ?? countSegments(body).segments;
    segments.set(body, known);
    return known;
  };
  const retried = written.flatMap(({ retryOf }) => retryOf ?? []);
  if (retried.length > 0) await freeRetries(tx, retried);
  await sql`
    insert into messages (team_id, conversation_id, id, line_id, direction, from_address, to_address, body, media, segments,
      status, status_at, sent_by, idempotency_key, retry_of, created_at)
    select ${tx.teamId}::uuid, conversation_id, message_id, lines.id, 'outbound', lines.number, to_address, body, '[]',
      segments, 'queued', ${now}::timestamptz, ${sentBy}::uuid, key, retry_of, ${now}::timestamptz
    from unnest(
      ${written.map(({ conversationId }) => conversationId)}::uuid[], ${written.map(({ messageId }) => messageId)}::uuid[],
      ${written.map(({ lineId }) => lineId)}::uuid[], ${written.map(({ to }) => to)}::text[],
      ${written.map(({ body }) => body)}::text[], ${written.map(({ body }) => segmentsOf(body))}::int[],
      ${written.map(({ conversationId }) => (key ? keyOf(key, conversationId) : null))}::text[],
      ${written.map(({ retryOf }) => retryOf)}::uuid[])
      as text (conversation_id, message_id, line_id, to_address, body, segments, key, retry_of)
    join lines on lines.team_id = ${tx.teamId}::uuid and lines.id = text.line_id`.execute(tx.db);
}

async function enqueueAll(
  tx: TeamTransaction,
  written: Written[],
  lane: number,
  unlessTheyWrite: boolean,
  openings: Openings | null,
): Promise<void> {
  await sql`
    insert into outbox (team_id, line_id, message_id, conversation_id, lane, due_at, unless_they_write, open_until,
      waits_for)
    select ${tx.teamId}::uuid, text.line_id, text.message_id, text.conversation_id, ${lane}::smallint,
      case when from_ms > 0 then clock_timestamp() + from_ms * interval '1 ms' else now() end, ${unlessTheyWrite}::boolean, now() + until_ms * interval '1 ms',
      case when from_ms > 0 then 'hours' end
    from unnest(
      ${written.map(({ lineId }) => lineId)}::uuid[], ${written.map(({ messageId }) => messageId)}::uuid[],
      ${written.map(({ conversationId }) => conversationId)}::uuid[],
      ${written.map((_, at) => openings?.[at]?.fromMs ?? null)}::float8[],
      ${written.map((_, at) => openings?.[at]?.untilMs ?? null)}::float8[])
      as text (line_id, message_id, conversation_id, from_ms, until_ms)`.execute(tx.db);
  for (const lineId of new Set(written.map((text) => text.lineId)))
    await wakeLine(tx, lineId, { isPatient: lane !== lanes.oneToOne });
}

/** The words of a text to one of many. Nobody can be asked about each of a thousand: what is not known of one is left out. */
export function fillForMany(words: string, fields: ReadonlyMap<string, string>): string {
  const { text, wrong } = fillIn(words, fields);
  if (wrong.length === 0) return text;
  const without = wrong.reduce((rest, { name }) => rest.replaceAll(`{${name}}`, ''), text);
  return without.replace(/ +(?=[ ,.;:!?])/g, '').trim();
}

import { sql } from 'kysely';
import type { Turns } from '../../platform/turns.ts';
import { type Floor, inTransaction, type TeamTransaction } from '../floor.ts';
import { openingFor, readLimits } from '../limits/limits.ts';
import { findWays, type Ways } from '../messages/messages.ts';
import { findTeam } from '../teams/teams.ts';
import { changed } from './changed.ts';
import { listen } from './replies.ts';
import { type Room, roomOf } from './room.ts';
import { type Due, type Feeding, writeTexts } from './write-texts.ts';

/** Their conversations are locked as long as this takes. */
const mostAtOnce = 500;

/** For so long after the last text a text of theirs may be a reply. */
const listensMs = 7 * 24 * 3_600_000;

/**
 * Writes the texts of the broadcasts that are under way, as far as their lines have room: what is not written yet can be
 * paused and canceled without anything being taken back. A recipient and their text are one transaction.
 * @returns whether there is more to do at once.
 */
export async function feed(floor: Floor, turns: Turns): Promise<boolean> {
  const { rows } = await sql<{ team_id: string; id: string }>`
    select team_id, id from broadcasts where filled_at is not null and done_at is null and paused_at is null
      and canceled_at is null and greatest(held_until, first_at) <= ${floor.clock.now()} and not id = any (${turns.resting()}::uuid[])
    order by dispatched_at, id`.execute(floor.db);
  let hasMore = false;
  for (const { team_id: teamId, id } of rows)
    await turns.take({ teamId, id }, async () => {
      if (await inTransaction({ ...floor, teamId }, (tx) => feedSome(tx, id))) hasMore = true;
    });
  return hasMore;
}

async function feedSome(tx: TeamTransaction, broadcastId: string): Promise<boolean> {
  // Whoever pauses or cancels it waits for the commit, and finds all texts in the queue.
  const { rows } = await sql<Feeding>`
    select id, body, segments_per_minute, coalesce(listens_until > ${tx.clock.now()}, false) as is_followed, (select json_build_object('id', members.id, 'name', users.name)
      from members join users on users.id = members.user_id
      where members.team_id = broadcasts.team_id and members.id = dispatched_by) as author
    from broadcasts where team_id = ${tx.teamId}::uuid and id = ${broadcastId}::uuid and filled_at is not null
      and done_at is null and paused_at is null and canceled_at is null for no key update`.execute(tx.db);
  const [broadcast] = rows;
  if (!broadcast) return false;
  const rooms = await roomOf(tx, broadcastId, mostAtOnce);
  const found = (await Promise.all(rooms.map((room) => findDue(tx, broadcastId, room)))).flat();
  if (found.length === 0) return false;
  const over = new Map(found.map(({ conversation_id, line_id }) => [conversation_id, line_id]));
  // The conversations first, as whoever writes into them or merges them does. Then who was due is looked at again: it may
  // be done.
  const ways = await findWays(tx, [...over.keys()], over);
  const due = await waitForMorning(tx, broadcastId, ways, await lockDue(tx, broadcastId, found));
  if (due.length === 0) return true;
  const segments = await writeTexts(tx, broadcast, ways, due);
  if (!broadcast.is_followed) await listen(tx);
  await sql`update broadcasts set left_over = left_over - ${segments},
      listens_until = ${new Date(tx.clock.now().getTime() + listensMs)}
    where team_id = ${tx.teamId}::uuid and id = ${broadcastId}::uuid`.execute(tx.db);
  await changed(tx, broadcastId);
  return found.length >= mostAtOnce;
}

async function findDue(tx: TeamTransaction, broadcastId: string, room: Room): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select recipients.person_id, conversation.id as conversation_id, recipients.line_id, address,
      people.time_zone, ${room.isPractice}::boolean as is_practice, retry_of, null as retry_body, null as again_id
    from (select * from broadcast_recipients where team_id = ${tx.teamId}::uuid and broadcast_id = ${broadcastId}::uuid
        and line_id = ${room.lineId}::uuid and message_id is null and left_because is null and due_at <= ${tx.clock.now()}
      order by due_at, person_id limit ${room.most}::int) as recipients
    join people on people.team_id = recipients.team_id and people.id = recipients.person_id
    cross join lateral (select id from conversations where conversations.team_id = recipients.team_id
      and conversations.person_id = recipients.person_id offset 0) as conversation`.execute(tx.db);
  return rows;
}

/** Where it is night, nobody's text is written yet: it would lie in the queue until morning. @returns the others. */
async function waitForMorning(tx: TeamTransaction, broadcastId: string, ways: Ways, due: Due[]): Promise<Due[]> {
  const { hours, keepsHours } = await readLimits(tx);
  if (!keepsHours || due.length === 0) return due;
  const now = tx.clock.now();
  const openingOf = openingFor(hours, now, (await findTeam(tx)).timeZone);
  const opened = due.map((one) => {
    const way = ways.get(one.conversation_id);
    // It may be another than when they were put down.
    const address = way && 'to' in way ? way.to : one.address;
    const opening = openingOf({ timeZone: one.time_zone, address: address ?? '' });
    return { one, at: one.is_practice ? now : new Date(opening.from.epochMilliseconds) };
  });
  const later = opened.filter(({ at }) => at > now);
  if (later.length === 0) return due;
  await sql`
    update broadcast_recipients as recipients set due_at = given.due_at
    from unnest(${later.map(({ one }) => one.person_id)}::uuid[], ${later.map(({ at }) => at)}::timestamptz[])
      as given (person_id, due_at)
    where recipients.team_id = ${tx.teamId}::uuid and recipients.broadcast_id = ${broadcastId}::uuid
      and recipients.person_id = given.person_id and message_id is null`.execute(tx.db);
  return opened.flatMap(({ one, at }) => (at > now ? [] : [one]));
}

async function lockDue(tx: TeamTransaction, broadcastId: string, due: Due[]): Promise<Due[]> {
  const { rows } = await sql<Pick<Due, 'person_id' | 'address' | 'retry_of' | 'retry_body' | 'again_id'>>`
    select person_id, address, retry_of, (select body from messages where messages.team_id = recipients.team_id
      and messages.id = recipients.retry_of) as retry_body, (select id from messages as again
      where again.team_id = recipients.team_id and again.retry_of = recipients.retry_of and status <> 'canceled') as again_id
    from broadcast_recipients as recipients where team_id = ${tx.teamId}::uuid and broadcast_id = ${broadcastId}::uuid
      and person_id = any (${due.map(({ person_id }) => person_id)}::uuid[]) and message_id is null and left_because is null
    order by person_id for no key update`.execute(tx.db);
  const found = new Map(due.map((one) => [one.person_id, one]));
  return rows.flatMap((row) => {
    const one = found.get(row.person_id);
    return one ? [{ ...one, ...row }] : [];
  });
}

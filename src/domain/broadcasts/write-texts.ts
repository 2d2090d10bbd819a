import { type RawBuilder, sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import { hadEnough } from '../limits/limits.ts';
import { mayReach } from '../message-status.ts';
import { countSegments, fieldsOf, fillForMany, type Ways, writeToMany } from '../messages/messages.ts';
import { findTeam } from '../teams/teams.ts';
import { lostOf } from './join-recipients.ts';
import type { LeftReason } from './left-reason.ts';
import { longestText } from './texts.ts';

/** A broadcast of which texts are written. */
export interface Feeding {
  id: string;
  body: string;
  author: { id: string; name: string };
  segments_per_minute: number | null;
  is_followed: boolean;
}

/** Somebody whose time has come. */
export interface Due {
  person_id: string;
  conversation_id: string;
  line_id: string;
  /** Their number when they were put down; null when somebody else has it by now. */
  address: string | null;
  time_zone: string | null;
  is_practice: boolean;
  retry_of: string | null;
  /** The words of the text that did not arrive. */
  retry_body: string | null;
  /** Somebody has sent that one again by hand meanwhile. */
  again_id: string | null;
}

/**
 * Writes the texts of some recipients, who are locked as their conversations are; whoever can get none is left out.
 * @returns how many segments were written, for one that has a pace of its own.
 */
export async function writeTexts(tx: TeamTransaction, broadcast: Feeding, ways: Ways, due: Due[]): Promise<number> {
  const { name: team } = await findTeam(tx);
  const moving = movingIn(ways, due);
  const taken = await takenAmong(tx, broadcast.id, ways, moving);
  const full = await hadEnough(
    tx,
    due.map(({ conversation_id }) => conversation_id),
  );
  const texts: { personId: string; conversationId: string; to: string; words: string; retryOf: string | null }[] = [];
  const given: { personId: string; messageId: string | null; to: string | null }[] = [];
  const left: { personId: string; why: LeftReason }[] = [];
  for (const { person_id: personId, conversation_id: conversationId, retry_of: retryOf, ...one } of due) {
    const way = ways.get(conversationId);
    if (one.again_id) {
      given.push({ personId, messageId: one.again_id, to: one.address });
      continue;
    }
    if (!way || 'unwritten' in way) {
      left.push({ personId, why: way?.unwritten ?? 'gone' });
      continue;
    }
    const { person } = way.route;
    const words =
      one.retry_body ?? fillForMany(broadcast.body, fieldsOf({ person, author: broadcast.author.name, team }));
    if (taken.has(way.to)) left.push({ personId, why: 'twice' });
    // Who had got this one has not had another.
    else if (full.has(conversationId) && !retryOf) left.push({ personId, why: 'too_many_texts' });
    else if (words.trim() === '') left.push({ personId, why: 'empty' });
    else if (words.length > longestText) left.push({ personId, why: 'too_long' });
    else texts.push({ personId, conversationId, to: way.to, words, retryOf });
    taken.add(way.to);
  }
  const filled = texts.map((text) => ({ ...text, isFilled: true }));
  const written = await writeToMany(tx, ways, filled, { author: broadcast.author });
  for (const { personId, conversationId, to } of texts)
    given.push({ personId, messageId: written.get(conversationId) ?? null, to });
  if (left.length > 0) await leaveOut(tx, broadcast.id, left);
  if (moving.length > 0) await giveUpNumbers(tx, broadcast.id, moving);
  await sql`
    update broadcast_recipients as recipients set message_id = given.message_id, address = given.address
    from unnest(${given.map(({ personId }) => personId)}::uuid[], ${given.map(({ messageId }) => messageId)}::uuid[],
      ${given.map(({ to }) => to)}::text[]) as given (person_id, message_id, address)
    where recipients.team_id = ${tx.teamId}::uuid and recipients.broadcast_id = ${broadcast.id}::uuid
      and recipients.person_id = given.person_id`.execute(tx.db);
  return broadcast.segments_per_minute ? texts.reduce((sum, { words }) => sum + countSegments(words).segments, 0) : 0;
}

async function leaveOut(tx: TeamTransaction, broadcastId: string, left: { personId: string; why: LeftReason }[]) {
  await sql`
    update broadcast_recipients as recipients set left_because = given.why
    from unnest(${left.map(({ personId }) => personId)}::uuid[], ${left.map(({ why }) => why)}::text[]) as given (person_id, why)
    where recipients.team_id = ${tx.teamId}::uuid and recipients.broadcast_id = ${broadcastId}::uuid
      and recipients.person_id = given.person_id`.execute(tx.db);
}

interface Moving {
  personId: string;
  /** Their number now; null when they have none that can be texted. */
  to: string | null;
}

/** Whose number is another than when they were put down. */
const movingIn = (ways: Ways, due: Due[]): Moving[] =>
  due.flatMap(({ person_id: personId, conversation_id, address, again_id }) => {
    const way = ways.get(conversation_id);
    const to = way && 'to' in way ? way.to : null;
    return again_id || to === address ? [] : [{ personId, to }];
  });

/**
 * Which of their numbers have got the broadcast already, or are about to: as somebody else's, for two may have changed
 * theirs; by hand, to whatever number whoever had not got it had by then; and as that of somebody who was merged since.
 */
async function takenAmong(
  tx: TeamTransaction,
  broadcastId: string,
  ways: Ways,
  moving: Moving[],
): Promise<Set<string>> {
  const numbers = [...ways.values()].flatMap((way) => ('to' in way ? way.to : []));
  // Each by its key: few are sent by hand, and the tables are large.
  const rowsOf = (which: RawBuilder<unknown>) => sql`select from broadcast_recipients as recipients
    where recipients.team_id = ${tx.teamId}::uuid and recipients.broadcast_id = ${broadcastId}::uuid
      and recipients.${which} offset 0`;
  const { rows } = await sql<{ address: string }>`
    with recursive again as (
      select to_address, conversation_id, id, retry_of from messages where team_id = ${tx.teamId}::uuid
        and retry_of > ${broadcastId}::uuid and to_address = any (${numbers}::text[]) and ${sql.raw(mayReach('status'))}
      union all select again.to_address, messages.conversation_id, messages.id, messages.retry_of
      from again join messages on messages.team_id = ${tx.teamId}::uuid and messages.id = again.retry_of),
    lost as (${lostOf(tx, broadcastId)})
    select address from broadcast_recipients where team_id = ${tx.teamId}::uuid and broadcast_id = ${broadcastId}::uuid
      and address = any (${numbersOf(moving)}::text[]) and left_because is null and message_id is not null
    union select to_address from again cross join lateral (${rowsOf(sql`message_id = again.id`)}) as got
    union select to_address from again cross join lateral (select person_id from conversations as talks
      where talks.team_id = ${tx.teamId}::uuid and talks.id = again.conversation_id offset 0) as talk
    cross join lateral (${rowsOf(sql`person_id = talk.person_id and recipients.retry_of = again.id`)}) as waiting
    union select to_address from again join lost on lost.message_id = again.id
    union select to_address from again join lost on lost.retry_of = again.id
    union select to_address from lost cross join lateral (select to_address from messages
      where messages.team_id = ${tx.teamId}::uuid and messages.id = lost.message_id
        and to_address = any (${numbers}::text[]) and ${sql.raw(mayReach('status'))} offset 0) as text`.execute(tx.db);
  return new Set(rows.map(({ address }) => address));
}

const numbersOf = (moving: Moving[]) => moving.flatMap(({ to }) => to ?? []);

/** So that each can be given that of another, also of one who waits: when it is their turn, it is looked up which they have. */
async function giveUpNumbers(tx: TeamTransaction, broadcastId: string, moving: Moving[]): Promise<void> {
  await sql`update broadcast_recipients set address = null
    where team_id = ${tx.teamId}::uuid and broadcast_id = ${broadcastId}::uuid and left_because is null
      and (person_id = any (${moving.map(({ personId }) => personId)}::uuid[])
        or message_id is null and address = any (${numbersOf(moving)}::text[]))`.execute(tx.db);
}

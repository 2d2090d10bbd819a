import { sql } from 'kysely';
import { leaveOutGone } from '../broadcasts/broadcasts.ts';
import type { TeamTransaction } from '../floor.ts';
import { takeBack } from '../messages/messages.ts';
import { type Going, removeWhole } from '../people/people.ts';
import { holdBackFrom } from '../questions/questions.ts';
import { type Locked, next } from './stored-removal.ts';
import { keepWhole } from './whole.ts';

/** So many go with somebody (`gone`). */
const texts = sql`(select count(*) from conversations join messages on messages.team_id = conversations.team_id
  and messages.conversation_id = conversations.id
  where conversations.team_id = gone.team_id and conversations.person_id = gone.person_id)`;

/** Removes the next people, and keeps all that went with them. Nothing that waits for them leaves. */
export async function take(tx: TeamTransaction, { id }: Locked): Promise<boolean> {
  const ids = await next(tx, id, 'waiting', texts);
  if (ids.length === 0) return false;
  const { rows: going } = await sql<Going>`select person_id as "personId", id as "conversationId" from conversations
    where team_id = ${tx.teamId}::uuid and person_id = any (${ids}::uuid[])`.execute(tx.db);
  await removeWhole(tx, going, async () => {
    await holdBackFrom(
      tx,
      going.map(({ conversationId }) => conversationId),
    );
    await takeBack(tx, await waitingFor(tx, going), 'removed');
    await leaveOutGone(tx, ids);
    await keepWhole(tx, id, ids);
  });
  // Whoever else removed them, or merged them, was quicker: nothing of theirs was kept.
  await sql`update removed_people set became = 'gone' where team_id = ${tx.teamId}::uuid and removal_id = ${id}::uuid
    and person_id = any (${ids}::uuid[]) and became = 'waiting'`.execute(tx.db);
  return true;
}

async function waitingFor(tx: TeamTransaction, going: Going[]): Promise<string[]> {
  const { rows } = await sql<{ message_id: string }>`select message_id from outbox where team_id = ${tx.teamId}::uuid
    and conversation_id = any (${going.map(({ conversationId }) => conversationId)}::uuid[])`.execute(tx.db);
  return rows.map(({ message_id }) => message_id);
}

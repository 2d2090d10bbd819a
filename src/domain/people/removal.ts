import { sql } from 'kysely';
import { announce, type TeamTransaction } from '../floor.ts';
import { forgetInActs, holdActs } from '../teams/teams.ts';
import { forgetWords, numbersOf } from './consent/forget-words.ts';
import { forgetTexts } from './forgotten-texts.ts';

/** Somebody who goes, with the conversation of theirs. */
export interface Going {
  personId: string;
  conversationId: string;
}

/**
 * Removes people with their conversations. Their opt-outs stay, without words: who said STOP has still said it. `before` is
 * done once nobody else can change anything of theirs.
 */
export async function removeWhole(
  tx: TeamTransaction,
  going: Going[],
  before: () => Promise<void> = async () => {},
): Promise<void> {
  const ids = going.map(({ personId }) => personId);
  const talks = going.map(({ conversationId }) => conversationId);
  // In the order of those who take back an act or a text, of those who send, and of what is reported: first the acts, then
  // the conversation, what waits, and the texts. The other way round, each would wait for the other.
  await holdActs(tx, ids, talks);
  for (const [table, by, order] of [
    ['conversations', 'id', 'id'],
    ['outbox', 'conversation_id', 'message_id'],
    ['attempts', 'conversation_id', 'id'],
    ['messages', 'conversation_id', 'id'],
  ] as const)
    await sql`select from ${sql.table(table)} where team_id = ${tx.teamId}::uuid
      and ${sql.ref(by)} = any (${talks}::uuid[]) order by ${sql.ref(order)} for update`.execute(tx.db);
  await sql`select from people where team_id = ${tx.teamId}::uuid and id = any (${ids}::uuid[])
    order by id for update`.execute(tx.db);
  await before();
  await forgetTexts(tx, talks);
  await forgetWords(
    tx,
    sql`select had.address from unnest(${ids}::uuid[], ${talks}::uuid[]) as gone (person_id, talk_id)
      cross join lateral (${numbersOf(tx, sql`gone.person_id`, sql`gone.talk_id`)}) as had`,
  );
  await sql`delete from people where team_id = ${tx.teamId}::uuid and id = any (${ids}::uuid[])`.execute(tx.db);
  await forgetInActs(tx, ids, talks);
  for (const conversationId of talks) announce(tx, { kind: 'person.changed', conversationId });
}

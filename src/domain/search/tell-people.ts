import { type RawBuilder, sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { wordsOfPerson } from './find-people.ts';
import { asked, lexemes, signOf } from './lexemes.ts';

/**
 * Writes people into the index as they are now, by their conversations, and takes out those who are gone, with their texts.
 * @returns the ids of these texts: one that was read just before a merge is elsewhere now.
 */
export async function tellPeople(scope: TeamScope, conversationIds: string[]): Promise<string[]> {
  if (conversationIds.length === 0) return [];
  const known = await write(scope, sql`conversations.id = any (${conversationIds}::uuid[])`, conversationIds.length);
  const here = new Set(known.map(({ conversationId }) => conversationId));
  const sign = signOf(scope.teamId);
  const takenOut: string[] = [];
  for (const id of conversationIds) {
    if (here.has(id)) continue;
    // Looked at again: whoever was merged may have come back, with their texts.
    const { rows } = await sql<{ message_id: string }>`
      delete from search_texts where team_id = ${scope.teamId} and conversation_id = ${id}
      and words @@ ${asked(lexemes.conversation(sign, id))}::tsquery and not exists (
        select from conversations where conversations.team_id = ${scope.teamId} and conversations.id = ${id})
      returning message_id`.execute(scope.db);
    takenOut.push(...rows.map((row) => row.message_id));
  }
  return takenOut;
}

/** Writes in whoever is behind one of these conversations and not known yet: strangers who have just written. */
export async function tellStrangers(scope: TeamScope, conversationIds: string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  const isNew = sql`conversations.id = any (${conversationIds}::uuid[]) and not exists (select from search_people
    where search_people.team_id = people.team_id and search_people.person_id = people.id)`;
  await write(scope, isNew, conversationIds.length);
}

/** Writes in the newest people before one; answers the oldest of them, or null when nobody is left. */
export async function tellPeopleBefore(scope: TeamScope, personId: string, limit: number): Promise<string | null> {
  const written = await write(scope, sql`people.id < ${personId}`, limit);
  return written.length < limit ? null : (written.at(-1)?.personId ?? null);
}

interface Written {
  personId: string;
  conversationId: string;
}

async function write({ teamId, db }: TeamScope, isWanted: RawBuilder<unknown>, limit: number): Promise<Written[]> {
  // Held until the commit, so that nobody is written in who is being removed.
  const { rows } = await sql<{ id: string; conversation_id: string; name: string; addresses: string[] }>`
    select people.id, conversations.id as conversation_id, people.name,
      array(select address from phones where phones.team_id = people.team_id and phones.person_id = people.id
        order by position) as addresses
    from people join conversations on conversations.team_id = people.team_id and conversations.person_id = people.id
    where people.team_id = ${teamId} and ${isWanted} order by people.id desc limit ${limit}
    for key share of people`.execute(db);
  if (rows.length === 0) return [];
  await sql`
    insert into search_people (team_id, person_id, conversation_id, words)
    select ${teamId}::uuid, * from unnest(${rows.map(({ id }) => id)}::uuid[],
      ${rows.map((row) => row.conversation_id)}::uuid[], ${rows.map((row) => wordsOfPerson(row.name, row.addresses))}::text[])
    on conflict (team_id, person_id) do update set words = excluded.words
      where search_people.words <> excluded.words`.execute(db);
  return rows.map((row) => ({ personId: row.id, conversationId: row.conversation_id }));
}

import { sql } from 'kysely';
import { announce, type TeamTransaction } from '../../floor.ts';

/** A browser that is told of more than these fetches all that it shows. */
const mostOneByOne = 50;

/** Tells the browsers that what they show of the people with these addresses has changed. */
export async function tellOf(tx: TeamTransaction, addresses: string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select distinct conversations.id from phones
    join conversations on conversations.team_id = phones.team_id and conversations.person_id = phones.person_id
    where phones.team_id = ${tx.teamId}::uuid and address = any (${addresses}::text[])`.execute(tx.db);
  if (rows.length > mostOneByOne) announce(tx, { kind: 'people.changed' });
  else for (const { id } of rows) announce(tx, { kind: 'person.changed', conversationId: id });
}

import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { fold, wordsOf } from './words.ts';

/** A person as far as looking for them tells. */
export interface FoundPerson {
  conversationId: string;
}

/** What is kept of a person to be found by: each word of the name, and each number, after a space. */
export function wordsOfPerson(name: string, addresses: string[]): string {
  const words = wordsOf(name).map(({ folded }) => folded);
  // What is no word, as in a name of signs alone, is found as it was written.
  const whole = words.length > 0 ? words : [fold(name.trim())];
  const numbers = addresses.map((address) => fold(address).replace(/^\+/, ''));
  return ` ${[...whole, ...numbers].join(' ')}`;
}

/**
 * People who have every word of `text` in their name, any part of it, or in a number: those in whose names a word begins so
 * first, then by name. At most `limit` of the first thousand that fit.
 */
export async function findPeople(scope: TeamScope, text: string, limit: number): Promise<FoundPerson[]> {
  const parts = partsOf(text);
  if (parts.length === 0) return [];
  const like = (part: string) => `%${part.replace(/[\\%_]/g, '\\$&')}%`;
  const fits = sql.join(
    parts.map((part) => sql`words like ${like(part)}`),
    sql` and `,
  );
  const { rows } = await sql<{ conversation_id: string }>`
    with found as materialized (
      select person_id, conversation_id, words from search_people where team_id = ${scope.teamId} and ${fits} limit 1000)
    select conversation_id from found
    order by words not like ${like(` ${parts[0]}`)}, words, person_id limit ${limit}`.execute(scope.db);
  return rows.map((row) => ({ conversationId: row.conversation_id }));
}

/** Many words are a text, not a name. */
const mostParts = 6;

function partsOf(text: string): string[] {
  // A number in any spelling is one part; those that we keep have no 0 where the country is left out.
  const digits = fold(text)
    .replace(/\(0\)|[\s+().\-/]/g, '')
    .replace(/^0+(?=\d{6})/, '');
  if (/^\d{3,}$/.test(digits)) return [digits];
  const words = wordsOf(text).map(({ folded }) => folded);
  if (words.length > mostParts) return [];
  return words.length > 0 ? words : text.trim() ? [fold(text.trim())] : [];
}

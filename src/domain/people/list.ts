import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { containsWords } from './rules/conditions.ts';
import { type Person, selectPeople, toPerson } from './stored-person.ts';

/** A page of people by name, then id; `search` looks in names and numbers. */
export async function list(
  scope: TeamScope,
  options: { search: string; after: { name: string; id: string } | null; limit: number },
): Promise<Person[]> {
  let query = selectPeople(scope).orderBy(sql`lower(people.name)`).orderBy('people.id').limit(options.limit);
  if (options.after) {
    query = query.where(
      sql<boolean>`(lower(people.name), people.id) > (lower(${options.after.name}), ${options.after.id}::uuid)`,
    );
  }
  if (options.search.trim()) query = query.where(containsWords(scope, options.search));
  return (await query.execute()).map(toPerson);
}

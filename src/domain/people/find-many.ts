import type { TeamScope } from '../floor.ts';
import { type Person, selectPeople, toPerson } from './stored-person.ts';

/** Several people at once, by id. Those that do not exist are left out. */
export async function findAll(scope: TeamScope, personIds: string[]): Promise<Map<string, Person>> {
  if (personIds.length === 0) return new Map();
  const rows = await selectPeople(scope).where('people.id', 'in', personIds).execute();
  return new Map(rows.map((row) => [row.id, toPerson(row)]));
}

/** People by their conversations. Those that do not exist are left out. */
export async function findByConversations(scope: TeamScope, conversationIds: string[]): Promise<Map<string, Person>> {
  if (conversationIds.length === 0) return new Map();
  const rows = await selectPeople(scope).where('conversations.id', 'in', conversationIds).execute();
  return new Map(rows.map((row) => [row.conversation_id, toPerson(row)]));
}

/** People by their addresses, for those addresses that somebody has. */
export async function findByAddresses(scope: TeamScope, addresses: string[]): Promise<Map<string, Person>> {
  if (addresses.length === 0) return new Map();
  const rows = await scope.db
    .selectFrom('phones')
    .select(['address', 'person_id'])
    .where('team_id', '=', scope.teamId)
    .where('address', 'in', addresses)
    .execute();
  const owners = await findAll(
    scope,
    rows.map((row) => row.person_id),
  );
  return new Map(
    rows.flatMap((row) => (owners.has(row.person_id) ? [[row.address, owners.get(row.person_id) as Person]] : [])),
  );
}

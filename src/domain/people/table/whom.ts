import { type RawBuilder, sql } from 'kysely';
import { AppError, notFound } from '../../../platform/errors.ts';
import type { TeamScope, TeamTransaction } from '../../floor.ts';
import { type Whom, whoFits } from './page.ts';

/** So many are changed in one act: who has more narrows the filter. */
const mostAtOnce = 10_000;

/** Some people by their ids, or all who fit but a few. */
export type Chosen = { ids: string[] } | (Whom & { except: string[] });

/** Somebody who is changed, and the conversation of theirs. */
export interface Locked {
  id: string;
  conversationId: string;
}

/** Those who are chosen, as far as they are there, as a query that yields `id`. @throws AppError as `readTable`. */
export async function idsOf(scope: TeamScope, chosen: Chosen): Promise<RawBuilder<unknown>> {
  return sql`select people.id from people
    where people.team_id = ${scope.teamId}::uuid and ${await isChosen(scope, chosen)}`;
}

async function isChosen(scope: TeamScope, chosen: Chosen): Promise<RawBuilder<unknown>> {
  return 'ids' in chosen
    ? sql`people.id = any (${chosen.ids}::uuid[])`
    : sql`${(await whoFits(scope, chosen)) ?? sql`true`} and people.id <> all (${chosen.except}::uuid[])`;
}

/**
 * Locks those who are chosen until the commit.
 * @throws AppError `not_found` when one of those who are named is not there; `too_large` for more than `mostAtOnce`.
 */
export async function lockChosen(tx: TeamTransaction, chosen: Chosen): Promise<Locked[]> {
  const named = 'ids' in chosen ? new Set(chosen.ids.map((id) => id.toLowerCase())) : null;
  const fits = await isChosen(tx, chosen);
  const { rows } = await sql<Locked>`
    select people.id, conversations.id as "conversationId" from people join conversations
      on conversations.team_id = people.team_id and conversations.person_id = people.id
    where people.team_id = ${tx.teamId}::uuid and ${fits}
    order by people.id limit ${sql.lit(mostAtOnce + 1)} for no key update of people`.execute(tx.db);
  if (named && rows.length < named.size) throw notFound('person');
  if (rows.length > mostAtOnce)
    throw new AppError(
      'too_large',
      `These are more than ${mostAtOnce.toLocaleString('en')} people. Narrow the filter.`,
    );
  return rows;
}

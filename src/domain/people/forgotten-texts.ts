import { sql } from 'kysely';
import type { TeamScope, TeamTransaction } from '../floor.ts';

/** Longer than companies are asked for what they have, and than their calls are kept. */
const keptMs = 30 * 24 * 60 * 60_000;

const keptSince = ({ clock }: TeamScope) => new Date(clock.now().getTime() - keptMs);

/** Remembers, by the company's ids alone, which texts go with conversations: none may come back from the company's books. */
export async function forgetTexts(tx: TeamTransaction, conversationIds: string[]): Promise<void> {
  await sql`
    insert into forgotten_texts (team_id, line_id, provider_id, forgotten_at)
    select team_id, line_id, provider_id, ${tx.clock.now()}::timestamptz from messages
    where team_id = ${tx.teamId}::uuid and conversation_id = any (${conversationIds}::uuid[]) and direction = 'inbound'
      and provider_id is not null and created_at > ${keptSince(tx)}::timestamptz
    on conflict do nothing`.execute(tx.db);
}

/**
 * Forgets them for good once nobody brings them any more.
 * @returns how many went.
 */
export async function pruneForgotten(scope: TeamScope): Promise<number> {
  const { numDeletedRows } = await scope.db
    .deleteFrom('forgotten_texts')
    .where('team_id', '=', scope.teamId)
    .where('forgotten_at', '<', keptSince(scope))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

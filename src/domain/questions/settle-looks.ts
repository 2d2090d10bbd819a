import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';

/** Nobody needs to look any more at what was not understood, once there is an answer. */
export async function settleLooks(tx: TeamTransaction, askId: string): Promise<void> {
  await sql`
    update reply_matches set settled_at = ${tx.clock.now()}
    where team_id = ${tx.teamId}::uuid and ask_id = ${askId}::uuid and outcome = 'needs_look'
      and replaced_at is null and settled_at is null`.execute(tx.db);
  // Nor at what may have belonged to several, once none of them waits any more.
  await sql`
    update reply_matches as matched set settled_at = ${tx.clock.now()} from asks
    where asks.team_id = ${tx.teamId}::uuid and asks.id = ${askId}::uuid and matched.team_id = asks.team_id
      and matched.conversation_id = asks.conversation_id and matched.ask_id is null and matched.outcome = 'needs_look'
      and replaced_at is null and settled_at is null and not exists (
        select from jsonb_array_elements_text(matched.facts->'offered') as offered (ask_id)
        join asks as other on other.team_id = matched.team_id and other.id = offered.ask_id::uuid
        where other.state <> 'answered')`.execute(tx.db);
}

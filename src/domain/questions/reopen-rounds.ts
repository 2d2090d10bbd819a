import { sql } from 'kysely';
import { announce, type TeamTransaction } from '../floor.ts';
import { askOn } from './ask-on.ts';

/**
 * Opens rounds again that were over without people who are back, and whom they wait for. What was put away meanwhile is
 * over for them too; what is open they are asked on.
 */
export async function reopenRounds(tx: TeamTransaction, personIds: string[]): Promise<void> {
  const now = tx.clock.now();
  const isOpen = sql`asks.team_id = ${tx.teamId}::uuid and asks.person_id = any (${personIds}::uuid[])
    and asks.state in ('waiting', 'asked', 'unclear') and rounds.team_id = asks.team_id and rounds.id = asks.round_id`;
  await sql`
    update asks set closes_at = least(closes_at, ${now}), due_at = least(due_at, ${now}), next_nudge_at = null
    from rounds join questions on questions.team_id = rounds.team_id and questions.id = rounds.question_id
    where ${isOpen} and archived_at is not null`.execute(tx.db);
  const { rows } = await sql<{ id: string }>`
    update rounds set state = 'open', closed_at = null from asks
    where ${isOpen} and rounds.state = 'closed' returning rounds.id`.execute(tx.db);
  for (const subjectId of new Set(rows.map(({ id }) => id))) announce(tx, { kind: 'round.changed', subjectId });
  await askOn(tx, personIds);
}

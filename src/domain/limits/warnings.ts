import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import { reachedAbroad } from './abroad.ts';
import { warning } from './spent.ts';

/** Of what those who manage a team are warned. */
export type Warning =
  | { kind: 'money_near' | 'money_spent'; spent: number; cap: number; currency: string }
  | { kind: 'abroad'; country: string };

/**
 * What is to be warned of now and was not yet: four fifths of the month's money, and all of it, once for each cap of a month;
 * too many new numbers, once a day for each country. It counts as warned when the caller's transaction commits.
 * @param isSpent something had to wait because less is left than it costs.
 */
export async function takeWarnings(tx: TeamTransaction, { isSpent = false } = {}): Promise<Warning[]> {
  const day = tx.clock.now().toISOString().slice(0, 10);
  const money = await warning(tx, { isSpent });
  const due: { warning: Warning; subject: string }[] = (await reachedAbroad(tx)).map((country) => ({
    warning: { kind: 'abroad', country },
    subject: `${country} ${day}`,
  }));
  if (money) {
    const { month, ...figures } = money;
    const subject = `${month} ${figures.cap} ${figures.currency}`;
    due.push({ warning: { kind: 'money_near', ...figures }, subject });
    if (isSpent || figures.spent > figures.cap - 1e-6)
      due.push({ warning: { kind: 'money_spent', ...figures }, subject });
  }
  if (due.length === 0) return [];
  const { rows } = await sql<{ kind: string; subject: string }>`
    insert into warnings (team_id, kind, subject, warned_at)
    select ${tx.teamId}::uuid, kind, subject, ${tx.clock.now()}::timestamptz
    from unnest(${due.map(({ warning }) => warning.kind)}::text[], ${due.map(({ subject }) => subject)}::text[])
      as due (kind, subject) order by kind, subject
    on conflict do nothing returning kind, subject`.execute(tx.db);
  const fresh = due.filter((each) =>
    rows.some(({ kind, subject }) => kind === each.warning.kind && subject === each.subject),
  );
  // Who hears that all is spent need not hear that most is.
  const isOver = fresh.some(({ warning }) => warning.kind === 'money_spent');
  return fresh.map(({ warning }) => warning).filter(({ kind }) => !(isOver && kind === 'money_near'));
}

import type { Kysely } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import type { DB } from '../platform/database.gen.ts';
import type { Database } from '../platform/database.ts';
import { type Change, recordChanges } from '../platform/events.ts';
import type { NewId } from '../platform/ids.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { Provider } from '../providers/provider.ts';

/** What every feature stands on: handed down by app.ts, never reached for. */
export interface Floor {
  db: Database;
  clock: Clock;
  newId: NewId;
  secrets: Secrets;
  providers: ReadonlyMap<string, Provider>;
  /** What providers and browsers call, without a slash at the end. */
  publicUrl: string;
  /** Tells whoever listens that a team has changed, once that is committed. Only a hint: listeners also look by themselves. */
  hint(teamId: string, changes: readonly Change[]): void;
}

/** The floor inside one team. Whoever holds it can only find what belongs to that team. */
export interface TeamScope extends Floor {
  teamId: string;
}

/** A team's floor inside a transaction, with what the team's members will be told when it commits. */
export type Transacting<S> = S & { changes: Change[] };

/** Does all of `work` or none of it. Inside a transaction it joins that one. */
export async function inTransaction<S extends TeamScope, T>(
  scope: S | Transacting<S>,
  work: (tx: Transacting<S>) => Promise<T>,
): Promise<T> {
  if ('changes' in scope) return work(scope);
  const changes: Change[] = [];
  const done = await (scope.db as Kysely<DB>).transaction().execute(async (db) => {
    const tx = { ...scope, db, changes };
    const done = await work(tx);
    // Last of all, because it makes the team's other writers wait until the commit.
    await recordChanges(tx, changes);
    return done;
  });
  if (changes.length > 0) scope.hint(scope.teamId, changes);
  return done;
}

/** Work that must be inside a transaction says so by asking for this. */
export type TeamTransaction = Transacting<TeamScope>;

/** Tells the team's members that something has changed, if the transaction commits. */
export function announce(tx: TeamTransaction, change: Change): void {
  tx.changes.push(change);
}

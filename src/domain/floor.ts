import type { Kysely } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import type { DB } from '../platform/database.gen.ts';
import type { Database } from '../platform/database.ts';
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
}

/** The floor inside one team. Whoever holds it can only find what belongs to that team. */
export interface TeamScope extends Floor {
  teamId: string;
}

/** Does all of `work` or none of it. Inside a transaction it joins that one. */
export async function inTransaction<S extends Floor, T>(scope: S, work: (scope: S) => Promise<T>): Promise<T> {
  if (scope.db.isTransaction) return work(scope);
  return (scope.db as Kysely<DB>).transaction().execute((db) => work({ ...scope, db }));
}

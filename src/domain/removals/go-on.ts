import { sql } from 'kysely';
import { persistently } from '../../platform/persistently.ts';
import { later } from '../../platform/queue.ts';
import { announce, type Floor, inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import { putBack } from './put-back.ts';
import { type Locked, lock, note, type State, undoMs } from './stored-removal.ts';
import { take } from './take.ts';

const steps: Partial<Record<State, { step: (tx: TeamTransaction, job: Locked) => Promise<boolean>; ends: State }>> = {
  removing: { step: take, ends: 'removed' },
  undoing: { step: putBack, ends: 'undone' },
};

/**
 * Removes the next people, or brings them back, in a transaction with the note that they are: whoever goes on after a crash
 * finds all of a part or nothing.
 * @returns whether there is more to do.
 */
export function goOn(scope: TeamScope, removalId: string): Promise<boolean> {
  return persistently(() =>
    inTransaction(scope, async (tx) => {
      const job = await lock(tx, removalId);
      const under = job && steps[job.state];
      if (!under) return false;
      if (await under.step(tx, job)) return true;
      await note(tx, removalId, under.ends);
      // The upkeep that its hour has had may have found it under way.
      const overMs = tx.clock.now().getTime() - job.begunAt.getTime() - undoMs;
      if (overMs > 0) await later(tx.db, 'upkeep', {}, { key: `upkeep:${removalId}` });
      announce(tx, { kind: 'people.changed' });
      return false;
    }),
  );
}

/** Has somebody go on with all removals that are under way: a restored database has them, but not their jobs. */
export async function wakeRemovals(floor: Floor): Promise<void> {
  const { rows } = await sql<{ team_id: string; id: string }>`select team_id, id from removals
    where state = any (${Object.keys(steps)}::text[])`.execute(floor.db);
  for (const { team_id: teamId, id } of rows) await goOnLater({ ...floor, teamId }, id);
}

/** Has somebody go on with a removal, once the caller's transaction commits. */
export function goOnLater(tx: TeamScope, removalId: string): Promise<void> {
  return later(tx.db, 'remove-people', { teamId: tx.teamId, removalId }, { key: `removal:${removalId}` });
}

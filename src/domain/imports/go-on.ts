import { persistently } from '../../platform/persistently.ts';
import { later } from '../../platform/queue.ts';
import { announce, type Floor, inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import { checkBlock } from './check-block.ts';
import { type Locked, lock, type State } from './stored-import.ts';
import { undoBatch } from './undo-batch.ts';
import { writeBatch } from './write-batch.ts';

const steps: Partial<Record<State, (tx: TeamTransaction, job: Locked) => Promise<boolean>>> = {
  checking: checkBlock,
  writing: writeBatch,
  undoing: undoBatch,
};

/**
 * Does the next part of what an import is at, in a transaction with how far it has come: whoever goes on after a crash finds
 * all of a part or nothing.
 * @returns whether there is more to do.
 */
export function goOn(scope: TeamScope, importId: string): Promise<boolean> {
  return persistently(() =>
    inTransaction(scope, async (tx) => {
      const job = await lock(tx, importId);
      const step = job && steps[job.state];
      if (!step) return false;
      const hasMore = await step(tx, job);
      // Told once, not person by person.
      if (!hasMore && job.state !== 'checking') announce(tx, { kind: 'people.changed' });
      return hasMore;
    }),
  );
}

/** Has somebody go on with all imports that are under way: a restored database has them, but not their jobs. */
export async function wakeImports(floor: Floor): Promise<void> {
  const rows = await floor.db
    .selectFrom('imports')
    .select(['team_id', 'id'])
    .where('state', 'in', Object.keys(steps))
    .execute();
  for (const { team_id: teamId, id } of rows) await goOnLater({ ...floor, teamId }, id);
}

/** Has somebody go on with an import, once the caller's transaction commits. */
export function goOnLater(tx: TeamScope, importId: string): Promise<void> {
  return later(tx.db, 'import', { teamId: tx.teamId, importId }, { key: `import:${importId}` });
}

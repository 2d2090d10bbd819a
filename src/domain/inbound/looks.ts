import { sql } from 'kysely';
import type { TeamScope, TeamTransaction } from '../floor.ts';
import type { Line } from '../lines/lines.ts';

/** What the company's books had that we had not. */
export interface Filled {
  /** Texts that nobody had brought us. */
  recovered: number;
  /** Texts of ours that have come further than we knew. */
  repaired: number;
}

/** How far a line was compared with its company's books. */
interface Look {
  /** By our clock; when the line was connected, if never. */
  lookedAt: Date;
  /** The newest text that came in, by the company's clock; null when there was none. */
  newestAt: Date | null;
}

/** The last look into a line's books. */
export async function lastLook(scope: TeamScope, line: Line): Promise<Look> {
  const row = await scope.db
    .insertInto('line_books')
    .values({ team_id: scope.teamId, line_id: line.id, looked_at: line.createdAt, recovered: 0, repaired: 0 })
    .onConflict((conflict) =>
      conflict.columns(['team_id', 'line_id']).doUpdateSet((set) => ({ looked_at: set.ref('line_books.looked_at') })),
    )
    .returning(['looked_at', 'newest_at'])
    .executeTakeFirstOrThrow();
  return { lookedAt: row.looked_at, newestAt: row.newest_at };
}

/** Remembers a look. */
export async function noteLook(scope: TeamScope, line: Line, { lookedAt, newestAt }: Look): Promise<void> {
  await scope.db
    .updateTable('line_books')
    .set({ looked_at: lookedAt, newest_at: newestAt })
    .where('team_id', '=', scope.teamId)
    .where('line_id', '=', line.id)
    .execute();
}

/** Counts one more of what a line's books have brought, in the transaction that brings it. */
export async function countFound(tx: TeamTransaction, line: Line, what: keyof Filled): Promise<void> {
  await tx.db
    .updateTable('line_books')
    .set({ [what]: sql`${sql.ref(what)} + 1` })
    .where('team_id', '=', tx.teamId)
    .where('line_id', '=', line.id)
    .execute();
}

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

/** Until when a line was compared with its company's books; since it was connected if never. */
export async function lastLookAt(scope: TeamScope, line: Line): Promise<Date> {
  const row = await scope.db
    .selectFrom('line_books')
    .select('compared_until')
    .where('team_id', '=', scope.teamId)
    .where('line_id', '=', line.id)
    .executeTakeFirst();
  return row?.compared_until ?? line.createdAt;
}

/** Remembers until when a line was compared. */
export async function noteLook(scope: TeamScope, lineId: string, until: Date): Promise<void> {
  await scope.db
    .insertInto('line_books')
    .values({ team_id: scope.teamId, line_id: lineId, compared_until: until, recovered: 0, repaired: 0 })
    .onConflict((conflict) => conflict.columns(['team_id', 'line_id']).doUpdateSet({ compared_until: until }))
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

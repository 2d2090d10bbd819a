import { type RawBuilder, sql } from 'kysely';
import type { TeamScope, TeamTransaction } from '../floor.ts';
import { keepRecord } from './consent/ledger.ts';
import { endRequests } from './consent/requests.ts';

/** Who says that an address must not be texted, how, and when. */
export interface OptOut {
  how: 'texted' | 'provider' | 'member';
  /** Their words, the provider's code, or a member's reason. */
  words: string | null;
  saidAt: Date;
  lineId?: string | null;
  /** The member who did it: another one may end it. What they said themselves only they can end. */
  memberId?: string | null;
}

/**
 * Records that an address must not be texted any more. Said again, it counts from the last time; what was said
 * (`saidAt`) before they came back changes nothing.
 * @returns whether it is news.
 */
export async function optOut(tx: TeamTransaction, address: string, said: OptOut): Promise<boolean> {
  const { how, words, saidAt, lineId = null, memberId = null } = said;
  if (await hasComeBackSince(tx, address, saidAt)) return false;
  const id = tx.newId();
  const row = await tx.db
    .insertInto('opt_outs')
    .values({
      team_id: tx.teamId,
      id,
      address,
      opted_out_at: saidAt,
      how,
      words: words?.slice(0, 200) ?? null,
      line_id: lineId,
      member_id: memberId,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'address'])
        .where('ended_at', 'is', null)
        .doUpdateSet({
          opted_out_at: sql`greatest(opt_outs.opted_out_at, excluded.opted_out_at)`,
          ...theirsCounts,
        }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  const isNews = row.id === id;
  // A company refuses each text to them: that is said once.
  if (isNews || how !== 'provider') await keepRecord(tx, { address, kind: 'opted_out', happenedAt: saidAt, ...said });
  await endRequests(tx, address, saidAt);
  return isNews;
}

/** Keeps which text tells an address that it has opted out: no other may leave to it. */
export async function noteConfirmation(tx: TeamTransaction, address: string, messageId: string): Promise<void> {
  await tx.db
    .updateTable('opt_outs')
    .set({ confirmation_id: messageId })
    .where('team_id', '=', tx.teamId)
    .where('address', '=', address)
    .where('ended_at', 'is', null)
    .execute();
}

/** What somebody says themselves counts above what a colleague said of them. */
const ofTheirs = (column: string): RawBuilder<never> =>
  sql`case when opt_outs.member_id is not null and excluded.member_id is null then ${sql.ref(`excluded.${column}`)} else ${sql.ref(`opt_outs.${column}`)} end`;

const theirsCounts = {
  how: ofTheirs('how'),
  words: ofTheirs('words'),
  line_id: ofTheirs('line_id'),
  member_id: ofTheirs('member_id'),
};

/**
 * Ends an address's opt-out, as its person asks by texting; what they said (`saidAt`) ends nothing that was said after it.
 * Where there is nothing to end it is kept as an opt-out of no length: a STOP of before may still come.
 * @returns whether there was one to end.
 */
export async function optIn(
  tx: TeamTransaction,
  address: string,
  { saidAt, words, lineId }: { saidAt: Date; words: string; lineId: string },
): Promise<boolean> {
  const rows = await tx.db
    .updateTable('opt_outs')
    .set({ ended_at: saidAt })
    .where('team_id', '=', tx.teamId)
    .where('address', '=', address)
    .where('ended_at', 'is', null)
    .where('opted_out_at', '<=', saidAt)
    .returning('id')
    .execute();
  if (rows.length === 0)
    await tx.db
      .insertInto('opt_outs')
      .values({ team_id: tx.teamId, id: tx.newId(), address, opted_out_at: saidAt, how: 'texted', ended_at: saidAt })
      .execute();
  const said = { address, kind: 'came_back', how: 'texted', words, lineId, happenedAt: saidAt } as const;
  if (!(await keepRecord(tx, said))) await dropEndedBefore(tx, address, saidAt);
  await endRequests(tx, address, saidAt);
  return rows.length > 0;
}

/** Of those who come and go all day the last return is all that a late STOP is measured by. */
async function dropEndedBefore(tx: TeamTransaction, address: string, time: Date): Promise<void> {
  await tx.db
    .deleteFrom('opt_outs')
    .where('team_id', '=', tx.teamId)
    .where('address', '=', address)
    .where('ended_at', '<', time)
    .execute();
}

async function hasComeBackSince(scope: TeamScope, address: string, time: Date): Promise<boolean> {
  const row = await scope.db
    .selectFrom('opt_outs')
    .select('id')
    .where('team_id', '=', scope.teamId)
    .where('address', '=', address)
    .where('ended_at', '>', time)
    // What a wrong clock has put into the future must not make us deaf to a STOP.
    .where('ended_at', '<=', scope.clock.now())
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether an address has opted out and not come back. Ask again right before sending. */
export async function isOptedOut(scope: TeamScope, address: string): Promise<boolean> {
  const row = await scope.db
    .selectFrom('opt_outs')
    .select('id')
    .where('team_id', '=', scope.teamId)
    .where('address', '=', address)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

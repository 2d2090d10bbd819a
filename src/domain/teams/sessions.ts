import { sql } from 'kysely';
import { notFound } from '../../platform/errors.ts';
import { announce, inTransaction, type TeamScope, type Transacting } from '../floor.ts';
import { recordAct } from './acts.ts';
import type { Member } from './member.ts';

/** A browser or program in which somebody is signed in. */
export interface Session {
  id: string;
  startedAt: Date;
  /** To the day: a session that is used is written down once a day. */
  lastUsedAt: Date;
  address: string | null;
  userAgent: string | null;
}

/** Where this member is signed in, last used first. */
export async function listSessions(member: Member): Promise<Session[]> {
  const rows = await member.db
    .selectFrom('sessions')
    .selectAll()
    .where('user_id', '=', member.userId)
    .where('expires_at', '>', member.clock.now())
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.created_at,
    lastUsedAt: row.updated_at,
    address: row.ip_address || null,
    userAgent: row.user_agent || null,
  }));
}

/**
 * Signs this member out of one browser or program; pages that are open there end within about a second.
 * @throws AppError `not_found`, also for somebody else's.
 */
export async function endSession(member: Member, sessionId: string): Promise<void> {
  if ((await end(member, (tx) => own(tx).where('id', '=', sessionId).execute())) === 0) throw notFound('session');
}

/** Signs this member out everywhere but in the session named. Answers of how many it was. */
export async function endOtherSessions(member: Member, sessionId: string): Promise<number> {
  return end(member, (tx) => own(tx).where('id', '!=', sessionId).execute());
}

/**
 * Removes the sessions of a team that are over, with where they were and whom they notify. The time is the database's: the
 * sign-in library keeps to the machine's, and not to ours.
 * @returns how many went.
 */
export async function pruneSessions(scope: TeamScope): Promise<number> {
  const { numDeletedRows } = await scope.db
    .deleteFrom('sessions')
    .where('user_id', 'in', (of) => of.selectFrom('members').select('user_id').where('team_id', '=', scope.teamId))
    .where('expires_at', '<', sql<Date>`now()`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

const own = (tx: Transacting<Member>) => tx.db.deleteFrom('sessions').where('user_id', '=', tx.userId);

async function end(
  member: Member,
  work: (tx: Transacting<Member>) => Promise<{ numDeletedRows: bigint }[]>,
): Promise<number> {
  return inTransaction(member, async (tx) => {
    const ended = Number((await work(tx))[0]?.numDeletedRows ?? 0);
    if (ended > 0) {
      await recordAct(tx, { kind: 'member.signed_out', subjectId: tx.memberId, after: { sessions: ended } });
      announce(tx, { kind: 'team.changed' });
    }
    return ended;
  });
}

import { AppError, notFound } from '../../platform/errors.ts';
import { announce, inTransaction, type TeamScope, type Transacting } from '../floor.ts';
import { recordAct } from './acts.ts';
import type { Member, Role } from './member.ts';
import { lockRights, mayGive, mustNotBeLastOwner } from './rights.ts';

/** Somebody of the team, as the others see them. */
export interface Colleague {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
  joinedAt: Date;
  deactivatedAt: Date | null;
}

/** Everybody who is or was in the team, those who came first in front. */
export async function listMembers(scope: TeamScope): Promise<Colleague[]> {
  return (await selectColleagues(scope).orderBy('members.created_at').orderBy('members.id').execute()).map(toColleague);
}

/** @throws AppError `not_found`. */
async function findColleague(scope: TeamScope, memberId: string): Promise<Colleague> {
  const row = await selectColleagues(scope).where('members.id', '=', memberId).executeTakeFirst();
  if (!row) throw notFound('member');
  return toColleague(row);
}

/** The member for whom a job goes on with what they have begun. @throws AppError `not_found`. */
export async function actingAs(scope: TeamScope, memberId: string): Promise<Member> {
  const { userId, role } = await findColleague(scope, memberId);
  return { ...scope, memberId, userId, role };
}

/**
 * Gives a member another role. Managers may make members managers and back; owners are made and unmade by owners.
 * @throws AppError `forbidden`, `not_found`, and `last_owner` when the team would have none.
 */
export async function setRole(member: Member, memberId: string, role: Role): Promise<Colleague> {
  return inTransaction(member, async (tx) => {
    const colleague = await lockColleague(tx, memberId, 'change roles');
    if (!mayGive(colleague.ownRole, role)) throw forOwners('make owners');
    if (colleague.role === role) return colleague;
    if (colleague.role === 'owner') await mustNotBeLastOwner(tx, memberId);
    await set(tx, memberId, { role });
    const { role: before } = colleague;
    await recordAct(tx, {
      kind: 'member.role_changed',
      subjectId: memberId,
      before: { role: before },
      after: { role },
    });
    return findColleague(tx, memberId);
  });
}

/** A member after a change, and what its acts have in common; null when nothing was changed. */
interface Changed {
  colleague: Colleague;
  batchId: string | null;
}

/**
 * Lets a member do nothing more: they are signed out everywhere, also on pages that are open. Their name stays on what
 * they did. Once more changes nothing.
 * @throws AppError `forbidden`, `not_found`, `last_owner`, `own_account` for oneself: one could not take it back.
 */
export async function deactivate(member: Member, memberId: string): Promise<Changed> {
  return inTransaction(member, async (tx) => {
    const colleague = await lockColleague(tx, memberId, 'deactivate members');
    if (colleague.deactivatedAt) return { colleague, batchId: null };
    if (colleague.role === 'owner') await mustNotBeLastOwner(tx, memberId);
    if (memberId === tx.memberId) throw new AppError('own_account', 'You cannot deactivate yourself. Ask a colleague.');
    await set(tx, memberId, { deactivated_at: tx.clock.now() });
    await endSessions(tx, colleague.userId);
    const batchId = tx.newId();
    await recordAct(tx, { kind: 'member.deactivated', subjectId: memberId, batchId });
    return { colleague: await findColleague(tx, memberId), batchId };
  });
}

/**
 * Lets a member in again, with the role they had. They have to sign in.
 * @throws AppError `forbidden`, `not_found`.
 */
export async function reactivate(member: Member, memberId: string): Promise<Changed> {
  return inTransaction(member, async (tx) => {
    const colleague = await lockColleague(tx, memberId, 'reactivate members');
    if (!colleague.deactivatedAt) return { colleague, batchId: null };
    await set(tx, memberId, { deactivated_at: null });
    const batchId = tx.newId();
    await recordAct(tx, { kind: 'member.reactivated', subjectId: memberId, batchId });
    return { colleague: await findColleague(tx, memberId), batchId };
  });
}

async function lockColleague(
  tx: Transacting<Member>,
  memberId: string,
  act: string,
): Promise<Colleague & { ownRole: Role }> {
  const ownRole = await lockRights(tx, act);
  const colleague = await findColleague(tx, memberId);
  if (!mayGive(ownRole, colleague.role)) throw forOwners(act);
  return { ...colleague, ownRole };
}

const forOwners = (act: string) => new AppError('forbidden', `With owners, only owners may ${act}.`);

async function set(
  tx: Transacting<Member>,
  memberId: string,
  facts: { role?: Role; deactivated_at?: Date | null },
): Promise<void> {
  await tx.db.updateTable('members').set(facts).where('team_id', '=', tx.teamId).where('id', '=', memberId).execute();
  announce(tx, { kind: 'team.changed' });
}

/** Unless they are active in another team of this installation: sessions are of people, not of members. */
async function endSessions(tx: Transacting<Member>, userId: string): Promise<void> {
  await tx.db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('members')
            .select('members.id')
            .whereRef('members.user_id', '=', 'sessions.user_id')
            .where('members.deactivated_at', 'is', null),
        ),
      ),
    )
    .execute();
}

function selectColleagues(scope: TeamScope) {
  return scope.db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select([
      'members.id',
      'members.user_id',
      'users.name',
      'users.email',
      'members.role',
      'members.created_at',
      'members.deactivated_at',
    ])
    .where('members.team_id', '=', scope.teamId);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectColleagues>['executeTakeFirstOrThrow']>>;

const toColleague = (row: Row): Colleague => ({
  id: row.id,
  userId: row.user_id,
  name: row.name,
  email: row.email,
  role: row.role as Role,
  joinedAt: row.created_at,
  deactivatedAt: row.deactivated_at,
});

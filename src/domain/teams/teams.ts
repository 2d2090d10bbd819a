import { AppError } from '../../platform/errors.ts';
import { type Floor, inTransaction, type TeamScope } from '../floor.ts';
import { type FirstTeam, readFirstTeam } from './first-team.ts';
import type { Member, Role } from './member.ts';
import { insertMember } from './new-member.ts';
import { type Preferences, readPreferences } from './preferences.ts';

export { type ActKind, actKinds } from './act-kinds.ts';
export { activeAmong } from './active.ts';
export { forgetInActs, forgetWords, holdActs, moveActs, recordAct, recordActs, tellAgain } from './acts.ts';
export { actingAs, type Colleague, deactivate, listMembers, reactivate, setRole } from './colleagues.ts';
export { readPages } from './in-pages.ts';
export { findInvitation, invite, listInvitations, pruneInvitations, revoke, revokeRestored } from './invitations.ts';
export { join } from './join.ts';
export { type KeptAct, lockActs, markUndone } from './kept-acts.ts';
export { listActs } from './list-acts.ts';
export { type Member, mustManage, type Role } from './member.ts';
export { addMember } from './new-member.ts';
export { changePassword, type Renewed, setPassword } from './password.ts';
export { changePreferences, type Preferences } from './preferences.ts';
export {
  dropSubscription,
  findSubscription,
  type Listening,
  listListening,
  listSubscriptions,
  subscribe,
  unsubscribe,
  withSubscriptions,
} from './push-subscriptions.ts';
export { lockTeam } from './rights.ts';
export { endOtherSessions, endSession, listSessions, pruneSessions } from './sessions.ts';
export { keptPassword, noteSignIn } from './signed-in.ts';
export { countedBy, throttleAccounts } from './throttle.ts';
export { keepOut, putByMembers } from './through-restore.ts';
export { takeUntold } from './told.ts';
export { mustBeAsRead, writesOver } from './writes-over.ts';

/** Whether nobody has made the first team yet. */
export async function needsSetUp(floor: Floor): Promise<boolean> {
  return !(await floor.db.selectFrom('installation').select('is_set_up').executeTakeFirst());
}

/**
 * Makes the first team and its owner, once in the life of an installation.
 * @throws AppError `invalid` with a sentence per field; `already_set_up` for all but the first, however close together.
 */
export async function setUp(floor: Floor, input: FirstTeam): Promise<Member> {
  // Cheap, and before the password is hashed, which is not; of several at once the transaction has the last word.
  if (!(await needsSetUp(floor))) throw alreadySetUp();
  const wanted = await readFirstTeam(input);
  return inTransaction({ ...floor, teamId: floor.newId() }, async (tx) => {
    const now = tx.clock.now();
    const first = await tx.db
      .insertInto('installation')
      .values({ is_set_up: true, set_up_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('set_up_at')
      .executeTakeFirst();
    if (!first) throw alreadySetUp();

    const { name, timeZone: time_zone, country } = wanted.team;
    await tx.db.insertInto('teams').values({ id: tx.teamId, name, time_zone, country, created_at: now }).execute();
    const { memberId, userId } = await insertMember(tx, { ...wanted, role: 'owner' });
    return { ...floor, teamId: tx.teamId, memberId, userId, role: 'owner' as const };
  });
}

const alreadySetUp = () => new AppError('already_set_up', 'This Hearback already has its team. Sign in instead.');

/** The member that a signed-in user is; null when they belong to no team any more, or are deactivated in it. */
export async function findMember(floor: Floor, userId: string): Promise<Member | null> {
  const row = await floor.db
    .selectFrom('members')
    .select(['team_id', 'id', 'role'])
    .where('user_id', '=', userId)
    .where('deactivated_at', 'is', null)
    .orderBy('created_at')
    .executeTakeFirst();
  return row ? { ...floor, teamId: row.team_id, memberId: row.id, userId, role: row.role as Role } : null;
}

/** Every team's id; for the work that the installation does for each of them. */
export async function listTeams(floor: Floor): Promise<TeamScope[]> {
  const rows = await floor.db.selectFrom('teams').select('id').orderBy('id').execute();
  return rows.map((row) => ({ ...floor, teamId: row.id }));
}

export interface Team {
  id: string;
  name: string;
  timeZone: string;
  country: string;
}

/** The team itself. */
export async function findTeam(scope: TeamScope): Promise<Team> {
  const row = await scope.db.selectFrom('teams').selectAll().where('id', '=', scope.teamId).executeTakeFirstOrThrow();
  return { id: row.id, name: row.name, timeZone: row.time_zone, country: row.country };
}

export interface Profile {
  name: string;
  email: string;
  hasHiddenGettingStarted: boolean;
  preferences: Preferences;
}

/** Who the member is, and what they have put away. */
export async function findProfile(member: Member): Promise<Profile> {
  const row = await member.db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select(['users.name', 'users.email', 'members.getting_started_hidden_at', 'members.preferences'])
    .where('members.team_id', '=', member.teamId)
    .where('members.id', '=', member.memberId)
    .executeTakeFirstOrThrow();
  const { name, email } = row;
  const hasHiddenGettingStarted = row.getting_started_hidden_at !== null;
  return { name, email, hasHiddenGettingStarted, preferences: readPreferences(row.preferences) };
}

/** Puts the getting-started list away for this member, or brings it back. */
export async function hideGettingStarted(member: Member, isHidden: boolean): Promise<void> {
  await member.db
    .updateTable('members')
    .set({ getting_started_hidden_at: isHidden ? member.clock.now() : null })
    .where('team_id', '=', member.teamId)
    .where('id', '=', member.memberId)
    .execute();
}

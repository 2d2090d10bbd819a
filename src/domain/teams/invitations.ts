import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import { AppError, invalid, notFound } from '../../platform/errors.ts';
import { announce, type Floor, inTransaction, type TeamScope } from '../floor.ts';
import { recordAct } from './acts.ts';
import { type Member, mustManage, type Role } from './member.ts';
import { isEmail } from './new-member.ts';
import { lockRights, mayGive } from './rights.ts';

/** A link by which one person may join, once. */
export interface Invitation {
  id: string;
  role: Role;
  /** Whom it is for, and nobody else; null for anybody who has the link. */
  email: string | null;
  createdBy: { id: string; name: string };
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
}

const lifeMs = 7 * 24 * 60 * 60_000;

/** More than this many open at once are no invitations but a leak. */
const mostOpen = 100;

const act = 'invite people';

/**
 * Makes an invitation. The secret in its link is answered here and nowhere else: only a hash of it is kept.
 * @throws AppError `invalid`, `forbidden` for members, and for managers who would make an owner; `too_many`.
 */
export async function invite(
  member: Member,
  input: { role: Role; email?: string | null | undefined },
): Promise<{ invitation: Invitation; secret: string }> {
  const email = input.email?.trim().toLowerCase() || null;
  if (email && !isEmail(email)) throw invalid({ email: 'This is not an e-mail address.' });
  const secret = randomBytes(32).toString('base64url');
  return inTransaction(member, async (tx) => {
    if (!mayGive(await lockRights(tx, act), input.role)) {
      throw new AppError('forbidden', 'Only owners may invite owners.');
    }
    if ((await openOnes(tx)).length >= mostOpen) {
      throw new AppError('too_many', `There are ${mostOpen} open invitations already. Take some back first.`);
    }
    const [id, now] = [tx.newId(), tx.clock.now()];
    const { role } = input;
    await tx.db
      .insertInto('invitations')
      .values({
        team_id: tx.teamId,
        id,
        role,
        email,
        secret_hash: hashOf(secret),
        created_by: tx.memberId,
        created_at: now,
        expires_at: new Date(now.getTime() + lifeMs),
      })
      .execute();
    await recordAct(tx, { kind: 'invitation.made', subjectId: id, after: { role } });
    announce(tx, { kind: 'team.changed' });
    return { invitation: await find(tx, id), secret };
  });
}

/**
 * The invitations that nobody has used or taken back, newest first; those that expired stay in the list for a week.
 * @throws AppError `forbidden` for members.
 */
export async function listInvitations(member: Member): Promise<Invitation[]> {
  mustManage(member, act);
  return openOnes(member, new Date(member.clock.now().getTime() - lifeMs));
}

/**
 * Takes an invitation back: its link lets nobody in any more. Once more changes nothing.
 * @throws AppError `forbidden`, `not_found`, `invitation_used`.
 */
export async function revoke(member: Member, invitationId: string): Promise<void> {
  await inTransaction(member, async (tx) => {
    const own = await lockRights(tx, act);
    const invitation = await find(tx, invitationId);
    if (!mayGive(own, invitation.role)) throw new AppError('forbidden', 'Only owners may take this back.');
    if (invitation.revokedAt) return;
    const { numUpdatedRows } = await tx.db
      .updateTable('invitations')
      .set({ revoked_at: tx.clock.now() })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', invitationId)
      .where('used_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new AppError('invitation_used', 'Somebody has joined with this link already.');
    const { role } = invitation;
    await recordAct(tx, { kind: 'invitation.revoked', subjectId: invitationId, before: { role } });
    announce(tx, { kind: 'team.changed' });
  });
}

/**
 * Takes back all open invitations of a backup, in the transaction that restores it: who has joined since, or whose
 * invitation was taken back since, could use the same link again. Answers how many.
 */
export async function revokeRestored(db: Database): Promise<number> {
  const { numAffectedRows } = await sql`
    update invitations set revoked_at = now()
    where used_at is null and revoked_at is null and expires_at > now()`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/**
 * What a link invites to, and into which team.
 * @throws AppError `not_found` for a link that nobody made; `invitation_used`, `invitation_expired`, `invitation_revoked`,
 * the last also when whoever made it may not invite like that any more.
 */
export async function findInvitation(
  floor: Floor,
  secret: string,
): Promise<{ scope: TeamScope; invitation: Invitation }> {
  const row = await floor.db
    .selectFrom('invitations')
    .select(['team_id', 'id'])
    .where('secret_hash', '=', hashOf(secret))
    .executeTakeFirst();
  if (!row) throw notFound('invitation');
  const scope = { ...floor, teamId: row.team_id };
  const invitation = await find(scope, row.id);
  if (invitation.usedAt) throw new AppError('invitation_used', 'Somebody has joined with this link already.');
  if (invitation.revokedAt || !invitation.isMakerStillFit) {
    throw new AppError('invitation_revoked', 'This invitation was taken back.');
  }
  if (invitation.expiresAt <= floor.clock.now()) throw new AppError('invitation_expired', 'This invitation is over.');
  return { scope, invitation };
}

/**
 * Removes invitations that were over before a time, with the addresses in them.
 * @returns how many went.
 */
export async function pruneInvitations(scope: TeamScope, before: Date): Promise<number> {
  const { numDeletedRows } = await scope.db
    .deleteFrom('invitations')
    .where('team_id', '=', scope.teamId)
    .where('expires_at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/** Those that can be used, or could until `since`. */
async function openOnes(scope: TeamScope, since = scope.clock.now()): Promise<Invitation[]> {
  const rows = await select(scope)
    .where('invitations.used_at', 'is', null)
    .where('invitations.revoked_at', 'is', null)
    .where('invitations.expires_at', '>', since)
    .orderBy('invitations.id', 'desc')
    .execute();
  return rows.map(toInvitation).filter(({ isMakerStillFit }) => isMakerStillFit);
}

async function find(scope: TeamScope, id: string) {
  const row = await select(scope).where('invitations.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('invitation');
  return toInvitation(row);
}

function select(scope: TeamScope) {
  return scope.db
    .selectFrom('invitations')
    .innerJoin('members', (join) =>
      join.onRef('members.team_id', '=', 'invitations.team_id').onRef('members.id', '=', 'invitations.created_by'),
    )
    .innerJoin('users', 'users.id', 'members.user_id')
    .selectAll('invitations')
    .select(['users.name', 'members.role as maker_role', sql<boolean>`members.deactivated_at is null`.as('is_active')])
    .where('invitations.team_id', '=', scope.teamId);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

/** Who is deactivated or has lost their rights must not come back, or bring somebody in, by a link that they had made. */
const toInvitation = (row: Row): Invitation & { isMakerStillFit: boolean } => ({
  id: row.id,
  role: row.role as Role,
  email: row.email,
  createdBy: { id: row.created_by, name: row.name },
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
  revokedAt: row.revoked_at,
  isMakerStillFit: row.is_active && mayGive(row.maker_role as Role, row.role as Role),
});

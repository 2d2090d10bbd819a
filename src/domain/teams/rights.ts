import { AppError, signedOut } from '../../platform/errors.ts';
import type { TeamTransaction, Transacting } from '../floor.ts';
import { type Member, mustManage, type Role } from './member.ts';

/** Makes every other change of who may do what in this team wait until the commit. */
export async function lockTeam(tx: TeamTransaction): Promise<void> {
  await tx.db.selectFrom('teams').select('id').where('id', '=', tx.teamId).forNoKeyUpdate().execute();
}

/**
 * Does that, and turns away whoever has lost their rights since they asked. From here on what the members table says is so.
 * @throws AppError `forbidden`, `signed_out`.
 */
export async function lockRights(tx: Transacting<Member>, act: string): Promise<Role> {
  await lockTeam(tx);
  const own = await tx.db
    .selectFrom('members')
    .select(['role', 'deactivated_at'])
    .where('team_id', '=', tx.teamId)
    .where('id', '=', tx.memberId)
    .executeTakeFirstOrThrow();
  if (own.deactivated_at) throw signedOut();
  const role = own.role as Role;
  mustManage({ ...tx, role }, act);
  return role;
}

/** Whether somebody with a role may make others have, or lose, another one. */
export function mayGive(own: Role, role: Role): boolean {
  return own === 'owner' || (own === 'manager' && role !== 'owner');
}

/** @throws AppError `last_owner` when no active owner but this member is left: a team must have somebody who may do all. */
export async function mustNotBeLastOwner(tx: Transacting<Member>, memberId: string): Promise<void> {
  const other = await tx.db
    .selectFrom('members')
    .select('id')
    .where('team_id', '=', tx.teamId)
    .where('id', '!=', memberId)
    .where('role', '=', 'owner')
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
  if (!other) throw new AppError('last_owner', 'The team needs an owner. Make somebody else one first.');
}

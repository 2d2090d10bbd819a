import { AppError, invalid } from '../../platform/errors.ts';
import { readName } from '../../platform/name.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { announce, type Floor, inTransaction } from '../floor.ts';
import { recordAct } from './acts.ts';
import { findInvitation } from './invitations.ts';
import type { Member } from './member.ts';
import { faultsOf, faultsOfPassword, insertMember } from './new-member.ts';
import { lockTeam } from './rights.ts';

/**
 * Makes whoever has an invitation's link a member. Of several who use it at once, one does.
 * @throws AppError as `findInvitation`; `invalid` with a sentence per field; `email_taken`; `invitation_for_another` with
 * another e-mail address than the one that it was made for.
 */
export async function join(
  floor: Floor,
  secret: string,
  input: { name: string; email: string; password: string },
): Promise<Member> {
  const { scope, invitation } = await findInvitation(floor, secret);
  const name = readName(input.name);
  const email = input.email.trim().toLowerCase();
  const wrong = { ...faultsOf({ name, email }), ...faultsOfPassword(input.password) };
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  if (invitation.email !== null && invitation.email !== email) {
    const message = `This invitation is for ${invitation.email}. Join with that address, or ask for a new one.`;
    throw new AppError('invitation_for_another', message, { email: message });
  }
  const passwordHash = await hashPassword(input.password);
  return inTransaction(scope, async (tx) => {
    // Whoever comes second waits here, and then looks at what the first has left.
    await lockTeam(tx);
    const { invitation: mine } = await findInvitation(tx, secret);
    const ids = await insertMember(tx, { name, email, passwordHash, role: mine.role }).catch((error) => {
      if (!(error instanceof AppError && error.fields?.email)) throw error;
      throw new AppError('email_taken', error.message, error.fields);
    });
    await tx.db
      .updateTable('invitations')
      .set({ used_at: tx.clock.now(), used_by: ids.memberId })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', mine.id)
      .execute();
    const member = { ...tx, ...ids, role: mine.role };
    await recordAct(member, { kind: 'member.joined', subjectId: ids.memberId, after: { role: mine.role } });
    announce(tx, { kind: 'team.changed' });
    return { ...scope, ...ids, role: mine.role };
  });
}

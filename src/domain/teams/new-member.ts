import { AppError, invalid } from '../../platform/errors.ts';
import { readName } from '../../platform/name.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { announce, inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import { recordAct } from './acts.ts';
import type { Role } from './member.ts';

/** Somebody who is to join a team. */
interface NewMember {
  name: string;
  email: string;
  role: Role;
  password: string;
}

/**
 * Adds a member who signs in with this password, for an operator.
 * @throws AppError `invalid` with a sentence per field, also when somebody signs in with this address already.
 */
export async function addMember(scope: TeamScope, input: NewMember): Promise<void> {
  const name = readName(input.name);
  const email = input.email.trim().toLowerCase();
  const wrong = faultsOf({ name, email });
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  const passwordHash = await hashPassword(input.password);
  await inTransaction(scope, async (tx) => {
    const { memberId } = await insertMember(tx, { name, email, passwordHash, role: input.role });
    await recordAct(
      { ...tx, memberId: null },
      { kind: 'member.added', subjectId: memberId, after: { role: input.role } },
    );
    announce(tx, { kind: 'team.changed' });
  });
}

/** A sentence for each field of a person's own that is wrong. */
export function faultsOf({ name, email }: { name: string; email: string }): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (name === '' || name.length > 100) wrong.name = 'Give your name, in 1 to 100 characters.';
  if (!isEmail(email)) wrong.email = 'This is not an e-mail address.';
  return wrong;
}

/** Whether this can be an address. Only a mail would show whether it is one. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$|^[^\s@]+@localhost$/.test(text);
}

/**
 * A sentence when a password cannot be one. Length is the only rule (NIST SP 800-63B), with an upper bound so that hashing
 * stays cheap.
 */
export function faultsOfPassword(password: string): Record<string, string> {
  if (password.length < 8) return { password: 'Use 8 characters or more. Several words are good.' };
  if (password.length > 128) return { password: 'Use 128 characters or fewer.' };
  return {};
}

/** Writes down who signs in how, and as whom in this team. */
export async function insertMember(
  tx: TeamTransaction,
  { name, email, passwordHash, role }: { name: string; email: string; passwordHash: string; role: Role },
): Promise<{ memberId: string; userId: string }> {
  const now = tx.clock.now();
  const [userId, memberId] = [tx.newId(), tx.newId()];
  const stamps = { created_at: now, updated_at: now };
  const user = await tx.db
    .insertInto('users')
    .values({ id: userId, name, email, email_verified: false, ...stamps })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!user) throw new AppError('invalid', 'Somebody signs in with this address already.', { email: 'It is taken.' });
  await tx.db
    .insertInto('credentials')
    .values({
      id: tx.newId(),
      user_id: userId,
      account_id: userId,
      provider_id: 'credential',
      password: passwordHash,
      ...stamps,
    })
    .execute();
  await tx.db
    .insertInto('members')
    .values({ team_id: tx.teamId, id: memberId, user_id: userId, role, created_at: now })
    .execute();
  return { memberId, userId };
}

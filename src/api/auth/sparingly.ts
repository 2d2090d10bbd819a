import { throttleAccounts } from '../../domain/teams/teams.ts';
import { AppError } from '../../platform/errors.ts';
import type { Ask } from '../route.ts';
import { networkOf } from './network.ts';

type Asked = Pick<Ask<unknown, unknown, unknown>, 'parts' | 'request' | 'reply'>;

/** As many guesses as an office with one network may need on its first day. */
const allowed = 20;

/** Lets nobody try from one network again and again. `what` is in capitals. @throws as `counted`. */
export function sparingly<Answer>(ask: Asked, what: string, work: () => Promise<Answer>): Promise<Answer> {
  return counted(ask, `${what} FROM ${networkOf(ask.request.ip)}`, work);
}

/**
 * Counts guesses under a key. Its capitals keep it apart from those of sign-in, which are e-mail addresses in small letters.
 * @throws AppError `too_many`, and what `work` throws.
 */
export async function counted<Answer>(
  { parts, reply }: Asked,
  key: string,
  work: () => Promise<Answer>,
  most = allowed,
): Promise<Answer> {
  const throttle = throttleAccounts(parts.floor, most);
  const waitSeconds = await throttle.take(key);
  if (waitSeconds > 0) {
    reply.header('retry-after', String(waitSeconds));
    throw new AppError('too_many', 'Too many tries. Wait a quarter of an hour and try again.');
  }
  try {
    const answer = await work();
    await throttle.giveBack(key);
    return answer;
  } catch (error) {
    const isGuess =
      error instanceof AppError &&
      ['not_found', 'email_taken', 'already_set_up', 'wrong_password'].includes(error.code);
    if (!isGuess) await throttle.giveBack(key);
    throw error;
  }
}

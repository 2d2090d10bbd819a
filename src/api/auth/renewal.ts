import { createHmac, randomBytes } from 'node:crypto';
import type { Floor } from '../../domain/floor.ts';
import type { Renewed } from '../../domain/teams/teams.ts';
import { hashToken } from './hashed-sessions.ts';
import { cookieName, sessionSeconds } from './options.ts';

/** Another token for a session, and the cookie that hands it over, as the sign-in library would write it. */
export function renewal({ secrets, publicUrl, clock }: Floor): Renewed & { cookie: string } {
  const token = randomBytes(24).toString('base64url');
  const signature = createHmac('sha256', secrets.keyFor('sessions')).update(token).digest('base64');
  const isSecure = publicUrl.startsWith('https:');
  const value = encodeURIComponent(`${token}.${signature}`);
  const flags = `Max-Age=${sessionSeconds}; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  return {
    tokenHash: hashToken(token),
    expiresAt: new Date(clock.now().getTime() + sessionSeconds * 1000),
    cookie: `${cookieName(isSecure)}=${value}; ${flags}`,
  };
}

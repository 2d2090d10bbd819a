import { randomBytes } from 'node:crypto';
import type { Floor } from '../../domain/floor.ts';
import type { Renewed } from '../../domain/teams/teams.ts';
import { writeCookie } from './cookie.ts';
import { hashToken } from './hashed-sessions.ts';
import { sessionSeconds } from './options.ts';
import { cookieName, withSignature } from './session-cookie.ts';

/** Another token for a session, and the cookie that hands it over, as the sign-in library would write it. */
export function renewal({ secrets, publicUrl, clock }: Floor): Renewed & { cookie: string } {
  const token = randomBytes(24).toString('base64url');
  const isSecure = publicUrl.startsWith('https:');
  const value = withSignature(token, secrets.keyFor('sessions'));
  return {
    tokenHash: hashToken(token),
    expiresAt: new Date(clock.now().getTime() + sessionSeconds * 1000),
    cookie: writeCookie(cookieName(isSecure), value, { path: '/', seconds: sessionSeconds, isSecure }),
  };
}

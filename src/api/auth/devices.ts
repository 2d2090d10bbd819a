import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Floor } from '../../domain/floor.ts';
import { cookieNamed, writeCookie } from './cookie.ts';

/** As long as a browser keeps a cookie. */
const knownForSeconds = 400 * 24 * 60 * 60;

/**
 * Knows browsers in which somebody has signed in before, by a signed cookie for each account: "device cookies", as OWASP
 * describes them. They open nothing; signing in is counted by them.
 */
export function openDevices({ secrets, publicUrl }: Floor) {
  const key = secrets.keyFor('devices');
  const isSecure = publicUrl.startsWith('https:');
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  // Who shares a browser has a cookie of their own there, and nobody can read from it whose it is.
  const nameFor = (account: string) => `${isSecure ? '__Secure-' : ''}hearback-device-${sign(`name ${account}`)}`;
  const signatureOf = (id: string, account: string) => sign(`device ${id} ${account}`);

  return {
    /** The device that this account has signed in with before; null for one that we do not know as such. */
    find(cookies: string | undefined, account: string): string | null {
      const [, id, signature] = /^([\w-]{22})\.([\w-]{43})$/.exec(cookieNamed(cookies, nameFor(account))) ?? [];
      if (!id || !signature) return null;
      return timingSafeEqual(Buffer.from(signatureOf(id, account)), Buffer.from(signature)) ? id : null;
    },
    /** The cookie by which a browser will be known in which this account has just signed in. */
    cookieFor(account: string): string {
      const id = randomBytes(16).toString('base64url');
      const value = `${id}.${signatureOf(id, account)}`;
      return writeCookie(nameFor(account), value, { path: '/api/auth/sign-in', seconds: knownForSeconds, isSecure });
    },
  };
}

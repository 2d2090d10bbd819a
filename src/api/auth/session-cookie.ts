import { createHmac, timingSafeEqual } from 'node:crypto';

/** `__Host-` binds the cookie to this host and to TLS; on plain loopback no browser would take it. */
export const cookieName = (isSecure: boolean) => (isSecure ? '__Host-hearback' : 'hearback');

const sign = (token: string, key: string) => createHmac('sha256', key).update(token).digest();

/** What the cookie of a session holds, as the sign-in library writes it (better-call, `signCookieValue`). */
export const withSignature = (token: string, key: string) =>
  encodeURIComponent(`${token}.${sign(token, key).toString('base64')}`);

/** The token in what the cookie holds, if the signature that goes with it is ours. */
export function signedToken(cookie: string, key: string): string | null {
  const [, token, signature] = /^([\w-]+)\.([A-Za-z\d+/]{43}=)$/.exec(cookie) ?? [];
  if (!token || !signature) return null;
  return timingSafeEqual(sign(token, key), Buffer.from(signature, 'base64')) ? token : null;
}

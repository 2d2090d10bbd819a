import { createECDH, createPrivateKey, sign } from 'node:crypto';
import type { Secrets } from '../secrets.ts';

/** Who we are to push services: browsers accept messages only from the key with which they were subscribed. */
export interface Identity {
  /** P-256, uncompressed, as base64url: what the browser is given. */
  publicKey: string;
  /** The `Authorization` for a push service (RFC 8292), good for twelve hours. */
  authorize(origin: string, now: Date): string;
}

/** The order of P-256's base point. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * The key is made from the installation's secret: it is there since the first start, the same in all processes, and comes
 * back with the secret from a backup.
 */
export function createIdentity(secrets: Secrets, subject: string): Identity {
  const number = (BigInt(`0x${Buffer.from(secrets.keyFor('push'), 'base64url').toString('hex')}`) % (order - 1n)) + 1n;
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(number.toString(16).padStart(64, '0'), 'hex');
  const point = ecdh.getPublicKey();
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      d: ecdh.getPrivateKey('base64url'),
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const publicKey = point.toString('base64url');
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return {
    publicKey,
    authorize(origin, now) {
      const expiresAt = Math.floor(now.getTime() / 1000) + 12 * 60 * 60;
      const claim = `${encode({ typ: 'JWT', alg: 'ES256' })}.${encode({ aud: origin, exp: expiresAt, sub: subject })}`;
      const signature = sign('sha256', Buffer.from(claim), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
      return `vapid t=${claim}.${signature}, k=${publicKey}`;
    },
  };
}

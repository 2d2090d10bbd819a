import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Locks provider tokens and the like before they are stored, and opens them again. */
export interface Secrets {
  /**
   * Encrypts with AES-256-GCM. `place` (team, table and row) is bound in, so that a stolen envelope cannot be moved to
   * another row.
   */
  lock(clear: string, place: string): string;
  /** @throws when the envelope was altered, moved, or locked with another HEARBACK_SECRET. */
  open(envelope: string, place: string): string;
  /** A key for another purpose, such as signing cookies. */
  keyFor(purpose: string): string;
}

/** Makes the lock from HEARBACK_SECRET. */
export function createSecrets(secret: string): Secrets {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'hearback', purpose, 32));
  const key = derive('settings');
  return {
    lock(clear, place) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
      return [
        'k1',
        iv.toString('base64url'),
        body.toString('base64url'),
        cipher.getAuthTag().toString('base64url'),
      ].join('.');
    },
    open(envelope, place) {
      const [keyId, iv, body, tag] = envelope.split('.');
      if (keyId !== 'k1' || !iv || body === undefined || !tag) throw new Error('This is not an envelope of ours.');
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
        .setAAD(Buffer.from(place))
        .setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
    },
    keyFor: (purpose) => derive(purpose).toString('base64url'),
  };
}

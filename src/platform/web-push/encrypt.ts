import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** What a browser gives us for it: its public key (P-256, uncompressed) and a secret of 16 bytes, both as base64url. */
export interface BrowserKeys {
  p256dh: string;
  auth: string;
}

const curve = 'prime256v1';
const recordSize = 4096;
const base64url = /^[A-Za-z0-9_-]+=*$/;

/** Whether a message can be encrypted for these keys. */
export function areKeys({ p256dh, auth }: BrowserKeys): boolean {
  if (!base64url.test(p256dh) || !base64url.test(auth) || Buffer.from(auth, 'base64url').length !== 16) return false;
  const own = createECDH(curve);
  own.generateKeys();
  try {
    return Buffer.from(p256dh, 'base64url').length === 65 && own.computeSecret(p256dh, 'base64url').length === 32;
  } catch {
    return false;
  }
}

/**
 * Encrypts a message of up to 3,900 bytes so that only the browser can read it: RFC 8291, in one record of RFC 8188.
 * `chosen` are the key and the salt that are otherwise random.
 */
export function encrypt(
  clear: Buffer,
  { p256dh, auth }: BrowserKeys,
  chosen?: { privateKey: Buffer; salt: Buffer },
): Buffer {
  const own = createECDH(curve);
  if (chosen) own.setPrivateKey(chosen.privateKey);
  else own.generateKeys();
  const ours = own.getPublicKey();
  const theirs = Buffer.from(p256dh, 'base64url');
  const salt = chosen?.salt ?? randomBytes(16);
  const derive = (from: Uint8Array, salted: Buffer, what: string | Buffer, bytes: number) =>
    new Uint8Array(hkdfSync('sha256', from, salted, what, bytes));
  const purpose = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const shared = derive(own.computeSecret(theirs), Buffer.from(auth, 'base64url'), purpose, 32);
  const key = derive(shared, salt, 'Content-Encoding: aes128gcm\0', 16);
  const nonce = derive(shared, salt, 'Content-Encoding: nonce\0', 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const head = Buffer.alloc(21);
  salt.copy(head);
  head.writeUInt32BE(recordSize, 16);
  head.writeUInt8(ours.length, 20);
  // A 2 ends the last record, which here is the only one.
  const body = Buffer.concat([cipher.update(clear), cipher.update(Buffer.of(2)), cipher.final(), cipher.getAuthTag()]);
  return Buffer.concat([head, ours, body]);
}

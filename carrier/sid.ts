import { randomUUID } from 'node:crypto';

/** A fresh identifier in Twilio's form: two letters and 32 hexadecimal digits. */
export function newSid(prefix: 'SM' | 'MM' | 'ME'): string {
  return prefix + randomUUID().replaceAll('-', '');
}

import { readOrMakeSecret, readSecret } from './data-folder.ts';
import type { Database } from './database.ts';
import { createSecrets } from './secrets.ts';

const fingerprintOf = (secret: string) => createSecrets(secret).keyFor('fingerprint');

/** What is wrong with a secret, or with having none, for a database with this fingerprint: a sentence, or null. */
export function faultOf(secret: string | null, fingerprint: string | null): string | null {
  if (fingerprint === null || (secret !== null && fingerprintOf(secret) === fingerprint)) return null;
  return `${secret === null ? 'There is no HEARBACK_SECRET here' : 'HEARBACK_SECRET is not the one of this database'}. Set it to the one of the first start: unless it was set then, it is in the file "secret" of that data folder.`;
}

/**
 * The secret with which this database's secrets are locked. The first to ask settles which it is, and makes one if there is
 * none; for a database that has one, none is ever made.
 * @throws Error with a sentence for people when it is not here, or is another one.
 */
export async function secretOf(db: Database, folder: string, configured: string | null): Promise<string> {
  const known = await db.selectFrom('secret_fingerprint').select('fingerprint').executeTakeFirst();
  if (!known) {
    await db
      .insertInto('secret_fingerprint')
      .values({ is_ours: true, fingerprint: fingerprintOf(readOrMakeSecret(folder, configured)) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return secretOf(db, folder, configured);
  }
  const secret = readSecret(folder, configured);
  const fault = faultOf(secret, known.fingerprint);
  if (secret === null || fault) throw new Error(fault as string);
  return secret;
}

import type { Database } from './database.ts';
import type { Secrets } from './secrets.ts';

/**
 * Makes sure that we have the secret with which this database's secrets were locked; the first to ask settles which.
 * @throws Error with a sentence for people when it is another one.
 */
export async function mustHaveSecretOf(db: Database, secrets: Secrets): Promise<void> {
  const fingerprint = secrets.keyFor('fingerprint');
  const find = () => db.selectFrom('secret_fingerprint').select('fingerprint').executeTakeFirst();
  let known = await find();
  if (!known) {
    await db
      .insertInto('secret_fingerprint')
      .values({ is_ours: true, fingerprint })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    known = await find();
  }
  if (known?.fingerprint === fingerprint) return;
  throw new Error(
    'This database was written with another HEARBACK_SECRET, and what it holds cannot be opened with this one. Set HEARBACK_SECRET to the one of the first start: unless it was set then, it is in the file "secret" of that data folder.',
  );
}

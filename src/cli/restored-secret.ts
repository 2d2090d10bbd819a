import { renameSync, writeFileSync } from 'node:fs';
import type { Config } from '../platform/config.ts';
import { readSecret, secretIn } from '../platform/data-folder.ts';
import { faultOf } from '../platform/secret-fingerprint.ts';

/**
 * Makes sure that what a backup holds can be opened afterwards, before anything is touched. Answers what is to be done at
 * the end: to keep the secret that came with the backup.
 * @throws Error with a sentence when the right secret is neither here nor in the backup.
 */
export function chooseSecret(
  { secret: configured, dataFolder }: Config,
  backup: { secretFingerprint: string | null; secret?: string },
): () => void {
  const path = secretIn(dataFolder);
  const own = readSecret(dataFolder, configured);
  if (faultOf(own, backup.secretFingerprint) === null) return () => {};
  const { secret } = backup;
  if (secret === undefined) {
    throw new Error(
      `This backup was made with ${own ? 'another' : 'a'} HEARBACK_SECRET, which is not in it. Set HEARBACK_SECRET to that one, or put its file "secret" into ${dataFolder}. Nothing was changed.`,
    );
  }
  if (configured) {
    throw new Error(
      'HEARBACK_SECRET is set, and it is not the one of this backup. Leave it out: the backup brings its own. Nothing was changed.',
    );
  }
  return () => {
    if (own) renameSync(path, `${path}.before-restore`);
    writeFileSync(path, secret, { mode: 0o600 });
  };
}

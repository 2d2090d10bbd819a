import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { backUp } from '../platform/backup/backup.ts';
import type { Config } from '../platform/config.ts';
import { openDataFolder, readSecret } from '../platform/data-folder.ts';
import { readArguments } from './arguments.ts';
import { openSettled, tell } from './open-database.ts';

/** Writes a backup, also while Hearback runs. Without a file it goes into the data folder, named by the time. */
export async function backup(config: Config, args: string[], say = tell): Promise<void> {
  const { values, positionals } = readArguments(
    args,
    'backup [file] [--with-secret]',
    { 'with-secret': { type: 'boolean' } },
    { least: 0, most: 1 },
  );
  openDataFolder(config.dataFolder);
  const secret = values['with-secret'] ? readSecret(config.dataFolder, config.secret) : undefined;
  const path = resolve(positionals[0] ?? join(config.dataFolder, 'backups', `hearback-${stamp()}.backup`));
  if (existsSync(path)) throw new Error(`${path} is there already. Give another name.`);
  const database = await openSettled(config);
  try {
    const bytes = await backUp(database.pool, { path, folder: config.dataFolder, secret });
    say(`The backup is in ${path} (${Math.ceil(bytes / 1024).toLocaleString('en')} kB).`);
  } finally {
    await database.close();
  }
  say(
    secret
      ? 'HEARBACK_SECRET is in it, in clear: whoever can read the file can text in your name.'
      : 'HEARBACK_SECRET is not in it: keep that in another safe place, or the provider tokens in it cannot be opened.',
  );
}

const stamp = () => new Date().toISOString().slice(0, 19).replaceAll(':', '-');

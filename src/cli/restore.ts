import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { pauseRestored as restBroadcasts } from '../domain/broadcasts/broadcasts.ts';
import { holdRestored } from '../domain/messages/messages.ts';
import { pauseRestored } from '../domain/questions/questions.ts';
import { revokeRestored } from '../domain/teams/teams.ts';
import { backUp, checkBackup, contentsOf, restore as replaceAll } from '../platform/backup/backup.ts';
import type { Config } from '../platform/config.ts';
import { openDataFolder } from '../platform/data-folder.ts';
import { readArguments } from './arguments.ts';
import { openSettled, tell } from './open-database.ts';
import { chooseSecret } from './restored-secret.ts';
import { type Before, keepSince, lookBefore } from './since-backup.ts';

/** Puts a backup into an empty database, or with --replace into the place of what is there. Nothing is sent by itself. */
export async function restore(config: Config, args: string[], say = tell): Promise<void> {
  const { values, positionals } = readArguments(
    args,
    'restore <file> [--replace]',
    { replace: { type: 'boolean' } },
    { least: 1, most: 1 },
  );
  const path = resolve(positionals[0] as string);
  const header = await checkBackup(path);
  openDataFolder(config.dataFolder);
  const keepSecret = chooseSecret(config, header);
  const database = await openSettled(config, { isAlone: true });
  try {
    const { pool } = database;
    await mustBeAlone(pool);
    const hasSome = await clearTheWay(pool, config, values.replace === true, say);
    let [held, paused, resting, revoked] = [0, 0, 0, 0];
    let before: Before | null = null;
    let since: string[] = [];
    await replaceAll(pool, {
      path,
      header,
      folder: config.dataFolder,
      beforeAll: async (db) => {
        if (hasSome) before = await lookBefore(db);
      },
      beforeCommit: async (db) => {
        held = await holdRestored(db);
        paused = await pauseRestored(db);
        resting = await restBroadcasts(db);
        revoked = await revokeRestored(db);
        since = await keepSince(db, before, header.madeAt);
      },
    });
    keepSecret();
    say(`Restored everything as it was at ${header.madeAt}. Everybody must sign in again.`);
    if (held > 0) {
      say(
        `${held} texts waited then, and nobody here can know whether they have left since. They are marked so, and are not sent by themselves.`,
      );
    }
    if (paused > 0) {
      say(
        `Questions were going on then: ${paused}. They are paused, and nobody is asked or reminded of what was due until now. Resume them on their pages.`,
      );
    }
    if (resting > 0) {
      say(
        `Broadcasts were on their way then: ${resting}. They are paused, and whoever should have had theirs by now is left out.`,
      );
    }
    if (revoked > 0) say(`Invitations were open then: ${revoked}. They are taken back; make new ones.`);
    for (const sentence of since) say(sentence);
    say('All lines are paused. Start Hearback, look at what was waiting, then resume them.');
  } finally {
    await database.close();
  }
}

async function mustBeAlone(pool: pg.Pool): Promise<void> {
  // The connections of a process that has just ended are seen a moment longer.
  for (let looks = 0; (await countOthers(pool)) > 0; looks++) {
    if (looks === 10) throw new Error('Hearback is running on this database. Stop it first, everywhere.');
    await pause(200);
  }
}

async function countOthers(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
     where datname = current_database() and application_name like 'hearback%' and pid <> pg_backend_pid()`,
  );
  return rows[0]!.others;
}

/** Backs up what is there, if it may be replaced; answers whether there is something. */
async function clearTheWay(pool: pg.Pool, config: Config, mayReplace: boolean, say: typeof tell): Promise<boolean> {
  const contents = await contentsOf(pool);
  if (contents === 'nothing') return false;
  if (contents === 'something else') {
    throw new Error('This database holds tables that are not of Hearback. Restore into a database of its own.');
  }
  if (!mayReplace) {
    throw new Error(
      'This database is not empty, and nothing was changed. Say --replace to put the backup in its place, or set DATABASE_URL or HEARBACK_DATA to an empty one.',
    );
  }
  const path = resolve(config.dataFolder, `backups/before-restore-${Date.now()}.backup`);
  await backUp(pool, { path, folder: config.dataFolder });
  say(`What is there now was backed up first, to ${path}.`);
  return true;
}

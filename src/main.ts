import { type App, openApp } from './app.ts';
import { backup } from './cli/backup.ts';
import { check } from './cli/check.ts';
import { member } from './cli/member.ts';
import { migrateOnly } from './cli/migrate.ts';
import { replayParked } from './cli/replay.ts';
import { restore } from './cli/restore.ts';
import { type Config, ConfigError, readConfig } from './platform/config.ts';
import { createLog } from './platform/log.ts';
import { providers } from './providers/index.ts';

const commands: Record<string, (config: Config, args: string[]) => Promise<void>> = {
  start,
  migrate: migrateOnly,
  member,
  backup,
  check: (config) => check(config, providers),
  restore,
  replay: (config) => replayParked(config, providers),
};

/** Longer than the slowest part may take to close; after this the rest is left to the operating system. */
const patienceMs = 9500;

const name = process.argv[2] ?? 'start';
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (!command) stopWith(`There is no command "${name}". There are: ${Object.keys(commands).join(', ')}.`);
else await command(readSettings(), process.argv.slice(3)).catch((error: Error) => stopWith(error.message));

/** Runs Hearback until it is told to stop. */
async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  let opening: Promise<App> | null = null;
  let isStopping = false;

  const stop = async () => {
    // Ctrl-C comes twice when npm passes on what the terminal has sent to us already.
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), patienceMs).unref();
    await (await opening?.catch(() => null))?.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // The launcher holds a channel open for as long as it lives: without it, nobody could stop us.
  if (config.isLaunched) process.on('disconnect', stop);

  opening = openApp(config, { log, say: tell });
  const app = await opening;
  if (!isStopping) tell(config.role === 'worker' ? 'Hearback worker is ready' : `Hearback is ready at ${app.url}`);
}

function readSettings(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (error instanceof ConfigError) stopWith(error.message);
    throw error;
  }
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

function stopWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

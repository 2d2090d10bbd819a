import type { App } from './app.ts';
import { type Config, ConfigError, readConfig } from './platform/config.ts';

type Command = (config: Config, args: string[]) => Promise<void>;

/** One that takes nothing: else `migrate --help` would migrate. */
const withoutArguments =
  (command: (config: Config) => Promise<void>): Command =>
  async (config, args) => {
    if (args.length > 0)
      throw new Error(
        `Nothing can be added to "${name}": settings are environment variables, see docs/self-hosting.md.`,
      );
    await command(config);
  };

/** Each is loaded only when it is the one that was asked for. */
const commands: Record<string, Command> = {
  start: withoutArguments(start),
  migrate: withoutArguments(async (config) => (await import('./cli/migrate.ts')).migrateOnly(config)),
  member: async (config, args) => (await import('./cli/member.ts')).member(config, args),
  import: async (config, args) => (await import('./cli/import.ts')).importPeople(config, args),
  backup: async (config, args) => (await import('./cli/backup.ts')).backup(config, args),
  check: withoutArguments(async (config) => (await import('./cli/check.ts')).check(config, await allProviders())),
  restore: async (config, args) => (await import('./cli/restore.ts')).restore(config, args),
  replay: withoutArguments(async (config) =>
    (await import('./cli/replay.ts')).replayParked(config, await allProviders()),
  ),
};

const allProviders = async () => (await import('./providers/index.ts')).providers;

/**
 * Longer than all parts may take to close, each in its turn (app.ts), and shorter than a service is given (self-hosting.md).
 * After this the rest is left to the operating system.
 */
const patienceMs = 14_500;

const name = process.argv[2] ?? 'start';
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (!command) stopWith(`There is no command "${name}". There are: ${Object.keys(commands).join(', ')}.`);
else await command(readSettings(), process.argv.slice(3)).catch((error: Error) => stopWith(error.message));

/** Runs Hearback until it is told to stop. */
async function start(config: Config): Promise<void> {
  let opening: Promise<App> | null = null;
  const stopping = new AbortController();
  const { signal } = stopping;

  const stop = async () => {
    // Ctrl-C comes twice when npm passes on what the terminal has sent to us already.
    if (signal.aborted) return;
    stopping.abort();
    setTimeout(() => process.exit(1), patienceMs).unref();
    await (await opening?.catch(() => null))?.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // The launcher holds a channel open for as long as it lives: without it, nobody could stop us.
  if (config.isLaunched) process.on('disconnect', stop);

  const whenReady = (url: string | null) => {
    if (!signal.aborted) tell(url ? `Hearback is ready at ${url}` : 'Hearback worker is ready');
  };
  opening = Promise.all([import('./app.ts'), import('./platform/log.ts')]).then(([{ openApp }, { createLog }]) =>
    openApp(config, { log: createLog(config.logLevel), say: tell, whenReady, signal }),
  );
  await opening.catch((error) => {
    // Who has it stopped is not told why it could not go on.
    if (!signal.aborted) throw error;
  });
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

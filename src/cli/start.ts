import { type App, openApp } from '../app.ts';
import { type Config, ConfigError, readConfig } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';

/** Longer than the slowest part may take to close; after this the rest is left to the operating system. */
const patienceMs = 9000;

/** Runs Hearback until it is told to stop. */
export async function start(): Promise<void> {
  const config = settingsOrExit();
  const log = createLog(config.logLevel);
  let isStopping = false;
  let app: App | null = null;

  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), patienceMs).unref();
    await app?.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // The launcher holds a channel open for as long as it lives: without it, nobody could stop us.
  if (config.isLaunched) process.on('disconnect', stop);

  try {
    app = await openApp(config, { log, say: console.error });
    if (isStopping) await app.close();
    else console.log(config.role === 'worker' ? 'Hearback worker is ready' : `Hearback is ready at ${app.url}`);
  } catch (error) {
    console.error((error as Error).message);
    log.debug({ err: error }, 'Starting failed.');
    process.exit(1);
  }
}

function settingsOrExit(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Program, pause, startProgram } from '../../../bench/harness/program.ts';

/** What `npm start` loads first: what was compiled once is not compiled again. */
const quickly = ['--import', join(import.meta.dirname, '../../../bin/quick-start.mjs')];

export type Process = Awaited<ReturnType<typeof openProcess>>;

/** A process of Hearback with a folder of its own, which can be killed and comes back at the same address. */
export async function openProcess(name: string, folder: string, settings: Record<string, string>) {
  const dataFolder = join(folder, name.replaceAll(' ', '-'));
  mkdirSync(dataFolder, { recursive: true });
  const complaints = `${dataFolder}.log`;
  let port = '0';
  let isWanted = true;
  let program: Program | null = null;
  const endedAlone: string[] = [];

  async function start(): Promise<void> {
    const environment = { ...settings, PORT: port, HEARBACK_DATA: dataFolder, HEARBACK_LAUNCHED: '1' };
    // A database that is away for longer than a start waits for it ends the start; whoever runs us starts again.
    for (let tries = 1; program === null; tries++) {
      const options = { args: ['start'], flags: quickly, complaints };
      program = await startProgram('src/main.ts', environment, options).catch((error) => {
        if (tries === 5) throw error;
        return null;
      });
    }
    if (program.url) port = new URL(program.url).port;
    isWanted = true;
    const started = program;
    void started.exited.then(() => {
      if (isWanted && program === started) endedAlone.push(`${name}: ${readFileSync(complaints, 'utf8').slice(-2000)}`);
    });
  }
  await start();

  return {
    name,
    dataFolder,
    url: () => (port === '0' ? '' : `http://127.0.0.1:${port}`),
    port: () => Number(port),
    /** Whenever it ended although nobody had told it to: what it complained about last. */
    endedAlone: () => endedAlone,
    /** Texts that it has taken and could not yet put into the database. */
    journal: () => readdirSync(dataFolder).includes('journal') && readdirSync(join(dataFolder, 'journal')).length > 0,
    signal: (signal: NodeJS.Signals) => program?.signal(signal),
    /** Kills it and starts it again a while later. */
    async dies(downMs: number) {
      isWanted = false;
      await program?.stop('SIGKILL');
      program = null;
      await pause(downMs);
      await start();
    },
    /** It stands still for a while and knows nothing of that. */
    async sleeps(ms: number) {
      program?.signal('SIGSTOP');
      await pause(ms).finally(() => program?.signal('SIGCONT'));
    },
    async close() {
      isWanted = false;
      await program?.stop('SIGKILL');
    },
  };
}

// As start, with reload: the server starts again when its sources change, and Vite serves the page as it is edited.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';
import { readConfig } from '../src/platform/config.ts';
import { localUrl } from '../src/platform/port.ts';
import { buildPageIfStale } from './page.ts';

const root = join(import.meta.dirname, '..');
const { host, port } = readSettings();

await buildPageIfStale();
const watched = ['src', 'carrier', 'db/migrations'].flatMap((folder) => ['--watch-path', join(root, folder)]);
const server = spawn(process.execPath, [...watched, join(root, 'src/main.ts'), 'start'], { stdio: 'inherit' });
const page = await createServer({
  root: join(root, 'web'),
  configFile: join(root, 'web/vite.config.ts'),
  server: { proxy: { '/api': localUrl(host, port) } },
});
await page.listen();
console.log(`The page, as you edit it: ${page.resolvedUrls?.local[0]}`);

function readSettings() {
  try {
    return readConfig();
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  server.kill(signal);
  await page.close();
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
server.on('exit', (code) => page.close().finally(() => process.exit(code ?? 0)));

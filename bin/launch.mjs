// Runs on whatever Node is at hand, 20 or newer, before anything is installed: plain JavaScript and no dependencies.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installIfStale } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = 26;

/** Runs a TypeScript file of this project with the given arguments under Node 26, which needs no build for it. */
export async function run(file, args) {
  await installIfStale(root).catch(fail);
  stopWithNpm();
  const script = join(root, file);
  if (Number.parseInt(process.versions.node, 10) < wanted) return hand(script, args);
  process.argv = [process.execPath, script, ...args];
  await import('./quick-start.mjs');
  await import(pathToFileURL(script).href);
}

function hand(script, args) {
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node)) {
    fail(
      new Error(
        `Hearback needs Node ${wanted}, this is ${process.versions.node}, and npm brought no newer one. Install Node ${wanted}.`,
      ),
    );
  }
  // The channel closes when this process dies, however it dies; then the other one stops too.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const quick = ['--import', new URL('quick-start.mjs', import.meta.url).href];
  const env = { ...process.env, HEARBACK_LAUNCHED: '1' };
  const child = spawn(node, [...quick, script, ...args], { stdio, env });
  // A terminal sends Ctrl-C to both of us: the other one takes a second signal of a kind for the same wish.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', fail);
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/** npm hands SIGTERM to its shell, and the shell dies of it without a word to us: our parent changes. */
function stopWithNpm() {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  timer.unref();
}

function fail(error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

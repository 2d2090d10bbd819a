// The first thing every npm script runs, on whatever Node is at hand (20 or newer): installs the locked
// dependencies when they are missing or stale, then hands over to Node 26, which runs TypeScript as it is.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = 26;

/** Runs a TypeScript file of this project with the given arguments, under Node 26. */
export async function run(file, args) {
  installIfStale();
  const script = join(root, file);
  if (Number(process.versions.node.split('.')[0]) >= wanted) {
    process.argv = [process.execPath, script, ...args];
    await import(pathToFileURL(script).href);
    return;
  }
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node)) fail(`Hearback needs Node ${wanted}. This is Node ${process.versions.node}, and npm could not install the package "node". Install Node ${wanted} and try again.`);
  // The channel tells the child when this launcher dies, however it dies, so that nothing is left running.
  const child = spawn(node, [script, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: { ...process.env, HEARBACK_LAUNCHED: '1' } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

function installIfStale() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
  process.stderr.write('Installing dependencies (once) …\n');
  const npm = spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) fail('The dependencies could not be installed. The lines above say why.');
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const [command, ...rest] = process.argv.slice(2);
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!command || !existsSync(join(root, 'bin', `${command}.ts`))) fail(`Unknown command "${command ?? ''}".`);
  await run(`bin/${command}.ts`, rest);
}

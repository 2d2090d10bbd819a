import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Installs the locked dependencies unless just these are installed. Two processes that start at once take turns. */
export async function installIfStale(root) {
  if (isFresh(root)) return;
  const unlock = await lock(join(root, '.installing'));
  try {
    if (!isFresh(root)) install(root);
  } finally {
    unlock();
  }
}

/** Compares what npm noted down, since times of change say nothing after a copy; what is optional may be missing. */
function isFresh(root) {
  const locked = packagesIn(join(root, 'package-lock.json'));
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  if (!locked || !installed) return false;
  return Object.entries(locked).every(([path, { version, integrity, optional }]) => {
    const found = installed[path];
    return path === '' || (found ? found.version === version && found.integrity === integrity : optional);
  });
}

function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function install(root) {
  process.stderr.write('Installing dependencies (once) …\n');
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  // The npm that called us, if one did: on Windows the npm on the path is a script that only a shell can start.
  const npm = /npm-cli\.js$/.test(process.env.npm_execpath ?? '')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  const [command, ...first] = npm;
  const options = { cwd: root, stdio: ['ignore', 2, 2], shell: npm.length === 1 && process.platform === 'win32' };
  const { status, error } = spawnSync(command, [...first, ...args], options);
  if (status === 0) return;
  throw new Error(
    `The dependencies could not be installed${error ? ` (${error.message})` : '; the lines above say why'}. Mend that and start again.`,
  );
}

/** Waits until this process is the only one to hold the file, and answers how to give it back. */
async function lock(path) {
  for (let isFirst = true; ; isFirst = false) {
    try {
      writeFileSync(path, `${process.pid}`, { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = holderOf(path);
    if (!isRunning(holder)) rmSync(path, { force: true });
    else if (isFirst) process.stderr.write(`Waiting for process ${holder}, which installs the dependencies …\n`);
    await sleep(200);
  }
}

function holderOf(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return 0;
  }
}

/** Zero stands for a file that was just made or just removed: worth another look. */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

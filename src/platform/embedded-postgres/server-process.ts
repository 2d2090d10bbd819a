import { readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runTool } from './run-tool.ts';

/**
 * The process id of the running server of the cluster at `path` (a real path), or undefined. The pid file outlives a
 * crash and its number may be somebody else's by now, so it counts only if that process works in the cluster's folder.
 */
export async function serverProcess(path: string): Promise<number | undefined> {
  const file = await readFile(join(path, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(file, 10);
  return pid > 0 && (await isServer(pid, path)) ? pid : undefined;
}

/** Waits a little for a server that has removed its pid file, the last thing it does, to be gone. */
export async function hasEnded(pid: number, path: string): Promise<boolean> {
  for (const deadline = Date.now() + 500; Date.now() < deadline; await sleep(10)) {
    if (!(await isServer(pid, path))) return true;
  }
  return false;
}

async function isServer(pid: number, path: string): Promise<boolean> {
  if (process.platform === 'linux') return (await workingFolder(pid, path)) === path;
  const [program, args, sign] =
    process.platform === 'win32'
      ? ['tasklist', ['/NH', '/FI', `PID eq ${pid}`], 'postgres.exe']
      : ['/usr/sbin/lsof', ['-a', '-p', `${pid}`, '-d', 'cwd', '-Fn'], `n${path}\n`];
  return (await runTool(program, args, { cwd: path }).catch(() => '')).includes(sign);
}

/** Root in a container may not look into another user's process (it lacks CAP_SYS_PTRACE); that user may. */
async function workingFolder(pid: number, path: string): Promise<string> {
  const link = `/proc/${pid}/cwd`;
  try {
    return await readlink(link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') return '';
    const { uid, gid } = await stat(path);
    return await runTool('readlink', ['-n', link], { cwd: '/', account: { uid, gid } }).catch(() => '');
  }
}

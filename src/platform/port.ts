import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

/**
 * Finds out whether a port can be listened on, before anything else is started; 0 becomes a free one.
 * @throws Error with a sentence that names the setting to change.
 */
export async function reservePort(host: string, port: number, setting: string): Promise<number> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
    const { port: found } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return found;
  } catch (error) {
    throw new Error(
      `${explain(error as NodeJS.ErrnoException, host, port)} Set ${setting} to another port, or stop what uses this one.`,
      { cause: error },
    );
  }
}

/** Where this machine reaches what listens on a host; one that stands for all addresses is no address to go to. */
export function localUrl(host: string, port: number): string {
  const near = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${near.includes(':') ? `[${near}]` : near}:${port}`;
}

function explain({ code }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `Port ${port} on ${host} is taken.`;
  if (code === 'EACCES') return `This user may not listen on port ${port}.`;
  return `Nothing can listen on ${host}, port ${port} (${code}).`;
}

import type { Account } from './account.ts';
import { loopbackAddress } from './loopback-address.ts';
import { socketAddress } from './socket-address.ts';

/** Where a cluster's server listens, and how one proves who one is there. */
export interface Address {
  /** Arguments of initdb. */
  login: string[];
  /** Options of the server, as `pg_ctl -o` takes them. */
  listen: string;
  /** Files that a server which was killed may leave there. */
  remains: string[];
  /** The connection string of one of its databases. */
  urlOf(database: string): string;
}

/** The address of the cluster at `path`, a real path: a private Unix socket, or loopback with a password on Windows. */
export async function addressOf(path: string, account: Account | undefined): Promise<Address> {
  return process.platform === 'win32' ? loopbackAddress(path) : socketAddress(path, account);
}

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

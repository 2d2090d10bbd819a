import pg from 'pg';

/**
 * A few connections for a test's own questions. `pool.end()` does not wait until they are closed, so whoever drops the
 * database or stops its server next may end them: unheard, that would fail the test when it is over.
 */
export function openOnlooker(url: string, connections = 2): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: connections, application_name: 'onlooker' });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

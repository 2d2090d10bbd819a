import { openProxy } from './proxy.ts';

/** A way to a database that can be cut and opened again. */
export async function openWay(databaseUrl: string) {
  // A socket in a folder has no host in its URL, which the web's rules for URLs do not know.
  const database = new URL(databaseUrl.replace('@/', '@x/'));
  const folder = database.searchParams.get('host');
  const target = folder
    ? { path: `${folder}/.s.PGSQL.${database.searchParams.get('port')}` }
    : { host: database.hostname, port: Number(database.port) };
  let isOpen = true;
  let asked = 0;
  const proxy = await openProxy(() => {
    asked += 1;
    return isOpen ? [target] : [];
  });
  return {
    url: (user = database.username) =>
      `postgresql://${user}@127.0.0.1:${proxy.port}${database.pathname}?sslmode=disable`,
    /** How many connections somebody has asked for so far. */
    asked: () => asked,
    open() {
      isOpen = true;
    },
    cut() {
      isOpen = false;
      proxy.cut();
    },
    freeze: proxy.freeze,
    thaw: proxy.thaw,
    close: proxy.close,
  };
}

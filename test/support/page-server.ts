import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

let answer: RequestListener = (_, response) => response.writeHead(404).end();

/** One for all files of a process: what the page's modules ask of a server is settled when the first of them is loaded. */
const server = createServer((request, response) => answer(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
server.unref();

const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** The page asks by path alone; only a browser knows of which server. */
const { fetch } = globalThis;
globalThis.fetch = (asked, init) => fetch(typeof asked === 'string' ? new URL(asked, origin) : asked, init);

/** What the page's modules look for as they are loaded. */
const page = { location: { origin }, addEventListener: () => {} };

/**
 * Loads modules of the page, which ask where they came from and listen to other tabs, and lets `listener` answer them until another file takes its
 * place.
 */
export async function pageOf<T>(listener: RequestListener, load: () => Promise<T>): Promise<T> {
  answer = listener;
  for (const [name, value] of Object.entries(page))
    Object.defineProperty(globalThis, name, { value, configurable: true });
  const loaded = await load();
  for (const name of Object.keys(page)) Reflect.deleteProperty(globalThis, name);
  return loaded;
}

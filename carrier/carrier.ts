import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveControl } from './control/serve.ts';
import { makeExchange } from './exchange.ts';
import { isForeign, isLoopback, sendJson } from './http.ts';
import { arrive } from './network/arrive.ts';
import { serveRest } from './rest/serve.ts';
import { keepInFile } from './state-file.ts';

export type CarrierOptions = {
  /** 0 takes any free port. */
  port: number;
  /** Address to listen on; 127.0.0.1 by default. */
  host?: string;
  /** From 0 up to 1: faults, delays and the choice of answers. */
  random?: () => number;
  /** Milliseconds since 1970. Delays run on the real clock all the same. */
  now?: () => number;
  /** A file in which phones, messages and settings outlive a restart; without it they are only in memory. */
  statePath?: string;
};

/**
 * Opens the pretend phone company: Twilio's REST API for messages under `/2010-04-01/Accounts/…` and the control API under
 * `/_carrier/…`. Rejects when the port is taken or the state file cannot be written. `close` ends every connection and all work that was put off.
 */
export async function openCarrier(options: CarrierOptions): Promise<{ url: string; close(): Promise<void> }> {
  const host = options.host ?? '127.0.0.1';
  const exchange = makeExchange({ now: options.now ?? Date.now, random: options.random ?? Math.random });
  exchange.onArrival = (message) => arrive(exchange, message);

  const file = options.statePath ? await keepInFile(exchange, options.statePath) : null;

  async function answer(request: IncomingMessage, response: ServerResponse) {
    if (!URL.canParse(request.url ?? '', 'http://carrier'))
      return sendJson(response, 400, { message: 'The address is not well formed' });
    // A page whose host name was made to point here (DNS rebinding) still says that name.
    if (isLoopback(host) && !isLoopback(request.headers.host ?? ''))
      return sendJson(response, 403, { message: 'The carrier is only for this computer' });
    if (isForeign(request)) return sendJson(response, 403, { message: 'Pages of other sites may not use the carrier' });
    const url = new URL(request.url ?? '', 'http://carrier');
    if (/^\/_carrier(\/|$)/.test(url.pathname)) await serveControl(exchange, request, response, url);
    else await serveRest(exchange, request, response, url);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (request.destroyed) response.destroy();
      else sendJson(response, 500, { code: 20500, message: 'Internal Server Error', status: 500 });
    });
  });
  server.keepAliveTimeout = 60_000;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, host, resolve);
    });
  } catch (error) {
    await stop();
    throw error;
  }
  exchange.url = `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;

  async function stop() {
    exchange.timers.stop();
    exchange.caller.close();
    await file?.close();
  }

  return {
    url: exchange.url,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await stop();
    },
  };
}

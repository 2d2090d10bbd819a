import type { ServerResponse } from 'node:http';
import type { Exchange } from '../exchange.ts';
import { Refused } from './refused.ts';

const mostListeners = 100;
const heartbeatMs = 15_000;
const mostUnreadBytes = 1024 * 1024;

/** Keeps a response open and writes to it, as Server-Sent Events, what appears on the phones. */
export function streamEvents(exchange: Exchange, response: ServerResponse): void {
  if (exchange.listeners.count() >= mostListeners) throw new Refused(503, 'Too many listeners');
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': listening\n\n');
  const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs);
  const stop = exchange.listeners.add(({ event, data }) => {
    // Whoever reads too slowly misses events rather than filling the memory.
    if (response.writableLength < mostUnreadBytes) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  });
  response.on('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}

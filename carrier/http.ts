import type { IncomingMessage, ServerResponse } from 'node:http';

/** A body larger than allowed. */
export class TooLarge extends Error {}

const mostBytesDrained = 32 * 1024 * 1024;

/** The whole body of a request; rejects with TooLarge when it is over the limit, once it has come in, so that the answer gets through. */
export function readBody(request: IncomingMessage, mostBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size > mostBytesDrained) request.destroy();
    });
    request.on('end', () =>
      size > mostBytes ? reject(new TooLarge()) : resolve(Buffer.concat(chunks).toString('utf8')),
    );
    request.on('close', () => request.complete || reject(new TooLarge()));
    request.on('error', reject);
  });
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed || response.headersSent) return;
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const text = JSON.stringify(body);
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers })
    .end(text);
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i;

/** Whether an address part of a URL or a Host header (`name:port`) is this computer. */
export function isLoopback(host: string): boolean {
  return loopback.test(host.replace(/:\d+$/, ''));
}

/** Whether a browser page of some other site is behind a request: it then carries that site's Origin. */
export function isForeign({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host || !isLoopback(host);
}

import type { IncomingMessage } from 'node:http';
import type { RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress, lookUpPublic } from './public-address.ts';

// To import these would load Node's WebSocket client as well: a twentieth of a start.
const { get: getHttp } = process.getBuiltinModule('node:http');
const { get: getHttps } = process.getBuiltinModule('node:https');

/** A file that could not be fetched. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  /** Another try would end in the same way. */
  readonly isFinal: boolean;

  constructor(message: string, isFinal: boolean, cause?: unknown) {
    super(message, { cause });
    this.isFinal = isFinal;
  }
}

export interface DownloadOptions {
  /** The protocol, host and port where it must begin. Wherever that is, we may go there; only there go the headers. */
  origin: string;
  headers: Record<string, string>;
  mostBytes: number;
  /** For all of it, redirects included. */
  timeoutMs: number;
}

const mostRedirects = 3;

/**
 * Fetches a file from a known place, which may send us on, but only over https and to the internet: never to this machine
 * or its network, whatever a name says by then. What is too large is cut off as soon as that is seen.
 * @throws DownloadError
 */
export async function download(url: string, options: DownloadOptions): Promise<Buffer> {
  const { origin, headers, mostBytes, timeoutMs } = options;
  let place = URL.parse(url);
  if (place?.origin !== origin) throw new DownloadError('It is not at the place where it should be.', true);
  const signal = AbortSignal.timeout(timeoutMs);
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const isKnown = place.origin === origin;
    if (!isKnown) mustBePublic(place);
    try {
      const response = await ask(place, isKnown ? { headers, signal } : { headers: {}, signal, lookup: lookUpPublic });
      const { statusCode = 0, headers: answered } = response;
      if (statusCode === 200) return await readBody(response, mostBytes);
      response.destroy();
      const next: URL | null = answered.location ? URL.parse(answered.location, place.href) : null;
      if (statusCode < 300 || statusCode > 399 || !next)
        throw new DownloadError(`It was answered with HTTP ${statusCode}.`, statusCode === 410);
      place = next;
    } catch (error) {
      if (error instanceof DownloadError) throw error;
      throw new DownloadError((error as Error).message, false, error);
    }
  }
  throw new DownloadError('It is always somewhere else.', true);
}

function mustBePublic({ protocol, hostname }: URL): void {
  if (protocol !== 'https:') throw new DownloadError('It was sent on to a place without https.', true);
  // A name is looked at when it is looked up; a bare address never is.
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) && !isPublicAddress(address))
    throw new DownloadError('It was sent on to a place that is not on the internet.', true);
}

function ask(url: URL, options: RequestOptions): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  // A connection of its own: one that is open already was not looked up by us.
  const request = (url.protocol === 'https:' ? getHttps : getHttp)(url, { ...options, agent: false });
  request.on('response', resolve).on('error', reject);
  // Who answers with another protocol (101) ends the connection without either.
  request.on('close', () => reject(new Error('The connection ended without an answer.')));
  return promise;
}

async function readBody(response: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const tooLarge = new DownloadError(`It is larger than ${mostBytes} bytes.`, true);
  const parts: Buffer[] = [];
  let size = 0;
  if (Number(response.headers['content-length']) > mostBytes) {
    response.destroy();
    throw tooLarge;
  }
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    // Leaving the loop closes the connection.
    if (size > mostBytes) throw tooLarge;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

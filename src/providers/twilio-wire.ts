import type { Twilio } from 'twilio';
import type { ProviderLine } from './provider.ts';

/** What came back, before anybody knows whether it is Twilio's. */
export interface Answer {
  status: number;
  /** By lower-case name. */
  headers: Readonly<Record<string, string | undefined>>;
  /** Parsed when it was JSON, otherwise text. */
  body: unknown;
}

/** Nobody answered. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** Whether the request may have reached the other side. */
  readonly mayHaveArrived: boolean;

  constructor(message: string, mayHaveArrived: boolean, cause: unknown) {
    super(message, { cause });
    this.mayHaveArrived = mayHaveArrived;
  }
}

export interface Call {
  method: 'get' | 'post';
  /** Below the line's account, for example `Messages.json`. */
  path: string;
  fields: Record<string, string | number>;
  timeoutMs: number;
}

/** Speaks HTTP with Twilio, once for each call. @throws NoAnswer */
export type Wire = (line: ProviderLine, call: Call) => Promise<Answer>;

/** Opens nothing yet: connections come with the first request, and are shared by all lines. */
export function openWire(timeoutMs: number): Wire {
  let clientFor: Promise<(line: ProviderLine) => Twilio> | undefined;

  return async (line, { method, path, fields, timeoutMs: requestTimeoutMs }) => {
    clientFor ??= loadClient(timeoutMs);
    const client = (await clientFor)(line);
    const uri = `${addressOf(line)}/2010-04-01/Accounts/${line.settings.accountSid}/${path}`;
    if (!URL.canParse(uri)) throw new NoAnswer('this is not an address', false, undefined);
    // Not client.messages.create: its errors drop the headers, and Retry-After with them.
    const sent = client.request({
      method,
      uri,
      [method === 'get' ? 'params' : 'data']: fields,
      timeout: requestTimeoutMs,
    });
    const { statusCode, headers, body } = await sent.catch((error: Failure) => {
      // The error itself holds the request, and so the auth token: only its cause may travel on.
      throw new NoAnswer(error.message, mayHaveArrived(error), error.cause);
    });
    return { status: statusCode, headers, body };
  };
}

/** Who should answer the line's requests: a host, with its port where that is unusual. */
export function hostOf(line: ProviderLine): string {
  const url = addressOf(line);
  return URL.canParse(url) ? new URL(url).host : url;
}

/** Where the line's requests go, without a slash at the end. */
export function addressOf(line: ProviderLine): string {
  return (line.settings.baseUrl || 'https://api.twilio.com').replace(/\/+$/, '');
}

/** Loading takes 0.3 s and 39 MB (most of it axios): only a process that talks to Twilio pays. */
async function loadClient(timeoutMs: number) {
  const { default: twilio } = await import('twilio');
  const httpClient = new twilio.RequestClient({
    timeout: timeoutMs,
    autoRetry: false,
    keepAlive: true,
    maxSockets: 100,
    maxFreeSockets: 50,
  });
  return ({ settings }: ProviderLine) => new twilio.Twilio(settings.accountSid, settings.authToken, { httpClient });
}

/** The parts of an axios error that tell how far a request came. */
interface Failure extends Error {
  request?: { socket: { secureConnecting?: boolean } | null };
  cause?: { syscall?: string; errors?: { syscall?: string }[] };
}

/** Anything but proof of the contrary counts as arrived. */
function mayHaveArrived({ request, cause }: Failure): boolean {
  if (!request) return true;
  // It still waited for a free connection, or for the end of the TLS handshake.
  if (!request.socket || request.socket.secureConnecting) return false;
  // With several addresses for one name Node tries them all and reports each.
  const attempts = cause?.errors ?? [cause];
  return !attempts.every((attempt) => attempt?.syscall === 'connect' || attempt?.syscall === 'getaddrinfo');
}

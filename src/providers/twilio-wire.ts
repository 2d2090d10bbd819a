import type { ClientRequest } from 'node:http';
import type { ProviderLine } from './provider.ts';

// To import these would load Node's WebSocket client as well: a twentieth of a start.
const { Agent: HttpAgent, request: httpRequest } = process.getBuiltinModule('node:http');
const { Agent: HttpsAgent, request: httpsRequest } = process.getBuiltinModule('node:https');

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
  /** Of a list, each item goes under the same name. */
  fields: Record<string, string | number | string[]>;
  timeoutMs: number;
}

/** Speaks HTTP with Twilio, once for each call. @throws NoAnswer */
export type Wire = (line: ProviderLine, call: Call) => Promise<Answer>;

/** Opens nothing yet: connections come with the first request, and are shared by all lines. */
export function openWire(): Wire {
  // How many requests are made at once is the affair of each line: none waits here behind those of another.
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  return async (line, call) => {
    const address = `${addressOf(line)}/2010-04-01/Accounts/${line.settings.accountSid}/${call.path}`;
    if (!URL.canParse(address)) throw new NoAnswer('this is not an address', false, undefined);
    const url = new URL(address);
    const pairs = Object.entries(call.fields).flatMap(([name, value]) =>
      [value].flat().map((each) => [name, String(each)]),
    );
    const form = new URLSearchParams(pairs).toString();
    if (call.method === 'get') url.search = form;
    const headers = {
      accept: 'application/json',
      authorization: `Basic ${Buffer.from(`${line.settings.accountSid}:${line.settings.authToken}`).toString('base64')}`,
      'user-agent': 'hearback',
      ...(call.method === 'post' && {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(form),
      }),
    };
    const options = { method: call.method.toUpperCase(), headers };
    const asked =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, agent: agents.https })
        : httpRequest(url, { ...options, agent: agents.http });
    const answer = answerTo(asked, call.timeoutMs);
    asked.end(call.method === 'post' ? form : undefined);
    return answer;
  };
}

/** The whole answer, or what there was instead. Whatever fails, it fails once. */
function answerTo(asked: ClientRequest, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(new NoAnswer(error.message, mayHaveArrived(asked, error), error));
    };
    const timer = setTimeout(() => {
      // Asked before the end, which makes every connection look alike.
      fail(new Error(`nothing came in ${timeoutMs / 1000} seconds`));
      asked.destroy();
    }, timeoutMs);
    asked.on('error', fail).on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('error', fail);
      response.on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => {
        clearTimeout(timer);
        const headers = response.headers as Answer['headers'];
        resolve({ status: response.statusCode ?? 0, headers, body: parse(body) });
      });
    });
  });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
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

/** The parts of an error that tell whether a connection ever came about. */
interface Failure extends Error {
  syscall?: string;
  errors?: Failure[];
}

/** Anything but proof of the contrary counts as arrived. */
function mayHaveArrived({ socket }: ClientRequest, failure: Failure): boolean {
  // It still waited for a free connection, or for its own to be made, or for the end of the TLS handshake.
  if (!socket || socket.connecting || (socket as { secureConnecting?: boolean }).secureConnecting) return false;
  // With several addresses for one name Node tries them all and reports each.
  const attempts = failure.errors ?? [failure];
  return !attempts.every(({ syscall }) => syscall === 'connect' || syscall === 'getaddrinfo');
}

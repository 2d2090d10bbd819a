import type { ClientRequest } from 'node:http';
import type { ProviderLine } from './provider.ts';

// To import these would load Node's WebSocket client as well: a twentieth of a start.
const { Agent: HttpAgent, request: httpRequest } = process.getBuiltinModule('node:http');
const { Agent: HttpsAgent, request: httpsRequest } = process.getBuiltinModule('node:https');

/** What came back, before anybody knows whether it is Twilio's. */
export interface Answer {
  status: number;
  /** By lower-case name; none where all went well, since to read them costs more than all the rest. */
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
  // To read an address costs as much as to write the request.
  const servers = new Map<string, Server>();
  return async (line, call) => {
    const address = addressOf(line);
    const server = servers.get(address) ?? readServer(address);
    servers.set(address, server);
    const form = formOf(call.fields);
    const isPost = call.method === 'post';
    const { accountSid, authToken } = line.settings;
    const path = `${server.path}/2010-04-01/Accounts/${accountSid}/${call.path}`;
    const headers = [
      ['host', server.host],
      ['accept', 'application/json'],
      ['authorization', `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`],
      ['user-agent', 'hearback'],
    ];
    if (isPost) {
      headers.push(['content-type', 'application/x-www-form-urlencoded']);
      headers.push(['content-length', `${Buffer.byteLength(form)}`]);
    }
    const { hostname, port } = server;
    // A list of headers is written as it stands.
    const asking = { hostname, port, method: call.method.toUpperCase(), headers: headers.flat() };
    const options = { ...asking, path: isPost ? path : `${path}?${form}` };
    const asked = server.isSecure
      ? httpsRequest({ ...options, agent: agents.https })
      : httpRequest({ ...options, agent: agents.http });
    const answer = answerTo(asked, call.timeoutMs);
    asked.end(isPost ? form : undefined);
    return answer;
  };
}

/** Where requests go, as Node wants it. */
interface Server {
  isSecure: boolean;
  hostname: string;
  port: string;
  /** Both, as a header says it. */
  host: string;
  /** Without a slash at the end. */
  path: string;
}

function readServer(address: string): Server {
  if (!URL.canParse(address)) throw new NoAnswer('this is not an address', false, undefined);
  const { protocol, hostname, port, host, pathname } = new URL(address);
  return {
    isSecure: protocol === 'https:',
    // An IPv6 address stands in brackets only where a port may follow.
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    host,
    path: pathname.replace(/\/$/, ''),
  };
}

function formOf(fields: Call['fields']): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (Array.isArray(value)) for (const each of value) form.append(name, each);
    else form.append(name, String(value));
  }
  return form.toString();
}

/** More than a page of a thousand of the longest texts, each of whose letters is written in six. Nothing longer is asked for. */
const mostBytes = 20_000_000;

/** The whole answer, or what there was instead. Whatever fails, it fails once. */
function answerTo(asked: ClientRequest, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(new NoAnswer(error.message, mayHaveArrived(asked, error), error));
    };
    const giveUp = (why: string) => {
      // Asked before the end, which makes every connection look alike.
      fail(new Error(why));
      asked.destroy();
    };
    const timer = setTimeout(() => giveUp(`nothing came in ${timeoutMs / 1000} seconds`), timeoutMs);
    asked.on('error', fail).on('response', (response) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      response.on('error', fail).on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes > mostBytes) giveUp(`the answer does not end within ${mostBytes / 1_000_000} MB`);
        else parts.push(part);
      });
      response.on('end', () => {
        clearTimeout(timer);
        const { statusCode: status = 0 } = response;
        const headers = status < 300 ? {} : (response.headers as Answer['headers']);
        resolve({ status, headers, body: parse(Buffer.concat(parts).toString()) });
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

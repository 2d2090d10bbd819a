import http from 'node:http';
import https from 'node:https';
import type { RetryRules } from './retry-rules.ts';

export type CallOutcome = {
  /** HTTP status, or null when there was no answer. */
  status: number | null;
  contentType: string;
  body: string;
  location: string | null;
  /** `ct`: no connection could be made; `rt`: connected, but no whole answer came. */
  failure: 'ct' | 'rt' | null;
};

type Call = { method: 'GET' | 'POST'; url: string; form: string; headers: Record<string, string> };

const mostOfBody = 64 * 1024;
const keepAlive = { keepAlive: true, maxSockets: 256, timeout: 20_000 };

/** Makes the calls of one carrier over connections that stay open; `close` ends them. */
export function makeCaller() {
  const agents = { 'http:': new http.Agent(keepAlive), 'https:': new https.Agent(keepAlive) };

  let isClosed = false;

  function call({ method, url, form, headers }: Call, rules: RetryRules, timeoutMs: number): Promise<CallOutcome> {
    return new Promise((resolve) => {
      if (isClosed) return resolve(noAnswer('ct'));
      const target = new URL(url);
      const secure = target.protocol === 'https:';
      let connected = false;
      const finish = (outcome: Partial<CallOutcome>) => {
        clearTimeout(connectTimer);
        clearTimeout(totalTimer);
        resolve({ ...noAnswer(null), ...outcome });
      };
      const giveUp = () => {
        finish({ failure: connected ? 'rt' : 'ct' });
        request.destroy();
      };
      let totalTimer: NodeJS.Timeout | undefined;
      let connectTimer: NodeJS.Timeout | undefined;
      const request = (secure ? https : http).request(target, {
        method,
        agent: agents[secure ? 'https:' : 'http:'],
        headers: method === 'POST' ? { ...headers, 'content-length': Buffer.byteLength(form) } : headers,
      });
      request.on('socket', (socket) => {
        // Only now: while it waited for a free connection, nobody was late.
        totalTimer = setTimeout(giveUp, timeoutMs);
        connected = !socket.connecting;
        if (connected) return;
        connectTimer = setTimeout(() => connected || giveUp(), rules.connectTimeoutMs);
        socket.once(secure ? 'secureConnect' : 'connect', () => (connected = true));
      });
      // A kept-alive connection that the app closed just now was never one for this request.
      request.on('error', () => finish({ failure: connected && !request.reusedSocket ? 'rt' : 'ct' }));
      request.on('response', (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (body.length < mostOfBody) body += chunk;
        });
        response.on('error', () => finish({ failure: 'rt' }));
        response.on('end', () =>
          finish({
            status: response.statusCode ?? 0,
            contentType: (response.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase(),
            location: response.headers.location ?? null,
            body,
          }),
        );
      });
      request.end(method === 'POST' ? form : undefined);
    });
  }

  return {
    call,
    close(): void {
      isClosed = true;
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}

function noAnswer(failure: CallOutcome['failure']): CallOutcome {
  return { status: null, contentType: '', body: '', location: null, failure };
}

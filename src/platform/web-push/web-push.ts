import type { RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import type { Clock } from '../clock.ts';
import { isPublicAddress, lookUpPublic } from '../public-address.ts';
import type { Secrets } from '../secrets.ts';
import { areKeys, type BrowserKeys, encrypt } from './encrypt.ts';
import { createIdentity } from './identity.ts';

// To import these would load Node's WebSocket client as well: a twentieth of a start.
const { request: requestHttp } = process.getBuiltinModule('node:http');
const { request: requestHttps } = process.getBuiltinModule('node:https');

/** Where a browser gets its messages, and how they are locked: what `PushManager.subscribe` answers. */
export interface PushPlace {
  endpoint: string;
  keys: BrowserKeys;
}

/** `gone`: the browser has ended it. `later`: another try may succeed. `refused`: it would not. */
export type PushOutcome = { kind: 'sent' } | { kind: 'gone' | 'later' | 'refused'; reason: string };

export interface WebPush {
  /** What a browser is given when it subscribes. */
  publicKey: string;
  /** What is wrong with a place that somebody names, by field; nothing if it may be used. */
  faultsOf(place: PushPlace): Record<string, string>;
  /** Leaves a message of up to 3,900 bytes with the browser's push service, for so long as it is of use. */
  send(place: PushPlace, message: object, plan: { keepSeconds: number; topic?: string }): Promise<PushOutcome>;
}

const timeoutMs = 10_000;

/**
 * Sends messages to browsers over their makers' push services, which anybody may name: so only over https, and only to
 * the internet, at the port of https. `knownOrigin` is one more place where messages may go, whatever it is: a test's own push service.
 */
export function createWebPush(options: {
  secrets: Secrets;
  clock: Clock;
  /** Where the makers of browsers find who runs this: an address with https: or mailto:. */
  subject: string;
  knownOrigin?: string | undefined;
}): WebPush {
  const { secrets, clock, subject, knownOrigin } = options;
  const identity = createIdentity(secrets, subject);
  return {
    publicKey: identity.publicKey,
    faultsOf({ endpoint, keys }) {
      const url = URL.parse(endpoint);
      return {
        ...(!(url && (url.origin === knownOrigin || isOutside(url))) && {
          endpoint: 'This is no address of a push service: it must be https, and on the internet.',
        }),
        ...(!areKeys(keys) && { keys: 'These are no keys of a browser.' }),
      };
    },
    async send({ endpoint, keys }, message, { keepSeconds, topic }) {
      const url = URL.parse(endpoint);
      const isKnown = url !== null && url.origin === knownOrigin;
      if (!url || !(isKnown || isOutside(url))) return { kind: 'refused', reason: 'It is not on the internet.' };
      const body = encrypt(Buffer.from(JSON.stringify(message)), keys);
      const headers = {
        authorization: identity.authorize(url.origin, clock.now()),
        'content-encoding': 'aes128gcm',
        'content-length': body.length,
        ttl: keepSeconds,
        urgency: 'high',
        ...(topic && { topic }),
      };
      try {
        return outcomeOf(await post(url, body, { headers, ...(!isKnown && { lookup: lookUpPublic }) }));
      } catch (error) {
        return { kind: 'later', reason: (error as Error).message };
      }
    },
  };
}

/** A name is looked at again when it is looked up; a bare address never is. */
function isOutside({ protocol, hostname, port, username, password }: URL): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  const isNamed = hostname.includes('.') && !/(^|\.)(localhost|local|internal)\.?$/.test(hostname);
  return (
    protocol === 'https:' &&
    port === '' &&
    !username &&
    !password &&
    (isIP(address) ? isPublicAddress(address) : isNamed)
  );
}

function outcomeOf(status: number): PushOutcome {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  const reason = `The push service answered with HTTP ${status}.`;
  if (status === 404 || status === 410) return { kind: 'gone', reason };
  return { kind: status === 429 || status >= 500 ? 'later' : 'refused', reason };
}

/** Answers the status. Nobody is followed anywhere else. */
function post(url: URL, body: Buffer, options: RequestOptions): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const signal = AbortSignal.timeout(timeoutMs);
  // A connection of its own: one that is open already was not looked up by us.
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    ...options,
    method: 'POST',
    signal,
    agent: false,
  });
  request.on('response', (response) => {
    resolve(response.statusCode ?? 0);
    response.destroy();
  });
  request.on('error', reject);
  request.on('close', () => reject(new Error('The connection ended without an answer.')));
  request.end(body);
  return promise;
}

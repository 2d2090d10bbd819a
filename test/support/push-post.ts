import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import type { Json } from './browser.ts';
import { until } from './until.ts';

interface Delivered {
  message: Json;
  headers: IncomingHttpHeaders;
}

/** The push service of a browser's maker, with browsers behind it that read what it brings them. */
export async function openPushPost() {
  const browsers = new Map<string, (body: Buffer) => Json>();
  const delivered = new Map<string, Delivered[]>();
  let status = 201;
  const server = createServer(async (request, reply) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const path = request.url ?? '';
    const read = browsers.get(path);
    if (status < 300 && read) {
      const message = read(Buffer.concat(parts));
      delivered.set(path, [...(delivered.get(path) ?? []), { message, headers: request.headers }]);
    }
    reply.writeHead(read ? status : 404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    answers: (code: number) => {
      status = code;
    },
    /** A browser that subscribes: what `PushManager.subscribe` gives, and what it then gets. */
    browser() {
      const path = `/push/${randomBytes(9).toString('base64url')}`;
      const { keys, read } = makeKeys();
      browsers.set(path, read);
      const got = () => delivered.get(path) ?? [];
      return {
        subscription: { endpoint: `${origin}${path}`, keys },
        got,
        leaves: () => browsers.delete(path),
        async shouldGet(count: number) {
          await until(`${count} push messages`, () => got().length >= count).catch(() => {});
          assert.equal(got().length, count);
          return got().map(({ message }) => message);
        },
      };
    },
  };
}

/** A browser's side of RFC 8291. */
function makeKeys() {
  const own = createECDH('prime256v1');
  const ours = own.generateKeys();
  const auth = randomBytes(16);
  function read(body: Buffer): Json {
    const [salt, theirs] = [body.subarray(0, 16), body.subarray(21, 86)];
    const purpose = Buffer.concat([Buffer.from('WebPush: info\0'), ours, theirs]);
    const derive = (from: Uint8Array, salted: Buffer, what: string | Buffer, bytes: number) =>
      new Uint8Array(hkdfSync('sha256', from, salted, what, bytes));
    const shared = derive(own.computeSecret(theirs), auth, purpose, 32);
    const key = derive(shared, salt, 'Content-Encoding: aes128gcm\0', 16);
    const nonce = derive(shared, salt, 'Content-Encoding: nonce\0', 12);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(body.subarray(-16));
    const clear = Buffer.concat([decipher.update(body.subarray(86, -16)), decipher.final()]);
    assert.equal(clear.at(-1), 2, 'the last record');
    return JSON.parse(clear.subarray(0, -1).toString());
  }
  return { keys: { p256dh: ours.toString('base64url'), auth: auth.toString('base64url') }, read };
}

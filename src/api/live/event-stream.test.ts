import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { openEventStream } from './event-stream.ts';

/** A browser that asks for the stream and then reads nothing of it. */
async function openSleeper(t: TestContext) {
  const server = createServer();
  t.after(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
  t.after(() => socket.destroy());
  socket.on('error', () => {});
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  return response;
}

const long = Buffer.from(`data: ${'x'.repeat(100_000)}\n\n`);

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Sends until the connection takes no more. */
async function fill(response: ServerResponse, send: (frames: Buffer) => void): Promise<void> {
  while (response.writableLength < 200_000) {
    send(long);
    await nextTurn();
  }
}

test('a stream that nobody reads any more can be ended, written to and ended again, and closes', async (t) => {
  const response = await openSleeper(t);
  const closed = Promise.withResolvers<void>();
  const errors: Error[] = [];
  response.on('error', (error) => errors.push(error));
  const stream = openEventStream(response, closed.resolve);
  await fill(response, stream.send);
  stream.end();
  stream.send(Buffer.from('data: more\n\n'));
  stream.end();
  await closed.promise;
  assert.deepEqual(errors, []);
});

test('a browser that lets too much pile up is cut off', async (t) => {
  const response = await openSleeper(t);
  const closed = Promise.withResolvers<void>();
  const stream = openEventStream(response, closed.resolve);
  await fill(response, stream.send);
  for (let frames = 0; frames < 20; frames++) stream.send(long);
  await closed.promise;
  assert.ok(response.destroyed);
});

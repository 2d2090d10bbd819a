import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { download } from './download.ts';
import { isPublicAddress, lookUpPublic } from './public-address.ts';

async function serve(t: TestContext, answer: RequestListener) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const limits = { headers: { authorization: 'Basic c2VjcmV0' }, mostBytes: 1000, timeoutMs: 20_000 };

test('a file is fetched from the place where it must be, also when that sends us on to itself', async (t) => {
  const { origin, asked } = await serve(t, ({ url }, response) => {
    if (url === '/a') response.writeHead(307, { location: '/b' }).end('Over there');
    else response.end('here');
  });
  assert.equal((await download(`${origin}/a`, { origin, ...limits })).toString(), 'here');
  assert.deepEqual(
    asked.map(({ headers }) => headers.authorization),
    Array(2).fill('Basic c2VjcmV0'),
  );
});

test('nobody sends us to this machine or its network, or anywhere without https, and nobody else is asked', async (t) => {
  const inner = await serve(t, (_, response) => response.end('the secrets of this machine'));
  let location = '';
  const { origin } = await serve(t, (_, response) => response.writeHead(302, { location }).end());
  const { port } = new URL(inner.origin);
  const places = [
    inner.origin,
    'http://example.org/',
    ...['127.0.0.1', '127.1', '0x7f.1', '2130706433', '0.0.0.0', '[::1]', '[::ffff:127.0.0.1]', 'localhost'].map(
      (host) => `https://${host}:${port}/`,
    ),
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'file:///etc/passwd',
    'gopher://example.org/',
    'data:text/plain,hello',
    '//[',
  ];
  for (location of places) {
    await assert.rejects(download(`${origin}/x`, { origin, ...limits }), { name: 'DownloadError' }, location);
  }
  assert.equal(inner.asked.length, 0);
  for (const place of [`${inner.origin}/x`, 'https://api.example.org/x', 'no address', '', `${origin}.example.org/`]) {
    await assert.rejects(download(place, { origin, ...limits }), { isFinal: true }, place);
  }
  assert.equal(inner.asked.length, 0);
});

test('an address is public when the internet leads there', () => {
  const inner = ['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.31.0.1', '192.168.1.1'];
  const more = ['198.19.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:8.8.8.8', 'fe80::1', 'fd12::1'];
  const odd = ['ff02::1', '64:ff9b::7f00:1', '2001:db8::1', '2002:7f00:1::', '2001::1', '1.2.3', 'localhost', ''];
  for (const address of [...inner, ...more, ...odd]) assert.equal(isPublicAddress(address), false, address);
  for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::200e'])
    assert.equal(isPublicAddress(address), true, address);
});

test('a name that leads to this machine is refused when it is looked up, whatever it is called', async () => {
  for (const all of [true, false]) {
    const error = await new Promise((resolve) => lookUpPublic('localhost', { all }, (failed) => resolve(failed)));
    assert.match(String(error), /localhost is not on the internet/);
  }
});

test('what is too large, too slow, goes round in circles or is not there is given up', async (t) => {
  const { origin } = await serve(t, ({ url }, response) => {
    if (url === '/declared') response.writeHead(200, { 'content-length': 1001 }).end(Buffer.alloc(1001));
    if (url === '/endless') {
      const more = () => response.write(Buffer.alloc(400), () => response.destroyed || setImmediate(more));
      more();
    }
    if (url === '/drop-by-drop') setInterval(() => response.write('.'), 50).unref();
    if (url === '/circle') response.writeHead(302, { location: '/circle' }).end();
    if (url === '/gone') response.writeHead(410).end();
    if (url === '/later') response.writeHead(503).end();
    if (url === '/upgrade')
      response.socket?.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
    if (url === '/cut') response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
  });
  const wanted = {
    declared: true,
    endless: true,
    circle: true,
    gone: true,
    later: false,
    cut: false,
    upgrade: false,
    'drop-by-drop': false,
    silent: false,
  };
  for (const [path, isFinal] of Object.entries(wanted)) {
    const startedAt = performance.now();
    await assert.rejects(
      // What is final is so by itself, however slow the machine; the others are given up when their time is over.
      download(`${origin}/${path}`, { origin, ...limits, ...(!isFinal && { timeoutMs: 500 }) }),
      { name: 'DownloadError', isFinal },
      path,
    );
    assert.ok(performance.now() - startedAt < 10_000, path);
  }
});

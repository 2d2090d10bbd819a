// Preloaded into every test process: nothing here may talk to anybody but this machine.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const refused: string[] = [];

function refuse(host: string): never {
  refused.push(host);
  throw new Error(`A test must not leave this machine, but it called ${host}.`);
}

function isLoopback(host: unknown): boolean {
  return (
    host === undefined || host === null || /^(localhost|127(\.\d+){3}|\[?::1\]?|::ffff:127(\.\d+){3})$/.test(`${host}`)
  );
}

// net.connect, http, tls and fetch all end here; the first argument is [options] or options, or port and host.
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  const host = typeof first === 'object' ? first.host : typeof args[1] === 'string' ? args[1] : undefined;
  if (!isLoopback(host)) refuse(host);
  return Reflect.apply(connect, this, args);
} as typeof connect;

for (const from of [dns, dns.promises]) {
  const { lookup } = from;
  Object.assign(from, {
    lookup: (host: string, ...rest: unknown[]) =>
      isLoopback(host) ? Reflect.apply(lookup, from, [host, ...rest]) : refuse(host),
  });
}
syncBuiltinESMExports();

// The code under test may have caught the error.
process.once('exit', () => {
  if (refused.length === 0) return;
  process.stderr.write(`These tests tried to leave this machine for ${[...new Set(refused)].join(', ')}.\n`);
  process.exitCode = 1;
});

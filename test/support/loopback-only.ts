// Loaded into every test process before the tests: to them every other machine is out of reach, and a file that tried
// fails.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const tried = new Set<string>();

function unreachable(host: string, code: string): NodeJS.ErrnoException {
  tried.add(host);
  return Object.assign(new Error(`A test must not leave this machine, but it called ${host}.`), { code });
}

const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/.test(host);

// net.connect, http, tls and fetch all come through here: with [options], with options, or with port and host.
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  const host: unknown = typeof first === 'object' ? first.host : args[1];
  if (typeof host !== 'string' || !net.isIP(host) || isLoopback(host)) return Reflect.apply(connect, this, args);
  process.nextTick(() => this.destroy(unreachable(host, 'ENETUNREACH')));
  return this;
} as typeof connect;

/** Addresses need no looking up, and what cannot be a name (RFC 1035: 63 letters between dots) is asked of nobody. */
const asksNobody = (host: string) => isLoopback(host) || net.isIP(host) !== 0 || /[^.]{64}/.test(host);

const lookUp = dns.lookup as (host: string, ...rest: unknown[]) => void;
const lookUpLater = dns.promises.lookup as (host: string, ...rest: unknown[]) => Promise<unknown>;
Object.assign(dns, {
  lookup(host: string, ...rest: unknown[]) {
    if (asksNobody(host)) return lookUp(host, ...rest);
    process.nextTick(rest.at(-1) as (error: Error) => void, unreachable(host, 'ENOTFOUND'));
  },
});
Object.assign(dns.promises, {
  async lookup(host: string, ...rest: unknown[]) {
    if (asksNobody(host)) return lookUpLater(host, ...rest);
    throw unreachable(host, 'ENOTFOUND');
  },
});
syncBuiltinESMExports();

/** Where the tests tried to go since this was last asked; the code under test may have made its peace with the error. */
export function calledElsewhere(): string[] {
  const hosts = [...tried];
  tried.clear();
  return hosts;
}

import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** What is not the internet: this machine, its network, and what is kept for special uses (IANA's registries). */
const inner = new BlockList();
for (const range of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]) {
  const [network, bits] = range.split('/') as [string, string];
  inner.addSubnet(network, Number(bits), 'ipv4');
}

/** Of IPv6 only what is routed; and of that neither what carries an IPv4 address nor what is for examples. */
const routed = new BlockList();
routed.addSubnet('2000::', 3, 'ipv6');
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  inner.addSubnet(network, bits, 'ipv6');
}

/** Whether an IP address is one of the internet's, and not of this machine or its surroundings. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !inner.check(address, 'ipv4');
  return version === 6 && routed.check(address, 'ipv6') && !inner.check(address, 'ipv6');
}

/**
 * Looks a name up for a connection, which is then made to the very address that was found good: another answer a moment
 * later changes nothing. Fails when any address is not the internet's.
 */
export const lookUpPublic: LookupFunction = (hostname, options, answer) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return answer(error, '', 0);
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
      return answer(new Error(`${hostname} is not on the internet.`), '', 0);
    if (options.all) answer(null, addresses);
    else answer(null, first.address, first.family);
  });
};

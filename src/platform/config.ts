import { isIP } from 'node:net';
import { resolve } from 'node:path';

/** Everything that can be set from outside. The only reader of the environment. */
export interface Config {
  port: number;
  host: string;
  /** What browsers and providers call, without a slash at the end. Null: take host and port. */
  publicUrl: string | null;
  /** Null: run the embedded database. */
  databaseUrl: string | null;
  dataFolder: string;
  /** Null: made on first start and kept in the data folder. */
  secret: string | null;
  role: 'all' | 'web' | 'worker';
  carrier: 'auto' | 'on' | 'off';
  carrierPort: number;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Proxies whose `X-Forwarded-For` we believe: addresses or ranges. Empty: nobody's. */
  trustedProxy: string[];
  /** Started by the launcher, which holds a channel open for as long as it lives. */
  isLaunched: boolean;
}

/** Thrown with every fault at once, one line each, naming the setting. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings from an environment.
 * @throws ConfigError that lists all faults.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const faults: string[] = [];
  const read = (name: string) => environment[name]?.trim() || null;

  const oneOf = <T extends string>(name: string, choices: readonly T[], fallback: T): T => {
    const value = read(name);
    if (value === null) return fallback;
    const choice = choices.find((each) => each === value);
    if (!choice) faults.push(`${name} is "${value}", but must be one of: ${choices.join(', ')}.`);
    return choice ?? fallback;
  };
  const port = (name: string, fallback: number): number => {
    const value = read(name);
    if (value === null) return fallback;
    if (/^\d{1,5}$/.test(value) && Number(value) <= 65535) return Number(value);
    faults.push(`${name} is "${value}", but must be a port: a whole number from 0 to 65535.`);
    return fallback;
  };
  const url = (name: string, protocols: string[], example: string): string | null => {
    const value = read(name);
    if (value === null) return null;
    // A database URL may name a socket folder and no host, which URL.canParse refuses.
    if (protocols.some((each) => value.startsWith(`${each}//`))) return value;
    faults.push(`${name} is not a URL that can be used here. It looks like ${example}`);
    return null;
  };

  const publicUrl = url('PUBLIC_URL', ['http:', 'https:'], 'https://text.example.org')?.replace(/\/+$/, '') ?? null;
  // The page and the sign-in library expect to be at the top of their address.
  if (publicUrl && !(URL.canParse(publicUrl) && new URL(publicUrl).href === `${new URL(publicUrl).origin}/`)) {
    faults.push(
      'PUBLIC_URL must be nothing but a protocol, a host and perhaps a port, such as https://text.example.org',
    );
  }
  const secret = read('HEARBACK_SECRET');
  if (secret !== null && secret.length < 32) faults.push('HEARBACK_SECRET must have 32 characters or more.');

  const config: Config = {
    port: port('PORT', 3000),
    host: read('HOST') ?? '127.0.0.1',
    publicUrl,
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/hearback'),
    dataFolder: resolve(read('HEARBACK_DATA') ?? './data'),
    secret,
    role: oneOf('HEARBACK_ROLE', ['all', 'web', 'worker'], 'all'),
    carrier: oneOf('HEARBACK_CARRIER', ['auto', 'on', 'off'], 'auto'),
    carrierPort: port('CARRIER_PORT', 4010),
    logLevel: oneOf('LOG_LEVEL', ['silent', 'error', 'warn', 'info', 'debug'], 'info'),
    trustedProxy: (read('TRUSTED_PROXY') ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
    isLaunched: read('HEARBACK_LAUNCHED') !== null,
  };
  for (const proxy of config.trustedProxy) {
    if (!isAddressOrRange(proxy))
      faults.push(`TRUSTED_PROXY holds "${proxy}", which is neither an address nor a range such as 10.0.0.0/8.`);
  }
  if (config.port !== 0 && config.port === config.carrierPort && config.carrier !== 'off') {
    faults.push(`PORT and CARRIER_PORT are both ${config.port}, but each needs a port of its own.`);
  }
  if (config.role !== 'all' && config.databaseUrl === null) {
    faults.push(`HEARBACK_ROLE=${config.role} needs DATABASE_URL: the embedded database serves one process only.`);
  }
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return config;
}

function isAddressOrRange(text: string): boolean {
  const [address = '', length] = text.split('/');
  const family = isIP(address);
  return (
    family !== 0 && (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (family === 4 ? 32 : 128)))
  );
}

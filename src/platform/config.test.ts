import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { ConfigError, readConfig } from './config.ts';

const faultsOf = (environment: Record<string, string>) => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message.split('\n');
  }
};

test('without any setting there is a default that works, and an empty one is none', () => {
  const config = readConfig({});
  assert.deepEqual(
    config,
    readConfig({ PORT: '', HOST: ' ', DATABASE_URL: '', HEARBACK_ROLE: '', TRUSTED_PROXY: ' , ' }),
  );
  assert.deepEqual(
    [config.port, config.host, config.carrierPort, config.role, config.carrier, config.logLevel, config.dataFolder],
    [3000, '127.0.0.1', 4010, 'all', 'auto', 'info', resolve('data')],
  );
  assert.deepEqual([config.publicUrl, config.databaseUrl, config.secret, config.trustedProxy], [null, null, null, []]);
});

test('what is set is taken', () => {
  const config = readConfig({
    PORT: ' 8080 ',
    PUBLIC_URL: 'https://text.example.org:8443//',
    DATABASE_URL: 'postgresql:///hearback?host=/run/postgresql',
    TRUSTED_PROXY: '10.0.0.0/8, ::1',
    HEARBACK_SECRET: 'x'.repeat(32),
    HEARBACK_ROLE: 'worker',
  });
  assert.deepEqual(
    [config.port, config.publicUrl, config.databaseUrl, config.trustedProxy, config.role],
    [
      8080,
      'https://text.example.org:8443',
      'postgresql:///hearback?host=/run/postgresql',
      ['10.0.0.0/8', '::1'],
      'worker',
    ],
  );
});

test('each fault is named by its setting, and all of them at once', () => {
  const wrong: [name: string, value: string][] = [
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['PORT', '0x10'],
    ['CARRIER_PORT', 'abc'],
    ['PUBLIC_URL', 'text.example.org'],
    ['PUBLIC_URL', 'javascript://x'],
    ['PUBLIC_URL', 'https://'],
    ['PUBLIC_URL', 'https://a.example/?x=1'],
    ['PUBLIC_URL', 'https://a.example/#x'],
    ['PUBLIC_URL', 'https://a.example/sub'],
    ['PUBLIC_URL', 'https://me:secret@a.example'],
    ['PUBLIC_URL', 'https://a.example:99999'],
    ['DATABASE_URL', 'mysql://a'],
    ['DATABASE_URL', 'hearback'],
    ['HEARBACK_SECRET', 'x'.repeat(31)],
    ['HEARBACK_ROLE', 'ALL'],
    ['HEARBACK_CARRIER', 'yes'],
    ['LOG_LEVEL', 'verbose'],
    ['TRUSTED_PROXY', 'proxy'],
    ['TRUSTED_PROXY', '10.0.0.0/33'],
    ['TRUSTED_PROXY', '10.0.0.1,true'],
    ['CARRIER_PORT', '3000'],
  ];
  for (const [name, value] of wrong) {
    const faults = faultsOf({ [name]: value });
    assert.equal(faults.length, 1, `${name}=${value}: ${faults}`);
    assert.match(faults[0]!, new RegExp(`\\b${name}\\b`), value);
  }
  assert.match(faultsOf({ HEARBACK_ROLE: 'web' })[0]!, /HEARBACK_ROLE=web needs DATABASE_URL/);
  assert.deepEqual(faultsOf({ PORT: '4010', HEARBACK_CARRIER: 'off' }), []);
  const all = Object.fromEntries(
    wrong.filter(([name], index) => wrong.findIndex(([other]) => other === name) === index),
  );
  assert.equal(faultsOf(all).length, Object.keys(all).length);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSecrets } from './secrets.ts';

const secrets = createSecrets('a secret of more than 32 characters');

test('what is locked opens at its place, and is never the same twice', () => {
  for (const clear of ['a token', '', '{"authToken":"ü 👍"}', 'x'.repeat(100_000)]) {
    const envelope = secrets.lock(clear, 'team/lines/1');
    assert.equal(secrets.open(envelope, 'team/lines/1'), clear);
    assert.notEqual(envelope, secrets.lock(clear, 'team/lines/1'));
    if (clear) assert.ok(!envelope.includes(clear));
  }
});

test('an envelope that was moved, changed or locked with another secret does not open', () => {
  const envelope = secrets.lock('a token', 'team/lines/1');
  assert.throws(() => secrets.open(envelope, 'team/lines/2'));
  assert.throws(() => createSecrets('another secret of more than 32 letters').open(envelope, 'team/lines/1'));
  const parts = envelope.split('.');
  for (const index of [1, 2, 3]) {
    const changed = Buffer.from(parts[index]!, 'base64url');
    changed[0]! ^= 1;
    assert.throws(() => secrets.open(parts.with(index, changed.toString('base64url')).join('.'), 'team/lines/1'));
  }
  // A shorter tag would be easier to guess.
  assert.throws(() => secrets.open(parts.with(3, parts[3]!.slice(0, 6)).join('.'), 'team/lines/1'));
  for (const odd of ['', 'k1', 'k1...', 'k2.a.b.c', 'a token', parts.slice(0, 3).join('.')]) {
    assert.throws(() => secrets.open(odd, 'team/lines/1'), Error, odd);
  }
});

test('a key for one purpose says nothing about another', () => {
  const again = createSecrets('a secret of more than 32 characters');
  assert.equal(secrets.keyFor('sessions'), again.keyFor('sessions'));
  assert.notEqual(secrets.keyFor('sessions'), secrets.keyFor('settings'));
  assert.equal(Buffer.from(secrets.keyFor('sessions'), 'base64url').length, 32);
});

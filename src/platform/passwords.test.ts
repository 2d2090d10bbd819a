import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashPassword, verifyPassword } from './passwords.ts';

test('only the password itself is the password', async () => {
  const password = 'seven green apples';
  const hash = await hashPassword(password);
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  assert.equal(await verifyPassword(hash, password), true);
  for (const other of ['', 'Seven green apples', `${password} `, `${password}\0`, password.slice(0, -1)]) {
    assert.equal(await verifyPassword(hash, other), false, JSON.stringify(other));
  }
  assert.notEqual(await hashPassword(password), hash);
});

test('every letter of a long password counts, and one letter has one meaning however it is typed', async () => {
  const start = 'a'.repeat(72);
  const long = await hashPassword(`${start}1${'b'.repeat(55)}`);
  assert.equal(await verifyPassword(long, `${start}2${'b'.repeat(55)}`), false);
  assert.equal(await verifyPassword(long, `${start}1${'b'.repeat(55)}`), true);
  assert.equal(await verifyPassword(await hashPassword('caf\u00e9 noir'), 'cafe\u0301 noir'), true);
  assert.equal(await verifyPassword(await hashPassword('nul\0one'), 'nul\0two'), false);
});

test('what is no hash of ours matches nothing', async () => {
  for (const hash of [
    '',
    'plain',
    '$2b$10$abcdefghijklmnopqrstuv',
    '$argon2id$v=19$m=19456,t=2,p=1$$',
    '$argon2i$v=19$m=8,t=1,p=1$YWJj$YWJj',
  ]) {
    assert.equal(await verifyPassword(hash, 'plain'), false, hash);
  }
});

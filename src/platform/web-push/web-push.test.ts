import assert from 'node:assert/strict';
import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { test } from 'node:test';
import { systemClock } from '../clock.ts';
import { createSecrets } from '../secrets.ts';
import { areKeys, encrypt } from './encrypt.ts';
import { createIdentity } from './identity.ts';
import { createWebPush } from './web-push.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');
const keys = {
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
};

test('the example of RFC 8291, appendix A, comes out letter by letter', () => {
  const clear = Buffer.from('When I grow up, I want to be a watermelon');
  const chosen = {
    privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
    salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
  };
  assert.equal(
    encrypt(clear, keys, chosen).toString('base64url'),
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
});

test('we are who we were as long as the secret is the same, and our signature holds', () => {
  const secret = randomBytes(32).toString('base64url');
  const identity = createIdentity(createSecrets(secret), 'mailto:nora@example.org');
  assert.equal(createIdentity(createSecrets(secret), 'mailto:other@example.org').publicKey, identity.publicKey);
  assert.notEqual(createIdentity(createSecrets(`${secret}x`), 'mailto:a@example.org').publicKey, identity.publicKey);

  const now = new Date('2026-12-03T10:00:00Z');
  const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(identity.authorize('https://push.example', now))!;
  assert.equal(key, identity.publicKey);
  const [head, claim, signature] = token!.split('.') as [string, string, string];
  const point = bytes(key!);
  const jwk = { kty: 'EC', crv: 'P-256', x: point.toString('base64url', 1, 33), y: point.toString('base64url', 33) };
  const publicKey = createPublicKey({ format: 'jwk', key: jwk });
  const isSigned = (text: string) =>
    verify('sha256', Buffer.from(text), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes(signature));
  assert.equal(isSigned(`${head}.${claim}`), true);
  assert.equal(isSigned(`${head}.${claim}x`), false);
  const { aud, exp, sub } = JSON.parse(bytes(claim).toString());
  assert.deepEqual([aud, sub], ['https://push.example', 'mailto:nora@example.org']);
  // RFC 8292: no more than 24 hours.
  assert.ok(exp * 1000 > now.getTime() && exp * 1000 <= now.getTime() + 24 * 3_600_000);
});

test('keys that are none are known as such', () => {
  assert.equal(areKeys(keys), true);
  for (const wrong of [
    { p256dh: 'A'.repeat(87) },
    { p256dh: `${keys.p256dh.slice(0, -4)}AAAA` },
    { p256dh: '' },
    { p256dh: '☃' },
    { auth: 'BTBZ' },
    { auth: '' },
  ])
    assert.equal(areKeys({ ...keys, ...wrong }), false, JSON.stringify(wrong));
});

test('a push service is on the internet and reached over https, else nothing is sent', async () => {
  const push = createWebPush({
    secrets: createSecrets('x'.repeat(43)),
    clock: systemClock,
    subject: 'mailto:a@b.example',
  });
  for (const endpoint of [
    'https://fcm.googleapis.com/fcm/send/x',
    'https://updates.push.services.mozilla.com:443/wpush/v2/x',
  ])
    assert.deepEqual(push.faultsOf({ endpoint, keys }), {}, endpoint);
  for (const endpoint of [
    'http://fcm.googleapis.com/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://0x7f000001/x',
    'https://2130706433/x',
    'https://169.254.169.254/latest',
    'https://10.1.2.3:8443/x',
    'https://localhost/x',
    'https://intranet/x',
    'https://db.internal/x',
    'https://user:pass@push.example/x',
    'https://push.example:22/x',
    'https://push.example:8443/x',
    'ftp://push.example/x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '',
  ]) {
    assert.ok(push.faultsOf({ endpoint, keys }).endpoint, endpoint);
    assert.equal((await push.send({ endpoint, keys }, {}, { keepSeconds: 1 })).kind, 'refused', endpoint);
  }
});

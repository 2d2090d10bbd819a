import assert from 'node:assert/strict';
import { test } from 'node:test';
import { es } from '../../../web/words/reasons-es.ts';
import { providers } from '../../providers/index.ts';
import { ownReasons } from './own-reasons.ts';
import { doubts } from './resolve-unknown.ts';
import { describeTrouble } from './stored-message.ts';

const [twilio] = providers;

test('each reason that the server can name has words of its own in Spanish', () => {
  const known = Array.from({ length: 100_000 }, (_, code) => String(code)).filter(
    (code) => twilio!.explain(code).message !== `Twilio reported error ${code}.`,
  );
  assert.ok(known.length > 50);
  const none = { error_code: null, error_message: null };
  const without = [
    ...Object.values(ownReasons),
    ...[null, ...doubts].map((doubt) => describeTrouble('unknown', { ...none, error_code: doubt }, twilio!)!.message),
    describeTrouble('failed', none, twilio!)!.message,
  ];
  assert.deepEqual(
    [...known, ...without].filter((key) => !es[key]),
    [],
  );
  assert.deepEqual(
    Object.keys(es).filter((key) => !known.includes(key) && !without.includes(key)),
    [],
  );
  // Codes that mean the same are told in the same words, all others in others.
  const pairs = new Set(known.map((code) => `${twilio!.explain(code).message} ${es[code]!.message}`));
  assert.equal(pairs.size, new Set(known.map((code) => twilio!.explain(code).message)).size);
  assert.equal(pairs.size, new Set(known.map((code) => es[code]!.message)).size);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvLine, guard, unguard } from './csv.ts';

const formulas = [
  '=1+1',
  '+1',
  '-1+2',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =1',
  '＝1+1',
  '＋1',
  '\u{feff}=1',
  '\u202e=1',
  '-x',
];

test('what looks like a formula begins with an apostrophe, and so does a phone number', () => {
  for (const formula of formulas) assert.equal(guard(formula), `'${formula}`, JSON.stringify(formula));
  assert.equal(guard('+12025550100'), "'+12025550100");
  assert.equal(csvLine(['\0=1']), "'=1\r\n");
  for (const harmless of ['', 'Ana', '-5', '-5.25', '5', "O'Brien", "'tis", '1+1', '٣'])
    assert.equal(guard(harmless), harmless);
});

test('every text comes back as it went, also one that has an apostrophe of its own', () => {
  for (const text of [...formulas, "'=1", "''=1", "'+12025550100", "'tis", '-5', "'-5", "'"])
    assert.equal(unguard(guard(text)), text, JSON.stringify(text));
  const alphabet = fc.constantFrom("'", '=', '+', '-', '5', '.', ' ', '\t', 'a', '＝', '\u200f');
  fc.assert(fc.property(fc.string({ unit: alphabet }), (text) => unguard(guard(text)) === text));
  fc.assert(fc.property(fc.string(), (text) => unguard(guard(text)) === text));
});

test('a cell in quotes holds what would end it or its line', () => {
  assert.equal(
    csvLine(['a"b', 'c,d', 'e;f', 'g\nh', 'i\u2028j', ' k', 'l']),
    '"a""b","c,d","e;f","g\nh","i\u2028j"," k",l\r\n',
  );
});

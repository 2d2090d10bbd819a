import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { asSent, countSegments, plainText } from './segments.ts';

const rows: [name: string, text: string, encoding: string, segments: number, units: number, unitsLeft: number][] = [
  ['nothing', '', 'GSM-7', 1, 0, 160],
  ['a full GSM-7 segment', 'x'.repeat(160), 'GSM-7', 1, 160, 0],
  ['one more makes two of 153', 'x'.repeat(161), 'GSM-7', 2, 161, 145],
  ['two full parts', 'x'.repeat(306), 'GSM-7', 2, 306, 0],
  ['three parts', 'x'.repeat(307), 'GSM-7', 3, 307, 152],
  ['an extended character costs two', '€'.repeat(80), 'GSM-7', 1, 160, 0],
  ['an escape pair is not cut', `${'x'.repeat(152)}€${'x'.repeat(8)}`, 'GSM-7', 2, 162, 143],
  ['a full Unicode segment', 'я'.repeat(70), 'UCS-2', 1, 70, 0],
  ['one more makes two of 67', 'я'.repeat(71), 'UCS-2', 2, 71, 63],
  ['35 emoji fit', '😀'.repeat(35), 'UCS-2', 1, 70, 0],
  ['a surrogate pair is not cut', '😀'.repeat(67), 'UCS-2', 3, 134, 65],
  ['Ç is GSM-7', 'Ç', 'GSM-7', 1, 1, 159],
  ['ç is not', 'ç', 'UCS-2', 1, 1, 69],
  ['a Greek capital alpha is not an A', 'Α', 'UCS-2', 1, 1, 69],
  ['an accent of its own is composed first', 'cafe\u0301', 'GSM-7', 1, 4, 156],
  ['a line break is one', 'a\r\nb', 'GSM-7', 1, 3, 157],
  ['a lone surrogate is counted, not lost', '\ud83d', 'UCS-2', 1, 1, 69],
];
for (const [name, text, encoding, segments, units, unitsLeft] of rows) {
  test(`segments: ${name}`, () => {
    const count = countSegments(text);
    assert.deepEqual(
      [count.encoding, count.segments, count.units, count.unitsLeft],
      [encoding, segments, units, unitsLeft],
    );
  });
}

test('the characters that made it Unicode are named whole, with their place and a plain form where there is one', () => {
  assert.deepEqual(countSegments('Ask 👷🏽 “now”').unicodeCharacters, [
    { character: '👷🏽', index: 4 },
    { character: '“', index: 9, plain: '"' },
    { character: '”', index: 13, plain: '"' },
  ]);
});

test('plain text keeps emoji, letters and joined families, and changes what a word processor put in', () => {
  assert.equal(plainText('“It’s on” – 7…9\u00a0am ½'), '"It\'s on" - 7...9 am 1/2');
  assert.equal(plainText('👨‍👩‍👧 ça va, łódź\u200b'), '👨‍👩‍👧 ça va, łódź');
});

const alphabet = fc.constantFrom('a', 'é', '€', '{', '\n', 'я', '“', '😀', 'ß', 'Δ', '~', ' ');
const gsmAlphabet = fc.constantFrom('a', 'é', '€', '{', '\n', 'ß', 'Δ', '~', ' ');

for (const [name, letters] of [
  ['mixed', alphabet],
  ['GSM-7 only', gsmAlphabet],
] as const) {
  test(`agrees with an independent calculator on ${name} texts`, () => {
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 400 }), (characters) => {
        const text = characters.join('');
        const oracle = new SegmentedMessage(text);
        const { encoding, segments } = countSegments(text);
        assert.deepEqual([encoding, segments], [oracle.encodingName, oracle.segmentsCount]);
      }),
      { numRuns: 150 },
    );
  });
}

test('plain text never costs more segments, and is settled after one pass', () => {
  fc.assert(
    fc.property(fc.array(alphabet, { maxLength: 400 }), (characters) => {
      const text = characters.join('');
      const plain = plainText(text);
      assert.ok(countSegments(plain).segments <= countSegments(text).segments);
      assert.equal(plainText(plain), plain);
      assert.equal(asSent(plain), plain);
    }),
    { numRuns: 150 },
  );
});

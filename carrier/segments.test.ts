import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SegmentedMessage } from 'sms-segments-calculator';
import { countSegments } from './segments.ts';

suite('segments', () => {
  test('the edges of GSM-7 and UCS-2', () => {
    const cases: [string, number][] = [
      ['', 1],
      ['a'.repeat(160), 1],
      ['a'.repeat(161), 2],
      ['a'.repeat(306), 2],
      ['a'.repeat(307), 3],
      ['é'.repeat(160), 1],
      ['ç'.repeat(70), 1],
      ['ç'.repeat(71), 2],
      ['ç'.repeat(134), 2],
      ['ç'.repeat(135), 3],
      ['€'.repeat(80), 1],
      ['€'.repeat(81), 2],
      ['😀'.repeat(35), 1],
      ['😀'.repeat(36), 2],
      ['😀'.repeat(66), 2],
      ['😀'.repeat(67), 3],
      // An escape pair may not be cut: 152 in the first part.
      [`${'a'.repeat(152)}€${'b'.repeat(152)}`, 3],
      [`${'a'.repeat(152)}€${'b'.repeat(151)}`, 2],
      [`${'a'.repeat(160)}`.replace('a', '’'), 3],
    ];
    for (const [text, segments] of cases)
      assert.equal(countSegments(text), segments, `${text.slice(0, 5)}… ${text.length}`);
  });

  test("agrees with Twilio's calculator on every length", () => {
    const letters = ['a', 'é', '€', 'ç', '😀', '\n', '[', '中'];
    for (const letter of letters) {
      for (const filler of ['a', '😀']) {
        for (const count of [1, 34, 66, 67, 69, 70, 76, 77, 79, 80, 133, 134, 152, 153, 159, 160, 306]) {
          const text = `${filler}${letter.repeat(count)}`;
          assert.equal(
            countSegments(text),
            new SegmentedMessage(text).segmentsCount,
            JSON.stringify([filler, letter, count]),
          );
        }
      }
    }
  });
});

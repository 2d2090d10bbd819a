import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepApart } from './apart.ts';

const words = keepApart({
  looks: (name: string) => `${name} is looking`,
  undone: (what: string) => `Undone: ${what}`,
  acts: { told: ({ who, n }: { who: string; n: number }) => `${who} opened ${n}` },
  title: 'Inbox',
});

/** What a sentence does to the direction of the words after it: nothing, when all that begins also ends. */
function leavesOpen(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (/[\u202a\u202b\u202d\u202e]/.test(sign)) return true;
    if (/[\u2066-\u2068]/.test(sign)) depth++;
    if (sign === '\u2069') depth--;
    if (depth < 0) return true;
  }
  return depth !== 0;
}

test('a name with a right-to-left override turns nothing around', () => {
  for (const name of [
    'Ana\u202e',
    '\u202eanA',
    'Ana\u2069\u202e',
    'Ana\u2066',
    '\u2067\u2069\u2069Ana',
    'A\u202d\u202cna',
  ]) {
    for (const said of [words.looks(name), words.acts.told({ who: name, n: 3 }), words.undone(words.looks(name))]) {
      assert.equal(leavesOpen(said), false, JSON.stringify(said));
      assert.match(said, /A?na|anA/);
    }
  }
});

test('a name that is written from right to left is isolated, also in a sentence in a sentence', () => {
  assert.equal(words.looks('דנה'), '\u2068דנה\u2069 is looking');
  assert.equal(words.undone(words.looks('سلمى')), 'Undone: \u2068\u2068سلمى\u2069 is looking\u2069');
});

test('all others stay as they are, so that they are found and copied as they were written', () => {
  assert.equal(words.looks('Ana (gate 3)'), 'Ana (gate 3) is looking');
  assert.deepEqual([words.title, words.acts.told({ who: 'José', n: 3 })], ['Inbox', 'José opened 3']);
});

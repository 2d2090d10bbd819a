import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Row, rowsRead } from '../../../../test/support/readings.ts';
import { readAnswer } from '../questions.ts';

const english = { language: 'en', today: '2026-11-26' } as const;
const reactions: [body: string, offered: string][] = [
  ['Liked “Can you work Saturday?”', '? yes'],
  ['Loved “Can you work Saturday?”', '? yes'],
  ['Disliked “Can you work Saturday?”', '? no'],
  ['Laughed at “Can you work Saturday?”', '?'],
  ['Emphasized “Can you work Saturday?”', '?'],
  ['Questioned “Can you work Saturday?”', '?'],
  ['Liked an image', '? yes'],
  ['Reacted 👍 to “Can you work Saturday?”', '? yes'],
  ['Reacted 👎🏽 to “Can you work Saturday?”', '? no'],
  ['Reacted 🔥 to “Can you work Saturday?”', '?'],
  ['Removed a like from “Can you work Saturday?”', '?'],
  ['Removed 👍 from “Yes or no?”', '?'],
  ['\u200b👍\u200b to “\u200bCan you work Saturday?\u200b”', '? yes'],
  ['👎 to "yes?"', '? no'],
  ['Le gustó “¿Puedes trabajar el sábado?”', '? yes'],
  ['Le encantó “¿Puedes?”', '? yes'],
  ['No le gustó “¿Puedes?”', '? no'],
  ['Reaccionó con 👍 a “¿Puedes?”', '? yes'],
  ['👍 a “¿Puedes?”', '? yes'],
];
rowsRead('reactions', [
  ...reactions.map(([body, says]): Row => ['yes_no', 'en', body, says]),
  ...reactions.flatMap(([body]): Row[] => [
    ['shift', 'en', body, '?'],
    ['boxes', 'es', body, '?'],
    ['text', 'en', body, '?'],
  ]),
  ['yes_no', 'en', 'liked it', '?'],
  ['text', 'en', 'Liked the food, but not the music', 'Liked the food, but not the music'],
]);

test('a reaction says what it is about', () => {
  const reading = readAnswer({ kind: 'yes_no' }, { body: 'Liked “Can you work?”', pictures: 0 }, english);
  assert.deepEqual(reading.reason, { code: 'reaction', quoted: 'can you work?' });
});

rowsRead('free words', [
  ['text', 'en', 'The truck is at the shop', 'The truck is at the shop'],
  ['text', 'en', '  two lines\nof text \n', 'two lines\nof text'],
  ['text', 'es', '¿Y mañana?', '¿Y mañana?'],
  ['text', 'en', '👍', '👍'],
  ['text', 'en', '.', '.'],
  ['text', 'en', ' \n\t ', '?'],
  ['text', 'en', '\u200b\u202e', '?'],
]);

test('a photo is a photo, whatever is written beside it, and words are none', () => {
  const photo = (body: string, pictures: number) => readAnswer({ kind: 'photo' }, { body, pictures }, english);
  assert.deepEqual(photo('', 1), { sureness: 'sure', value: { kind: 'photo' }, reason: { code: 'picture' } });
  assert.equal(photo('here you go', 3).sureness, 'sure');
  assert.deepEqual(photo('tomorrow', 0), { sureness: 'none', reason: { code: 'no_picture' } });
  assert.deepEqual(photo(' ', 0), { sureness: 'none', reason: { code: 'empty' } });
});

test('a picture without words is no answer to a question for words; with words it is read', () => {
  const read = (body: string) => readAnswer({ kind: 'yes_no' }, { body, pictures: 1 }, english);
  assert.deepEqual(read(''), { sureness: 'none', reason: { code: 'only_picture' } });
  assert.equal(read('yes').sureness, 'sure');
});

test('a text as long as a text can be is read to its end', () => {
  const read = (body: string) => readAnswer({ kind: 'yes_no' }, { body, pictures: 0 }, english).sureness;
  const story = 'I told Ana about the truck. '.repeat(60).slice(0, 1590);
  assert.equal(read(`Yes. ${story}`), 'sure');
  assert.equal(read(`Yes. ${story} no`), 'unsure');
  assert.equal(read(`${story} yes`), 'unsure');
  assert.equal(read(story), 'none');
});

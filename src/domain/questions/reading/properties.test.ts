import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { asked } from '../../../../test/support/readings.ts';
import { type Answering, isAnswerTo, readAnswer, unclearChoices } from '../questions.ts';

const pieces = fc.constantFrom(
  ...'yes|no|si|sí|not|maybe|but|or|and|a|b|1|2|30|5-6|7:30|pm|half past|las siete y media|thirty|mil|dozen|un|next|friday|the 28th|11/12|feb 29|nov'.split(
    '|',
  ),
  ...[
    'Morning',
    'mornign',
    'night',
    'Liked “',
    '”',
    '?',
    '¿',
    '.',
    ',',
    '-',
    '/',
    ':',
    '\n',
    ' ',
    '\u0000',
    '\ud83d',
    '👍',
    '👎',
    '1️⃣',
    '🤷',
    '½',
    '٣',
    '％',
    'stop',
    'ﷺ',
    'İ',
    '\u202e',
    'é',
    'e\u0301',
  ],
);
const texts = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(' ')),
);
const questions = fc.constantFrom<Answering>(...Object.values(asked));
const contexts = fc.record({
  language: fc.constantFrom('en' as const, 'es' as const),
  today: fc.constantFrom('2026-11-26', '2028-02-29', '1999-12-31', '0001-01-01'),
});

test('any text is read, the same each time, within the text and within what the question wants', () => {
  fc.assert(
    fc.property(questions, texts, fc.nat({ max: 2 }), contexts, (answering, body, pictures, context) => {
      const reading = readAnswer(answering, { body, pictures }, context);
      assert.deepEqual(readAnswer(answering, { body, pictures }, context), reading);
      assert.deepEqual(JSON.parse(JSON.stringify(reading)), reading);
      if (reading.sureness === 'sure') assert.ok(isAnswerTo(answering, reading.value), JSON.stringify(reading.value));
      if (reading.sureness === 'unsure') {
        for (const offer of reading.offers) assert.ok(isAnswerTo(answering, offer), JSON.stringify(offer));
      }
      if (reading.sureness !== 'none' && reading.span) {
        const { start, end } = reading.span;
        assert.ok(start >= 0 && start < end && end <= body.length, `${start}–${end} of ${body.length}`);
      }
    }),
    { numRuns: 4000 },
  );
});

test('what stands around a sure answer in signs and spaces changes nothing', () => {
  const around = fc.constantFrom('', ' ', '  ', '!', '.', ' !!', '\n', '\u200b', '…');
  fc.assert(
    fc.property(questions, texts, around, around, contexts, (answering, body, before, after, context) => {
      const plain = readAnswer(answering, { body, pictures: 0 }, context);
      const wrapped = readAnswer(
        answering,
        { body: `${before.trim() === '' ? before : ''}${body}${after}`, pictures: 0 },
        context,
      );
      if (plain.sureness !== 'sure' || answering.kind === 'text') return;
      assert.ok(wrapped.sureness === 'sure', JSON.stringify(wrapped));
      assert.deepEqual(wrapped.value, plain.value);
    }),
    { numRuns: 2000 },
  );
});

test('a label that the editor lets pass is understood as it is written', () => {
  const labels = fc.array(fc.oneof(fc.string({ minLength: 1, maxLength: 15 }), pieces), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(labels, (list) => {
      const choices = list.map((label, i) => ({ id: `${i}`, label }));
      const refused = unclearChoices('choice', choices).flatMap((problem) =>
        problem.isRefused ? [problem.choiceId] : [],
      );
      for (const { id, label } of choices) {
        const reading = readAnswer(
          { kind: 'choice', choices },
          { body: label, pictures: 0 },
          { language: 'en', today: '2026-11-26' },
        );
        const isUnderstood =
          reading.sureness === 'sure' && reading.value.kind === 'choice' && reading.value.ids[0] === id;
        assert.equal(isUnderstood, !refused.includes(id), label);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a text ten times as long takes as long as ten texts', () => {
  const seeds = [
    'yes ',
    'a',
    '1',
    '1 ',
    '1.',
    '1,',
    '. ',
    '?',
    '? yes ',
    '-',
    ' ',
    '👍',
    'the ',
    'one ',
    'nov 28 ',
    '7:30 pm ',
    'y media ',
    'not ',
    'mornign ',
    'Liked “',
    '“',
    'é',
    '1️⃣',
    'hundred ',
    '5-',
    '1/',
    'si ',
    '\u0301',
    '⭐ ',
    'aaaaa ',
    '\n',
  ];
  const costOf = (answering: Answering, bodies: string[]) => {
    const before = performance.now();
    for (const body of bodies) readAnswer(answering, { body, pictures: 0 }, { language: 'es', today: '2026-11-26' });
    return performance.now() - before;
  };
  const { yes_no, shift, days, boxes, scale, time, date } = asked;
  for (const answering of [yes_no, shift, days, boxes, scale, time, date]) {
    for (const seed of seeds) {
      const long = seed.repeat(Math.ceil(10_000 / seed.length)).slice(0, 10_000);
      const parts = Array.from({ length: 10 }, (_, i) => long.slice(i * 1000, i * 1000 + 1000));
      // The best of several tries of each: others on a busy machine only ever add. What grows with the square takes ten times as long.
      let ratio = Number.POSITIVE_INFINITY;
      let [one, ten] = [ratio, ratio];
      for (let tries = 0; ratio > 2 && tries < 40; tries++) {
        one = Math.min(one, costOf(answering, [long]));
        ten = Math.min(ten, costOf(answering, parts));
        ratio = one / Math.max(1, ten);
      }
      assert.ok(ratio <= 2, `${answering.kind}, ${JSON.stringify(seed)}: ${ratio.toFixed(1)} times`);
    }
  }
});

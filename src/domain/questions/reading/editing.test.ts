import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carrierWords, readAnswer, teach, unclearChoices } from '../questions.ts';

const list = (...labels: string[]) => labels.map((label) => ({ id: label, label }));
const english = { language: 'en', today: '2026-11-26' } as const;
const yes = { kind: 'choice', ids: ['yes'] } as const;

test('a choice that is a keyword is refused, or explained where it only brings back somebody who left', () => {
  const found = (...labels: string[]) =>
    carrierWords({ kind: 'choice', choices: list(...labels) }, '').map(({ code, keyword, isRefused }) => [
      code,
      keyword,
      isRefused,
    ]);
  for (const label of [
    'Stop',
    'STOPALL',
    'Unsubscribe',
    'End',
    'Cancel!',
    'quit',
    'Revoke',
    'Opt out',
    'OPTOUT',
    'ＣＡＮＣＥＬ',
    'Cancel (not coming)',
  ]) {
    assert.deepEqual(found(label), [['choice_is_keyword', 'stop', true]], label);
  }
  for (const label of ['Help', 'INFO']) assert.deepEqual(found(label), [['choice_is_keyword', 'help', true]], label);
  for (const label of ['Yes', 'Start', 'Unstop'])
    assert.deepEqual(found(label), [['choice_is_keyword', 'start', false]], label);
  assert.deepEqual(found('Cancel my shift', 'End of day'), [
    ['choice_has_keyword', 'stop', false],
    ['choice_has_keyword', 'stop', false],
  ]);
  assert.deepEqual(found('Morning', 'No', 'Weekend', 'Ending', 'Informed', 'Nonstop', 'Sí'), []);
  assert.deepEqual(carrierWords({ kind: 'yes_no' }, 'Can you work?'), []);
});

test('a wording that invites to a keyword is explained, one that only has the word is not', () => {
  const found = (wording: string) =>
    carrierWords({ kind: 'yes_no' }, wording).map((problem) => ('word' in problem ? problem.word : ''));
  assert.deepEqual(found('Can you work? Text CANCEL if not.'), ['CANCEL']);
  assert.deepEqual(found('Reply with "end" when you are done, or HELP'), ['HELP', 'end']);
  assert.deepEqual(found('Responde cancel si no puedes'), ['cancel']);
  assert.deepEqual(found('We had to cancel Friday. Can you start at the end of May?'), []);
  assert.deepEqual(found('CAN YOU HELP US UNTIL THE END OF MAY?'), []);
  assert.deepEqual(found('Reply YES or NO'), []);
});

test('labels that cannot be told apart are named before anybody is asked', () => {
  const found = (...labels: string[]) =>
    unclearChoices(
      'choice',
      labels.map((label, i) => ({ id: `${i}`, label })),
    ).map((problem) => [problem.code, problem.choiceId]);
  assert.deepEqual(found('Café', 'cafe!'), [
    ['not_understood', '0'],
    ['not_understood', '1'],
  ]);
  assert.deepEqual(found('2', '1', 'None'), [
    ['not_understood', '0'],
    ['not_understood', '1'],
  ]);
  assert.deepEqual(found('Truck B', 'Truck A'), []);
  assert.deepEqual(found('Marta', 'Maria'), [['nearly_alike', '1']]);
  assert.deepEqual(found('!!!', 'Fine'), [['not_understood', '0']]);
  assert.deepEqual(
    found('Morning (7-12)', 'Afternoon', 'Night, if it is not raining and my car works again by then'),
    [],
  );
  assert.deepEqual(found('Yes', 'No', 'Maybe', 'I do not know', 'None of the above'), []);
  assert.deepEqual(found('10', '20', '30'), []);
});

test('a taught phrase is understood, as far as it says so', () => {
  const taught = [
    { phrase: 'On my way!', value: { kind: 'choice' as const, ids: ['yes'] } },
    { phrase: 'bet', value: { kind: 'choice' as const, ids: ['yes'] } },
    { phrase: '🤙', value: { kind: 'choice' as const, ids: ['yes'] } },
    { phrase: 'not happening', value: { kind: 'choice' as const, ids: ['gone'] } },
  ];
  const read = (body: string) => readAnswer({ kind: 'yes_no' }, { body, pictures: 0 }, { ...english, taught });
  for (const body of ['on my way', 'ON MY WAY!!!', 'On my way, be there at 5', 'Bet', 'bet 👍', '🤙', '🤙🏽']) {
    assert.equal(read(body).sureness, 'sure', body);
  }
  for (const body of ['bet you can’t', 'on my way but late', 'on my way?', 'not happening', 'better']) {
    assert.notEqual(read(body).sureness, 'sure', body);
  }
  assert.deepEqual(read('On my way').reason, { code: 'taught', phrase: 'On my way!' });
});

test('numbers, times and dates are taught whole', () => {
  const taught = [{ phrase: 'a full truck', value: { kind: 'number' as const, number: 40 } }];
  const read = (body: string, max = 100) =>
    readAnswer({ kind: 'number', max }, { body, pictures: 0 }, { ...english, taught });
  assert.deepEqual(read('A full truck.'), {
    sureness: 'sure',
    value: { kind: 'number', number: 40 },
    span: { start: 0, end: 13 },
    reason: { code: 'taught', phrase: 'a full truck' },
  });
  assert.equal(read('a full truck and more').sureness, 'none');
  assert.equal(read('a full truck', 39).sureness, 'none');
});

test('before a phrase is taught, it is said what else would change', () => {
  const past = ['bet', 'Bet!', 'bet you wish', 'yes', 'alphabet'].map((body) => ({
    id: body,
    reply: { body, pictures: 0 },
    ...english,
  }));
  const lesson = teach({ kind: 'yes_no' }, [], { phrase: 'bet', value: { ...yes, ids: ['yes'] } }, past);
  assert.ok(lesson.kind === 'teachable');
  assert.deepEqual(
    lesson.changes.map(({ id, before, after }) => [id, before.sureness, after.sureness]),
    [
      ['bet', 'none', 'sure'],
      ['Bet!', 'none', 'sure'],
      ['bet you wish', 'none', 'unsure'],
    ],
  );
  assert.deepEqual(lesson.taught, [{ phrase: 'bet', value: { kind: 'choice', ids: ['yes'] } }]);
});

test('nobody teaches a keyword, a contradiction, or what is no answer', () => {
  const why = (phrase: string, ids: string[]) => {
    const lesson = teach({ kind: 'yes_no' }, [], { phrase, value: { kind: 'choice', ids } }, []);
    return lesson.kind === 'refused' ? lesson.why : lesson.kind;
  };
  assert.equal(why('bet', ['yes']), 'teachable');
  assert.equal(why('STOP', ['yes']), 'keyword');
  assert.equal(why('Yes!', ['no']), 'means_another');
  assert.equal(why('Yes!', ['yes']), 'teachable');
  assert.equal(why('2', ['no']), 'teachable');
  assert.equal(why(' \u200b ', ['yes']), 'empty');
  assert.equal(why('x'.repeat(201), ['yes']), 'too_long');
  assert.equal(why('bet', ['maybe']), 'not_an_answer');
});

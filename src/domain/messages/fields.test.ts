import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsIn, fieldsOf, fillIn, hasFields, isBeginningOf, isFilledFrom } from './fields.ts';

const values = fieldsOf({
  person: { name: 'Ben Okafor', fields: { Shift: '7:00', Gate: '', constructor: 'a builder' } },
  author: 'Nora Lindqvist',
  team: 'Harbour Food Bank',
});
const fill = (text: string) => fillIn(text, values);

test('fields are filled in, however they are written', () => {
  const { text, wrong } = fill('Hi {first name}, {NAME}. {my name}, { Team }: shift {shift}');
  assert.deepEqual([text, wrong], ['Hi Ben, Ben Okafor. Nora Lindqvist, { Team }: shift 7:00', []]);
});

test('what cannot be filled in is named and stays', () => {
  const { text, wrong } = fill('At {gate}, {adress}, {__proto__}, {toString}');
  assert.equal(text, 'At {gate}, {adress}, {__proto__}, {toString}');
  assert.deepEqual(wrong, [
    { name: 'gate', why: 'empty' },
    { name: 'adress', why: 'unknown' },
    { name: 'toString', why: 'unknown' },
  ]);
  assert.equal(fill('{constructor}').text, 'a builder', 'A field that a person has is a field, whatever it is called.');
});

test('what is no field stays as it is written', () => {
  for (const text of [
    '{{constructor.constructor("x")()}}',
    '$'.concat('{7*7}'),
    '$'.concat('{name}'),
    '{{name}}',
    '{7*7}',
    '{}',
    '{ }',
    'a{\n}b',
    '{"a":1}',
  ]) {
    assert.deepEqual(fill(text), { text, wrong: [] });
    assert.equal(hasFields(text), false, text);
  }
  assert.ok(hasFields('{name}'));
});

test('a value is not looked at again, and a number is no name', () => {
  const odd = fieldsOf({ person: { name: '+12125550101', fields: { a: '{team} $& $1' } }, author: 'N', team: 'T' });
  assert.deepEqual(fillIn('{a} {first name}', odd), {
    text: '{team} $& $1 {first name}',
    wrong: [{ name: 'first name', why: 'empty' }],
  });
});

test('a text is known as another one that was filled in, and no other is', () => {
  for (const typed of ['Hi {first name}', '{name}: {shift}, {shift}!', '{name}', 'Hi', '{{x}} {shift} aa'])
    assert.ok(isFilledFrom(typed, fill(typed).text), typed);
  for (const [typed, text] of [
    ['Hi {name}', 'Ho Ben'],
    ['Hi {name}!', 'Hi Ben'],
    ['Hi', 'Hi Ben'],
    ['aa{name}aa', 'aaa'],
    ['{name}, {shift}: now', 'Ben: now'],
  ] as const)
    assert.ok(!isFilledFrom(typed, text), typed);
  for (const draft of ['', 'Hi', 'Hi {name}, s', 'Hi {name}, see you'])
    assert.ok(isBeginningOf(draft, 'Hi Ben Okafor, see you'), draft);
  assert.ok(!isBeginningOf('Hi {name}, so', 'Hi Ben Okafor, see you'));
  const many = '{a}'.repeat(400);
  assert.ok(!isFilledFrom(`${many}!`, 'x'.repeat(1600)), 'and quickly');
});

test('a fallback stands where somebody has nothing, and only there', () => {
  assert.deepEqual(fill('{first name|friend} {depot|the usual | one} {shift|late} {gate|}.'), {
    text: 'Ben the usual | one 7:00 .',
    wrong: [],
  });
  assert.deepEqual(fieldsIn('{first name} {depot | North}{x|} {{no}}'), [
    { name: 'first name', fallback: null },
    { name: 'depot', fallback: 'North' },
    { name: 'x', fallback: '' },
  ]);
  assert.ok(isFilledFrom('Hi {depot|all}!', 'Hi all!'));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PersonField, readValue } from '../people/people.ts';
import { sayReason } from './reasons.ts';
import { readSpelling } from './spelling.ts';

const wrongNumbers = ['', '1'.repeat(50), '911', '+1 415 555 2671 ext. 5', 'BANK', '+', '+1415555', '1.55E+10'];
const wrongValues: [PersonField['kind'], string][] = [
  ['number', '1,234'],
  ['number', 'a few'],
  ['date', 'tomorrow'],
  ['yes_no', 'perhaps'],
  ['choice', 'Purple'],
];

test('whatever is wrong with a number or a value is said in Spanish, too', () => {
  const reasons = [
    ...wrongNumbers.map((typed) => {
      const read = readSpelling(typed, 'US');
      return read.kind === 'wrong' ? read.why : `${typed} is a number`;
    }),
    ...wrongValues.map(([kind, typed]) => {
      const read = readValue({ kind, choices: ['Red', 'Sky blue'] }, typed);
      return 'fault' in read ? read.fault : `${typed} is a ${kind}`;
    }),
  ];
  for (const reason of reasons) {
    assert.equal(sayReason(reason, 'en'), reason);
    assert.notEqual(sayReason(reason, 'es') ?? reason, reason);
  }
  assert.equal(sayReason(reasons.at(-1)!, 'es'), 'Elija una de estas opciones: Red, Sky blue.');
});

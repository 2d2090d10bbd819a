import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { countryOfNumber, isCostly, numberedCountries, patternOfOthers } from './countries-of-numbers.ts';

const mobile = numberedCountries.flatMap((country) => {
  const number = getExampleNumber(country as 'US', examples)?.number;
  return number ? [{ country, number: number as string }] : [];
});

test('the country of a number is the one that libphonenumber says', () => {
  assert.ok(mobile.length > 200, `${mobile.length}`);
  for (const { country, number } of mobile) assert.equal(countryOfNumber(number), country, number);
  for (let code = 200; code < 1000; code++) {
    for (const rest of ['2345678', '5552671', '9312345']) {
      const number = parsePhoneNumberFromString(`+1${code}${rest}`);
      if (number?.isValid()) assert.equal(countryOfNumber(number.number), number.country, number.number);
    }
  }
});

test('premium, shared-cost and satellite numbers are known, and phones are not taken for them', () => {
  for (const number of [
    '+19005551234',
    '+449012345678',
    '+448712345678',
    '+881612345678',
    '+870773111632',
    '+499001234567',
  ])
    assert.ok(isCostly(number), number);
  for (const { number } of mobile) assert.ok(!isCostly(number), number);
});

test('North America has no costly numbers but those that begin as such', () => {
  for (let code = 200; code < 1000; code++) {
    const number = parsePhoneNumberFromString(`+1${code}2345678`);
    const type = number?.getType();
    assert.equal(
      isCostly(`+1${code}2345678`),
      type === 'PREMIUM_RATE' || type === 'SHARED_COST' || code === 976,
      `${code}`,
    );
  }
});

test('the pattern of others leaves only the chosen countries', () => {
  for (const chosen of [['US'], ['US', 'CA'], ['CA'], ['GB', 'JM'], ['RU'], ['KZ', 'RU'], ['DE'], []]) {
    const others = new RegExp(patternOfOthers(chosen));
    for (const { country, number } of mobile)
      assert.equal(others.test(number), !chosen.includes(country), `${chosen} ${number}`);
    for (const number of ['+19005551234', '+449012345678', '+881612345678']) assert.ok(others.test(number), number);
    assert.ok(!others.test('40404'), 'a short code is of no country');
  }
});

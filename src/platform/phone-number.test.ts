import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasPhones, readAddress, readNumber, showAddress } from './phone-number.ts';

test('a number is read as people write it, by the country of the team', () => {
  const table: [typed: string, country: string, e164: string][] = [
    ['(415) 555-2671', 'US', '+14155552671'],
    ['1 415 555 2671', 'US', '+14155552671'],
    ['011 44 20 7946 0958', 'US', '+442079460958'],
    ['+44 (0)20 7946 0958', 'US', '+442079460958'],
    ['07911 123456', 'GB', '+447911123456'],
    ['0151 23456789', 'DE', '+4915123456789'],
    ['tel:+1-415-555-2671', 'US', '+14155552671'],
    ['+1.415.555.2671', 'DE', '+14155552671'],
    ['+１ ４１５ ５５５ ２６７１', 'US', '+14155552671'],
    ['\u202a+1 415 555 2671\u202c', 'US', '+14155552671'],
    ['+52 1 55 1234 5678', 'US', '+525512345678'],
    ['+52 55 1234 5678', 'US', '+525512345678'],
    ['+15555550100', 'US', '+15555550100'],
    ['+551112345678', 'US', '+551112345678'],
  ];
  for (const [typed, country, e164] of table) {
    const read = readNumber(typed, country);
    assert.equal(read.kind === 'number' && read.e164, e164, typed);
  }
  const certain = (typed: string) => Object.assign({ isCertain: null }, readNumber(typed, 'US')).isCertain;
  assert.deepEqual([certain('+14155552671'), certain('+15555550100')], [true, false]);
});

test('what no phone can have is refused in words', () => {
  const table: [typed: string, country: string, why: RegExp][] = [
    ['', 'US', /Type a phone number/],
    ['   ', 'US', /Type a phone number/],
    ['12345', 'US', /too short/],
    ['40404', 'US', /too short/],
    ['+40404', 'US', /too short/],
    ['911', 'US', /too short/],
    ['0014155552671', 'US', /too few or too many digits/],
    ['4155552671', 'ZZ', /country code/],
    ['415555267', 'US', /too few or too many digits/],
    ['MyBrand', 'US', /digits/],
    ['1-800-FLOWERS', 'US', /digits/],
    ['whatsapp:+14155552671', 'US', /digits/],
    ['call +1 415 555 2671 now', 'US', /digits/],
    ['+1 415 555 2671 ext. 5', 'US', /extension/],
    ['tel:+1-415-555-2671;ext=5', 'US', /extension/],
    ['++14155552671', 'US', /country code/],
    ['+001 415 555 2671', 'US', /country code/],
    ['+1 415 555 2671 / +1 415 555 2672', 'US', /country code/],
    ['9'.repeat(41), 'US', /too long/],
    ['+999 123 456 789', 'US', /country code/],
  ];
  for (const [typed, country, why] of table) {
    const read = readNumber(typed, country);
    assert.equal(read.kind, 'wrong', typed);
    assert.match(read.kind === 'wrong' ? read.why : '', why, typed);
  }
});

test('the sender that a provider names is never guessed at', () => {
  const table: [raw: string, kind: string, value: string][] = [
    ['+14155552671', 'phone_number', '+14155552671'],
    ['+1 (415) 555-2671', 'phone_number', '+14155552671'],
    ['whatsapp:+14155552671', 'phone_number', '+14155552671'],
    ['+5215512345678', 'phone_number', '+525512345678'],
    ['+447911123456', 'phone_number', '+447911123456'],
    ['40404', 'short_code', '40404'],
    ['12345678', 'short_code', '12345678'],
    ['123456789', 'sender_name', '123456789'],
    ['4155552671', 'sender_name', '4155552671'],
    ['BANK', 'sender_name', 'BANK'],
    ['', 'sender_name', 'anonymous'],
    ['+', 'sender_name', '+'],
    ['+12', 'sender_name', '+12'],
    ['+0123456789', 'sender_name', '+0123456789'],
    ['%', 'sender_name', '%'],
    ['+1415555267_', 'sender_name', '+1415555267_'],
    ['+1234567890123456', 'sender_name', '+1234567890123456'],
    ['\u0000\u200b', 'sender_name', 'anonymous'],
  ];
  for (const [raw, kind, value] of table) assert.deepEqual(readAddress(raw), { kind, value }, JSON.stringify(raw));
});

test('an address is spaced for reading, and what is no number stays as it is', () => {
  const table = [
    ['+14155552671', '+1 415 555 2671'],
    ['+447911123456', '+44 7911 123456'],
    ['40404', '40404'],
    ['BANK', 'BANK'],
    ['+12', '+12'],
  ];
  for (const [value, shown] of table) assert.equal(showAddress(value!), shown);
});

test('only countries that have phones are countries here', () => {
  assert.deepEqual(['US', 'GB', 'XK', 'ZZ', 'AQ', 'us', '', '__proto__'].map(hasPhones), [
    true,
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

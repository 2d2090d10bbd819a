import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTimeZone } from './time-zone.ts';
import { zonesOfNumber } from './zones-of-numbers.ts';

test('an area code is not enough: the longest prefix says where a number is', () => {
  const where = (address: string) => zonesOfNumber(address).join();
  assert.equal(where('+18505550100'), 'America/New_York');
  assert.equal(where('+18502005550'), 'America/Chicago');
  assert.equal(where('+12082015550'), 'America/Denver');
  assert.equal(where('+12082155550'), 'America/Los_Angeles');
  assert.equal(where('+12125550101'), 'America/New_York');
  assert.equal(where('+13035550102'), 'America/Denver');
});

test('where a whole area code has two zones, both are said', () => {
  for (const code of ['605', '701', '709', '775', '879', '907', '986']) {
    assert.ok(zonesOfNumber(`+1${code}5550100`).length > 1, `${code}: ${zonesOfNumber(`+1${code}5550100`)}`);
  }
});

test('who cannot be placed in North America may be anywhere between its two coasts', () => {
  for (const number of ['+18005550100', '+18885550100', '+15005550006'])
    assert.deepEqual(zonesOfNumber(number), ['America/New_York', 'America/Los_Angeles']);
});

test('other countries have their zones, and what is no number has none', () => {
  assert.ok(zonesOfNumber('+447400123456').includes('Europe/London'));
  assert.deepEqual(zonesOfNumber('+4915112345678'), ['Europe/Berlin']);
  for (const number of ['40404', 'BANK', '+', '', '+88161234567']) assert.deepEqual(zonesOfNumber(number), []);
});

test('every zone of the map is one that this program knows', () => {
  const zones = new Set<string>();
  for (let digits = 1; digits < 10_000; digits++) for (const zone of zonesOfNumber(`+${digits}`)) zones.add(zone);
  assert.ok(zones.size > 200, `${zones.size}`);
  for (const zone of zones) assert.ok(isTimeZone(zone), zone);
});

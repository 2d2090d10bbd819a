import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextOpening } from './hours.ts';

const zones = [
  'America/New_York',
  'America/Los_Angeles',
  'Pacific/Honolulu',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/Havana',
];
const hours = { opens: '08:00', closes: '21:00' };
const at = (text: string) => Temporal.Instant.from(text);

/** By another way: what the clocks show. */
function isOpen(instant: Temporal.Instant, some: string[]): boolean {
  return some.every((zone) => {
    const { hour } = instant.toZonedDateTimeISO(zone);
    return hour >= 8 && hour < 21;
  });
}

test('where several zones are meant, all of them have to be open', () => {
  const both = ['America/New_York', 'America/Los_Angeles'];
  const opening = nextOpening(hours, at('2026-11-26T13:00:00Z'), both);
  // 8:00 in Los Angeles, 21:00 in New York.
  assert.equal(String(opening?.from), '2026-11-26T16:00:00Z');
  assert.equal(String(opening?.until), '2026-11-27T02:00:00Z');
});

test('zones that are never open at once have no opening, and neither has nowhere', () => {
  assert.equal(
    nextOpening({ opens: '10:00', closes: '14:00' }, at('2026-11-26T13:00:00Z'), ['Asia/Kolkata', 'America/New_York']),
    null,
  );
  assert.equal(nextOpening(hours, at('2026-11-26T13:00:00Z'), []), null);
});

test('when the clocks are put forward or back, the opening is at eight by the new clock', () => {
  const berlin = (text: string) => String(nextOpening(hours, at(text), ['Europe/Berlin'])?.from);
  assert.equal(berlin('2026-10-24T22:00:00Z'), '2026-10-25T07:00:00Z');
  assert.equal(berlin('2026-03-28T22:00:00Z'), '2026-03-29T06:00:00Z');
});

test('at any time and in any zones, nobody is texted at night, and nobody waits any longer than that', () => {
  const start = at('2026-01-01T00:00:00Z').epochMilliseconds;
  const minute = 60_000;
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 366 * 24 * 60 }),
      fc.uniqueArray(fc.constantFrom(...zones), { minLength: 1, maxLength: 3 }),
      (minutes, some) => {
        const now = Temporal.Instant.fromEpochMilliseconds(start + minutes * minute);
        const opening = nextOpening(hours, now, some);
        // In steps of a quarter of an hour, in which all clocks are changed.
        const end = now.epochMilliseconds + 2 * 24 * 3_600_000;
        const quarter = 15 * minute;
        let first = now;
        while (!isOpen(first, some) && first.epochMilliseconds < end)
          first = Temporal.Instant.fromEpochMilliseconds((Math.floor(first.epochMilliseconds / quarter) + 1) * quarter);
        if (first.epochMilliseconds >= end) assert.equal(opening, null);
        else {
          assert.ok(opening);
          const from = Math.max(opening.from.epochMilliseconds, now.epochMilliseconds);
          assert.equal(new Date(from).toISOString(), new Date(first.epochMilliseconds).toISOString());
          assert.ok(isOpen(opening.until.subtract({ seconds: 1 }), some));
          assert.ok(!isOpen(opening.until, some));
        }
      },
    ),
    { numRuns: 500 },
  );
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { guess, hasHeader } from './guess.ts';
import { readOptOut } from './read-opt-out.ts';
import { readSpelling } from './spelling.ts';

describe('numbers as files have them', () => {
  const same = [
    '+14155552671',
    '(415) 555-2671',
    '14155552671',
    "'+14155552671",
    '="4155552671"',
    '="+14155552671"',
    '4155552671.0',
    '1.4155552671E+10',
    '4,155552671e9',
    ' 415.555.2671 ',
  ];
  for (const cell of same)
    test(cell, () =>
      assert.deepEqual(readSpelling(cell, 'US'), { kind: 'number', e164: '+14155552671', isCertain: true }),
    );
  test('the lost plus of another country', () => {
    for (const [cell, e164] of [
      ['447911123456', '+447911123456'],
      ['34 612 34 56 78', '+34612345678'],
      ['525512345678', '+525512345678'],
    ])
      assert.equal((readSpelling(cell!, 'US') as { e164: string }).e164, e164);
  });
  test('digits that are lost are never made up', () => {
    for (const cell of ['1.55501E+10', '1.4155552E+10', '4E9', '1,41556E+10']) {
      const read = readSpelling(cell, 'US');
      assert.match((read as { why: string }).why, /last digits are lost/, cell);
    }
  });
});

describe('what a file says about opt-outs', () => {
  const now = new Date('2026-01-02T00:00:00Z');
  const read = (cell: string, at = '') => {
    const found = readOptOut(cell, at, now);
    return found instanceof Date ? found.toISOString() : found;
  };
  test('yes, no and a date, in two languages', () => {
    for (const yes of ['yes', 'TRUE', 'x', 'Sí', '1', 'Unsubscribed', 'dada de baja'])
      assert.equal(read(yes), now.toISOString(), yes);
    for (const no of ['', ' ', 'no', 'FALSE', '0', '-', 'Activo']) assert.equal(read(no), null, no);
    assert.equal(read('2024-05-01'), '2024-05-01T00:00:00.000Z');
    assert.equal(read('2024-05-01T10:00:00-05:00'), '2024-05-01T15:00:00.000Z');
    assert.equal(read('yes', '2024-05-01 10:00'), '2024-05-01T10:00:00.000Z');
    assert.equal(read('', '2024-05-01'), '2024-05-01T00:00:00.000Z');
    assert.equal(read('', 'last spring'), now.toISOString());
    assert.equal(read('no', '2024-05-01'), null);
    assert.equal(read('2099-01-01'), now.toISOString());
    for (const unclear of ['perhaps', '2024-13-45', 'ask her']) assert.equal(read(unclear), 'unclear', unclear);
  });
});

describe('what columns seem to be', () => {
  const of = (...head: string[][]) =>
    guess(head, hasHeader(head, 'US'), 'US').map(({ meaning, field }) => field ?? meaning);
  test('by their headings, in English and Spanish', () => {
    assert.deepEqual(of(['First Name', 'LAST_NAME', 'Cell phone', 'E-mail']), [
      'first_name',
      'last_name',
      'phone',
      'E-mail',
    ]);
    assert.deepEqual(of(['Nombre', 'Apellidos', 'Teléfono móvil', 'Grupo', 'Zona horaria', 'De baja']), [
      'first_name',
      'last_name',
      'phone',
      'group',
      'time_zone',
      'opted_out',
    ]);
    assert.deepEqual(of(['Name', 'Phone', 'Phone 2', 'Phone 1 - Value']), ['name', 'phone', 'phone', 'phone']);
  });
  test('what programs write for themselves is left out, and no heading is too odd', () => {
    assert.deepEqual(of(['team_id', 'ID', '', '__proto__', 'constructor', 'Phone']), [
      'nothing',
      'nothing',
      'nothing',
      'nothing',
      'constructor',
      'phone',
    ]);
  });
  test('one heading twice fills two fields, or the second is none of what a person has one of', () => {
    assert.deepEqual(of(['Name', 'Name', 'Shift', 'shift ', 'Phone']), ['name', 'Name', 'Shift', 'shift (2)', 'phone']);
  });
  test('by what is in them', () => {
    assert.deepEqual(of(['Who', 'Reach at'], ['Ana', '(415) 555-2671'], ['Ben', '415 555 2672']), ['Who', 'phone']);
    assert.deepEqual(of(['Ana', '(415) 555-2671'], ['Ben', '415 555 2672']), ['name', 'phone']);
  });
});

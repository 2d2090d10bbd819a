import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { csvLine, unguard } from '../../platform/csv.ts';
import { findDelimiter } from './delimiter.ts';
import { openRecords } from './records.ts';

function read(text: string, delimiter = ',') {
  const records = openRecords(delimiter);
  return [...records.push(text), ...records.end()];
}
const cells = (text: string, delimiter?: string) => read(text, delimiter).map((row) => row.cells);

describe('rows of a file', () => {
  const files: [says: string, text: string, rows: string[][]][] = [
    ['nothing', '', []],
    ['only line ends', '\r\n\n\r', []],
    ['no end of line', 'a,b', [['a', 'b']]],
    [
      'line ends of Windows',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'line ends of an old Mac',
      'a,b\rc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'empty cells',
      'a,,\n,b,\n',
      [
        ['a', '', ''],
        ['', 'b', ''],
      ],
    ],
    [
      'rows of nothing but commas',
      'a,b\n,\n , \nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['rows of different lengths', 'a\nb,c,d\n', [['a'], ['b', 'c', 'd']]],
    ['quotes', '"a, b","c ""d""",e\n', [['a, b', 'c "d"', 'e']]],
    [
      'a line end in a cell',
      '"a\nb",c\nd,e\n',
      [
        ['a\nb', 'c'],
        ['d', 'e'],
      ],
    ],
    ['a quote in the middle', 'a "b" c,5"\n', [['a "b" c', '5"']]],
    ['a space before a quote', 'a, "b, c"\n', [['a', 'b, c']]],
    ['words after a quote', '"a"b,c\n', [['ab', 'c']]],
    ['an empty quote', '"",a\n', [['', 'a']]],
  ];
  for (const [says, text, rows] of files) test(says, () => assert.deepEqual(cells(text), rows));

  test('each row knows its line', () => {
    assert.deepEqual(
      read('a\n\n"b\nc\r\nd",e\r\n,,\nf').map(({ line }) => line),
      [1, 3, 7],
    );
  });

  test('a quote that is never closed, and a row without an end, are refused with their line', () => {
    assert.throws(() => read('a,b\nc,"d\ne,f\n'), /row of line 2 is never closed/);
    const records = openRecords(',');
    records.push('a,b\n');
    assert.throws(() => {
      for (let n = 0; n < 160; n++) records.push('x'.repeat(64 * 1024));
    }, /Line 2 is too long/);
    assert.throws(() => read(`a\n${','.repeat(600)}b\n`), /Line 2 has more than 500 columns/);
  });

  test('whatever was written is read, wherever it is cut', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('\0', ''));
    const row = fc.array(cell, { minLength: 2, maxLength: 5 }).filter((all) => all.some((each) => each.trim() !== ''));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.array(fc.nat(200), { maxLength: 6 }), (rows, cuts) => {
        const text = rows.map(csvLine).join('');
        const records = openRecords(',');
        const at = [...cuts.map((cut) => Math.min(cut, text.length)), text.length].sort((a, b) => a - b);
        const found = at.flatMap((end, n) => records.push(text.slice(n === 0 ? 0 : at[n - 1], end)));
        assert.deepEqual(
          [...found, ...records.end()].map((each) => each.cells.map(unguard)),
          rows,
        );
      }),
    );
  });
});

describe('what stands between cells', () => {
  const files: [text: string, delimiter: string][] = [
    ['Name,Phone\nAna,1\nBen,2\n', ','],
    ['Name;Phone\nAna, the first;1\nBen;2\n', ';'],
    ['Name\tPhone\nAna, B\t1\n', '\t'],
    ['Name|Phone\nAna|1\n', '|'],
    ['sep=;\nName;Phone\n', ';'],
    ['"Name, whole";"Phone"\n"Ana; B";"1"\n', ';'],
    ['Phone\n+14155552671\n', ','],
    ['Name,Notes,Phone\nAna,"a;b;c;d",1\nBen,"e;f;g;h",2\n', ','],
    [`Name;Phone\n${'Ana;1\n'.repeat(20_000)}`.slice(0, 65_000), ';'],
  ];
  for (const [text, delimiter] of files)
    test(JSON.stringify(text.slice(0, 30)), () => assert.equal(findDelimiter(text).delimiter, delimiter));
  test('the line in which Excel says it is no row', () =>
    assert.equal(findDelimiter('sep=;\r\nName;Phone\n').rest, 'Name;Phone\n'));
});

import { unguard } from '../../platform/csv.ts';
import { type ReadNumber, readNumber } from '../../platform/phone-number.ts';

/** What a spreadsheet makes of a long number that it takes for a quantity: 1.55501E+10. */
const scientific = /^\s*\+?(\d)(?:[.,](\d+))?e\+?(\d{1,2})\s*$/i;
const lost =
  'A spreadsheet has shortened this number, and its last digits are lost. Correct it there: make the column text.';

/**
 * Reads a number as files have it: also one that has lost its plus, that a spreadsheet holds as ="…", or wrote with decimals
 * or as a power of ten, as far as no digit is lost.
 */
export function readSpelling(cell: string, country: string): ReadNumber {
  const text = unguard(cell.trim())
    .replace(/^="(.*)"$/, '$1')
    .replace(/^(\d{8,})[.,]0+$/, '$1');
  const power = scientific.exec(text);
  if (power) {
    const [, first = '', more = '', zeros = ''] = power;
    if (more.length < Number(zeros)) return { kind: 'wrong', why: lost };
    return readSpelling(`${first}${more}`.slice(0, Number(zeros) + 1), country);
  }
  const read = readNumber(text, country);
  if (read.kind === 'number' && read.isCertain) return read;
  const digits = text.replace(/[\s().-]/g, '');
  if (!/^[1-9]\d{7,14}$/.test(digits)) return read;
  const withPlus = readNumber(`+${digits}`, country);
  return withPlus.kind === 'number' && withPlus.isCertain ? withPlus : read;
}

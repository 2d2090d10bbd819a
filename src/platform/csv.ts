/** Spreadsheets take a file for UTF-8 by this mark at its beginning, and show every letter. */
export const csvMark = '\u{feff}';

/**
 * What a spreadsheet may take for a formula, also behind what cannot be seen and in full width (OWASP ASVS 5.0, 1.2.10),
 * and also when there are apostrophes before it: one of them is ours.
 */
const guarded = /^'*[\s\p{Cc}\p{Cf}]*[=+\-@\t\r＝＋－＠]/u;
const plainNumber = /^-?\d+(\.\d+)?$/;

/**
 * A cell that looks like a formula becomes text: it begins with an apostrophe. A phone number does too, or a spreadsheet
 * would reckon with it and lose its plus. `unguard` gives back exactly what went in.
 */
export function guard(text: string): string {
  return guarded.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

/** A cell as it was before `guard`; one that was never guarded stays as it is. */
export function unguard(cell: string): string {
  return cell.startsWith("'") && guarded.test(cell) ? cell.slice(1) : cell;
}

/** A line of CSV (RFC 4180), with every cell guarded. */
export function csvLine(cells: string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const safe = guard(text.replaceAll('\0', ''));
  return /[",;\r\n\t\u2028\u2029]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

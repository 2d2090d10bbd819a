/**
 * What a spreadsheet would take for a formula, also behind spaces and in full width (OWASP ASVS 5.0, 1.2.10). A phone number
 * is none, and has to come back as it went.
 */
const formula = /^[\s\u{feff}]*[=+\-@\t\r＝＋－＠]/u;
const phoneNumber = /^\+\d{3,15}$/;
const plainNumber = /^-?\d+(\.\d+)?$/;

/** A line of CSV (RFC 4180). A cell that looks like a formula is text: it begins with an apostrophe. */
export function csvLine(cells: string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const isHarmless = !formula.test(text) || phoneNumber.test(text) || plainNumber.test(text);
  const safe = (isHarmless ? text : `'${text}`).replaceAll('\0', '');
  return /[",;\r\n\t\u2028\u2029]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import pg from 'pg';

/** How what the database answers is read. */
export const types = new pg.TypeOverrides();

// bigint columns hold counters that stay far below 2^53; numbers are what the code wants.
types.setTypeParser(pg.types.builtins.INT8, Number);

// The driver's parsers for times and text arrays take half of the time that a row costs. These are quicker for the plain
// cases, and leave the rest to it: zones other than UTC, years before 1000 or of five digits, texts with backslashes.
const readTime = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (text: string) => Date | number | null;
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text: string) =>
  text[0] !== '0' && text[10] === ' ' && text.endsWith('+00') ? inUtc(text) : readTime(text),
);

// The driver knows it, and its types do not.
const textArray = 1009 as typeof pg.types.builtins.TEXT;
const readTexts = pg.types.getTypeParser(textArray) as unknown as (text: string) => (string | null)[];
types.setTypeParser(textArray, (text: string) =>
  /[\\{]|NULL/.test(text.slice(1)) ? readTexts(text) : plainTexts(text),
);

/** Reads `{one,"two words"}`. */
function plainTexts(text: string): string[] {
  const texts: string[] = [];
  for (let at = 1; at < text.length - 1; ) {
    const isQuoted = text[at] === '"';
    const from = isQuoted ? at + 1 : at;
    const found = text.indexOf(isQuoted ? '"' : ',', from);
    const to = found === -1 ? text.length - 1 : found;
    texts.push(text.slice(from, to));
    at = isQuoted ? to + 2 : to + 1;
  }
  return texts;
}

/** Reads `2026-11-26 14:13:35.123456+00`. */
function inUtc(text: string): Date {
  const at = (from: number, to: number) => {
    let number = 0;
    for (let index = from; index < to; index++) number = number * 10 + text.charCodeAt(index) - zero;
    return number;
  };
  const digits = Math.min(Math.max(text.length - 23, 0), 3);
  const ms = at(20, 20 + digits) * 10 ** (3 - digits);
  return new Date(Date.UTC(at(0, 4), at(5, 7) - 1, at(8, 10), at(11, 13), at(14, 16), at(17, 19), ms));
}

const zero = '0'.charCodeAt(0);

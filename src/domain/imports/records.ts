import { AppError } from '../../platform/errors.ts';

/** A row of a file: the line on which it begins, counted from 1, and its cells as they are written. */
export interface Row {
  line: number;
  cells: string[];
}

/** No row of people is longer than this; a quote that is never closed makes one out of all that follows. */
const longestRow = 1_000_000;
const mostCells = 500;

/**
 * Reads rows of CSV (RFC 4180, and what spreadsheets make of it) from pieces of text, whatever they are cut at. Rows in which
 * nothing is written are left out.
 * @throws AppError `unreadable` for a row that is too long, or a quote that is never closed.
 */
export function openRecords(delimiter: string): { push(text: string): Row[]; end(): Row[] } {
  let held = '';
  let line = 1;

  function read(text: string, isAll: boolean): Row[] {
    const rows: Row[] = [];
    let at = 0;
    while (at < text.length) {
      const record = readRecord(text, at, delimiter, isAll);
      if (record === 'open') throw unclosed(line);
      if (record === 'more') break;
      if (record.end - at > longestRow) throw tooLong(line);
      if (record.cells.length > mostCells)
        throw new AppError('unreadable', `Line ${line} has more than ${mostCells} columns. Is this a list of people?`);
      if (record.cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells: record.cells });
      line += record.lines;
      at = record.end;
    }
    held = text.slice(at);
    if (held.length > longestRow) throw tooLong(line);
    return rows;
  }
  return {
    push: (text) => read(held + text, false),
    end: () => read(held, true),
  };
}

const tooLong = (line: number) =>
  new AppError('unreadable', `Line ${line} is too long to be a row of people. Is a quote missing?`);
const unclosed = (line: number) =>
  new AppError('unreadable', `A quote that opens in the row of line ${line} is never closed.`);

interface Record {
  cells: string[];
  end: number;
  /** How many lines it takes up. */
  lines: number;
}

const quote = 0x22;
const feed = 0x0a;
const back = 0x0d;

function readRecord(text: string, from: number, delimiter: string, isAll: boolean): Record | 'more' | 'open' {
  const between = delimiter.charCodeAt(0);
  const cells: string[] = [];
  let at = from;
  let lines = 1;
  for (;;) {
    let cell = '';
    let opens = at;
    while (text.charCodeAt(opens) === 0x20) opens++;
    if (text.charCodeAt(opens) === quote) {
      // What is quoted, up to the quote that is not doubled.
      at = opens + 1;
      for (;;) {
        const closes = text.indexOf('"', at);
        if (closes < 0 || (closes + 1 === text.length && !isAll)) return isAll ? 'open' : 'more';
        cell += text.slice(at, closes);
        at = closes + 1;
        if (text.charCodeAt(at) !== quote) break;
        cell += '"';
        at += 1;
      }
      lines += linesIn(cell);
    }
    const start = at;
    let code = text.charCodeAt(at);
    while (at < text.length && code !== between && code !== feed && code !== back) code = text.charCodeAt(++at);
    cells.push(start === at ? cell : cell + text.slice(start, at));
    if (at === text.length) return isAll ? { cells, end: at, lines } : 'more';
    at += 1;
    if (code === between) continue;
    // A file of Windows ends its lines with two characters.
    if (code === back) {
      if (at === text.length && !isAll) return 'more';
      if (text.charCodeAt(at) === feed) at += 1;
    }
    return { cells, end: at, lines };
  }
}

function linesIn(cell: string): number {
  return cell.includes('\n') || cell.includes('\r') ? cell.split(/\r\n|\n|\r/).length - 1 : 0;
}

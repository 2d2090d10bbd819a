import { unguard } from '../../platform/csv.ts';
import { readName } from '../../platform/name.ts';
import { meaningOf, plain } from './header-words.ts';
import type { Column, Meaning } from './matching.ts';
import { countOwnColumns, isOwnHeading } from './own-columns.ts';
import { readSpelling } from './spelling.ts';

/** Of these a person has one. */
const single: Meaning[] = ['name', 'first_name', 'last_name', 'time_zone', 'opted_out', 'opted_out_at'];

/** Whether the first row names the columns: a row that holds a number is somebody. */
export function hasHeader([first = []]: string[][], country: string): boolean {
  return !first.some((cell) => isNumber(cell, country));
}

/**
 * What each column seems to be, by its heading and else by what is in it. A heading that is a field of the team is that field,
 * and so is every one behind our own in a file of ours.
 */
export function guess(head: string[][], isHeader: boolean, country: string, teamFields: string[] = []): Column[] {
  const rows = isHeader ? head.slice(1) : head;
  const headings = (isHeader ? (head[0] ?? []) : []).map(unguard);
  const width = widthOf(headings, rows);
  const exact = new Set(teamFields);
  const known = new Set(teamFields.map(plain));
  const ownColumns = countOwnColumns(headings);
  const isField = (at: number, heading: string) =>
    ownColumns > 0 ? at >= ownColumns : known.has(plain(heading)) && !isOwnHeading(heading);
  const byHeading = Array.from({ length: width }, (_, at) => {
    const heading = headings[at] ?? '';
    return isField(at, heading) ? undefined : meaningOf(heading);
  });
  const looksLikeNumbers = (at: number) => {
    const cells = rows.map((row) => row[at] ?? '').filter((cell) => cell.trim() !== '');
    return cells.length > 0 && cells.filter((cell) => isNumber(cell, country)).length > cells.length / 2;
  };
  const hasPhone = byHeading.includes('phone');
  const taken = new Set<Meaning>();
  const fields = new Set<string>();
  const columns = byHeading.map((found, at): Column => {
    const meaning = found ?? (!hasPhone && looksLikeNumbers(at) ? 'phone' : undefined);
    if (meaning && !(single.includes(meaning) && taken.has(meaning))) {
      taken.add(meaning);
      return { meaning, field: null };
    }
    const name = readName(headings[at] ?? '');
    // One that the team has is called as it is, beside others that are nearly the same.
    const field = exact.delete(name) ? name : freeName(name.slice(0, 90), fields);
    fields.add(plain(name));
    // The one name that no field can have.
    return field && field !== '__proto__' ? { meaning: 'field', field } : { meaning: 'nothing', field: null };
  });
  return nameFirst(nameless(columns, headings), rows, isHeader);
}

/** A row that is longer than its header has slipped, unless most of them are. */
function widthOf(headings: string[], rows: string[][]): number {
  const longer = rows.filter((row) => row.length > headings.length);
  return longer.length > rows.length / 2 ? Math.max(...longer.map((row) => row.length)) : headings.length;
}

/** Fields of one name would write over each other. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; name !== '' && taken.has(plain(free)); n++) free = `${name} (${n})`;
  taken.add(plain(free));
  return free;
}

/** Beside a last name, a name is the first one. */
function nameless(columns: Column[], headings: string[]): Column[] {
  const has = (meaning: Meaning) => columns.some((column) => column.meaning === meaning);
  if (!has('last_name') || has('first_name')) return columns;
  return columns.map((column, at) =>
    column.meaning === 'name' && /^(name|nombre)$/.test(plain(headings[at] ?? ''))
      ? { meaning: 'first_name', field: null }
      : column,
  );
}

/** Without headings, the first column of words is taken for the name. */
function nameFirst(columns: Column[], rows: string[][], isHeader: boolean): Column[] {
  if (isHeader) return columns;
  const at = columns.findIndex(
    ({ meaning }, place) => meaning === 'nothing' && rows.some((row) => /\p{L}/u.test(row[place] ?? '')),
  );
  return columns.map((column, place) => (place === at ? { meaning: 'name', field: null } : column));
}

const isNumber = (cell: string, country: string) => {
  const read = readSpelling(cell, country);
  return read.kind === 'number' && read.isCertain;
};

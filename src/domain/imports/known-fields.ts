import type { TeamScope } from '../floor.ts';
import * as people from '../people/people.ts';
import { guess } from './guess.ts';
import { plain } from './header-words.ts';
import type { Column } from './matching.ts';

/** A team knows so many fields. */
const mostFields = 200;

/** A guess in which fields are called as the team calls them; those for which there is no room are left out. */
export async function guessFor(
  scope: TeamScope,
  head: string[][],
  hasHeader: boolean,
  country: string,
): Promise<Column[]> {
  const known = (await people.listFields(scope)).map(({ name }) => name);
  const names = new Map(known.map((name) => [plain(name), name]));
  let room = mostFields - known.length;
  return guess(head, hasHeader, country, known).map((column) => {
    if (column.field === null || known.includes(column.field)) return column;
    const name = names.get(plain(column.field));
    if (name !== undefined) return { ...column, field: name };
    return room-- > 0 ? column : { meaning: 'nothing', field: null };
  });
}

/** Whether the team can have all fields that these columns fill. */
export async function hasRoomFor(scope: TeamScope, columns: Column[]): Promise<boolean> {
  const known = new Set((await people.listFields(scope)).map(({ name }) => name));
  const fresh = columns.filter(({ field }) => field !== null && !known.has(field));
  return known.size + fresh.length <= mostFields;
}

/** The ids of those fields that the team has, by the names that columns give them. */
export async function fieldIdsOf(scope: TeamScope, columns: Column[]): Promise<Record<string, string>> {
  const named = new Set(columns.map(({ field }) => field));
  const known = (await people.listFields(scope)).filter(({ name }) => named.has(name));
  return Object.fromEntries(known.map(({ id, name }) => [name, id]));
}

/** Columns of before with the names that their fields have now; what filled one that is gone fills none. */
export async function asCalledNow(
  scope: TeamScope,
  columns: Column[],
  fieldIds: Record<string, string>,
): Promise<Column[]> {
  const names = new Map((await people.listFields(scope)).map(({ id, name }) => [id, name]));
  return columns.map((column) => {
    const { field } = column;
    if (field === null || !Object.hasOwn(fieldIds, field)) return column;
    const name = names.get(fieldIds[field] as string);
    return name === undefined ? { meaning: 'nothing', field: null } : { ...column, field: name };
  });
}

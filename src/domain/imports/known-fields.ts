import type { TeamScope } from '../floor.ts';
import * as people from '../people/people.ts';
import { plain } from './header-words.ts';
import type { Column } from './matching.ts';

/** A team knows so many fields. */
const mostFields = 200;

/** Columns whose fields are called as the team calls them; those for which there is no room are left out. */
export async function asTheTeamCallsThem(scope: TeamScope, columns: Column[]): Promise<Column[]> {
  const known = await people.listFields(scope);
  const names = new Map(known.map(({ name }) => [plain(name), name]));
  let room = mostFields - known.length;
  return columns.map((column) => {
    if (column.field === null) return column;
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

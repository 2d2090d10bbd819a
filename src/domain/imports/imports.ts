import type { TeamScope } from '../floor.ts';
import { type Import, selectImports, toImport } from './stored-import.ts';

export { pruneImports } from './forget.ts';
export { forgetPeople } from './forget-people.ts';
export { goOn, wakeImports } from './go-on.ts';
export { listRows } from './list-rows.ts';
export { match } from './match.ts';
export { meanings } from './matching.ts';
export { rejectedFile } from './rejected-file.ts';
export { drop, startCheck, startUndo, startWriting, stopWriting } from './steps.ts';
export { find, type Import } from './stored-import.ts';
export { takeFile } from './take-file.ts';

/** So many are shown; older ones are rarely asked for. */
const mostShown = 50;

/** The newest imports of the team. */
export async function list(scope: TeamScope): Promise<Import[]> {
  const rows = await selectImports(scope).orderBy('imports.id', 'desc').limit(mostShown).execute();
  return rows.map(toImport);
}

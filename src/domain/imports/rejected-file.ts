import { sql } from 'kysely';
import { csvLine, csvMark, unguard } from '../../platform/csv.ts';
import type { TeamScope } from '../floor.ts';
import { type Member, mustManage } from '../teams/teams.ts';
import { sayReason } from './reasons.ts';
import { find } from './stored-import.ts';

/**
 * The rejected rows as a file, each with its line and its reason, in a language, before its cells: corrected, it can be
 * imported. Its headings are the same in all languages. It is written while it is read.
 * @throws AppError `not_found`, `forbidden`.
 */
export async function rejectedFile(
  member: Member,
  importId: string,
  language: 'en' | 'es',
): Promise<AsyncGenerator<string>> {
  mustManage(member, 'see the rows of a file');
  const { columns, hasHeader } = await find(member, importId);
  const say = (reason: string) => sayReason(reason, language) ?? reason;
  return write(member, importId, hasHeader ? columns.map(({ heading }) => heading) : [], say);
}

async function* write(
  scope: TeamScope,
  importId: string,
  headings: string[],
  say: (reason: string) => string,
): AsyncGenerator<string> {
  yield csvMark + csvLine(['Line', 'Reason', ...headings]);
  for (let from = -1; ; ) {
    const { rows: blocks } = await sql<{ first_place: number; rows: [number, ...string[]][] }>`
      select first_place, rows from import_blocks where team_id = ${scope.teamId}::uuid
        and import_id = ${importId}::uuid and first_place > ${from}::int order by first_place limit 1`.execute(
      scope.db,
    );
    const [block] = blocks;
    if (!block) return;
    from = block.first_place;
    const { rows } = await sql<{ place: number; reason: string }>`
      select place, reason from import_rows where team_id = ${scope.teamId}::uuid and import_id = ${importId}::uuid
        and outcome = 'rejected' and place >= ${from}::int and place < ${from + block.rows.length}::int
      order by place`.execute(scope.db);
    for (const { place, reason } of rows) {
      const [line, ...cells] = block.rows[place - from] ?? [0];
      yield csvLine([String(line), say(reason), ...cells.map(unguard)]);
    }
  }
}

import { sql } from 'kysely';
import { csvLine, csvMark, unguard } from '../../platform/csv.ts';
import type { TeamScope } from '../floor.ts';
import { type Member, mustManage, readPages } from '../teams/teams.ts';
import { sayReason } from './reasons.ts';
import { find } from './stored-import.ts';

/**
 * The rejected rows as a file, each with its line and its reason, in a language, before its cells: corrected, it can be
 * imported. Its headings are the same in all languages.
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

interface Block {
  first_place: number;
  rows: [number, ...string[]][];
}

/** One at a time: a block is as large as many pages. */
async function nextBlock(scope: TeamScope, importId: string, after: Block | null): Promise<Block[]> {
  const { rows } = await sql<Block>`
    select first_place, rows from import_blocks where team_id = ${scope.teamId}::uuid
      and import_id = ${importId}::uuid and first_place > ${after?.first_place ?? -1}::int
    order by first_place limit 1`.execute(scope.db);
  return rows;
}

async function* write(
  member: Member,
  importId: string,
  headings: string[],
  say: (reason: string) => string,
): AsyncGenerator<string> {
  yield csvMark + csvLine(['Line', 'Reason', ...headings]);
  for await (const [block] of readPages(member, (after: Block | null) => nextBlock(member, importId, after))) {
    if (!block) return;
    const { first_place: from, rows: inFile } = block;
    const { rows } = await sql<{ place: number; reason: string }>`
      select place, reason from import_rows where team_id = ${member.teamId}::uuid and import_id = ${importId}::uuid
        and outcome = 'rejected' and place >= ${from}::int and place < ${from + inFile.length}::int
      order by place`.execute(member.db);
    for (const { place, reason } of rows) {
      const [line, ...cells] = inFile[place - from] ?? [0];
      yield csvLine([String(line), say(reason), ...cells.map(unguard)]);
    }
  }
}

import { sql } from 'kysely';
import { AppError } from '../../platform/errors.ts';
import { readName } from '../../platform/name.ts';
import { storable } from '../../platform/storable.ts';
import { type Member, mustManage } from '../teams/teams.ts';
import { decode, type Encoding } from './decode.ts';
import { findDelimiter } from './delimiter.ts';
import { firstMatching } from './first-matching.ts';
import { forget } from './forget.ts';
import { openRecords, type Row } from './records.ts';

/** Far beyond any list of people. */
const mostFileBytes = 1024 ** 3;
const mostRows = 5_000_000;

/** So much of a file tells what stands between its cells. */
const beginningLength = 64 * 1024;
const rowsInBlock = 1000;
const charactersInBlock = 500_000;
const rowsInHead = 21;

/**
 * Takes a file in, as fast as the database takes its rows and no faster: never more than some hundred rows are in memory.
 * Nothing is done with them yet. Answers the id of the import.
 * @throws AppError `forbidden`; `unreadable` with what is wrong with the file; `too_large`.
 */
export async function takeFile(member: Member, fileName: string, source: AsyncIterable<Buffer>): Promise<string> {
  mustManage(member, 'import people');
  const id = member.newId();
  await member.db
    .insertInto('imports')
    .values({
      team_id: member.teamId,
      id,
      member_id: member.memberId,
      file_name: readName(fileName).slice(0, 200) || 'people.csv',
      state: 'uploading',
      created_at: member.clock.now(),
    })
    .execute();
  try {
    const taken = await takeRows(member, id, source);
    const first = await firstMatching(member, taken.head);
    await member.db
      .updateTable('imports')
      .set({
        state: 'matching',
        encoding: taken.encoding,
        delimiter: taken.delimiter,
        places: taken.places,
        head: JSON.stringify(taken.head),
        has_header: first.hasHeader,
        header_key: first.headerKey,
        matching: JSON.stringify(first.matching),
        defaults: JSON.stringify(first.defaults),
      })
      .where('team_id', '=', member.teamId)
      .where('id', '=', id)
      .execute();
    return id;
  } catch (error) {
    await forget(member, id).catch(() => {});
    throw error;
  }
}

async function takeRows(member: Member, id: string, source: AsyncIterable<Buffer>) {
  const head: string[][] = [];
  let places = 0;
  let block: Row[] = [];
  let characters = 0;
  let encoding: Encoding = 'utf-8';

  async function flush(): Promise<void> {
    if (block.length === 0) return;
    const rows = JSON.stringify(storable(block.map(({ line, cells }) => [line, ...cells])));
    await sql`insert into import_blocks (team_id, import_id, first_place, rows)
      values (${member.teamId}::uuid, ${id}::uuid, ${places - block.length}::int, ${rows}::json)`.execute(member.db);
    block = [];
    characters = 0;
  }
  async function take(rows: Row[]): Promise<void> {
    for (const row of rows) {
      if (head.length < rowsInHead) head.push(storable(row.cells.map((cell) => cell.slice(0, 200))));
      block.push(row);
      places += 1;
      for (const cell of row.cells) characters += cell.length;
      if (block.length >= rowsInBlock || characters >= charactersInBlock) await flush();
    }
    if (places > mostRows) throw tooLarge();
  }

  let beginning = '';
  let records: ReturnType<typeof openRecords> | undefined;
  let delimiter = ',';
  const begin = () => {
    const found = findDelimiter(beginning);
    delimiter = found.delimiter;
    records = openRecords(delimiter);
    return records.push(found.rest);
  };
  for await (const text of decode(countBytes(source), (found) => {
    encoding = found;
  })) {
    if (records) await take(records.push(text));
    else {
      beginning += text;
      if (beginning.length >= beginningLength) await take(begin());
    }
  }
  if (!records) await take(begin());
  await take(records!.end());
  await flush();
  if (places === 0) throw new AppError('unreadable', 'This file is empty.');
  return { head, places, encoding, delimiter };
}

/** What other programs write at the beginning of their files. */
const others: [string, string][] = [
  ['504b0304', 'This is a workbook. Save it as CSV in the spreadsheet, and choose that file.'],
  ['d0cf11e0', 'This is a workbook. Save it as CSV in the spreadsheet, and choose that file.'],
  ['25504446', 'This is a PDF. Choose a file in CSV.'],
];

async function* countBytes(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const piece of source) {
    const begins = bytes === 0 ? piece.subarray(0, 4).toString('hex') : '';
    const other = others.find(([mark]) => mark === begins);
    if (other) throw new AppError('unreadable', other[1]);
    bytes += piece.length;
    if (bytes > mostFileBytes) throw tooLarge();
    yield piece;
  }
}

const tooLarge = () =>
  new AppError('too_large', 'This file is too large. Divide it: each may have 1 GB and five million rows.');

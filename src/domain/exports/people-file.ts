import { sql } from 'kysely';
import { csvLine, csvMark } from '../../platform/csv.ts';
import { inTransaction, type TeamScope } from '../floor.ts';
import * as people from '../people/people.ts';
import { findTeam, type Member, mustManage, recordAct } from '../teams/teams.ts';
import { readPages } from './pages.ts';
import { timesIn } from './times.ts';

/**
 * The team's people as CSV (RFC 4180), by name, piece by piece; `search` as in their list. An import takes it as it is. That
 * it was taken away is kept as an act.
 * @throws AppError `forbidden`, before the first piece.
 */
export async function exportPeople(member: Member, search: string): Promise<AsyncIterable<string>> {
  mustManage(member, 'export the people');
  const { timeZone } = await findTeam(member);
  const columns = await findColumns(member);
  await inTransaction(member, (tx) => recordAct(tx, { kind: 'people.exported' }));
  return write(member, search, columns, timesIn(timeZone));
}

interface Columns {
  phones: number;
  fields: string[];
}

async function* write(
  member: Member,
  search: string,
  { phones, fields }: Columns,
  time: (at: Date | null) => string,
): AsyncGenerator<string> {
  const numbered = Array.from({ length: phones }, (_, at) => (at === 0 ? 'Phone' : `Phone ${at + 1}`));
  yield csvMark + csvLine(['Name', ...numbered, 'Groups', 'Time zone', 'Opted out', ...fields]);
  const read = (after: people.Person | null, limit: number) => people.list(member, { search, after, limit });
  for await (const page of readPages(member, read)) {
    yield page
      .map((person) =>
        csvLine([
          person.name,
          ...numbered.map((_, at) => person.phones[at] ?? ''),
          person.groups.map(inList).join('; '),
          person.timeZone ?? '',
          time(person.optedOutAt),
          ...fields.map((field) => person.fields[field] ?? ''),
        ]),
      )
      .join('');
  }
}

/** A name that holds what parts the names of a list, or begins as a quoted one, is quoted as a cell is. */
const inList = (name: string) => (/[;"]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);

/** As many columns for numbers as somebody has, and one for each field that somebody has. */
async function findColumns({ teamId, db }: TeamScope): Promise<Columns> {
  const { rows } = await sql<Columns>`
    select
      coalesce((select max(count) from (
        select count(*)::int from phones where team_id = ${teamId} group by person_id) as counted), 1) as phones,
      array(select distinct field from people, jsonb_object_keys(fields) as field
        where team_id = ${teamId} order by field) as fields`.execute(db);
  return rows[0] as Columns;
}

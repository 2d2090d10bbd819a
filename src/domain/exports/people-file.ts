import { sql } from 'kysely';
import { csvLine, csvMark } from '../../platform/csv.ts';
import { inTransaction, type TeamScope } from '../floor.ts';
import * as people from '../people/people.ts';
import { findTeam, type Member, mustManage, readPages, recordAct } from '../teams/teams.ts';
import { timesIn } from './times.ts';

interface Whom {
  filter: people.Filter | null;
  search: string;
}

type Row = Awaited<ReturnType<typeof people.readTable>>[number];

/**
 * The team's people as CSV (RFC 4180), by name, piece by piece; whom as in their table. An import takes it as it is. That it
 * was taken away is kept as an act.
 * @throws AppError `forbidden`, before the first piece; and as `readTable`.
 */
export async function exportPeople(member: Member, whom: Whom): Promise<AsyncIterable<string>> {
  mustManage(member, 'export the people');
  const { timeZone } = await findTeam(member);
  const columns = await findColumns(member);
  // A filter that names what there is not is refused here, while there still can be a refusal.
  await people.readTable(member, { ...whom, ...byName, after: null, limit: 1 });
  await inTransaction(member, (tx) => recordAct(tx, { kind: 'people.exported' }));
  return write(member, whom, columns, timesIn(timeZone));
}

const byName = { sort: { by: 'name', isDown: false } } as const;

interface Columns {
  phones: number;
  fields: string[];
}

async function* write(
  member: Member,
  whom: Whom,
  { phones, fields }: Columns,
  time: (at: Date | null) => string,
): AsyncGenerator<string> {
  const numbered = Array.from({ length: phones }, (_, at) => (at === 0 ? 'Phone' : `Phone ${at + 1}`));
  yield csvMark + csvLine(['Name', ...numbered, 'Groups', 'Time zone', 'Opted out', ...fields]);
  const read = (after: Row | null, limit: number) =>
    people.readTable(member, { ...whom, ...byName, after: after?.place ?? null, limit });
  for await (const page of readPages(member, read)) {
    yield page
      .map((person) =>
        csvLine([
          person.name,
          ...numbered.map((_, at) => person.phones[at] ?? ''),
          person.groups.map(inList).join('; '),
          person.timeZone ?? '',
          time(person.optedOutAt),
          // A field may have a name that every object answers to.
          ...fields.map((field) => (Object.hasOwn(person.fields, field) ? (person.fields[field] ?? '') : '')),
        ]),
      )
      .join('');
  }
}

/** A name that holds what parts the names of a list, or begins as a quoted one, is quoted as a cell is. */
const inList = (name: string) => (/[;"]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);

/** As many columns for numbers as the person with the most has, and one for each field of the team. */
async function findColumns(scope: TeamScope): Promise<Columns> {
  const { rows } = await sql<{ phones: number }>`
    select coalesce(max(count), 1) as phones from (
      select count(*)::int from phones where team_id = ${scope.teamId} group by person_id) as counted`.execute(
    scope.db,
  );
  const fields = await people.listFields(scope);
  return { phones: rows[0]?.phones ?? 1, fields: fields.map(({ name }) => name) };
}

import { setImmediate as breath } from 'node:timers/promises';
import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import { listFields, type Person } from '../people/people.ts';
import { type Draft, draftOf, newcomer, resultOf, takeIn } from './draft.ts';
import { findOwners, type Owners } from './drafts.ts';
import { fit } from './fit.ts';
import { forgetRows } from './forget.ts';
import { type GroupNames, openGroupNames } from './group-names.ts';
import { insertResults, type Looked, replaceResults } from './keep-results.ts';
import { type Rejected, readRow, type Said } from './read-row.ts';
import { beforeAll, type Locked, note } from './stored-import.ts';

/** Reading the numbers of so many rows takes a few milliseconds, in which nobody else is served. */
const rowsInOneGo = 200;

/**
 * Looks at the next rows of an import, and keeps what each would do. Nothing is done to anybody.
 * @returns whether there is more to look at.
 */
export async function checkBlock(tx: TeamTransaction, job: Locked): Promise<boolean> {
  if (job.doneTo === beforeAll) {
    await forgetRows(tx, job.id);
    await note(tx, job.id, { doneTo: 0 });
    return true;
  }
  const { rows: blocks } = await sql<{ first_place: number; rows: [number, ...string[]][] }>`
    select first_place, rows from import_blocks
    where team_id = ${tx.teamId}::uuid and import_id = ${job.id}::uuid and first_place >= ${job.doneTo}
    order by first_place limit 1`.execute(tx.db);
  const [block] = blocks;
  if (!block) {
    await note(tx, job.id, { state: 'checked', checkedAt: tx.clock.now(), doneTo: job.places });
    return false;
  }
  const groupNames = await openGroupNames(tx, job.groups);
  const read = await readAll(tx, job, groupNames, block.first_place, block.rows);
  const addresses = [...new Set(read.flatMap(({ said }) => ('reason' in said ? [] : said.phones)))];
  const looked = look(tx, job, groupNames, read, await findOwners(tx, job.id, addresses));
  const counts = { ...job.counts };
  for (const row of looked.fresh) counts[row.outcome] += 1;
  // A row of before that takes in another may turn from the same into a change.
  for (const { before, now } of await replaceResults(tx, job.id, looked.older)) {
    counts[before] -= 1;
    counts[now] += 1;
  }
  await insertResults(tx, job.id, looked.fresh, looked.claims);
  const groups = new Set([...job.groups, ...looked.groups]);
  await note(tx, job.id, {
    doneTo: block.first_place + block.rows.length,
    counts,
    ...(groups.size > job.groups.length && { groups: [...groups] }),
  });
  return true;
}

interface ReadRow {
  place: number;
  line: number;
  said: Said | Rejected;
}

async function readAll(
  tx: TeamTransaction,
  job: Locked,
  { isRuled }: GroupNames,
  firstPlace: number,
  rows: [number, ...string[]][],
): Promise<ReadRow[]> {
  const kinds = new Map((await listFields(tx)).map((field) => [field.name, field]));
  const reading = { matching: job.matching, defaults: job.defaults, kinds, isRuled, now: tx.clock.now() };
  const read: ReadRow[] = [];
  for (const [at, [line, ...cells]] of rows.entries()) {
    const place = firstPlace + at;
    if (place === 0 && job.hasHeader) continue;
    if (at % rowsInOneGo === rowsInOneGo - 1) await breath();
    read.push({ place, line, said: readRow(cells, reading) });
  }
  return read;
}

/** Finds for each row whom it speaks of, and what they would be after it. */
function look(tx: TeamTransaction, job: Locked, groupNames: GroupNames, rows: ReadRow[], { people, drafts }: Owners) {
  const fresh: Looked[] = [];
  const begun = new Set<Draft>();
  const older = new Set<Draft>();
  const claims = new Map<string, number>();

  function take({ place, line, said }: ReadRow): Rejected | null {
    if ('reason' in said) return said;
    const owners = new Map<string, Draft | Person>();
    for (const phone of said.phones) {
      const draft = drafts.get(phone);
      const person = people.get(phone);
      if (draft) owners.set(draft.personId, draft);
      else if (person && !owners.has(person.id)) owners.set(person.id, person);
    }
    if (owners.size > 1)
      return { reason: 'The numbers in this row belong to different people.', about: said.phones.join(', ') };
    const [owner] = owners.values();
    const isRepeat = owner !== undefined && 'personId' in owner;
    const draft = isRepeat ? owner : owner ? draftOf(owner, place, line) : somebodyNew(tx, place, line);
    const fitting = fit(draft, said, groupNames, job.defaults);
    if ('reason' in fitting) return fitting;
    takeIn(draft, fitting, job.defaults);
    for (const phone of draft.phones) {
      if (!drafts.has(phone)) claims.set(phone, draft.place);
      drafts.set(phone, draft);
    }
    if (!isRepeat) begun.add(draft);
    else {
      if (!begun.has(draft)) older.add(draft);
      fresh.push({ place, line, outcome: 'repeat', about: String(draft.line), personId: draft.personId });
    }
    return null;
  }

  for (const row of rows) {
    const rejected = take(row);
    if (rejected) fresh.push({ place: row.place, line: row.line, outcome: 'rejected', ...rejected });
  }
  for (const draft of begun) fresh.push({ ...draft, ...resultOf(draft) });
  return {
    fresh: fresh.sort((one, other) => one.place - other.place),
    older: [...older],
    claims,
    groups: [...begun, ...older].flatMap((draft) => resultOf(draft).groups),
  };
}

const somebodyNew = (tx: TeamTransaction, place: number, line: number): Draft =>
  newcomer(place, line, { personId: tx.newId(), conversationId: tx.newId() });

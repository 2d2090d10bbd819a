import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import * as people from '../people/people.ts';
import { type Because, findMade, findMerged } from './find-made.ts';
import { findChanges } from './stored-change.ts';
import { type Locked, note } from './stored-import.ts';

const rowsAtOnce = 1000;

/**
 * Takes back what the next rows of an import did. Whoever has had to do with somebody since finds them as they are: they are
 * listed for a decision.
 * @returns whether there is more to take back.
 */
export async function undoBatch(tx: TeamTransaction, job: Locked): Promise<boolean> {
  const from = job.doneTo;
  const to = Math.min(from + rowsAtOnce, job.writtenTo);
  const made = await findMade(tx, job.id, from, to);
  const unused = made.filter(({ because }) => because === null);
  await people.removeUnused(
    tx,
    unused.map(({ person_id }) => person_id),
  );
  const changes = await findChanges(tx, job.id, from, to);
  const back = await people.changeMany(
    tx,
    changes.map(({ personId, from, done }) => ({ personId, from: done.to, to: partOf(from, done.to) })),
  );
  await people.takeNumbers(
    tx,
    changes.flatMap(({ personId, done }) => done.phones.map((address) => ({ personId, address }))),
  );
  await people.leaveMany(
    tx,
    changes.flatMap(({ personId, done }) => done.groupIds.map((groupId) => ({ personId, groupId }))),
  );
  await people.endImported(tx, [
    ...unused.flatMap(({ phones, opted_out_at }) =>
      opted_out_at ? phones.map((address) => ({ address, words: null, saidAt: opted_out_at })) : [],
    ),
    ...changes.flatMap(({ optedOut }) => optedOut),
  ]);
  const kept = [
    ...(await findMerged(tx, job.id, from, to)),
    ...made.flatMap(({ place, because }) => (because ? [{ place, because }] : [])),
    ...changes.flatMap(({ place, personId }) =>
      back.get(personId)?.isWhole === false ? [{ place, because: 'edited' as const }] : [],
    ),
  ];
  await keep(tx, job.id, kept);
  const isDone = to >= job.writtenTo;
  if (isDone) await people.removeEmptyGroups(tx, job.madeGroups, job.groups);
  await note(tx, job.id, {
    doneTo: to,
    counts: { ...job.counts, kept: job.counts.kept + kept.length },
    ...(isDone && { state: 'undone', undoneAt: tx.clock.now() }),
  });
  return !isDone;
}

/** Of what was known, that which was replaced. */
function partOf(before: people.Known, replaced: people.Known): people.Known {
  const fields = Object.keys(replaced.fields ?? {}).map((field) => [field, before.fields?.[field] ?? null]);
  return {
    ...(replaced.name !== undefined && { name: before.name as string }),
    ...(replaced.timeZone !== undefined && { timeZone: before.timeZone as string | null }),
    fields: Object.fromEntries(fields),
  };
}

async function keep(tx: TeamTransaction, importId: string, kept: { place: number; because: Because }[]): Promise<void> {
  if (kept.length === 0) return;
  await sql`
    update import_rows set kept_because = because
    from unnest(${kept.map(({ place }) => place)}::int[], ${kept.map(({ because }) => because)}::text[])
      as kept (place, because)
    where team_id = ${tx.teamId}::uuid and import_id = ${importId}::uuid and import_rows.place = kept.place`.execute(
    tx.db,
  );
}

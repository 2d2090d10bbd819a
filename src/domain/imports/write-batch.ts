import { CompiledQuery } from 'kysely';
import { $team } from '../../platform/statement.ts';
import { openMany } from '../conversations/conversations.ts';
import type { TeamTransaction } from '../floor.ts';
import * as people from '../people/people.ts';
import { actingAs } from '../teams/teams.ts';
import { tooManyGroups } from './group-names.ts';
import { fieldIdsOf } from './known-fields.ts';
import { findChanges, keepDone, rejectGone, type StoredChange } from './stored-change.ts';
import { type Locked, note } from './stored-import.ts';

const gotByOther = 'Somebody got this number while the import was under way.';

/** So many rows of the file at once: a second of work at most, in which nobody else can take their numbers. */
const rowsAtOnce = 4000;

/** Whose number somebody got after the file was looked at is not made a second time. */
const statement = `
  with rows as materialized (
    select place, person_id, conversation_id, name, phones, fields, time_zone, groups, opted_out_at from import_rows
    where team_id = ${$team} and import_id = $3::uuid and place >= $4::int and place < $5::int and outcome = 'new'
    order by place
  ), taken as materialized (
    select distinct place from rows cross join unnest(phones) as phone (address)
    where (select true from phones where phones.team_id = ${$team} and phones.address = phone.address)
  ), newcomers as materialized (
    select * from rows where place not in (select place from taken)
  ), joining as (
    select person_id, id as group_id from newcomers cross join unnest(groups) as named (group_name)
    join unnest($6::text[], $7::uuid[]) as known (group_name, id) using (group_name)
  ), rejected as (
    update import_rows set outcome = 'rejected', reason = '${gotByOther}'
    where team_id = ${$team} and import_id = $3::uuid and place = any (array(select place from taken))
  ), noted as (
    update import_rows set reason = '${tooManyGroups}'
    where team_id = ${$team} and import_id = $3::uuid
      and place = any (array(select place from newcomers where not groups <@ $6::text[]))
  ), ${people.addMany}, ${people.joinMany}, ${openMany}
  select (select count(*)::int from taken) as taken,
    (select coalesce(jsonb_agg(jsonb_build_object('phones', phones, 'at', opted_out_at)), '[]') from newcomers
      where opted_out_at is not null) as opted_out`;

interface Written {
  taken: number;
  opted_out: { phones: string[]; at: string }[];
}

/**
 * Writes what the next rows of an import do, all of it or nothing.
 * @returns whether there is more to write.
 */
export async function writeBatch(tx: TeamTransaction, job: Locked): Promise<boolean> {
  const from = job.doneTo;
  const to = Math.min(from + rowsAtOnce, job.places);
  const { ids: groupIds, made } = await people.nameGroups(tx, job.groups);
  await people.nameFields(
    tx,
    job.matching.flatMap(({ field }) => field ?? []),
  );
  const values = [tx.teamId, tx.clock.now(), job.id, from, to, [...groupIds.keys()], [...groupIds.values()]];
  const { rows } = await tx.db.executeQuery<Written>(CompiledQuery.raw(statement, values));
  const { taken, opted_out: optedOut } = rows[0] as Written;
  const changes = job.counts.change > 0 ? await findChanges(tx, job.id, from, to) : [];
  const gone = await changeAll(tx, job.id, changes, groupIds);
  const optOuts = [
    ...optedOut.flatMap(({ phones, at }) => phones.map((address) => ({ address, words: null, saidAt: new Date(at) }))),
    ...changes.flatMap(({ optedOut }) => optedOut),
  ];
  if (optOuts.length > 0) await people.optOutMany({ ...tx, ...(await actingAs(tx, job.memberId)) }, optOuts);
  const counts = {
    ...job.counts,
    new: job.counts.new - taken,
    change: job.counts.change - gone,
    rejected: job.counts.rejected + taken + gone,
  };
  const isDone = to >= job.places;
  await note(tx, job.id, {
    doneTo: to,
    writtenTo: to,
    ...(taken + gone > 0 && { counts }),
    // Those that it has made are told by their ids from now on.
    ...(from === 0 && { fieldIds: await fieldIdsOf(tx, job.matching) }),
    ...(made.length > 0 && { madeGroups: [...job.madeGroups, ...made] }),
    ...(isDone && { state: 'written', writtenAt: tx.clock.now() }),
  });
  return !isDone;
}

/** Answers of how many nobody is there any more: whom a member has removed is not made anew. */
async function changeAll(
  tx: TeamTransaction,
  importId: string,
  wanted: StoredChange[],
  groupIds: Map<string, string>,
): Promise<number> {
  const changed = await people.changeMany(tx, wanted);
  const changes = wanted.filter(({ personId }) => changed.has(personId));
  const gone = wanted.filter(({ personId }) => !changed.has(personId));
  const added = await people.addNumbers(
    tx,
    changes.flatMap(({ personId, phones }) => phones.map((address) => ({ personId, address }))),
  );
  const joined = new Map<string, string[]>();
  for (const { personId, groupId } of await people.joinSome(
    tx,
    changes.flatMap(({ personId, groups }) =>
      groups.flatMap((name) => (groupIds.has(name) ? [{ personId, groupId: groupIds.get(name) as string }] : [])),
    ),
  ))
    joined.set(personId, [...(joined.get(personId) ?? []), groupId]);
  await keepDone(
    tx,
    importId,
    changes.map(({ place, personId, phones, groups }) => {
      const left = phones.filter((phone) => !added.has(phone));
      const homeless = groups.filter((name) => !groupIds.has(name));
      return {
        place,
        done: {
          to: changed.get(personId)?.did ?? {},
          phones: phones.filter((phone) => added.has(phone)),
          groupIds: joined.get(personId) ?? [],
        },
        reason: left.length > 0 ? gotByOther : homeless.length > 0 ? tooManyGroups : null,
        about: [...left, ...homeless].join(', ').slice(0, 80) || null,
      };
    }),
  );
  await rejectGone(
    tx,
    importId,
    gone.map(({ place }) => place),
  );
  return gone.length;
}

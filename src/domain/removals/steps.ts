import { sql } from 'kysely';
import { AppError, notFound } from '../../platform/errors.ts';
import { persistently } from '../../platform/persistently.ts';
import { later } from '../../platform/queue.ts';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import * as people from '../people/people.ts';
import { type Member, mustManage, recordAct } from '../teams/teams.ts';
import { goOnLater } from './go-on.ts';
import { find, lock, note, type Removal, undoMs } from './stored-removal.ts';
import { talks, traces } from './whole.ts';

/** Whoever has more narrows the filter: beyond this nobody is counted exactly. */
const mostAtOnce = 100_000;

/** A little after the last moment in which it can be undone. */
const forgottenMs = undoMs + 60_000;

/**
 * Removes one person, for good.
 * @throws AppError `forbidden`, `not_found`.
 */
export async function remove(member: Member, personId: string): Promise<void> {
  mustManage(member, 'remove people');
  const { id, conversationId } = await people.find(member, personId);
  await persistently(() =>
    inTransaction(member, async (tx) => {
      const removalId = await keep(tx, sql`select ${id}::uuid as id`, 'for_good');
      await people.removeWhole(tx, [{ personId: id, conversationId }], async () => {
        await sql`update removed_people as gone set became = 'removed', conversation_id = talk.id, text_ids = array(
            select id from messages where messages.team_id = ${tx.teamId}::uuid
              and messages.conversation_id = talk.id and direction = 'outbound'),
            rows = ${traces}
          from ${talks(tx)}
          where gone.team_id = ${tx.teamId}::uuid and removal_id = ${removalId}::uuid
            and talk.team_id = gone.team_id and talk.id = ${conversationId}::uuid`.execute(tx.db);
      });
      // Their pictures are files, and go with the next upkeep, as all that is found by these traces.
      await later(tx.db, 'upkeep', {}, { key: 'upkeep:removed' });
      await recordAct(tx, { kind: 'person.removed', personId: id });
    }),
  );
}

/**
 * Begins to remove people, so many as the member has seen. Answers at once; `find` says how far it is.
 * @throws AppError `forbidden`; `audience_changed` when by now it would be others, with their `count`; `too_large`; as
 * `idsOf`.
 */
export async function start(member: Member, chosen: people.Chosen, expected: number): Promise<Removal> {
  mustManage(member, 'remove people');
  const removalId = await inTransaction(member, async (tx) => {
    const id = await keep(tx, await people.idsOf(tx, chosen), 'removing');
    const count = await countIn(tx, id);
    if (count > mostAtOnce)
      throw new AppError(
        'too_large',
        `These are more than ${mostAtOnce.toLocaleString('en')} people. Narrow the filter.`,
      );
    if (count !== expected || count === 0) {
      const sentence = `By now these are ${count.toLocaleString('en')} people. Look again.`;
      throw new AppError('audience_changed', sentence, undefined, { count });
    }
    await recordAct(tx, { kind: 'people.removed', subjectId: id, after: { people: count } });
    announce(tx, { kind: 'people.changed' });
    await goOnLater(tx, id);
    await later(tx.db, 'upkeep', {}, { key: `upkeep:${id}`, afterMs: forgottenMs });
    return id;
  });
  return find(member, removalId);
}

/**
 * Begins to bring back all who went with a removal, also while it is under way. What waited to leave for them stays undone,
 * save that open questions are asked; and whose number somebody else has by now stays away.
 * @throws AppError `not_found`, `forbidden`, `too_late` after an hour.
 */
export async function startUndo(member: Member, removalId: string): Promise<Removal> {
  mustManage(member, 'bring people back');
  await inTransaction(member, async (tx) => {
    const removal = await lock(tx, removalId);
    if (!removal || removal.state === 'for_good') throw notFound('removal');
    // Asked again, it goes on: whoever had no way back may have one by now.
    if (removal.state === 'undoing') return;
    if (tx.clock.now().getTime() - removal.begunAt.getTime() > undoMs)
      throw new AppError('too_late', 'This was more than an hour ago, and cannot be undone.');
    await sql`update removed_people set became = 'removed' where team_id = ${tx.teamId}::uuid
      and removal_id = ${removalId}::uuid and became = 'taken'`.execute(tx.db);
    await note(tx, removalId, 'undoing');
    if (removal.state !== 'undone')
      await recordAct(tx, {
        kind: 'people.removal_undone',
        subjectId: removalId,
        after: { people: await countIn(tx, removalId) },
      });
    await goOnLater(tx, removalId);
  });
  return find(member, removalId);
}

/** Puts down whom a removal means. */
async function keep(
  tx: Transacting<Member>,
  ids: ReturnType<typeof sql>,
  state: 'removing' | 'for_good',
): Promise<string> {
  const id = tx.newId();
  await sql`
    insert into removals (team_id, id, member_id, state, field_ids, begun_at)
    select ${tx.teamId}::uuid, ${id}::uuid, ${tx.memberId}::uuid, ${state},
      coalesce((select jsonb_object_agg(name, id) from person_fields where team_id = ${tx.teamId}::uuid), '{}'),
      ${tx.clock.now()}::timestamptz`.execute(tx.db);
  await sql`
    insert into removed_people (team_id, removal_id, person_id)
    select ${tx.teamId}::uuid, ${id}::uuid, chosen.id from (${ids}) as chosen
    limit ${sql.lit(mostAtOnce + 1)}`.execute(tx.db);
  return id;
}

async function countIn(tx: Transacting<Member>, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from removed_people
    where team_id = ${tx.teamId}::uuid and removal_id = ${id}::uuid`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

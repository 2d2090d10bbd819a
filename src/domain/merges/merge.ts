import { sql } from 'kysely';
import { notFound } from '../../platform/errors.ts';
import { persistently } from '../../platform/persistently.ts';
import { joinRecipients } from '../broadcasts/broadcasts.ts';
import { hold, joinHeads, joinMarks } from '../conversations/conversations.ts';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import { holdTexts, joinDrafts } from '../messages/messages.ts';
import { dissolve, holdPeople, takeOver } from '../people/people.ts';
import { joinAsks, joinTimeOff } from '../questions/questions.ts';
import { type Member, moveActs, recordAct } from '../teams/teams.ts';
import { findBoth } from './both.ts';
import { joinedOf, type Taken } from './joined.ts';
import { move } from './move.ts';
import { type Before, readWhole } from './stored.ts';

/**
 * Makes two people one, who is the first of them: all that was said to the other and done with them goes to the one, in the
 * order of time. The other is gone, and kept beside so that `unmerge` can bring them back. Opt-outs are of numbers, and stay.
 * @returns the id of the merge.
 * @throws as `findBoth`.
 */
export async function merge(member: Member, keptId: string, otherId: string, taken: Taken = {}): Promise<string> {
  return persistently(() => inTransaction(member, (tx) => work(tx, keptId, otherId, taken)));
}

async function work(tx: Transacting<Member>, keptId: string, otherId: string, taken: Taken): Promise<string> {
  const seen = await findBoth(tx, keptId, otherId);
  const [kept, other] = [seen.kept, seen.other].map(({ id, conversationId }) => ({ personId: id, conversationId })) as [
    Side,
    Side,
  ];
  const way = { from: other.conversationId, to: kept.conversationId };
  // In the order of those who take back an act, and of those who write and send; against all of them until the commit.
  const actIds = await moveActs(tx, other, kept);
  const held = await hold(tx, [way.from, way.to]);
  if (held.length < 2) throw notFound('person');
  await holdPeople(tx, [keptId, otherId]);
  const messageIds = await holdTexts(tx, way.from);
  // Now that both are ours, they are looked at again.
  const both = await findBoth(tx, keptId, otherId);
  const id = tx.newId();
  const before = {
    kept: await readWhole(tx, keptId, way.to),
    other: await readWhole(tx, otherId, way.from),
    noteIds: await notesIn(tx, way.from),
  };
  await joinMarks(tx, way.from, way.to);
  const asks = await joinAsks(tx, other, kept);
  const broadcasts = await joinRecipients(tx, otherId, keptId);
  await move(tx, way, { messageIds, noteIds: before.noteIds });
  await joinHeads(tx, way.from, way.to);
  await joinDrafts(tx, way.from, way.to);
  await joinTimeOff(tx, otherId, keptId);
  await takeOver(tx, keptId, otherId, joinedOf(both, taken));
  // And those that came while this waited.
  actIds.push(...(await moveActs(tx, other, kept)));
  const mergeIds = await handOn(tx, otherId, keptId);
  await dissolve(tx, otherId);
  await tx.db
    .insertInto('merges')
    .values({
      team_id: tx.teamId,
      id,
      kept_person_id: keptId,
      now_person_id: keptId,
      other_person_id: otherId,
      other_conversation_id: way.from,
      message_ids: messageIds,
      act_ids: actIds,
      before: JSON.stringify({ ...before, asks, broadcasts, mergeIds } satisfies Before),
      after: JSON.stringify(await readWhole(tx, keptId, way.to)),
      merged_by: tx.memberId,
      merged_at: tx.clock.now(),
    })
    .execute();
  const told = { name: both.other.name, phones: both.other.phones };
  await recordAct(tx, {
    kind: 'person.merged',
    personId: keptId,
    conversationId: way.to,
    subjectId: id,
    before: told,
  });
  for (const conversationId of [way.from, way.to]) {
    announce(tx, { kind: 'person.changed', conversationId });
    announce(tx, { kind: 'conversation.changed', conversationId });
  }
  return id;
}

interface Side {
  personId: string;
  conversationId: string;
}

async function notesIn(tx: Transacting<Member>, conversationId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('notes')
    .select('id')
    .where('team_id', '=', tx.teamId)
    .where('conversation_id', '=', conversationId)
    .execute();
  return rows.map(({ id }) => id);
}

/** Whoever was merged into somebody who goes is found where that one goes. */
async function handOn(tx: Transacting<Member>, fromId: string, toId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update merges set now_person_id = ${toId}::uuid
    where team_id = ${tx.teamId}::uuid and now_person_id = ${fromId}::uuid returning id`.execute(tx.db);
  return rows.map(({ id }) => id);
}

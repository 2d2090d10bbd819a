import { sql } from 'kysely';
import { AppError, notFound } from '../../platform/errors.ts';
import { persistently } from '../../platform/persistently.ts';
import { partRecipients } from '../broadcasts/broadcasts.ts';
import { hold, openAgain, partHead, partMarks } from '../conversations/conversations.ts';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import { holdTexts, putBackDrafts } from '../messages/messages.ts';
import { asCalledNow, comeBack, find, holdPeople, partFrom } from '../people/people.ts';
import { partAsks, partTimeOff } from '../questions/questions.ts';
import { type Member, markUndone, moveActs, recordAct } from '../teams/teams.ts';
import { move } from './move.ts';
import { type Before, readWhole, type Whole } from './stored.ts';

/**
 * Makes one person two again, as both were. Texts that have come or gone since go where their number is; what was changed
 * in the one since stays with them.
 * @returns the person who is there again.
 * @throws AppError `not_found`, also when it was undone already; `cannot_undo` while a later merge stands.
 */
export async function unmerge(member: Member, mergeId: string): Promise<string> {
  return persistently(() => inTransaction(member, (tx) => work(tx, mergeId)));
}

async function work(tx: Transacting<Member>, mergeId: string): Promise<string> {
  const merge = await tx.db
    .selectFrom('merges')
    .selectAll()
    .where('team_id', '=', tx.teamId)
    .where('id', '=', mergeId)
    .executeTakeFirst();
  if (!merge) throw notFound('merge');
  await mustBeLast(tx, merge);
  const [keptId, otherId] = [merge.kept_person_id, merge.other_person_id];
  const stored = merge.before as unknown as Before;
  const { noteIds, asks, broadcasts, mergeIds } = stored;
  const from = { personId: keptId, conversationId: stored.kept.conversation.id };
  const to = { personId: otherId, conversationId: merge.other_conversation_id };
  const [back, forth] = [to.conversationId, from.conversationId];
  // In the order in which a merge takes all of them.
  await moveActs(tx, from, to, merge.act_ids);
  await hold(tx, [forth]);
  await holdPeople(tx, [keptId]);
  const [kept, other, after] = await asCalledNow(tx, [stored.kept, stored.other, merge.after as unknown as Whole]);
  // Looked at again: whoever was quicker has undone it, or has merged the one who was kept with somebody.
  await mustBeLast(tx, await drop(tx, mergeId));
  const addresses = other.phones.map(({ address }) => address);
  const since = await holdTexts(tx, forth, { id: mergeId, addresses });
  const now = await readWhole(tx, keptId, forth);

  await comeBack(tx, other);
  await openAgain(tx, other.conversation);
  const messageIds = [...merge.message_ids, ...since];
  await move(tx, { from: forth, to: back }, { messageIds, noteIds });
  const times = { id: mergeId, at: merge.merged_at };
  await partHead(tx, { was: kept.conversation, left: after.conversation, now: now.conversation, since: times });
  await partHead(tx, { was: other.conversation, left: after.conversation, now: now.conversation, since: times });
  await partMarks(tx, { kept: forth, other: back, before: { kept, other }, after, now });
  await partDrafts(tx, { kept, other, after, now });
  await partAsks(tx, from, to, asks, mergeId);
  await partRecipients(tx, keptId, otherId, broadcasts, messageIds);
  await partTimeOff(tx, keptId, { kept, other, after, now });
  await partFrom(tx, { kept, other, after, now });
  await moveActs(tx, from, to, await actsOn(tx, since));
  await sql`update merges set now_person_id = ${otherId}::uuid
    where team_id = ${tx.teamId}::uuid and id = any (${mergeIds}::uuid[])`.execute(tx.db);

  const { name, phones } = await find(tx, otherId);
  await recordAct(tx, { kind: 'person.unmerged', personId: keptId, conversationId: forth, before: { name, phones } });
  for (const conversationId of [forth, back]) {
    announce(tx, { kind: 'person.changed', conversationId });
    announce(tx, { kind: 'conversation.changed', conversationId });
  }
  return otherId;
}

/** @throws AppError `cannot_undo`. */
async function mustBeLast(
  tx: Transacting<Member>,
  { id, kept_person_id, now_person_id }: { id: string; kept_person_id: string; now_person_id: string },
): Promise<void> {
  const later = await tx.db
    .selectFrom('merges')
    .select('id')
    .where('team_id', '=', tx.teamId)
    .where('now_person_id', '=', now_person_id)
    .where('id', '>', id)
    .executeTakeFirst();
  if (later || kept_person_id !== now_person_id)
    throw new AppError('cannot_undo', 'They were merged once more since. Undo that merge first.');
}

/** Forgets a merge, and says that it was undone. @throws AppError `not_found`. */
async function drop(tx: Transacting<Member>, mergeId: string) {
  const merge = await tx.db
    .deleteFrom('merges')
    .where('team_id', '=', tx.teamId)
    .where('id', '=', mergeId)
    .returning(['id', 'kept_person_id', 'now_person_id'])
    .executeTakeFirst();
  if (!merge) throw notFound('merge');
  const acts = await tx.db
    .selectFrom('acts')
    .select('id')
    .where('team_id', '=', tx.teamId)
    .where('subject_id', '=', mergeId)
    .where('kind', '=', 'person.merged')
    .execute();
  await markUndone(
    tx,
    acts.map(({ id }) => id),
  );
  return merge;
}

/** Drafts that are as they were left go back; what was written since stays with the one. */
async function partDrafts(
  tx: Transacting<Member>,
  { kept, other, after, now }: Record<'kept' | 'other' | 'after' | 'now', Whole>,
): Promise<void> {
  const asLeft = now.drafts
    .filter(({ member_id, body }) => after.drafts.some((left) => left.member_id === member_id && left.body === body))
    .map(({ member_id }) => member_id);
  const isBack = ({ member_id }: { member_id: string }) => asLeft.includes(member_id);
  await putBackDrafts(tx, kept.conversation.id, [...kept.drafts, ...other.drafts].filter(isBack), asLeft);
}

async function actsOn(tx: Transacting<Member>, messageIds: string[]): Promise<string[]> {
  if (messageIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom('acts')
    .select('id')
    .where('team_id', '=', tx.teamId)
    .where('conversation_id', 'is not', null)
    .where('message_id', 'in', messageIds)
    .execute();
  return rows.map(({ id }) => id);
}

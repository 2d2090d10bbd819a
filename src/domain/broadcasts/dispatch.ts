import { AppError, invalid } from '../../platform/errors.ts';
import { inTransaction, type Transacting } from '../floor.ts';
import { findTeam, type Member, mustBeAsRead, mustManage, recordAct } from '../teams/teams.ts';
import { countOf } from './audience.ts';
import { type Broadcast, find, findUncounted, type Uncounted } from './broadcast.ts';
import { changed } from './changed.ts';
import { asWritten, lock } from './drafts.ts';
import { firstWords } from './first-words.ts';
import { faultOf, lookAt, seenIn } from './look.ts';
import { recall, type Seen } from './looked.ts';
import { mustBeThere } from './read-draft.ts';
import { dueIn, holdMs, home, mustBeAhead } from './when.ts';

/** Nobody texts more people than this by a slip of the hand. */
const mostUntyped = 200;

/**
 * Sends a draft on its way to as many people as the member has been told. Nothing leaves for half a minute. Whoever asks
 * twice has done it once.
 * @throws AppError `forbidden`, `not_found`, `invalid`, `audience_changed` with how many it would be now, `changed_since` where
 * another version is there than the one that was read.
 */
export async function dispatch(
  member: Member,
  broadcastId: string,
  expects: { expected: number; typed?: boolean | undefined; version?: number | undefined },
): Promise<Broadcast> {
  const { expected, typed = false, version } = expects;
  mustManage(member, 'text many people at once');
  const draft = await findUncounted(member, broadcastId);
  if (draft.state !== 'draft') return find(member, broadcastId, { isAtOnce: true });
  await mustBeAsRead(member, asWritten(draft), version);
  await mustBeThere(member, draft.audience);
  const recalled = await recall(member, broadcastId, expected);
  const seen = recalled ?? (await seeNow(member, draft, expected));
  if (seen.willGet > mostUntyped && !typed) throw invalid({ typed: `Type the number of people: ${seen.willGet}.` });
  const isAsSeen = await inTransaction(member, (tx) => leave(tx, draft, seen, { isRecalled: recalled !== null }));
  // Somebody has changed it meanwhile, or who would get it.
  return isAsSeen ? find(member, broadcastId, { isAtOnce: true }) : dispatch(member, broadcastId, expects);
}

/** With nothing locked: for many people it takes a while. */
async function seeNow(member: Member, draft: Uncounted, expected: number): Promise<Seen> {
  const ahead = await lookAt(member, draft);
  const fault = faultOf(draft, ahead);
  if (fault) throw fault;
  const { willGet } = ahead;
  if (willGet === expected) return seenIn(ahead);
  const message = `By now ${willGet} people would get this, not ${expected}. Look once more.`;
  throw new AppError('audience_changed', message, undefined, { willGet });
}

/**
 * What is only recalled is counted once more while it is put down, before anything leaves.
 * @returns false when it is not what was seen any more, and stays a draft.
 */
async function leave(
  tx: Transacting<Member>,
  draft: Uncounted,
  seen: Seen,
  { isRecalled }: { isRecalled: boolean },
): Promise<boolean> {
  const locked = await lock(tx, draft.id);
  if (locked.state !== 'draft') return true;
  if (locked.version !== draft.version || locked.changedAt > draft.changedAt) return false;
  if (!isRecalled && (await countOf(tx, draft)) !== seen.counted) return false;
  const name = draft.name || firstWords(draft.body);
  const now = tx.clock.now();
  const heldUntil = new Date(now.getTime() + holdMs);
  const { timeZone: own } = await findTeam(tx);
  mustBeAhead(draft.sendAt, seen.zones, now);
  const due = [[home, own], ...seen.zones.map((zone) => [zone, zone])].map(
    ([name, zone]) => [name, dueIn(zone as string, draft.sendAt, heldUntil)] as const,
  );
  await tx.db
    .updateTable('broadcasts')
    .set({
      name,
      dispatched_at: now,
      dispatched_by: tx.memberId,
      held_until: heldUntil,
      due: JSON.stringify(Object.fromEntries(due)),
      first_at: seen.first && notBefore(seen.first, heldUntil),
      last_at: seen.last && notBefore(seen.last, heldUntil),
      chosen: seen.chosen,
      counted_at: now,
      confirmed: isRecalled ? seen.counted : null,
      getting: 0,
      not_sent: null,
    })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', draft.id)
    .execute();
  await recordAct(tx, {
    kind: 'broadcast.dispatched',
    subjectId: draft.id,
    after: { name, people: seen.willGet },
  });
  await changed(tx, draft.id);
  return true;
}

const notBefore = (time: Date, earliest: Date) => (time > earliest ? time : earliest);

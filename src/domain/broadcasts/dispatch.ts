import { sql } from 'kysely';
import { AppError, invalid } from '../../platform/errors.ts';
import { announce, inTransaction, type TeamTransaction, type Transacting } from '../floor.ts';
import { findTeam, type Member, mustManage, recordAct } from '../teams/teams.ts';
import { countOf } from './audience.ts';
import { type Broadcast, find, findUncounted, type Uncounted } from './broadcast.ts';
import { lock } from './drafts.ts';
import { type Look, lookAt } from './look.ts';
import { mustBeThere } from './read-draft.ts';
import { longestText } from './texts.ts';
import { dueIn, holdMs, home, mustBeAhead } from './when.ts';

/** Nobody texts more people than this by a slip of the hand. */
const mostUntyped = 200;

const longestName = 60;

/**
 * Sends a draft on its way to as many people as the member has been told. Nothing leaves for half a minute. Whoever asks
 * twice has done it once.
 * @throws AppError `forbidden`, `not_found`, `invalid`, `audience_changed` with how many it would be now.
 */
export async function dispatch(
  member: Member,
  broadcastId: string,
  { expected, typed = false }: { expected: number; typed?: boolean | undefined },
): Promise<Broadcast> {
  mustManage(member, 'text many people at once');
  const draft = await findUncounted(member, broadcastId);
  if (draft.state !== 'draft') return find(member, broadcastId);
  await mustBeThere(member, draft.audience);
  // With nothing locked: for many people it takes a while.
  const ahead = await lookAt(member, draft);
  mustBeSendable(draft, ahead, { expected, typed });
  const isAsSeen = await inTransaction(member, (tx) => leave(tx, draft, ahead));
  // Somebody has changed it meanwhile, or who would get it.
  return isAsSeen ? find(member, broadcastId) : dispatch(member, broadcastId, { expected, typed });
}

/** @returns false when it is not what was looked at any more, and stays a draft. */
async function leave(tx: Transacting<Member>, draft: Uncounted, ahead: Look): Promise<boolean> {
  const locked = await lock(tx, draft.id);
  if (locked.state !== 'draft') return true;
  if (locked.changedAt > draft.changedAt || (await countOf(tx, draft)) !== countedIn(ahead)) return false;
  const name = draft.name || nameFrom(draft.body);
  const now = tx.clock.now();
  const heldUntil = new Date(now.getTime() + holdMs);
  const { timeZone: own } = await findTeam(tx);
  const zones = [...new Set(ahead.leaves.zones.map(({ timeZone }) => timeZone))];
  mustBeAhead(draft.sendAt, zones, now);
  const due = [[home, own], ...zones.map((zone) => [zone, zone])].map(
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
      first_at: ahead.leaves.first,
      last_at: ahead.leaves.last,
      chosen: ahead.chosen,
      counted_at: now,
    })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', draft.id)
    .execute();
  await recordAct(tx, {
    kind: 'broadcast.dispatched',
    subjectId: draft.id,
    after: { name, people: ahead.willGet },
  });
  announce(tx, { kind: 'broadcast.changed', subjectId: draft.id });
  return true;
}

/** As `countOf`: who has had enough texts this week is told when theirs is written. */
const countedIn = ({ willGet, left }: Look): number =>
  willGet + (left.find(({ reason }) => reason === 'too_many_texts')?.count ?? 0);

function mustBeSendable(
  { body }: Uncounted,
  { willGet, problems }: Look,
  { expected, typed }: { expected: number; typed: boolean },
): void {
  if (body.trim() === '') throw invalid({ body: 'Write something first.' });
  if (willGet === 0) throw invalid({ audience: 'Nobody would get this. Choose somebody first.' });
  const unknown = problems.fields.find(({ why, hasFallback }) => why === 'unknown' && !hasFallback);
  if (unknown) throw invalid({ body: `There is no field {${unknown.name}}.` });
  if (problems.tooLong > 0)
    throw invalid({
      body: `For ${problems.tooLong} people this is too long. A text can have ${longestText.toLocaleString('en')} characters.`,
    });
  if (problems.empty > 0) throw invalid({ body: `For ${problems.empty} people nothing is left of this.` });
  if (willGet !== expected) {
    const message = `By now ${willGet} people would get this, not ${expected}. Look once more.`;
    throw new AppError('audience_changed', message, undefined, { willGet });
  }
  if (willGet > mostUntyped && !typed) throw invalid({ typed: `Type the number of people: ${willGet}.` });
}

/** Its first words, where it has no name. */
function nameFrom(body: string): string {
  const line = body.trim().split('\n', 1)[0] as string;
  return line.length > longestName ? `${line.slice(0, longestName - 1).trimEnd()}…`.toWellFormed() : line;
}

/**
 * Makes a broadcast a draft again, as long as no text of it has been written.
 * @throws AppError `forbidden`, `not_found`, `already_leaving` from then on.
 */
export async function takeBack(member: Member, broadcastId: string): Promise<Broadcast> {
  mustManage(member, 'text many people at once');
  return inTransaction(member, async (tx) => {
    const broadcast = await lock(tx, broadcastId);
    if (broadcast.state === 'draft') return find(tx, broadcastId);
    if (broadcast.canceledAt || broadcast.doneAt || (await hasBegun(tx, broadcastId)))
      throw new AppError('already_leaving', 'This broadcast is on its way already. You can cancel the rest of it.');
    await sql`delete from broadcast_recipients
      where team_id = ${tx.teamId}::uuid and broadcast_id = ${broadcastId}::uuid`.execute(tx.db);
    const times = {
      dispatched_at: null,
      dispatched_by: null,
      held_until: null,
      due: null,
      first_at: null,
      last_at: null,
    };
    await tx.db
      .updateTable('broadcasts')
      .set({ ...times, chosen: null, filled_to: null, filled_at: null, paused_at: null, changed_at: tx.clock.now() })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', broadcastId)
      .execute();
    await recordAct(tx, { kind: 'broadcast.taken_back', subjectId: broadcastId });
    announce(tx, { kind: 'broadcast.changed', subjectId: broadcastId });
    return find(tx, broadcastId);
  });
}

async function hasBegun(tx: TeamTransaction, broadcastId: string): Promise<boolean> {
  const { rows } = await sql`select from broadcast_recipients where team_id = ${tx.teamId}::uuid
    and broadcast_id = ${broadcastId}::uuid and (message_id is not null or retry_of is not null) limit 1`.execute(
    tx.db,
  );
  return rows.length > 0;
}

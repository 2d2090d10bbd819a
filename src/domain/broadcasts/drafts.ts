import { sql } from 'kysely';
import { AppError } from '../../platform/errors.ts';
import { storable } from '../../platform/storable.ts';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import { type Member, mustManage, recordAct, writesOver } from '../teams/teams.ts';
import { type Broadcast, find, findUncounted, type Uncounted } from './broadcast.ts';
import { type Draft, readDraft } from './read-draft.ts';

const mostDrafts = 200;

const empty: Draft = {
  name: '',
  body: '',
  audience: { groupIds: [], personIds: [], exceptGroupIds: [], exceptPersonIds: [] },
  lineId: null,
  sendAt: null,
  segmentsPerMinute: null,
};

/** What is given of a draft; what is left out stays. */
export type DraftChange = { [Part in keyof Draft]?: Draft[Part] | undefined };

/**
 * Begins a broadcast. Nothing of it is sent before it is dispatched. The same key is the same one, whatever has become of it
 * since and whatever it was to say this time.
 * @throws AppError `forbidden` for members, `invalid` with a sentence per field, `too_many`.
 */
export async function add(member: Member, input: DraftChange, idempotencyKey?: string): Promise<Broadcast> {
  mustManage(member, 'text many people at once');
  // What was begun once is told anew, whether it still could be.
  const known = await findByKey(member, idempotencyKey);
  if (known) return known;
  const draft = await readDraft(member, { ...empty, ...given(storable(input)) });
  return inTransaction(member, async (tx) => {
    const id = await insert(tx, draft, idempotencyKey);
    if (!id) return (await findByKey(tx, idempotencyKey)) as Broadcast;
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from broadcasts
      where team_id = ${tx.teamId}::uuid and dispatched_at is null`.execute(tx.db);
    if ((rows[0]?.count ?? 0) > mostDrafts) throw new AppError('too_many', `A team can have ${mostDrafts} drafts.`);
    announce(tx, { kind: 'broadcast.changed', subjectId: id });
    return find(tx, id);
  });
}

/** @returns its id; null when there is one of this member with this key. */
async function insert(tx: Transacting<Member>, draft: Draft, key: string | undefined): Promise<string | null> {
  const [id, now] = [tx.newId(), tx.clock.now()];
  const row = await tx.db
    .insertInto('broadcasts')
    .values({
      team_id: tx.teamId,
      id,
      ...columns(draft),
      created_by: tx.memberId,
      created_at: now,
      changed_by: tx.memberId,
      changed_at: now,
      idempotency_key: key ?? null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'created_by', 'idempotency_key'])
        .where('idempotency_key', 'is not', null)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

async function findByKey(member: Member, key: string | undefined): Promise<Broadcast | null> {
  if (key === undefined) return null;
  const known = await member.db
    .selectFrom('broadcasts')
    .select('id')
    .where('team_id', '=', member.teamId)
    .where('created_by', '=', member.memberId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return known ? find(member, known.id) : null;
}

/**
 * Changes a draft.
 * @throws as `add`, and `not_found`, `already_leaving` when it was dispatched, `changed_since` where another version is there
 * than the one that was read.
 */
export async function change(
  member: Member,
  broadcastId: string,
  input: DraftChange,
  read?: number,
): Promise<Broadcast> {
  mustManage(member, 'text many people at once');
  return inTransaction(member, async (tx) => {
    const before = await lockDraft(tx, broadcastId);
    const draft = await readDraft(tx, { ...before, ...given(storable(input)) });
    if (!(await writesOver(tx, asWritten(before), { read, says: draft }))) return find(tx, broadcastId);
    await tx.db
      .updateTable('broadcasts')
      .set({
        ...columns(draft),
        version: before.version + 1,
        changed_by: tx.memberId,
        changed_at: tx.clock.now(),
        not_sent: null,
        ...(isOther(before, draft) && { looked: null }),
      })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', broadcastId)
      .execute();
    announce(tx, { kind: 'broadcast.changed', subjectId: broadcastId });
    return find(tx, broadcastId);
  });
}

/**
 * Throws a draft away.
 * @throws as `change`.
 */
export async function remove(member: Member, broadcastId: string): Promise<void> {
  mustManage(member, 'text many people at once');
  await inTransaction(member, async (tx) => {
    const { name } = await lockDraft(tx, broadcastId);
    // It may have been on its way, and taken back.
    await tx.db
      .deleteFrom('broadcast_counts')
      .where('team_id', '=', tx.teamId)
      .where('broadcast_id', '=', broadcastId)
      .execute();
    await tx.db
      .deleteFrom('broadcast_touches')
      .where('team_id', '=', tx.teamId)
      .where('broadcast_id', '=', broadcastId)
      .execute();
    await tx.db.deleteFrom('broadcasts').where('team_id', '=', tx.teamId).where('id', '=', broadcastId).execute();
    await recordAct(tx, { kind: 'broadcast.removed', subjectId: broadcastId, before: { name } });
    announce(tx, { kind: 'broadcast.changed', subjectId: broadcastId });
  });
}

/** Keeps a broadcast as it is until the commit; its people are not counted meanwhile. @throws AppError `not_found`. */
export async function lock(tx: Transacting<Member>, broadcastId: string): Promise<Uncounted> {
  await sql`select from broadcasts where team_id = ${tx.teamId}::uuid and id = ${broadcastId}::uuid
    for update`.execute(tx.db);
  return findUncounted(tx, broadcastId);
}

async function lockDraft(tx: Transacting<Member>, broadcastId: string): Promise<Uncounted> {
  const broadcast = await lock(tx, broadcastId);
  if (broadcast.state !== 'draft') throw new AppError('already_leaving', 'This broadcast has been sent on its way.');
  return broadcast;
}

/** What a draft says, and who changed it last. */
export function asWritten({ version, changedBy, changedAt, ...before }: Uncounted) {
  const { name, body, audience, lineId, sendAt, segmentsPerMinute } = before;
  const says = { name, body, audience, lineId, sendAt, segmentsPerMinute } satisfies Draft;
  return { version, changedBy, changedAt, says };
}

/** Its name is for the team: nobody gets another text by it. */
const isOther = (before: Draft, { name: _, ...draft }: Draft): boolean =>
  Object.entries(draft).some(([part, value]) => JSON.stringify(value) !== JSON.stringify(before[part as keyof Draft]));

const given = (input: DraftChange) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Partial<Draft>;

const columns = ({ name, body, audience, lineId, sendAt, segmentsPerMinute }: Draft) => ({
  name,
  body,
  audience: JSON.stringify(audience),
  line_id: lineId,
  send_at: sendAt && JSON.stringify(sendAt),
  segments_per_minute: segmentsPerMinute,
});

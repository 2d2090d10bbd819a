import { sql } from 'kysely';
import { notFound } from '../../platform/errors.ts';
import { persistently } from '../../platform/persistently.ts';
import { announce, inTransaction, type TeamScope, type Transacting } from '../floor.ts';
import { type ActKind, type KeptAct, type Member, recordActs } from '../teams/teams.ts';

/** What a member has seen of a conversation, as an act keeps it. */
interface Seen {
  read_id: string | null;
  is_marked: boolean;
  mentions: string[];
}

/**
 * Marks conversations as unread for this member, to come back to; it lasts until they are read on purpose.
 * @throws AppError `not_found` when one of them is not the team's.
 */
export async function markUnread(member: Member, conversationIds: string[]) {
  return persistently(() =>
    inTransaction(member, async (tx) => {
      const before = await look(tx, conversationIds);
      await tx.db
        .insertInto('unread_marks')
        .values([...before.keys()].map((id) => ({ ...keyOf(tx, id), marked_at: tx.clock.now() })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return keep(tx, 'conversation.marked_unread', before, conversationIds.length > 1);
    }),
  );
}

/** Takes this member's own mark away, as they do by opening the conversation on purpose. */
export async function unmarkUnread(member: Member, conversationId: string): Promise<void> {
  await inTransaction(member, async (tx) => {
    await look(tx, [conversationId]);
    await dropMarks(tx, [conversationId]);
    announce(tx, { kind: 'conversation.changed', conversationId });
  });
}

/** Marks all of some conversations as seen by this member. @throws as `markUnread`. */
export async function readAll(member: Member, conversationIds: string[]) {
  return persistently(() =>
    inTransaction(member, async (tx) => {
      const before = await look(tx, conversationIds);
      const ids = [...before.keys()];
      await sql`
      insert into read_marks (team_id, conversation_id, member_id, message_id, read_at)
      select team_id, id, ${tx.memberId}::uuid, last_message_id, ${tx.clock.now()}::timestamptz from conversations
      where team_id = ${tx.teamId}::uuid and id = any (${ids}::uuid[]) and last_message_id is not null order by id
      on conflict (team_id, conversation_id, member_id) do update
        set message_id = excluded.message_id, read_at = excluded.read_at
        where read_marks.message_id < excluded.message_id`.execute(tx.db);
      await dropMarks(tx, ids);
      await tx.db
        .deleteFrom('unseen_mentions')
        .where('team_id', '=', tx.teamId)
        .where('member_id', '=', tx.memberId)
        .where('conversation_id', 'in', ids)
        .execute();
      return keep(tx, 'conversation.read', before, conversationIds.length > 1);
    }),
  );
}

/** Puts back what acts on this member's own marks have changed, where that is as they left it. Answers those put back. */
export async function putBackMarks(tx: Transacting<Member>, acts: KeptAct[]): Promise<KeptAct[]> {
  if (acts.length === 0) return [];
  const now = await look(
    tx,
    acts.map((act) => act.conversationId as string),
    false,
  );
  const undone = acts.filter((act) => isAsLeft(act, now.get(act.conversationId as string)));
  if (undone.length === 0) return [];
  // Who has marked something as unread has seen nothing less by it: only the mark goes.
  const { markings = [], readings = [] } = Object.groupBy(undone, ({ kind }) =>
    kind === 'conversation.marked_unread' ? 'markings' : 'readings',
  );
  await dropMarks(
    tx,
    markings.filter(({ before }) => before.is_marked !== true).map(({ conversationId }) => conversationId as string),
  );
  if (readings.length > 0) await putBackReading(tx, readings);
  return undone;
}

/** Puts back what marking as read has changed. */
async function putBackReading(tx: Transacting<Member>, acts: KeptAct[]): Promise<void> {
  const ids = acts.map(({ conversationId }) => conversationId as string);
  const seen = acts.map(({ before }) => before as unknown as Seen);
  const marked = ids.filter((_, index) => seen[index]?.is_marked);
  await dropMarks(tx, ids);
  if (marked.length > 0)
    await tx.db
      .insertInto('unread_marks')
      .values(marked.map((id) => ({ ...keyOf(tx, id), marked_at: tx.clock.now() })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  const kept = sql`unnest(${ids}::uuid[], ${seen.map(({ read_id }) => read_id)}::uuid[]) as kept (id, read_id)`;
  await sql`
    delete from read_marks using ${kept}
    where team_id = ${tx.teamId}::uuid and conversation_id = kept.id and member_id = ${tx.memberId}::uuid
      and message_id is distinct from kept.read_id`.execute(tx.db);
  await sql`
    insert into read_marks (team_id, conversation_id, member_id, message_id, read_at)
    select ${tx.teamId}::uuid, kept.id, ${tx.memberId}::uuid, kept.read_id, ${tx.clock.now()}::timestamptz
    from ${kept} where kept.read_id is not null order by kept.id
    on conflict do nothing`.execute(tx.db);
  // A note may have gone since.
  await sql`
    insert into unseen_mentions (team_id, member_id, conversation_id, note_id)
    select team_id, ${tx.memberId}::uuid, conversation_id, id from notes
    where team_id = ${tx.teamId}::uuid and conversation_id = any (${ids}::uuid[])
      and id = any (${seen.flatMap(({ mentions }) => mentions)}::uuid[])
      and deleted_at is null and ${tx.memberId}::uuid = any (mentions)
    on conflict do nothing`.execute(tx.db);
}

/**
 * Whether what a member has seen is as their act has left it. A mark that is gone already, as by opening the conversation
 * again, is what taking it back would make of it.
 */
const isAsLeft = ({ kind, after }: KeptAct, now: Seen | undefined) =>
  now !== undefined && (kind === 'conversation.marked_unread' || isSame(now, after as unknown as Seen));

const isSame = (a: Seen | undefined, b: Seen) => JSON.stringify(a) === JSON.stringify(b);

const keyOf = ({ teamId, memberId }: Member, id: string) => ({
  team_id: teamId,
  conversation_id: id,
  member_id: memberId,
});

async function dropMarks(tx: Transacting<Member>, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .deleteFrom('unread_marks')
    .where('team_id', '=', tx.teamId)
    .where('member_id', '=', tx.memberId)
    .where('conversation_id', 'in', ids)
    .execute();
}

/** What this member has seen of conversations, by their ids, in the order of these. */
async function look(tx: Member & TeamScope, ids: string[], mustExist = true): Promise<Map<string, Seen>> {
  const wanted = new Set(ids.map((id) => id.toLowerCase()));
  const { rows } = await sql<{ id: string; seen: Seen }>`
    select id, jsonb_build_object(
      'read_id', (select message_id from read_marks where read_marks.team_id = conversations.team_id
        and read_marks.conversation_id = conversations.id and read_marks.member_id = ${tx.memberId}::uuid),
      'is_marked', exists (select from unread_marks where unread_marks.team_id = conversations.team_id
        and unread_marks.conversation_id = conversations.id and unread_marks.member_id = ${tx.memberId}::uuid),
      'mentions', array(select note_id from unseen_mentions where unseen_mentions.team_id = conversations.team_id
        and unseen_mentions.conversation_id = conversations.id and unseen_mentions.member_id = ${tx.memberId}::uuid
        order by note_id)) as seen
    from conversations where team_id = ${tx.teamId}::uuid and id = any (${[...wanted]}::uuid[])
    order by id`.execute(tx.db);
  if (mustExist && rows.length < wanted.size) throw notFound('conversation');
  return new Map(rows.map((row) => [row.id, row.seen]));
}

/** Keeps the acts on those conversations of which this member has seen something else now. */
async function keep(tx: Transacting<Member>, kind: ActKind, before: Map<string, Seen>, isBatch: boolean) {
  const after = await look(tx, [...before.keys()]);
  const changed = [...after].filter(([id, seen]) => !isSame(before.get(id), seen));
  const batchId = isBatch ? tx.newId() : undefined;
  const [actId] = await recordActs(
    tx,
    changed.map(([conversationId, seen]) => ({
      kind,
      conversationId,
      ...(batchId && { batchId }),
      before: before.get(conversationId) as Seen,
      after: seen,
    })),
  );
  for (const [conversationId] of changed) announce(tx, { kind: 'conversation.changed', conversationId });
  return { actId: actId ? (batchId ?? actId) : null, changed: changed.length };
}

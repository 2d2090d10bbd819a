import { type RawBuilder, sql } from 'kysely';
import { invalid, notFound } from '../../platform/errors.ts';
import { persistently } from '../../platform/persistently.ts';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import { activeAmong, type Member, recordActs } from '../teams/teams.ts';

/** What a member does with a conversation, for everybody. */
export type Change =
  | { act: 'done' }
  | { act: 'reopen' }
  | { act: 'assign'; memberId: string | null }
  | { act: 'snooze'; until: Date }
  | { act: 'unsnooze' };

/** Under what name an act is kept. */
const kinds = {
  done: 'conversation.closed',
  reopen: 'conversation.reopened',
  assign: 'conversation.assigned',
  snooze: 'conversation.snoozed',
  unsnooze: 'conversation.unsnoozed',
} as const;

/**
 * What an act may change and looks at, as the database writes it, to the microsecond: it is taken back only while all of
 * this is as the act has left it. So what was closed stays closed once anybody has written.
 */
const closure = sql`jsonb_build_object('closed_at', closed_at, 'waiting_since', waiting_since,
  'snoozed_until', snoozed_until, 'last_message_id', last_message_id)`;
const assignment = sql`jsonb_build_object('assignee_id', assignee_id)`;
const snooze = sql`jsonb_build_object('snoozed_until', snoozed_until)`;

const facts = { done: closure, reopen: closure, assign: assignment, snooze, unsnooze: snooze };

/** By the ids of conversations, the newest text of the person that the member has seen; null for none at all. */
type Seen = Readonly<Record<string, string | null>>;

/**
 * Changes conversations, all of them or none; those that are so already stay as they are, and no act is kept of them. What
 * would be done or put off while the person has written something that the member has not seen (`seen`) is left as it is.
 * @returns what was changed, and what takes it back: the id of the act, or that of many; null when nothing was changed.
 * And how many were left because they have written.
 * @throws AppError `not_found` when one of them is not the team's; `invalid` for somebody who cannot be assigned.
 */
export async function change(
  member: Member,
  conversationIds: string[],
  wanted: Change,
  seen: Seen = {},
): Promise<{ actId: string | null; changed: number; left: number }> {
  return persistently(() =>
    inTransaction(member, async (tx) => {
      if (wanted.act === 'assign') await mustBeActive(tx, wanted.memberId);
      const locked = await lock(tx, conversationIds, wanted);
      const left = locked.filter((row) => row.isToChange && hides(wanted) && isUnseen(row, seen)).map(({ id }) => id);
      const before = new Map(locked.filter(({ id }) => !left.includes(id)).map(({ id, facts }) => [id, facts]));
      const after = before.size > 0 ? await apply(tx, [...before.keys()], wanted) : [];
      const batchId = conversationIds.length > 1 ? tx.newId() : undefined;
      const actIds = await recordActs(
        tx,
        after.map(({ id, facts }) => ({
          kind: kinds[wanted.act],
          conversationId: id,
          ...(batchId && { batchId }),
          before: before.get(id) as object,
          after: facts,
        })),
      );
      for (const [index, { id }] of after.entries())
        announce(tx, { kind: 'conversation.changed', conversationId: id, subjectId: actIds[index] as string });
      return {
        actId: after.length > 0 ? (batchId ?? (actIds[0] as string)) : null,
        changed: after.length,
        left: left.length,
      };
    }),
  );
}

/** What is done or put off is out of sight, and an unseen text with it. */
const hides = ({ act }: Change) => act === 'done' || act === 'snooze';

function isUnseen({ id, last_inbound_id: newest }: Locked, seen: Seen): boolean {
  const shown = seen[id];
  return shown !== undefined && newest !== null && newest > (shown?.toLowerCase() ?? '');
}

async function mustBeActive(tx: Transacting<Member>, memberId: string | null): Promise<void> {
  if (memberId && (await activeAmong(tx, [memberId], { isLocked: true })).size === 0)
    throw invalid({ memberId: 'There is no such member in your team any more. Choose another.' });
}

/** In the order in which texts that come take them, so that nobody waits for each other. */
async function lock(tx: Transacting<Member>, ids: string[], wanted: Change): Promise<Locked[]> {
  const named = new Set(ids.map((id) => id.toLowerCase()));
  const { where } = read(wanted, tx.clock.now());
  const { rows } = await sql<Locked>`
    select id, ${facts[wanted.act]} as facts, last_inbound_id, ${where} as "isToChange" from conversations
    where team_id = ${tx.teamId}::uuid and id = any (${[...named]}::uuid[])
    order by id for no key update`.execute(tx.db);
  if (rows.length < named.size) throw notFound('conversation');
  return rows;
}

interface Locked {
  id: string;
  facts: object;
  last_inbound_id: string | null;
  /** It is not so already. */
  isToChange: boolean;
}

async function apply(tx: Transacting<Member>, ids: string[], wanted: Change): Promise<{ id: string; facts: object }[]> {
  const { set, where } = read(wanted, tx.clock.now());
  const { rows } = await sql<{ id: string; facts: object }>`
    update conversations set ${set}
    where team_id = ${tx.teamId}::uuid and id = any (${ids}::uuid[]) and ${where}
    returning id, ${facts[wanted.act]} as facts`.execute(tx.db);
  return rows;
}

/** What to set, and which are not so already. */
function read(wanted: Change, now: Date): Record<'set' | 'where', RawBuilder<unknown>> {
  switch (wanted.act) {
    case 'done':
      return {
        set: sql`closed_at = coalesce(closed_at, ${now}::timestamptz), waiting_since = null, snoozed_until = null`,
        where: sql`(closed_at is null or waiting_since is not null or snoozed_until is not null)`,
      };
    case 'reopen':
      return { set: sql`closed_at = null`, where: sql`closed_at is not null` };
    case 'assign':
      return {
        set: sql`assignee_id = ${wanted.memberId}::uuid`,
        where: sql`assignee_id is distinct from ${wanted.memberId}::uuid`,
      };
    case 'snooze':
      return {
        set: sql`snoozed_until = ${wanted.until}::timestamptz`,
        where: sql`snoozed_until is distinct from ${wanted.until}::timestamptz`,
      };
    case 'unsnooze':
      return { set: sql`snoozed_until = null`, where: sql`snoozed_until is not null` };
  }
}

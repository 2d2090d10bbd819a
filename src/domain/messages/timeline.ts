import { type RawBuilder, sql } from 'kysely';
import { prepared } from '../../platform/database.ts';
import {
  actAsJson,
  isShownAct,
  mustBeOfTeam,
  type Note,
  noteAsJson,
  type ShownAct,
  type StoredAct,
  type StoredNote,
  toNote,
  toShownAct,
} from '../conversations/conversations.ts';
import type { TeamScope } from '../floor.ts';
import { type Message, type Row as MessageRow, selectMessages, toMessage } from './stored-message.ts';

/** All that happened in a conversation has one order: by its ids, which begin with the time. */
export type TimelineItem =
  | { kind: 'message'; id: string; message: Message }
  | { kind: 'note'; id: string; note: Note }
  | { kind: 'act'; id: string; act: ShownAct };

export interface Timeline {
  /** Oldest first. */
  items: TimelineItem[];
  /** Before which item there is more; null when there is none. */
  older: string | null;
  /** After which item there is more, or will be what comes next; null at the end. */
  newer: string | null;
}

/** Where to look: before an item, after one, around one; left out, at the end. */
export interface Look {
  before?: string | undefined;
  after?: string | undefined;
  around?: string | undefined;
  limit: number;
}

/**
 * A part of a conversation's timeline: messages, notes, and what members did.
 * @throws AppError `not_found`.
 */
export async function readTimeline(scope: TeamScope, conversationId: string, look: Look): Promise<Timeline> {
  const { before, after, around, limit } = look;
  const inHalf = around ? Math.ceil(limit / 2) : limit;
  const isBackward = around !== undefined || after === undefined;
  const [back, forth] = await Promise.all([
    isBackward ? read(scope, conversationId, around ? 'to' : 'before', around ?? before ?? last, inHalf) : none,
    isBackward && !around ? none : read(scope, conversationId, 'after', around ?? after ?? last, inHalf),
  ]);
  if (back.items.length + forth.items.length === 0) await mustBeOfTeam(scope, conversationId);
  const items = [...back.items.reverse(), ...forth.items];
  const hasNewer = isBackward && !around ? before !== undefined : forth.hasMore;
  return {
    items,
    older: back.hasMore || !isBackward ? (items[0]?.id ?? after ?? null) : null,
    newer: hasNewer ? (items.at(-1)?.id ?? before ?? null) : null,
  };
}

/** As much as is nearly always asked for, at an end and around an item, has plans of its own. */
const usual: Record<number, string> = { 50: 'timeline', 25: 'half-timeline' };

/** No id is greater. */
const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const none = { items: [] as TimelineItem[], hasMore: false };

type Row = MessageRow & { item_kind: string; item_id: string; note: StoredNote | null; act: StoredAct | null };

/**
 * The items next to a place, the nearest first. Where each stands in its table is taken along (`ctid`, which is good for as
 * long as a statement): by its key it would be searched for a second time, in an index as large as all that was ever sent.
 */
async function read(
  scope: TeamScope,
  conversationId: string,
  way: 'before' | 'to' | 'after',
  id: string,
  limit: number,
): Promise<typeof none> {
  const { compare, order } = {
    before: { compare: sql`<`, order: sql`desc` },
    to: { compare: sql`<=`, order: sql`desc` },
    after: { compare: sql`>`, order: sql`asc` },
  }[way];
  const most = sql.lit(limit + 1);
  const some = (kind: string, table: string, where: RawBuilder<unknown>) => sql`
    (select ${sql.lit(kind)} as kind, id, ${sql.table(table)}.ctid as at from ${sql.table(table)}
      where team_id = ${scope.teamId}::uuid and conversation_id = ${conversationId}::uuid and id ${compare} ${id}::uuid
        and ${where} order by id ${order} limit ${most})`;
  const message = selectMessages(scope).where(sql<boolean>`item.kind = 'message' and messages.ctid = item.at`).limit(1);
  const statement = sql<Row>`
    select item.kind as item_kind, item.id as item_id, message.*, note.note, act.act
    from (
      select * from (
        ${some('message', 'messages', sql`true`)}
        union all ${some('note', 'notes', sql`deleted_at is null`)}
        union all ${some('act', 'acts', isShownAct)}) as each
      order by id ${order} limit ${most}) as item
    left join lateral (${message}) as message on true
    left join lateral (select ${noteAsJson} as note from notes
      where item.kind = 'note' and notes.ctid = item.at limit 1) as note on true
    left join lateral (select ${actAsJson} as act from acts
      where item.kind = 'act' and acts.ctid = item.at limit 1) as act on true
    order by item.id ${order}`;
  const name = usual[limit];
  const { rows } = await (name ? prepared(`${name}-${way}`, statement) : statement).execute(scope.db);
  return { items: rows.slice(0, limit).map((row) => toItem(scope, row)), hasMore: rows.length > limit };
}

function toItem(scope: TeamScope, row: Row): TimelineItem {
  const id = row.item_id;
  if (row.note) return { kind: 'note', id, note: toNote(row.note) };
  if (row.act) return { kind: 'act', id, act: toShownAct(row.act) };
  return { kind: 'message', id, message: toMessage(scope, row) };
}

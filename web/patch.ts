import type { QueryClient } from '@tanstack/react-query';
import { rises } from '../src/domain/message-status.ts';
import type { Conversation, Message, TimelineItem } from './api.ts';
import { patchKept } from './patch-kept.ts';
import type { Rows } from './pending-acts.ts';

/** What happened in a conversation as far as it is loaded: oldest first, without a gap. */
export interface Thread {
  entries: TimelineItem[];
  /** Before which entry there is more; null when all that is older is here. */
  older: string | null;
  /** After which entry there is more; null when the newest is here, so that what comes is put behind it. */
  newer: string | null;
}

/** Puts a text into a thread at its place, or renews it. What we know later than the given text stays. */
function putMessage(thread: Thread, message: Message): Thread {
  const { entries } = thread;
  const at = entries.findLastIndex((known) => known.id <= message.id);
  const known = entries[at];
  const entry: TimelineItem = { kind: 'message', id: message.id, message };
  if (known?.id === message.id) {
    if (known.message && isLater(known.message, message)) return thread;
    return { ...thread, entries: entries.with(at, entry) };
  }
  // Older or newer than all that is loaded, with more between: it comes with its page.
  if (at === -1 && thread.older) return thread;
  if (at === entries.length - 1 && thread.newer) return thread;
  return { ...thread, entries: entries.toSpliced(at + 1, 0, entry) };
}

/** What has come by event since each answer that is under way was asked for, which may not know of it. */
const underWay = new Set<Message[]>();

/** Waits for a part of a conversation, and puts into it what comes by event meanwhile. */
export async function withNews(conversationId: string, answer: Promise<Thread>): Promise<Thread> {
  const news: Message[] = [];
  underWay.add(news);
  try {
    const fresh = await answer;
    return news.filter((message) => message.conversationId === conversationId).reduce(putMessage, fresh);
  } finally {
    underWay.delete(news);
  }
}

/**
 * A fresh answer of the server, with what arrived by event while it was under way: what was there `before` it was asked for
 * and is not in it has gone to another conversation.
 */
export function mergeThread(fresh: Thread, known: Thread | undefined, before?: Thread): Thread {
  const newest = fresh.entries.at(-1)?.id ?? '';
  const knownById = new Map(known?.entries.map((entry) => [entry.id, entry]));
  const entries = fresh.entries.map((entry) => {
    const other = knownById.get(entry.id);
    return other?.message && entry.message && isLater(other.message, entry.message) ? other : entry;
  });
  const old = new Set(before?.entries.map(({ id }) => id));
  const hasArrived = ({ id, kind }: TimelineItem) => kind === 'message' && id > newest && !old.has(id);
  const arrived = fresh.newer ? [] : (known?.entries.filter(hasArrived) ?? []);
  return { ...fresh, entries: [...entries, ...arrived] };
}

/** What of a thread is from one entry on, up to another where it is named; all of it where nothing would be left. */
export function cutThread(thread: Thread, first: string, last: string | null | undefined): Thread {
  const entries = thread.entries.filter(({ id }) => id >= first && (!last || id <= last));
  const [oldest, newest] = [entries[0], entries.at(-1)];
  if (!oldest || !newest) return thread;
  return {
    entries,
    older: oldest === thread.entries[0] ? thread.older : oldest.id,
    newer: newest === thread.entries.at(-1) ? thread.newer : newest.id,
  };
}

/** Whether two states of a thread begin at the same entry, and end at the same one or both with the newest. */
export function hasSameReach(a: Thread, b: Thread): boolean {
  return a.entries[0]?.id === b.entries[0]?.id && a.newer === b.newer;
}

/** A text that is being handed over has the time at which it came into the queue: then what is further along is later. */
function isLater(a: Message, b: Message): boolean {
  const ms = Date.parse(a.statusAt) - Date.parse(b.statusAt);
  return ms === 0 ? rises(b.status, a.status) : ms > 0;
}

/** Shows a text wherever it is visible: in its thread and on its conversation's row. */
export function patchMessage(client: QueryClient, message: Message, isNew: boolean): void {
  for (const news of underWay) news.push(message);
  const timeline = ['timeline', message.conversationId];
  patchKept<Thread>(client, { queryKey: timeline, exact: true }, (known) => putMessage(known, message));
  const thread = client.getQueryData<Thread>(timeline);
  // The thread may know a later state than this news.
  const shown = thread?.entries.findLast((known) => known.id === message.id)?.message ?? message;
  patchConversation(client, message.conversationId, (conversation) => patchRow(conversation, shown, isNew));
}

/** Shows a conversation otherwise, where it is open and in every list. */
function patchConversation(client: QueryClient, id: string, patch: (known: Conversation) => Conversation): void {
  patchKept(client, { queryKey: ['conversation', id], exact: true }, patch);
  patchKept<Rows>(client, { queryKey: ['conversations'] }, (rows) => mapRows(rows, id, patch));
}

function patchRow(conversation: Conversation, message: Message, isNew: boolean): Conversation {
  const { lastMessage } = conversation;
  if (lastMessage && lastMessage.id > message.id) return conversation;
  const { id, direction, body, status, createdAt, media } = message;
  const next = { ...conversation, lastMessage: { id, direction, body, status, createdAt, hasMedia: media.length > 0 } };
  if (!isNew || lastMessage?.id === id) return next;
  const isInbound = direction === 'inbound';
  return {
    ...next,
    lastInboundId: isInbound ? id : conversation.lastInboundId,
    unread: conversation.unread + (isInbound ? 1 : 0),
    waitingSince: isInbound ? (conversation.waitingSince ?? createdAt) : null,
  };
}

function mapRows(rows: Rows, conversationId: string, patch: (row: Conversation) => Conversation): Rows {
  const isHere = (row: Conversation) => row.id === conversationId;
  if (!rows.pages.some((page) => page.items.some(isHere))) return rows;
  const patchPage = (page: Rows['pages'][number]) => ({
    ...page,
    items: page.items.map((row) => (isHere(row) ? patch(row) : row)),
  });
  return { ...rows, pages: rows.pages.map(patchPage) };
}

/** Shows a conversation as read up to a text, with so many left unread. */
export function patchRead(client: QueryClient, conversationId: string, messageId: string, unread: number): void {
  const read = { unread, hasMoreUnread: false, lastReadMessageId: messageId };
  patchConversation(client, conversationId, (known) => ({ ...known, ...read }));
}

/** Shows a conversation without a draft: it was sent, or emptied. */
export function patchDraftGone(client: QueryClient, conversationId: string): void {
  patchConversation(client, conversationId, (known) => ({ ...known, draft: null }));
}

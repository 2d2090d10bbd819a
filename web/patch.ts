import type { QueryClient } from '@tanstack/react-query';
import type { Conversation, Message } from './api.ts';
import type { Rows } from './pending-acts.ts';

/** A conversation's texts as far as they are loaded: oldest first, without a gap up to the newest. */
export interface Thread {
  messages: Message[];
  /** Where older texts begin; null when all are here. */
  older: string | null;
}

/** Puts a text into a thread at its place, or renews it. What we know later than the given text stays. */
function putMessage(thread: Thread, message: Message): Thread {
  const { messages } = thread;
  const at = messages.findLastIndex((known) => known.id <= message.id);
  const known = messages[at];
  if (known?.id === message.id) {
    if (isLater(known, message)) return thread;
    return { ...thread, messages: messages.with(at, message) };
  }
  // Older than all that is loaded: it comes with its page.
  if (at === -1 && thread.older) return thread;
  return { ...thread, messages: messages.toSpliced(at + 1, 0, message) };
}

/** A fresh answer of the server, with what arrived by event while it was under way. */
export function mergeThread(fresh: Thread, known: Thread | undefined): Thread {
  const newest = fresh.messages.at(-1)?.id ?? '';
  const laterById = new Map(known?.messages.map((message) => [message.id, message]));
  const messages = fresh.messages.map((message) => {
    const other = laterById.get(message.id);
    return other && isLater(other, message) ? other : message;
  });
  const arrived = known?.messages.filter((message) => message.id > newest) ?? [];
  return { ...fresh, messages: [...messages, ...arrived] };
}

function isLater(a: Message, b: Message): boolean {
  return Date.parse(a.statusAt) > Date.parse(b.statusAt);
}

/** Shows a text wherever it is visible: in its thread and on its conversation's row. */
export function patchMessage(client: QueryClient, message: Message, isNew: boolean): void {
  const thread = client.setQueryData<Thread>(
    ['thread', message.conversationId],
    (known) => known && putMessage(known, message),
  );
  // The thread may know a later state than this news.
  const shown = thread?.messages.findLast((known) => known.id === message.id) ?? message;
  const patch = (conversation: Conversation) => patchRow(conversation, shown, isNew);
  client.setQueryData<Conversation>(['conversation', message.conversationId], (known) => known && patch(known));
  client.setQueriesData<Rows>(
    { queryKey: ['conversations'] },
    (rows) => rows && mapRows(rows, message.conversationId, patch),
  );
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
  const patch = (row: Conversation) => ({ ...row, unread, lastReadMessageId: messageId });
  client.setQueryData<Conversation>(['conversation', conversationId], (known) => known && patch(known));
  client.setQueriesData<Rows>({ queryKey: ['conversations'] }, (rows) => rows && mapRows(rows, conversationId, patch));
}

import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import { api, ask, type Conversation } from '../../api.ts';
import { patchRead } from '../../patch.ts';
import type { Row } from './thread-rows.ts';
import { rowAttribute } from './use-place.ts';

const focusMs = 1_000;
const settleMs = 200;

/**
 * Marks as read the newest text whose bottom edge is in sight, once the window has had the focus for a second:
 * looking past a thread in a background window must not lose a text.
 */
export function useReadMark(
  scroller: RefObject<HTMLElement | null>,
  conversation: Conversation,
  rows: Row[],
  /** Newer ones are not loaded: how many are left unread only the server knows. */
  hasMore: boolean,
): void {
  const client = useQueryClient();
  const latest = useRef({ conversation, rows, hasMore });
  latest.current = { conversation, rows, hasMore };
  const checkSoon = useRef(() => {});

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let focusedAt = document.hasFocus() ? Date.now() : Number.POSITIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const check = () => {
      clearTimeout(timer);
      if (!document.hasFocus() || document.hidden) return;
      timer = setTimeout(mark, Math.max(settleMs, focusedAt + focusMs - Date.now()));
    };
    checkSoon.current = check;
    const focus = () => {
      focusedAt = Date.now();
      check();
    };
    const blur = () => {
      focusedAt = Number.POSITIVE_INFINITY;
      clearTimeout(timer);
    };
    const mark = () => {
      const { conversation, rows, hasMore } = latest.current;
      const { id, lastReadMessageId, mentioned } = conversation;
      const bottoms = seenRows(box);
      const note = mentioned ? newest(rows, bottoms, (row) => row.note?.id) : undefined;
      if (note) tell(id, { noteId: note });
      const seen = newest(rows, bottoms, (row) => (row.isMine ? undefined : row.message?.id));
      if (conversation.unread === 0 || !seen || seen <= (lastReadMessageId ?? '')) return;
      const unread = rows.filter((row) => !row.isMine && row.message && row.message.id > seen).length;
      if (!hasMore) patchRead(client, id, seen, unread);
      tell(id, { messageId: seen });
    };
    const tell = (id: string, body: { messageId: string } | { noteId: string }) =>
      // A mark that is lost only leaves the text unread; the next look marks it again.
      ask(api.PUT('/api/v1/conversations/{id}/read-mark', { params: { path: { id } }, body })).catch(() =>
        client.invalidateQueries({ queryKey: ['conversation', id] }),
      );

    const stop = new AbortController();
    box.addEventListener('scroll', check, { passive: true, signal: stop.signal });
    addEventListener('focus', focus, { signal: stop.signal });
    addEventListener('blur', blur, { signal: stop.signal });
    document.addEventListener('visibilitychange', check, { signal: stop.signal });
    const observer = new ResizeObserver(check);
    observer.observe(box);
    return () => {
      stop.abort();
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [scroller, client]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a text that came, or was marked elsewhere, is looked at again
  useEffect(() => checkSoon.current(), [rows, conversation.unread]);
}

/** The keys of the rows that are seen to their ends. */
function seenRows(box: HTMLElement): Set<string | null> {
  const bottom = box.getBoundingClientRect().bottom + 1;
  const rows = [...box.querySelectorAll(`[${rowAttribute}]`)];
  return new Set(
    rows
      .filter((element) => element.getBoundingClientRect().bottom <= bottom)
      .map((element) => element.getAttribute(rowAttribute)),
  );
}

/** What the last of the seen rows has that has any of it. */
function newest(rows: Row[], seen: Set<string | null>, idOf: (row: Row) => string | undefined): string | undefined {
  const row = rows.findLast((each) => seen.has(each.key) && idOf(each) !== undefined);
  return row && idOf(row);
}

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
export function useReadMark(scroller: RefObject<HTMLElement | null>, conversation: Conversation, rows: Row[]): void {
  const client = useQueryClient();
  const latest = useRef({ conversation, rows });
  latest.current = { conversation, rows };
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
      const { conversation, rows } = latest.current;
      const seen = newestSeen(box, rows);
      if (conversation.unread === 0 || !seen || seen <= (conversation.lastReadMessageId ?? '')) return;
      const unread = rows.filter((row) => !row.isMine && row.message && row.message.id > seen).length;
      patchRead(client, conversation.id, seen, unread);
      const params = { path: { id: conversation.id } };
      // A mark that is lost only leaves the text unread; the next look marks it again.
      ask(api.PUT('/api/v1/conversations/{id}/read-mark', { params, body: { messageId: seen } })).catch(() =>
        client.invalidateQueries({ queryKey: ['conversation', conversation.id] }),
      );
    };

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

/** The id of the newest incoming text that is seen to its end. */
function newestSeen(box: HTMLElement, rows: Row[]): string | undefined {
  const bottom = box.getBoundingClientRect().bottom + 1;
  const inbound = new Map(rows.flatMap((row) => (row.message && !row.isMine ? [[row.key, row.message.id]] : [])));
  return [...box.querySelectorAll(`[${rowAttribute}]`)]
    .filter((element) => element.getBoundingClientRect().bottom <= bottom)
    .map((element) => inbound.get(element.getAttribute(rowAttribute) ?? ''))
    .findLast((id) => id !== undefined);
}

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, ask, type Conversation } from '../../api.ts';
import { refreshRows } from '../../list-news.ts';
import { patchKept } from '../../patch-kept.ts';

/** Where the page was when it was loaded: what is open there, nobody has opened on purpose. */
const firstUrl = performance.getEntriesByType('navigation')[0]?.name ?? '';
let isFirst = true;

/** Takes away the member's own mark "unread" when they open the conversation again; one that is made later stays. */
export function useUnreadMark(conversation: Conversation | undefined): void {
  const client = useQueryClient();
  const isLooked = useRef(false);
  useEffect(() => {
    if (!conversation || isLooked.current) return;
    isLooked.current = true;
    const wasLoaded = isFirst && firstUrl.includes(conversation.id);
    isFirst = false;
    if (wasLoaded || !conversation.isMarkedUnread) return;
    const { id } = conversation;
    const patch = (known: Conversation) => ({ ...known, isMarkedUnread: false });
    patchKept(client, { queryKey: ['conversation', id], exact: true }, patch);
    ask(api.DELETE('/api/v1/conversations/{id}/unread-mark', { params: { path: { id } } }))
      // A mark that stays can be taken away by the next opening.
      .catch(() => {})
      .finally(() => {
        void refreshRows(client, [id]);
        void client.invalidateQueries({ queryKey: ['conversation', id] });
      });
  }, [client, conversation]);
}

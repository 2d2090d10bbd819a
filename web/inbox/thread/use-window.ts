import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Thread } from '../../patch.ts';
import { loadPage, threadQuery } from '../../queries.ts';
import type { Row } from './thread-rows.ts';

/** At most this many texts are in the page at once; more make every act slow. */
const mostRows = 300;
const step = 50;

/**
 * Which rows of a thread are in the page. The window grows and moves in steps while the reader comes near its edges;
 * older texts are fetched when all that are loaded are shown.
 */
export function useWindow(conversationId: string, thread: Thread, rows: Row[], firstShown: Row | undefined) {
  const client = useQueryClient();
  // The last step of rows, and more where the first unread is further up; a few above it say what it answers.
  const [firstId, setFirstId] = useState(() => {
    const last = Math.max(0, rows.length - step);
    return idAt(rows, firstShown ? Math.min(last, rows.indexOf(firstShown) - 5) : last);
  });
  const [isFollowing, setFollowing] = useState(true);
  const [failure, setFailure] = useState<unknown>(null);
  const isLoading = useRef(false);

  const found = Math.max(
    0,
    rows.findIndex((row) => !row.message || row.message.id >= firstId),
  );
  const start = isFollowing ? Math.max(found, rows.length - mostRows) : found;
  const end = Math.min(rows.length, start + mostRows);

  async function loadOlder(): Promise<void> {
    if (!thread.older || isLoading.current) return;
    isLoading.current = true;
    setFailure(null);
    try {
      const page = await loadPage(conversationId, thread.older);
      client.setQueryData(threadQuery(conversationId).queryKey, (known) =>
        // A thread that was asked again meanwhile may reach elsewhere.
        known?.older === thread.older ? { ...page, messages: [...page.messages, ...known.messages] } : known,
      );
      setFirstId(page.messages[0]?.id ?? '');
    } catch (error) {
      setFailure(error);
    } finally {
      isLoading.current = false;
    }
  }

  return {
    start,
    end,
    isFollowing,
    setFollowing,
    failure,
    showOlder(): void {
      if (start > 0) setFirstId(idAt(rows, start - step));
      else void loadOlder();
    },
    showNewer(): void {
      if (end < rows.length) setFirstId(idAt(rows, start + step));
    },
    /** The last rows, whatever was shown before. */
    showLatest(): void {
      setFollowing(true);
      if (end < rows.length) setFirstId(idAt(rows, rows.length - step));
    },
  };
}

/** The id of the text in a row; texts come in the order of their ids. */
function idAt(rows: Row[], index: number): string {
  return rows[Math.max(0, index)]?.message?.id ?? '';
}

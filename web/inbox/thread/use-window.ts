import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Thread } from '../../patch.ts';
import { patchKept } from '../../patch-kept.ts';
import { loadPage, threadQuery } from '../../queries.ts';
import type { Row } from './thread-rows.ts';
import { idOf } from './timeline-rows.ts';

/** At most this many texts are in the page at once; more make every act slow. */
const mostRows = 300;
const step = 50;

/**
 * Which rows of a thread are in the page. The window grows and moves in steps while the reader comes near its edges;
 * older texts are fetched when all that are loaded are shown.
 */
export function useWindow(conversationId: string, thread: Thread, rows: Row[], firstShown: Row | undefined) {
  const client = useQueryClient();
  const { queryKey } = threadQuery(conversationId);
  // The last step of rows, and more where the first unread is further up; a few above it say what it answers.
  const [firstId, setFirstId] = useState(() => {
    const last = Math.max(0, rows.length - step);
    return idAt(rows, firstShown ? Math.min(last, rows.indexOf(firstShown) - 5) : last);
  });
  const [isFollowing, setFollowing] = useState(!thread.newer);
  const [failure, setFailure] = useState<unknown>(null);
  const isLoading = useRef(false);

  const found = Math.max(
    0,
    rows.findIndex((row) => (idOf(row) ?? last) >= firstId),
  );
  const start = isFollowing ? Math.max(found, rows.length - mostRows) : found;
  const end = Math.min(rows.length, start + mostRows);

  async function loadOlder(): Promise<void> {
    if (!thread.older || isLoading.current) return;
    isLoading.current = true;
    setFailure(null);
    try {
      const page = await loadPage(conversationId, { before: thread.older });
      patchKept<Thread>(client, { queryKey, exact: true }, (known) =>
        // A thread that was asked again meanwhile may reach elsewhere.
        known.older === thread.older
          ? { ...known, older: page.older, entries: [...page.entries, ...known.entries] }
          : known,
      );
      setFirstId(page.entries[0]?.id ?? '');
    } catch (error) {
      setFailure(error);
    } finally {
      isLoading.current = false;
    }
  }

  async function loadNewer(): Promise<void> {
    if (!thread.newer || isLoading.current) return;
    isLoading.current = true;
    setFailure(null);
    try {
      const page = await loadPage(conversationId, { after: thread.newer });
      patchKept<Thread>(client, { queryKey, exact: true }, (known) =>
        known.newer === thread.newer
          ? { ...known, newer: page.newer, entries: [...known.entries, ...page.entries] }
          : known,
      );
    } catch (error) {
      setFailure(error);
    } finally {
      isLoading.current = false;
    }
  }

  /** The newest in place of what is loaded, which ends somewhere in the middle. */
  async function loadLatest(): Promise<void> {
    try {
      const page = await loadPage(conversationId, {});
      setFirstId(page.entries[0]?.id ?? '');
      setFollowing(true);
      client.setQueryData(queryKey, page);
    } catch (error) {
      setFailure(error);
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
      else void loadNewer();
    },
    /** The last rows, whatever was shown before; where they are not loaded, in place of those that are. */
    async showLatest(): Promise<void> {
      if (thread.newer) return loadLatest();
      setFollowing(true);
      if (end < rows.length) setFirstId(idAt(rows, rows.length - step));
    },
  };
}

/** No id is greater. */
const last = '\uffff';

/** The id of what stands at a place; all come in the order of their ids. */
function idAt(rows: Row[], index: number): string {
  const row = rows[Math.max(0, index)];
  return (row && idOf(row)) ?? '';
}

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useLayoutEffect } from 'react';
import { api, ask, type Conversation, Refused } from '../../api.ts';
import { deadline } from '../../deadline.ts';
import { isOnline, watch } from '../../live.ts';
import { patchDraftGone } from '../../patch.ts';
import { conversationQuery } from '../../queries.ts';
import { mostKept } from '../../wish.ts';
import { dirtyDrafts, draftOf, keepDraft } from './drafts.ts';
import { isFinal } from './is-final.ts';

const restMs = 400;
/** What the server says of a draft may have been read before it was saved last. */
const doubtMs = 10_000;

const busy = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;
let client: QueryClient | undefined;

/** Keeps the draft of a conversation the same here and on the server; so a draft is there in any browser. */
export function useDraftSync(conversation: Conversation, area: RefObject<HTMLTextAreaElement | null>): void {
  const queryClient = useQueryClient();
  const { id, draft } = conversation;

  useEffect(() => {
    client = queryClient;
    const look = () => {
      if (!document.hidden) void queryClient.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
    };
    const stop = new AbortController();
    addEventListener('focus', look, { signal: stop.signal });
    addEventListener('pagehide', lastSave, { signal: stop.signal });
    const unwatch = watch(() => isOnline() && saveAll());
    saveAll();
    return () => {
      stop.abort();
      unwatch();
      saveAll();
    };
  }, [queryClient, id]);

  // Before it is seen, and before anything is typed.
  useLayoutEffect(() => {
    const element = area.current;
    const take = () => takeOver(id, draft, document.activeElement === element && document.hasFocus());
    take();
    element?.addEventListener('blur', take);
    return () => element?.removeEventListener('blur', take);
  }, [id, draft, area]);
}

/** Saves what was written, once nothing has been for a moment. */
export function saveSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(saveAll, restMs);
}

function saveAll(): void {
  clearTimeout(timer);
  for (const id of dirtyDrafts()) void save(id);
}

/** One call after the other, so that the last one is the last to arrive. */
async function save(id: string): Promise<void> {
  if (busy.has(id)) return;
  busy.add(id);
  for (let draft = draftOf(id); draft.isDirty; draft = draftOf(id)) {
    const { body, caret } = draft;
    const isStill = (known: { body: string; caret: number }) => known.body === body && known.caret === caret;
    const settled = (savedAt?: string) =>
      keepDraft(id, ({ isDirty, savedAt: _, ...known }) => ({
        ...known,
        ...(savedAt !== undefined && { savedAt }),
        ...(isDirty && !isStill(known) && { isDirty }),
      }));
    keepDraft(id, (known) => ({ ...known, wasTried: true }));
    try {
      const call = { params: { path: { id } }, signal: deadline() };
      if (body) {
        const { updatedAt } = await ask(
          api.PUT('/api/v1/conversations/{id}/draft', { ...call, body: { body, caret: Math.min(caret, body.length) } }),
        );
        settled(updatedAt);
      } else {
        await ask(api.DELETE('/api/v1/conversations/{id}/draft', call));
        if (client) forgetDraft(client, id);
        settled();
      }
    } catch (error) {
      if (error instanceof Refused && isFinal(error.problem.status)) {
        // It stays in this browser.
        settled();
        continue;
      }
      clearTimeout(timer);
      timer = setTimeout(saveAll, doubtMs);
      break;
    }
  }
  busy.delete(id);
}

/** What the page remembers of a conversation, or is just being told, may be older than the end of its draft. */
function forgetDraft(queryClient: QueryClient, id: string): void {
  patchDraftGone(queryClient, id);
  void queryClient.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
}

/** The page goes, and nobody waits for an answer. What is not saved now is kept in this browser, and saved next time. */
function lastSave(): void {
  for (const id of dirtyDrafts()) {
    const { body, caret } = draftOf(id);
    keepDraft(id, (known) => ({ ...known, wasTried: true }));
    void fetch(`/api/v1/conversations/${id}/draft`, {
      method: body ? 'PUT' : 'DELETE',
      keepalive: true,
      ...(body && {
        body: JSON.stringify({ body, caret: Math.min(caret, body.length) }),
        headers: { 'content-type': 'application/json' },
      }),
    }).catch(() => {});
  }
}

/** Takes over what was written in another browser. What is being written here, or is not saved yet, stays. */
function takeOver(id: string, theirs: Conversation['draft'], isBeingWritten: boolean): void {
  const ours = draftOf(id);
  if (ours.isDirty || (isBeingWritten && ours.body)) return;
  // More than the server keeps: it is nowhere but here.
  if (ours.body.length > mostKept) return;
  const { savedAt } = ours;
  if (theirs) {
    if (savedAt && Date.parse(savedAt) >= Date.parse(theirs.updatedAt)) return;
    keepDraft(id, () => ({ body: theirs.body, caret: theirs.caret, savedAt: theirs.updatedAt }));
  } else if (savedAt && Date.now() - Date.parse(savedAt) > doubtMs) {
    keepDraft(id, () => ({ body: '', caret: 0 }));
  }
}

import { useSyncExternalStore } from 'react';
import { stored } from '../../ui/stored.ts';

/** What is written but not sent, and where the caret stands in it. */
export interface Draft {
  body: string;
  caret: number;
}

type Drafts = Record<string, Draft>;

const nothing: Draft = { body: '', caret: 0 };
const coding = { read: (text: string) => readDrafts(JSON.parse(text)), write: JSON.stringify };

let drafts = stored<Drafts>('hearback.drafts', {}, coding);

/** Opens the drafts of this member in this browser. */
export function startDrafts(memberId: string): void {
  drafts = stored<Drafts>(`hearback.drafts.${memberId}`, {}, coding);
}

/** What is written but not sent in a conversation; '' when nothing is. */
export function useDraft(conversationId: string): string {
  return useSyncExternalStore(drafts.subscribe, () => draftOf(conversationId).body);
}

export function draftOf(conversationId: string): Draft {
  return drafts.get()[conversationId] ?? nothing;
}

export function saveDraft(conversationId: string, body: string, caret = body.length): void {
  drafts.update(({ [conversationId]: _, ...others }) =>
    body ? { ...others, [conversationId]: { body, caret } } : others,
  );
}

/** Puts words that were on their way back; what has been written meanwhile follows them. */
export function putBack(conversationId: string, words: Draft): void {
  const { body } = draftOf(conversationId);
  saveDraft(conversationId, body ? `${words.body}\n${body}` : words.body, words.caret);
}

/** Pages of an earlier Hearback kept the words alone. */
function readDrafts(kept: Record<string, string | Draft>): Drafts {
  return Object.fromEntries(
    Object.entries(kept).map(([id, draft]) => [
      id,
      typeof draft === 'string' ? { body: draft, caret: draft.length } : draft,
    ]),
  );
}

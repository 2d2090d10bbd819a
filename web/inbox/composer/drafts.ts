import { useSyncExternalStore } from 'react';
import { stored } from '../../ui/stored.ts';

let drafts = stored<Record<string, string>>('hearback.drafts', {});

/** Opens the drafts of this member in this browser. */
export function startDrafts(memberId: string): void {
  drafts = stored(`hearback.drafts.${memberId}`, {});
}

/** What is written but not sent in a conversation; '' when nothing is. */
export function useDraft(conversationId: string): string {
  return useSyncExternalStore(drafts.subscribe, () => drafts.get()[conversationId] ?? '');
}

export function saveDraft(conversationId: string, text: string): void {
  drafts.update(({ [conversationId]: _, ...others }) => (text ? { ...others, [conversationId]: text } : others));
}

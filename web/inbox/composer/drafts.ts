import { useSyncExternalStore } from 'react';
import type { Conversation } from '../../api.ts';
import { stored } from '../../ui/stored.ts';

/** What is written but not sent, and where the caret stands in it. */
export interface Draft {
  body: string;
  caret: number;
}

/** A draft as this browser has it. An empty one stays until the server has forgotten it too. */
export interface KeptDraft extends Draft {
  /** The server does not know it like this yet. */
  isDirty?: boolean;
  /** A try to tell the server was begun, whether it arrived or not. */
  wasTried?: boolean;
  /** The server's own time of what it knows. */
  savedAt?: string;
}

type Drafts = Record<string, KeptDraft>;

const nothing: KeptDraft = { body: '', caret: 0 };
const coding = { read: (text: string) => readDrafts(JSON.parse(text)), write: JSON.stringify };

let drafts = stored<Drafts>('hearback.drafts', {}, coding);
let openFor = '';

/** Opens the drafts of this member in this browser. */
export function startDrafts(memberId: string): void {
  if (memberId === openFor) return;
  openFor = memberId;
  drafts = stored<Drafts>(`hearback.drafts.${memberId}`, {}, coding);
}

/** What is written but not sent in a conversation; '' when nothing is. */
export function useDraft(conversationId: string): string {
  return useSyncExternalStore(drafts.subscribe, () => draftOf(conversationId).body);
}

/** The same for a row of the list: what was written in this browser, else what the server keeps. */
export function useDraftOf({ id, draft }: Conversation): string {
  const kept = useSyncExternalStore(drafts.subscribe, () => drafts.get()[id]);
  return kept ? kept.body : (draft?.body ?? '');
}

export function draftOf(conversationId: string): KeptDraft {
  return drafts.get()[conversationId] ?? nothing;
}

/** The drafts that the server does not know as they are. */
export function dirtyDrafts(): string[] {
  return Object.entries(drafts.get()).flatMap(([id, { isDirty }]) => (isDirty ? [id] : []));
}

/** Changes what is kept of a draft. An empty one of which the server never heard is nothing at all. */
export function keepDraft(conversationId: string, change: (known: KeptDraft) => KeptDraft): void {
  drafts.update(({ [conversationId]: known = nothing, ...others }) => {
    const next = change(known);
    const isGone = !next.body && !(next.isDirty && (next.wasTried || next.savedAt));
    return isGone ? others : { ...others, [conversationId]: next };
  });
}

/** Pages of an earlier Hearback kept the words alone. */
function readDrafts(kept: Record<string, string | KeptDraft>): Drafts {
  return Object.fromEntries(
    Object.entries(kept).map(([id, draft]) => [
      id,
      typeof draft === 'string' ? { body: draft, caret: draft.length, isDirty: true } : draft,
    ]),
  );
}

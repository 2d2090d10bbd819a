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

export function saveDraft(conversationId: string, body: string, caret = body.length): void {
  keepDraft(conversationId, (known) => ({ ...known, body, caret, isDirty: true }));
}

/** Puts words where the caret stands. */
export function addToDraft(conversationId: string, words: string): void {
  const { body, caret } = draftOf(conversationId);
  saveDraft(conversationId, body.slice(0, caret) + words + body.slice(caret), caret + words.length);
}

/** Notes where the caret stands in what is written. */
export function moveCaret(conversationId: string, caret: number): void {
  const { body, caret: before } = draftOf(conversationId);
  if (body && caret !== before) keepDraft(conversationId, (known) => ({ ...known, caret, isDirty: true }));
}

/** Whose words have just come back: their box wants the focus, but no box of another page does. */
let cameBack = '';

/** Whether words have come back to a conversation since this was asked last. */
export function haveComeBack(conversationId: string): boolean {
  const have = cameBack === conversationId;
  if (have) cameBack = '';
  return have;
}

/** Puts words that were on their way back; what has been written meanwhile follows them. */
export function putBack(conversationId: string, words: Draft): void {
  const { body } = draftOf(conversationId);
  cameBack = conversationId;
  saveDraft(conversationId, body ? `${words.body}\n${body}` : words.body, words.caret);
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

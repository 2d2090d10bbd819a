import { mostKept } from '../../wish.ts';
import { type Draft, draftOf, keepDraft } from './drafts.ts';

export function saveDraft(conversationId: string, body: string, caret = body.length): void {
  keepDraft(conversationId, (known) => ({ ...known, body, caret, isDirty: true }));
}

/** Puts words where the caret stands, as far as a draft has room for them; answers whether it has room for all. */
export function addToDraft(conversationId: string, words: string): boolean {
  const { body, caret } = draftOf(conversationId);
  const added = words.slice(0, Math.max(0, mostKept - body.length));
  if (added) saveDraft(conversationId, body.slice(0, caret) + added + body.slice(caret), caret + added.length);
  return added === words;
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

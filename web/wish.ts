import { focusContent } from './ui/focus.ts';
import { isSendKey } from './ui/send-key.ts';
import styles from './wish.module.css';

/** As much as a draft can hold: more than that was pasted by mistake. */
export const mostKept = 20_000;
const mostLookedFor = 1_000;

/** What a box does with what was typed for it before, and whether it takes the focus. */
type Take = (typed: string, isAwaited: boolean) => void;

/** Who asked by a key for a box that is not drawn yet, what it is for, and where they type until it is. */
let wish: Wish | undefined;

interface Wish {
  of: string;
  area: HTMLTextAreaElement;
  isComposing?: boolean;
  /** The box is there, and waits for the end of what is being composed. */
  take?: Take | undefined;
}

/** What was typed for boxes that did not come. */
const kept = new Map<string, string>();

addEventListener('popstate', () => end());
// What was to draw the box cannot be had.
addEventListener('vite:preloadError', () => end() && focusContent());

/**
 * What is typed from now on is for the box of this, which is on its way: a place to type stands in for it, so that no letter
 * of it is taken for a key.
 */
export function wishToType(of: string, label: string): void {
  if (wish?.of === of) return;
  end();
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.className = styles.area ?? '';
  area.ariaLabel = label;
  area.dir = 'auto';
  area.maxLength = of === 'search' ? mostLookedFor : mostKept;
  area.value = kept.get(of) ?? '';
  const mine: Wish = { of, area };
  // Another window may take the focus and give it back.
  area.addEventListener('blur', () => document.hasFocus() && end());
  area.addEventListener('compositionstart', () => {
    mine.isComposing = true;
  });
  area.addEventListener('compositionend', () => {
    mine.isComposing = false;
    // Not before the browser is done with it; by then the next one may have begun.
    setTimeout(() => wish === mine && mine.take && !mine.isComposing && hand(mine.of, mine.take));
  });
  area.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    // Nothing is sent that was not seen in its own box.
    if (isSendKey(event) || (event.key === 'Enter' && of === 'search')) event.preventDefault();
    if (event.key !== 'Escape') return;
    end();
    if (before instanceof HTMLElement && before !== document.body && before.checkVisibility()) before.focus();
    else focusContent();
  });
  wish = mine;
  document.body.append(area);
  area.focus({ preventScroll: true });
}

/** Goes to the box of a conversation, or waits for it; answers whether the conversation has to be opened for that. */
export function wishToWrite(conversationId: string, label: string): boolean {
  const thread = document.querySelector<HTMLElement>(`[data-thread="${conversationId}"]`);
  const box = thread?.querySelector<HTMLElement>('[data-write], [data-write-note]') ?? thread;
  if (box) box.focus({ preventScroll: true });
  else wishToType(conversationId, label);
  return !box;
}

/**
 * For the box that has just been drawn: hands it what was typed for it before, at once or, where an input method composes
 * something just then, behind that. Answers how to stop waiting.
 */
export function takeWish(of: string, take: Take): () => void {
  const mine = wish;
  if (mine?.of !== of || !mine.isComposing) {
    hand(of, take);
    return () => {};
  }
  mine.take = take;
  return () => {
    mine.take = undefined;
  };
}

function hand(of: string, take: Take): void {
  const isAwaited = wish?.of === of;
  if (wish && isAwaited) wish.take = undefined;
  end(of);
  const typed = kept.get(of) ?? '';
  kept.delete(of);
  take(typed, isAwaited);
}

/** Whoever was merged with somebody is in the other's conversation: so is what was typed for them. */
export function moveWish(from: string, to: string): void {
  if (wish?.of === from) wish.of = to;
  const typed = kept.get(from);
  if (typed) kept.set(to, (kept.get(to) ?? '') + typed);
  kept.delete(from);
}

/** When the page has come to another place than the one where the box is, as by a notification, nobody waits for it. */
export function endWishElsewhere(): void {
  if (wish && !location.pathname.endsWith(`/${wish.of}`) && end()) focusContent();
}

/** No box has come for this. Answers whether somebody waited for one. */
export function endWish(of: string): boolean {
  return !wish?.take && end(of);
}

/** Nobody waits for the box of this any more, or for any; what was typed stays for when it comes. Answers whether one did. */
function end(of = wish?.of): boolean {
  if (!wish || wish.of !== of) return false;
  const { area, take } = wish;
  wish = undefined;
  if (area.value) kept.set(of, area.value);
  else kept.delete(of);
  area.remove();
  // Who left in the middle of what they composed has the box all the same.
  if (take) hand(of, take);
  return true;
}

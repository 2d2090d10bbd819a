import { useLayoutEffect } from 'react';
import { isSendKey } from './send-key.ts';
import { hasSingleKeys, isApple } from './shortcuts.ts';
import { hasOwnKeys, isBehindDialog, isTyping } from './typing.ts';

interface Coming {
  /** The single keys of a part that is on its way. */
  keys: string;
  /** Those of them that lead to a box: what is typed behind them is for it. */
  toBox: string;
  /** Called when one of them is pressed: somebody waits for the part. */
  hurry?: (() => void) | undefined;
}

interface Early {
  key: string;
  code: string;
  shiftKey: boolean;
  /** Whether it leads to a box, as far as that is known before its part is there. */
  leads: boolean;
}

const coming = new Set<Coming>();

/** What was pressed for such a part, with all that was pressed behind it. */
let early: Early[] = [];
/** Whether a key that leads to a box was pressed again: what is left is for the box, and never acts. */
let hasLed = false;
let isReplaying = false;

/** They type nothing by themselves, but say what the next key types. */
const layers = ['AltGraph', 'CapsLock', 'Compose', 'Dead', 'Fn', 'NumLock', 'Process', 'Unidentified'];

addEventListener('pointerdown', forgetEarly, true);
addEventListener('popstate', forgetEarly);
// Nobody waits for a part that cannot be had.
addEventListener('vite:preloadError', forgetEarly);

/** Drawn in place of a part: its keys are heeded as soon as it is there. */
export function KeysToCome({ keys, toBox, hurry }: Coming): null {
  useLayoutEffect(() => {
    const mine = { keys, toBox, hurry };
    coming.add(mine);
    return () => {
      coming.delete(mine);
      // Behind what is drawn in its place.
      setTimeout(replay);
    };
  }, [keys, toBox, hurry]);
  return null;
}

/**
 * Keeps what is pressed too early, or behind something that was. Answers whether that is all that is to be done with it;
 * `act` is what it would do.
 */
export function keepEarly(event: KeyboardEvent, act: { whileTyping?: boolean } | undefined): boolean {
  if (isReplaying) return false;
  const { key, code, shiftKey } = event;
  const [isWaiting, last] = [early.length > 0, early.at(-1)];
  if (isWaiting && layers.includes(key)) return true;
  const isForBox = isWaiting && (hasLed || early.some(({ leads }) => leads));
  if (isTyped(event, isForBox)) {
    const part = partOf(key, event.target as Element);
    if (!isForBox && (event.repeat || (!isWaiting && (act || !part)))) return false;
    if (!isWaiting) hasLed = false;
    // The first Enter opens a row, the next one goes to the box of what is open.
    const isLeading =
      key === 'Enter' ? early.some((other) => other.key === 'Enter') : part?.toBox.includes(key.toLowerCase());
    early.push({ key, code, shiftKey, leads: !isForBox && isLeading === true });
    part?.hurry?.();
  } else if (isWaiting && key === 'Backspace') {
    if (!last?.leads && (isForBox || last?.key !== 'Enter')) early.pop();
  } else if (!isForBox || key === 'Tab' || act?.whileTyping) {
    // Who goes on to something else does not wait.
    forgetEarly();
    return false;
  } else if (key === 'Escape') forgetEarly();
  // As in the box: it does nothing here, and in the browser what it does there.
  else return true;
  event.preventDefault();
  return true;
}

/** Whether a key writes something, be it by a further layer of the keyboard. */
function isTyped(event: KeyboardEvent, isForBox: boolean): boolean {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (key.length === 1 && event.getModifierState('AltGraph')) return true;
  if (ctrlKey || metaKey || (altKey && !(isForBox && isApple))) return false;
  return key.length === 1 || key === 'Enter';
}

/** Presses again what was pressed too early, and writes it where it has led to something to write in. */
function replay(): void {
  const [next] = early;
  const at = document.activeElement ?? document.body;
  if (!next) return;
  const isAtBox = isTyping(at);
  // The box has not come, and what was typed for it may not act.
  if (hasLed && !isAtBox) forgetEarly();
  if (early.length === 0 || partOf(next.key, at)) return;
  early.shift();
  const { key, code, shiftKey, leads } = next;
  const event = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });
  // Nothing is sent that was not seen in its own box.
  if (!(at.matches('[data-write]') && isSendKey(event))) {
    isReplaying = true;
    const isFree = at.dispatchEvent(event);
    isReplaying = false;
    if (isFree) doAsBrowser(key, at);
    hasLed ||= leads || isAtBox || (key === 'Enter' && !isFree);
  }
  // Before anything else is pressed, or when what it does is drawn.
  if (isTyping(at)) replay();
  else setTimeout(replay);
}

/** Does what the browser does with a key that somebody has pressed, and with none that the page has. */
function doAsBrowser(key: string, at: Element): void {
  const isEnter = key === 'Enter';
  // In a box of one line there is nothing to break.
  if (isTyping(at) && !(isEnter && at.matches('input')))
    document.execCommand('insertText', false, isEnter ? '\n' : key);
  if (isEnter && at.matches('a[href], button, summary')) (at as HTMLElement).click();
}

function partOf(key: string, at: Element): Coming | undefined {
  if (!hasSingleKeys() || hasOwnKeys(at) || isBehindDialog()) return undefined;
  return [...coming].find(({ keys }) => keys.includes(key.toLowerCase()));
}

/** Nobody waits any more: for what has failed, or because they have gone on to something else. */
export function forgetEarly(): void {
  early = [];
}

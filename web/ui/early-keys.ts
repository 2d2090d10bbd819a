import { useLayoutEffect } from 'react';
import { hasSingleKeys } from './shortcuts.ts';
import { hasOwnKeys, isBehindDialog, isTyping } from './typing.ts';

interface Coming {
  /** The single keys of a part that is on its way. */
  keys: string;
  /** Called when one of them is pressed: somebody waits for the part. */
  hurry?: (() => void) | undefined;
}

const coming = new Set<Coming>();

/** What was pressed for such a part, with all that was pressed behind it. */
let early: KeyboardEvent[] = [];
let isReplaying = false;

addEventListener('pointerdown', forgetEarly, true);
addEventListener('popstate', forgetEarly);

/** Drawn in place of a part: its keys are heeded as soon as it is there. */
export function KeysToCome({ keys, hurry }: Coming): null {
  useLayoutEffect(() => {
    const mine = { keys, hurry };
    coming.add(mine);
    return () => {
      coming.delete(mine);
      // Behind what is drawn in its place.
      setTimeout(replay);
    };
  }, [keys, hurry]);
  return null;
}

/** Keeps what is pressed too early, or behind something that was; answers whether it is kept. */
export function keepEarly(event: KeyboardEvent, canAct: boolean): boolean {
  if (isReplaying) return false;
  const isOther = event.ctrlKey || event.metaKey || event.altKey || (event.key.length !== 1 && event.key !== 'Enter');
  // Who goes on to something else does not wait.
  if (isOther) forgetEarly();
  const part = partOf(event.key, event.target as Element);
  if (isOther || event.repeat || (early.length === 0 && (canAct || !part))) return false;
  early.push(event);
  part?.hurry?.();
  return true;
}

/** Presses again what was pressed too early, and writes it where it has led to something to write in. */
function replay(): void {
  const [next] = early;
  const at = document.activeElement ?? document.body;
  if (!next || partOf(next.key, at)) return;
  early.shift();
  const { key, code, shiftKey } = next;
  isReplaying = true;
  const isFree = at.dispatchEvent(
    new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }),
  );
  isReplaying = false;
  if (isFree && isTyping(at)) document.execCommand('insertText', false, key);
  // Before anything else is pressed, or when what it does is drawn.
  if (isTyping(at)) replay();
  else setTimeout(replay);
}

function partOf(key: string, at: Element): Coming | undefined {
  if (!hasSingleKeys() || hasOwnKeys(at) || isBehindDialog()) return undefined;
  return [...coming].find(({ keys }) => keys.includes(key.toLowerCase()));
}

function forgetEarly(): void {
  early = [];
}

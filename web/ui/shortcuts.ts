import { stored } from './stored.ts';

const singleKeys = stored('hearback.single-keys', true);

/** Whether keys that are one letter or sign do something; who dictates to the computer switches them off. */
export const useSingleKeys = singleKeys.use;
export const setSingleKeys = singleKeys.set;
export const hasSingleKeys = singleKeys.get;

export const isApple = /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** Whether a key, or the first of several, is one letter or sign by itself. */
export function isSingleKey(key: string): boolean {
  return key.split(' ')[0]!.length === 1;
}

/** A key as `aria-keyshortcuts` writes it: `Mod+k` is Control+K, on Apple's computers Meta+K. */
export function toAria(key: string): string | undefined {
  // Keys that follow one another cannot be said there.
  if (key.includes(' ')) return undefined;
  return key
    .replace('Mod', isApple ? 'Meta' : 'Control')
    .replace(/[a-z]$/, (letter) => (key.length === 1 || key.at(-2) === '+' ? letter.toUpperCase() : letter));
}

const shown: Record<string, string> = {
  Meta: '⌘',
  Control: isApple ? '⌃' : 'Ctrl',
  Alt: isApple ? '⌥' : 'Alt',
  Shift: '⇧',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** The caps to draw for a key, in the order in which they are pressed. */
export function capsOf(key: string): string[] {
  return key.split(' ').flatMap((each) => (toAria(each) ?? each).split('+').map((name) => shown[name] ?? name));
}

import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { keepEarly } from './early-keys.ts';
import { hasSingleKeys, isSingleKey } from './shortcuts.ts';
import { hasOwnKeys, isBehindDialog, isEscapeTaken } from './typing.ts';

/** What a key does. */
export interface KeyAct {
  /** Said in the list of keys. */
  words: string;
  /** Answers false where the key is not for it: the browser then does what it does. */
  run: (event: KeyboardEvent) => unknown;
  /** Also while somebody types: only for keys that type nothing, such as Mod+k. */
  whileTyping?: boolean;
  /** Also while a modal dialog is open: only for keys that are that dialog's own. */
  inDialog?: boolean;
}

type Acts = Record<string, KeyAct | undefined>;

const sequenceMs = 1_200;
const moving = ['j', 'k', 'ArrowDown', 'ArrowUp'];
const scopes: { current: Acts }[] = [];
const listeners = new Set<() => void>();
let listed: [string, string][] = [];
let pressed = '';
let pressedAt = 0;

/**
 * Lets keys act as long as the part is drawn: `e`, `?`, `Escape`, `Alt+Shift+ArrowDown`, `Mod+k` (⌘ on Apple's), and
 * `g i` for one after the other. Nothing acts while somebody types or composes, nor out of a dialog, a menu or a list of
 * choices, nor behind a modal dialog, wherever the focus is. What was drawn last goes first; what acts everywhere goes
 * last, whenever it was drawn.
 */
export function useKeys(acts: Acts, isEverywhere = false): void {
  const scope = useRef(acts);
  scope.current = acts;
  const said = Object.entries(acts)
    .map(([key, act]) => act && `${key} ${act.words}`)
    .join('\n');
  // Before the part is seen: a key that is pressed in that moment is for it.
  useLayoutEffect(() => {
    if (isEverywhere) scopes.push(scope);
    else scopes.unshift(scope);
    if (scopes.length === 1) addEventListener('keydown', press);
    return () => {
      scopes.splice(scopes.indexOf(scope), 1);
      if (scopes.length === 0) removeEventListener('keydown', press);
    };
  }, [isEverywhere]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told again when other keys act, or do something else
  useEffect(() => {
    tell();
    return tell;
  }, [said]);
}

/** Every key that acts now, with what it does: for the list of keys. */
export function useKeyList(): [string, string][] {
  return useSyncExternalStore(subscribe, () => listed);
}

/** Does what a key does, for whoever has chosen it from a list. */
export function doAct(key: string): void {
  const act = scopes.map(({ current }) => current[key]).find((each) => each !== undefined);
  act?.run(new KeyboardEvent('keydown', { key }));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  const found = new Map<string, string>();
  for (const { current } of scopes) {
    for (const [key, act] of Object.entries(current)) if (act && !found.has(key)) found.set(key, act.words);
  }
  listed = [...found];
  for (const listener of listeners) listener();
}

function press(event: KeyboardEvent): void {
  // Safari ends a composition before this event, and marks it with 229 alone.
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || isEscapeTaken(event)) return;
  const key = nameOf(event);
  if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
  const isFollowing = pressed !== '' && event.timeStamp - pressedAt < sequenceMs;
  const act = (isFollowing && find(`${pressed} ${key}`, event)) || find(key, event);
  if (keepEarly(event, act)) return;
  const starts = scopes.some(({ current }) => Object.keys(current).some((each) => each.startsWith(`${key} `)));
  pressed = starts && !act ? key : '';
  pressedAt = event.timeStamp;
  if (!act) return;
  // A key that is held moves on, but does nothing to one after the other.
  if (event.repeat && !moving.includes(key)) event.preventDefault();
  else if (act.run(event) !== false) event.preventDefault();
}

function find(key: string, { target }: KeyboardEvent): KeyAct | undefined {
  const act = scopes.map(({ current }) => current[key]).find((each) => each !== undefined);
  if (!act || (isSingleKey(key) && !hasSingleKeys()) || (!act.inDialog && isBehindDialog())) return undefined;
  if (!(target instanceof Element) || act.whileTyping) return act;
  return hasOwnKeys(target) ? undefined : act;
}

/** Letters are small whatever Caps Lock says; a sign is what it is, however it is typed. */
function nameOf(event: KeyboardEvent): string {
  const { altKey, shiftKey } = event;
  // On a Mac, Alt makes another sign of a digit.
  const key = altKey && /^Digit\d$/.test(event.code) ? event.code.slice(5) : event.key;
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase() && !altKey;
  return [
    (event.ctrlKey || event.metaKey) && 'Mod',
    altKey && 'Alt',
    shiftKey && !isSign && 'Shift',
    key.length === 1 ? key.toLowerCase() : key,
  ]
    .filter(Boolean)
    .join('+');
}

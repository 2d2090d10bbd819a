import { useSyncExternalStore } from 'react';
import type { Conversation } from '../../api.ts';

/** What a menu acts on, and beside what it opens: one menu serves the head, the rows and what is selected. */
interface Aim {
  conversations: Conversation[];
  anchor: Element | null;
}

/** The ids of the popovers. */
export const snoozeMenu = 'snooze-menu';
export const assignPanel = 'assign-panel';

let aim: Aim = { conversations: [], anchor: null };
const listeners = new Set<() => void>();

export function useAim(): Aim {
  return useSyncExternalStore(subscribe, () => aim);
}

/** Beside what the menu that is being opened stands: known before anything is drawn again. */
export function anchorNow(): Element | null {
  return aim.anchor;
}

export function aimAt(conversations: Conversation[], anchor: Element | null): void {
  aim = { conversations, anchor };
  for (const listener of listeners) listener();
}

/** Opens a menu from a key, or from another menu. */
export function openAt(id: string, conversations: Conversation[], anchor: Element | null): void {
  if (conversations.length === 0) return;
  aimAt(conversations, anchor);
  document.getElementById(id)?.showPopover();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

import type { LinkProps } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { newId } from './new-id.ts';

/** What the page says about an act: in a toast, beside what is seen where the act was made. */
export interface Notice {
  id: string;
  words: string;
  /** Takes the act back; missing where there is nothing to take back. */
  undo?: () => unknown;
  /** Where to see what came of it. */
  way?: LinkProps;
  /** What can be done instead, where it was refused. */
  instead?: { words: string; act: () => void };
  isUndone?: boolean;
  /** Why it could not be done, or not be taken back. */
  error?: unknown;
}

type Act = Notice & { at: number };

/** How long an act can be taken back by key; the toast goes sooner. */
const undoMs = 10 * 60_000;
const mostNotices = 3;

let acts: Act[] = [];
let notices: Notice[] = [];
const listeners = new Set<() => void>();

/**
 * Says what was done. With `undo`, a button, Z and Ctrl+Z take it back for ten minutes or as long as is said; a promise that fails is told.
 * Answers how to unsay it, where it was said before the server refused.
 */
export function didAct(words: string, undo?: () => unknown, way?: LinkProps, forMs = undoMs): () => void {
  const act: Act = { id: newId(), words, at: Date.now() - undoMs + forMs, ...(undo && { undo }), ...(way && { way }) };
  if (undo) acts = [...acts.filter(isRecent), act];
  show(act);
  return () => {
    acts = acts.filter((each) => each !== act);
    drop(act.id);
  };
}

/** An act that says itself where it was made: nothing is shown, but for so long the same keys take it back. Answers how to end that. */
export function canTakeBack(words: string, undo: () => unknown, forMs: number): () => void {
  const act = { id: newId(), words, undo, at: Date.now() - undoMs + forMs };
  acts = [...acts.filter(isRecent), act];
  return () => {
    acts = acts.filter((each) => each !== act);
  };
}

/** Says that an act which was shown at once has failed, and is not shown any more. Answers how to unsay it. */
export function actFailed(words: string, error: unknown, more: Pick<Notice, 'way' | 'instead'> = {}): () => void {
  const notice: Notice = { id: newId(), words, error, ...more };
  show(notice);
  return () => drop(notice.id);
}

/** Takes back one act, or the last one that still can be. Answers whether there was one. */
export function takeBack(id?: string): boolean {
  acts = acts.filter(isRecent);
  const act = id ? acts.find((each) => each.id === id) : acts.at(-1);
  if (!act) return false;
  acts = acts.filter((each) => each !== act);
  drop(act.id);
  void run(act);
  return true;
}

export function drop(id: string): void {
  set(notices.filter((notice) => notice.id !== id));
}

export function useNotices(): Notice[] {
  return useSyncExternalStore(subscribe, () => notices);
}

async function run({ words, undo }: Act): Promise<void> {
  const notice: Notice = { id: newId(), words, isUndone: true };
  // Said at once, as the act was: what comes after it is said after it.
  show(notice);
  try {
    await undo?.();
  } catch (error) {
    drop(notice.id);
    actFailed(words, error);
  }
}

function isRecent({ at }: Act): boolean {
  return Date.now() - at < undoMs;
}

function show(notice: Notice): void {
  // What was taken back before is of no interest any more.
  set([...notices.filter(({ isUndone }) => !isUndone), notice].slice(-mostNotices));
}

function set(next: Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

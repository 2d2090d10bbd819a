import { useSyncExternalStore } from 'react';

const tickMs = 1_000;

const listeners = new Set<() => void>();
let isGoing = false;

/** The time as it goes on, in whole steps, for what is drawn of it. The page has this one clock. */
export function useNow(stepMs: number): number {
  return useSyncExternalStore(onTick, () => Date.now() - (Date.now() % stepMs));
}

/** Calls back when another day has begun where the browser is. */
export function onNewDay(begun: () => void): void {
  let day = new Date().toDateString();
  onTick(() => {
    const today = new Date().toDateString();
    if (today === day) return;
    day = today;
    begun();
  });
}

function onTick(listener: () => void): () => void {
  listeners.add(listener);
  if (!isGoing) {
    isGoing = true;
    setInterval(tick, tickMs);
    // Browsers let pages that nobody sees tick seldom.
    document.addEventListener('visibilitychange', tick);
  }
  return () => void listeners.delete(listener);
}

function tick(): void {
  for (const listener of listeners) listener();
}

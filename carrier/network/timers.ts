/** Puts work off, and forgets all of it at once when the carrier closes or is reset. */
export function makeTimers() {
  const waiting = new Set<NodeJS.Timeout>();
  const longest = 2 ** 31 - 1;

  function later(delayMs: number, act: () => void): void {
    const wait = Math.min(Math.max(0, delayMs), longest);
    const timer = setTimeout(() => {
      waiting.delete(timer);
      if (wait < delayMs) later(delayMs - wait, act);
      else act();
    }, wait);
    waiting.add(timer);
  }

  return {
    later,
    stop(): void {
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
}

import { setTimeout as pause } from 'node:timers/promises';

/** So much longer than it took is it left alone, */
const restsFor = 10;
/** but nobody waits for longer than this, however busy the machine is. */
const longestMs = 5_000;

/**
 * Work that many ask for at once and that takes a while, by what it is done for. Whoever asks shares the next turn with all
 * who ask before it begins, so that nobody is answered with what was so before they asked.
 */
export function openTurns<Found>(): (key: string, work: () => Promise<Found>) => Promise<Found> {
  const next = new Map<string, Promise<Found>>();
  const rests = new Map<string, Promise<void>>();
  return (key, work) => {
    const found = next.get(key) ?? (rests.get(key) ?? Promise.resolve()).then(() => begin(key, work));
    next.set(key, found);
    return found;
  };

  function begin(key: string, work: () => Promise<Found>): Promise<Found> {
    next.delete(key);
    const startedAt = performance.now();
    const found = work();
    const rest = found
      .then(
        () => pause(Math.min(restsFor * (performance.now() - startedAt), longestMs), undefined, { ref: false }),
        () => {},
      )
      .then(() => {
        if (rests.get(key) === rest) rests.delete(key);
      });
    rests.set(key, rest);
    return found;
  }
}

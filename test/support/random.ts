export type Random = ReturnType<typeof openRandom>;

/** Chance that comes again with the same seed (mulberry32). */
export function openRandom(seed: number) {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const between = (least: number, most: number) => least + next() * (most - least);
  const whole = (least: number, most: number) => Math.floor(between(least, most + 1));
  return {
    /** From `least` up to `most`. */
    between,
    /** A whole number from `least` to `most`, both included. */
    whole,
    chance: (probability: number) => next() < probability,
    pick: <T>(some: readonly T[]): T => some[whole(0, some.length - 1)] as T,
  };
}

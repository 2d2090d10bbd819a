/** Milliseconds, or the least and the most of a chance. */
export type Delay = number | [least: number, most: number];

/** One delay out of those possible, in steps of 10 ms, so that thousands of timers share few moments. */
export function delayMs(delay: Delay, random: () => number): number {
  if (typeof delay === 'number') return delay;
  const [least, most] = delay;
  return Math.round((least + random() * (most - least)) / 10) * 10;
}

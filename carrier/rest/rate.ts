/** Counts requests in each second of the clock. */
export function makeRate() {
  let second = 0;
  let count = 0;
  return {
    /** Counts one more and tells whether it is over the limit; a limit of 0 is none. */
    isOver(limit: number, now: number): boolean {
      const current = Math.floor(now / 1000);
      if (current !== second) {
        second = current;
        count = 0;
      }
      count += 1;
      return limit > 0 && count > limit;
    },
  };
}

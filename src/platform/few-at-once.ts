/** Does pieces of work, so many at once at most; the others wait for their turn, in their order, and hold nothing meanwhile. */
export function fewAtOnce(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // Whoever is next takes the place over: nobody who comes now gets before him.
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

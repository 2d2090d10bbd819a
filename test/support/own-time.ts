/** How long (ms) this process, in which Hearback runs too, computes while something is done: others who are busy do not count. */
export async function computedMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** How many tenths of a second this process has time for while something is done: on a busy machine fewer than the clock counts. */
export async function tenths(work: () => unknown): Promise<number> {
  let count = 0;
  const counting = setInterval(() => count++, 100);
  const ms = await computedMs(work).finally(() => clearInterval(counting));
  // While it computes, nobody counts.
  return Math.max(count, Math.floor(ms / 100));
}

/**
 * Looks again and again until something is found; the reason says what never came. What takes long is looked for less
 * often: whoever looks takes time from those who work.
 */
export async function until<T>(reason: string, look: () => T | Promise<T>, mostMs = 30_000) {
  const deadline = Date.now() + mostMs;
  for (let restMs = 10; ; restMs = Math.min(restMs * 1.2, 50)) {
    const found = await look();
    if (found) return found as Exclude<T, false | '' | 0 | null | undefined>;
    if (Date.now() > deadline) throw new Error(`Waited ${mostMs} ms for ${reason}.`);
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}

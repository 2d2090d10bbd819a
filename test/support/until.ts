/** Looks again and again until something is found; the reason says what never came. */
export async function until<T>(reason: string, look: () => T | Promise<T>, mostMs = 10_000) {
  for (const deadline = Date.now() + mostMs; ; ) {
    const found = await look();
    if (found) return found as Exclude<T, false | '' | 0 | null | undefined>;
    if (Date.now() > deadline) throw new Error(`Waited ${mostMs} ms for ${reason}.`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

import { inspect, isDeepStrictEqual } from 'node:util';

/**
 * Looks again and again until something is found; the reason says what never came. What takes long is looked for less
 * often: whoever looks takes time from those who work.
 */
export async function until<T>(reason: string, look: () => T | Promise<T>, mostMs = 60_000) {
  const deadline = performance.now() + mostMs;
  for (let restMs = 10; ; restMs = Math.min(restMs * 1.2, 50)) {
    const found = await look();
    if (found) return found as Exclude<T, false | '' | 0 | null | undefined>;
    if (performance.now() > deadline) throw new Error(`Waited ${mostMs} ms for ${reason}.`);
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}

/** Looks again and again until what is found is what is wanted; fails with what was found last. */
export async function comesTo<T>(look: () => T | Promise<T>, wanted: T, reason = ''): Promise<void> {
  let found: T | undefined;
  const isIt = async () => {
    found = await look();
    return isDeepStrictEqual(found, wanted);
  };
  await until('it', isIt).catch((cause) => {
    throw new Error(`${inspect(found)} came, not ${inspect(wanted)}. ${reason}`, { cause });
  });
}

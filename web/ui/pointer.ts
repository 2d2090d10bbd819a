/** Who aims at something is about to click it: so long after the last move. */
const aimMs = 400;
/** A pointer that never rests is not waited for any longer. */
const patienceMs = 3_000;

let movedAt = Number.NEGATIVE_INFINITY;

/** Notes that a mouse moves over things that may change their places. */
export function noteAim({ pointerType }: { pointerType: string }): void {
  if (pointerType === 'mouse') movedAt = performance.now();
}

/** Waits until nobody is aiming, so that nothing moves under the pointer of whoever does. */
export async function pointerRests(): Promise<void> {
  const since = performance.now();
  while (performance.now() - movedAt < aimMs && performance.now() - since < patienceMs)
    await new Promise((resolve) => setTimeout(resolve, aimMs / 4));
}

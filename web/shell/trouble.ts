import type { Delivery } from '../api.ts';
import type { Change } from '../live.ts';

/** Texts whose fate somebody has to decide. */
export function undecided({ unknown }: Delivery): number {
  return unknown.no_trace + unknown.several_traces + unknown.cannot_look;
}

/** Lines that somebody, or something, has stopped. */
export function pausedLines({ lines }: Delivery): Delivery['lines'] {
  return lines.filter((line) => line.pausedAt);
}

/** Whether something waits for a person, on the delivery page. */
export function needsLook(delivery: Delivery | undefined): boolean {
  return !!delivery && (pausedLines(delivery).length > 0 || undecided(delivery) > 0 || delivery.parked.count > 0);
}

/** Whether what needs a look may have changed: much happens, and little of it concerns this. */
export function mayTrouble(change: Change, delivery: Delivery | undefined): boolean {
  if (change.kind === 'line.changed' || change.kind === 'team.changed') return true;
  return 'message' in change && (change.message.status === 'unknown' || needsLook(delivery));
}

import type { Standing } from '../../ui/use-shared.ts';
import type { Broadcast, Draft } from '../content.ts';

/** A draft as it was left. */
export interface Left {
  id: string;
  /** What the server does not have; undefined where theirs are shown, which are asked for anew. */
  draft: Draft | undefined;
  /** The Idempotency-Key of one that the server may not have heard of. */
  key: string;
  /** How far it has come by now: it may be under way. */
  now: () => Standing<Broadcast, Draft>;
  /** Whoever has come back goes on with it, and nobody else. */
  isTaken: boolean;
  /** Set where it could not be kept; `gone` where no draft is there any more that could keep it. */
  ended?: 'failed' | 'gone';
  /** Takes back what was said of it. */
  unsay?: () => void;
}

/** Drafts that the server does not have as they were left, or of which nobody has said yet whose words count; new ones by key. */
const unsettled = new Map<string, Left>();

/** Leaves a draft to be found again, where there is anything to find. Said again, it is as it is by now. */
export function leaveUnsettled(left: Left, draft: Draft | undefined): void {
  forget(left);
  const { kept, clash } = left.now();
  Object.assign(left, { id: kept?.id ?? '', draft });
  if (draft || clash) unsettled.set(left.id || left.key, left);
}

/** What was left of a draft, and from where it goes on; for a new one, of one that has nowhere else to be, and is not under way. */
export function leftOf(found: Broadcast | null): { left: Left; standing: Standing<Broadcast, Draft> } | undefined {
  const left = found
    ? unsettled.get(found.id)
    : [...unsettled.values()].findLast(({ id, ended }) => ended === 'gone' || (ended && !id));
  if (!left) return undefined;
  if (!found && left.ended === 'gone') return { left, standing: { kept: null, clash: null, unheard: null } };
  const { kept, clash, unheard } = left.now();
  const met = clash && !clash.isTheirs ? { ...clash, aside: undefined } : clash;
  const standing = left.draft ? { kept, clash: met, unheard } : { kept: found, clash: met, unheard: null };
  return { left, standing };
}

/** Goes on with what was left. */
export function takeUp(left: Left): void {
  left.isTaken = true;
  left.unsay?.();
  forget(left);
}

/** Drafts that are thrown away, or are being: nothing more of them is kept, and nobody is told that it was not. */
const thrownAway = new Set<string>();

export const isThrownAway = (id: string | undefined) => id !== undefined && thrownAway.has(id);

/** A draft is about to be thrown away. Answers how to say that it is still there. */
export function throwAway(id: string): () => void {
  thrownAway.add(id);
  unsettled.get(id)?.unsay?.();
  return () => thrownAway.delete(id);
}

function forget(left: Left): void {
  for (const at of [left.id, left.key]) if (unsettled.get(at) === left) unsettled.delete(at);
}

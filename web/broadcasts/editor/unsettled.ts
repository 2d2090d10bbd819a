import type { LinkProps } from '@tanstack/react-router';
import { Refused } from '../../api.ts';
import { begunBy, keepBegun } from '../../ui/begun.ts';
import { newId } from '../../ui/new-id.ts';
import { actFailed } from '../../ui/undo.ts';
import type { Standing } from '../../ui/use-shared.ts';
import { type Broadcast, type Draft, nameOf } from '../content.ts';

/** A draft as it was left. */
export interface Left {
  memberId: string;
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

/** The same as it is kept in this browser. */
type Begun = Pick<Left, 'id' | 'draft' | 'key' | 'ended'> & { standing: Standing<Broadcast, Draft> };

const ofKey = (key: string) => `broadcast.${key}`;
/** By key, what this page itself keeps there. */
const own = new Set<string>();

/** Keeps a draft in this browser while it is written, where the server does not have it as it is; for after a reload. */
export function keepHere(left: Left, draft: Draft | undefined): void {
  const { memberId, key, ended } = left;
  const { kept, clash, unheard } = left.now();
  const begun: Begun = { id: kept?.id ?? '', draft, key, ...(ended && { ended }), standing: { kept, clash, unheard } };
  const isLeft = draft !== undefined || clash !== null;
  if (isLeft) own.add(key);
  else own.delete(key);
  keepBegun(memberId, ofKey(key), isLeft ? begun : null);
}

function forgetHere({ memberId, key }: Left): void {
  own.delete(key);
  keepBegun(memberId, ofKey(key), null);
}

/** What other pages of this browser keep there by now, whether they are closed or not. */
function leftElsewhere(memberId: string): Left[] {
  return Object.entries(begunBy(memberId)).flatMap(([of, begun]) => {
    const { standing, ...left } = begun as Begun;
    if (!of.startsWith(ofKey('')) || own.has(left.key)) return [];
    return { ended: 'failed' as const, ...left, memberId, now: () => standing, isTaken: false };
  });
}

/** Leaves a draft to be found again, where there is anything to find. Said again, it is as it is by now. */
export function leaveUnsettled(left: Left, draft: Draft | undefined): void {
  forget(left);
  const { kept, clash } = left.now();
  Object.assign(left, { id: kept?.id ?? '', draft });
  if (draft || clash) unsettled.set(left.id || left.key, left);
  if (isThrownAway(left.id)) forgetHere(left);
  else keepHere(left, draft);
}

/** Whoever has left hears why it could not be kept, and finds the way back to it. */
export function tellUnkept(left: Left, cause: unknown, said: (name: string) => string): void {
  const { kept } = left.now();
  const isGone = kept && cause instanceof Refused && ['already_leaving', 'not_found'].includes(cause.problem.code);
  forgetHere(left);
  // What a colleague has sent or thrown away cannot be written any more: it is left for a new one.
  Object.assign(left, isGone ? { ended: 'gone', key: newId() } : { ended: 'failed' });
  keepHere(left, left.draft);
  const way: LinkProps =
    kept && !isGone
      ? { to: '/broadcasts/$broadcastId/edit', params: { broadcastId: kept.id } }
      : { to: '/broadcasts/new' };
  left.unsay = actFailed(said(left.draft ? nameOf(left.draft) : ''), cause, { way });
}

/** What other pages have left of a draft that nobody writes any more; it is this page's from now on. */
export function takeOver(memberId: string, id: string): Left | undefined {
  const left = leftElsewhere(memberId).findLast((each) => each.id === id && each.ended !== 'gone');
  if (left) leaveUnsettled(left, left.draft);
  return left;
}

/** What was left of a draft, and from where it goes on; for a new one, of one that has nowhere else to be, and is not under way. */
export function leftOf(
  memberId: string,
  found: Broadcast | null,
): { left: Left; standing: Standing<Broadcast, Draft> } | undefined {
  const left = [...leftElsewhere(memberId), ...unsettled.values()].findLast((each) => {
    if (each.memberId !== memberId) return false;
    return found ? each.id === found.id : each.ended === 'gone' || (each.ended && !each.id);
  });
  if (!left) return undefined;
  if (!found && left.ended === 'gone') return { left, standing: { kept: null, clash: null, unheard: null } };
  const { kept, clash, unheard } = left.now();
  const met = clash && !clash.isTheirs ? { ...clash, aside: undefined } : clash;
  const standing = left.draft ? { kept, clash: met, unheard } : { kept: found, clash: met, unheard: null };
  return { left, standing };
}

/** There is nothing in it that is not known elsewhere. */
export function dropLeft(left: Left): void {
  forget(left);
  forgetHere(left);
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

/** A draft is about to be thrown away. Answers how to say that it is gone, or still there. */
export function throwAway(memberId: string, id: string) {
  thrownAway.add(id);
  unsettled.get(id)?.unsay?.();
  return {
    isGone(): void {
      for (const left of [...leftElsewhere(memberId), ...unsettled.values()]) if (left.id === id) forgetHere(left);
    },
    isStillThere(): void {
      thrownAway.delete(id);
      const left = unsettled.get(id);
      if (left) keepHere(left, left.draft);
    },
  };
}

function forget(left: Left): void {
  for (const at of [left.id, left.key]) if (unsettled.get(at) === left) unsettled.delete(at);
}

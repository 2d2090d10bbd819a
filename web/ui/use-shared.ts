import { useLayoutEffect, useRef, useState } from 'react';
import { type Problem, Refused } from '../api.ts';

/** The change of somebody who was first: which version it made, who, and when. */
export type Changed = NonNullable<Problem['changed']>;

/** Two have written the same. One of both is shown, and the other is put aside: `undefined` until it was looked at. */
export interface Clash<Written> {
  changed: Changed;
  isTheirs: boolean;
  aside: Written | undefined;
  /** What was written here before that, and is put aside as well: whoever goes on from theirs can meet another change. */
  earlier: Written[];
}

/** How far two have come with each other. */
export interface Standing<Kept, Written> {
  /** As it was read last; null until the server has it. */
  kept: Kept | null;
  clash: Clash<Written> | null;
  /** What the server was told, and over which version, as long as there is no answer. */
  unheard: { written: Written; version: number } | null;
}

interface Given<Kept, Written> {
  /** As the server said it last; null for what is new. */
  found: Kept | null;
  /** Asks the server once more. */
  read: () => Promise<Kept>;
  written: () => Written;
  writtenIn: (kept: Kept) => Written;
  /** Whether what is written is anything but what was shown last. */
  isTouched: (kept: Kept) => boolean;
  /** Fills the page; `isKept` where the server has it so. */
  show: (written: Written, isKept: boolean) => void;
  /** From where it goes on, where the page was left before it could be kept, or with a clash. */
  left?: Standing<Kept, Written> | undefined;
}

/**
 * Something that several people may write at the same time. What a colleague makes of it is shown at once, as long as nothing
 * is written here; and what is written here is never kept over what its writer has not read, unless they say so.
 */
export function useShared<Kept extends { version: number }, Written>(given: Given<Kept, Written>) {
  const [kept, setKept] = useState(given.left ? given.left.kept : given.found);
  const [clash, setClash] = useState(given.left?.clash ?? null);
  const latest = useRef({ ...given, kept, clash, unheard: given.left?.unheard ?? null });
  const at = Object.assign(latest.current, given);

  function rest(next: Kept): Kept {
    at.kept = next;
    setKept(next);
    return next;
  }
  function meet(next: Clash<Written> | null): void {
    at.clash = next;
    setClash(next);
  }

  /** Until it is said whose counts, theirs are neither shown nor written over. */
  const isHeldUp = () => at.clash !== null && !at.clash.isTheirs;

  function look(): void {
    const { found, kept } = at;
    if (!found || !kept || isHeldUp() || found.version <= kept.version) return;
    const isTouched = at.isTouched(kept);
    // What changed is nothing that is written here.
    const isSame = JSON.stringify(at.writtenIn(found)) === JSON.stringify(at.writtenIn(kept));
    if (isTouched && !isSame) return;
    if (!isTouched) at.show(at.writtenIn(found), true);
    rest(found);
  }
  // With what is drawn, so that nothing can be typed in between; and each time, as what was typed may be typed back.
  useLayoutEffect(look);

  function mineAside(): Written[] {
    const { isTheirs = false, aside, earlier = [] } = at.clash ?? {};
    return isTheirs && aside !== undefined ? [...earlier, aside] : earlier;
  }

  async function attempt(written: Written, send: Send<Kept, Written>): Promise<Kept> {
    const version = at.kept?.version ?? 0;
    at.unheard = { written, version };
    try {
      const answer = await send(written, version);
      at.unheard = null;
      return rest(answer);
    } catch (error) {
      if (error instanceof Refused && error.problem.status < 500) at.unheard = null;
      const changed = changedSince(error);
      if (changed) meet({ changed, isTheirs: false, aside: undefined, earlier: mineAside() });
      throw error;
    }
  }

  /** Keeps what is written, over the version that was read, 0 where it is new; throws as `send`, and where that is another by now there is a clash. */
  async function write(written: Written, send: Send<Kept, Written>): Promise<Kept> {
    const { unheard } = at;
    // It may have been kept: told once more, it is the same, and no clash of somebody with themselves.
    if (
      unheard &&
      unheard.version === (at.kept?.version ?? 0) &&
      JSON.stringify(unheard.written) !== JSON.stringify(written)
    )
      await attempt(unheard.written, send).catch((error) => {
        if (!(error instanceof Refused) || error.problem.status >= 500 || changedSince(error)) throw error;
      });
    return attempt(written, send);
  }

  /** Shows what is put aside instead: first theirs, asked for anew. */
  async function swap(): Promise<void> {
    if (!at.clash) return;
    const theirs = at.clash.aside === undefined ? await at.read() : null;
    const { isTheirs, aside } = at.clash;
    const next = theirs ? at.writtenIn(theirs) : (aside as Written);
    meet({ ...at.clash, isTheirs: !isTheirs, aside: at.written() });
    at.show(next, theirs !== null);
    if (theirs) rest(theirs);
  }

  /** Of all that was written here and put aside, shows what was written first; asked again, the next. */
  function turn(): void {
    const [next, ...others] = at.clash?.earlier ?? [];
    if (!at.clash || next === undefined) return;
    meet({ ...at.clash, earlier: [...others, at.written()] });
    at.show(next, false);
  }

  /** From now on what is written here is what counts; it is to be written next. */
  function keepMine(): void {
    if (at.clash && at.kept && at.clash.aside === undefined) rest({ ...at.kept, version: at.clash.changed.version });
    meet(null);
  }

  return {
    kept,
    clash,
    /** What the server has, and whether it must be asked first whose counts; also before the page is drawn anew. */
    now: () => ({ kept: at.kept, clash: at.clash, unheard: at.unheard, isHeldUp: isHeldUp() }),
    /** For what is typed without being drawn: whether a colleague's change can be shown by now. */
    look,
    write,
    swap,
    turn,
    keepMine,
    settle: () => meet(null),
  };
}

type Send<Kept, Written> = (written: Written, version: number) => Promise<Kept>;

/** What came before, where that is why something was refused. */
export function changedSince(error: unknown): Changed | undefined {
  return error instanceof Refused && error.problem.code === 'changed_since' ? error.problem.changed : undefined;
}

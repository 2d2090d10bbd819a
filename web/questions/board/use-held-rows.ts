import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Stand } from '../reading/standing.ts';

/**
 * The rows to show. While somebody points at one of them, or has the focus in one, all keep their places and only what
 * stands in them changes; who is new is put behind. Left alone, they are in order again.
 */
export function useHeldRows(wanted: Stand[], all: Stand[], isHeldBesides: boolean) {
  const [isPointed, point] = useState(false);
  const [isFocused, focus] = useState(false);
  const isHeld = isPointed || isFocused || isHeldBesides;
  const shown = useRef<Stand[]>(wanted);
  const rows = useMemo(() => {
    if (!isHeld) return wanted;
    const now = new Map(all.map((stand) => [stand.ask.id, stand]));
    const kept = shown.current.flatMap(({ ask }) => now.get(ask.id) ?? []);
    const places = new Set(kept.map(({ ask }) => ask.id));
    return [...kept, ...wanted.filter(({ ask }) => !places.has(ask.id))];
  }, [isHeld, wanted, all]);
  useLayoutEffect(() => {
    shown.current = rows;
  }, [rows]);
  const isOutOfOrder = isHeld && rows.some(({ ask }, at) => ask.id !== wanted[at]?.ask.id);
  return {
    rows,
    isHeld,
    isOutOfOrder,
    holding: {
      onPointerEnter: () => point(true),
      onPointerLeave: () => point(false),
      onFocus: () => focus(true),
      onBlur: ({ currentTarget, relatedTarget }: { currentTarget: Element; relatedTarget: EventTarget | null }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) focus(false);
      },
    },
  };
}

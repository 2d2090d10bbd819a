import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Keeps what is read in a scrolled list where it is while rows come and go above it: the row under the pointer, else the
 * one in the middle. At the top of the list what has come is shown.
 */
export function useHeldPlace(list: RefObject<HTMLElement | null>, ids: string[]): void {
  const drawn = useRef(ids);
  useLayoutEffect(() => {
    const before = drawn.current;
    drawn.current = ids;
    const box = list.current?.parentElement;
    if (!box || before === ids) return;
    const row = (list.current?.clientHeight ?? 0) / ids.length;
    if (!(box.scrollTop >= row)) return;
    const pointed = list.current?.querySelector(':scope > :hover')?.getAttribute('data-conversation');
    const middle = Math.floor((box.scrollTop + box.clientHeight / 2) / row);
    const at = pointed ? before.indexOf(pointed) : middle;
    // Of three the middle one: the row itself may be what has moved, or gone.
    const moved = [at - 1, at, at + 1]
      .flatMap((place) => [ids.indexOf(before[place] ?? '')].filter((now) => now >= 0).map((now) => now - place))
      .sort((a, b) => a - b);
    box.scrollTop += (moved[moved.length >> 1] ?? 0) * row;
  }, [list, ids]);
}

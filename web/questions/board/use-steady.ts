import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Keeps a table where it is on the screen while somebody points into it, though what stands above it grows or shrinks: the
 * page scrolls by as much, and has room to.
 */
export function useSteady(element: RefObject<HTMLElement | null>, isHeld: boolean): void {
  const before = useRef<number>(undefined);
  const rooms = useRef({ above: 0, below: 0 });
  useLayoutEffect(() => {
    const table = element.current;
    const box = document.getElementById('content');
    if (!table || !box) return;
    const offset = () => table.getBoundingClientRect().top + box.scrollTop;
    const make = (above: number, below: number) => {
      rooms.current = { above, below };
      table.style.translate = above ? `0 ${above}px` : '';
      table.style.marginBlockEnd = below ? `${below}px` : '';
    };
    if (!isHeld && (rooms.current.above || rooms.current.below)) make(0, 0);
    const moved = isHeld && before.current !== undefined ? offset() - before.current : 0;
    if (moved !== 0) {
      const { above, below } = rooms.current;
      // What is shorter than the screen does not scroll at all: less than nothing is left.
      const whole = table.closest('section')?.offsetHeight ?? box.scrollHeight;
      const left = whole - box.clientHeight - box.scrollTop;
      make(above + Math.max(0, -moved - box.scrollTop), below + Math.max(0, moved - left));
      box.scrollTop += moved;
    }
    before.current = offset();
  });
}

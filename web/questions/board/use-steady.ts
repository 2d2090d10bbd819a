import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Keeps a table where it is on the screen while somebody points into it, though what stands above it grows or shrinks: the
 * page scrolls by as much, and has room to.
 */
export function useSteady(element: RefObject<HTMLElement | null>, isHeld: boolean): void {
  const before = useRef<number>(undefined);
  const scrolled = useRef(0);
  const rooms = useRef({ above: 0, below: 0 });
  useLayoutEffect(() => {
    const box = document.getElementById('content');
    const note = () => {
      scrolled.current = box?.scrollTop ?? 0;
    };
    box?.addEventListener('scroll', note, { passive: true });
    return () => box?.removeEventListener('scroll', note);
  }, []);
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
    // What is shorter than it was scrolled the browser has scrolled back by itself, before this could look.
    const isCut = scrolled.current > box.scrollHeight - box.clientHeight;
    const moved = before.current === undefined ? 0 : offset() - before.current;
    const wanted = (isCut ? scrolled.current : box.scrollTop) + moved;
    if (isHeld && wanted !== box.scrollTop) {
      const { above, below } = rooms.current;
      // What is shorter than the screen does not scroll at all: its end is above that of the screen.
      const whole = table.closest('section')?.offsetHeight ?? box.scrollHeight;
      make(above + Math.max(0, -wanted), below + Math.max(0, wanted - (whole - box.clientHeight)));
      box.scrollTop = wanted;
    }
    scrolled.current = box.scrollTop;
    before.current = offset();
  });
}

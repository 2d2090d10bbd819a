import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** So many rows are drawn above and below what is in sight, so that none is missing while the list scrolls. */
const beyond = 20;
/** Drawn anew when only so many are left. */
const least = 10;

/**
 * Which rows of a long list are in the page: from, and up to but not including. All are equally high, so that where they
 * stand is reckoned and nothing jumps; whatever scrolls the list, the rows are there before the frame is drawn.
 */
export function useSpan(list: RefObject<HTMLElement | null>, count: number): [number, number] {
  const [span, setSpan] = useState<[number, number]>([0, 2 * beyond]);
  const drawn = useRef({ span, count });

  const look = useRef((draw: (set: () => void) => void) => {
    const { top = 0, height = 0 } = list.current?.getBoundingClientRect() ?? {};
    // Not in sight: what was drawn stays for when it is again.
    if (height === 0) return;
    const row = height / drawn.current.count;
    const [first, last] = [Math.floor(-top / row), Math.ceil((innerHeight - top) / row)];
    const [from, to] = drawn.current.span;
    const isEnough = (from === 0 || first - from >= least) && (to >= drawn.current.count || to - last >= least);
    // What is far away is let go as well, as after a jump back to the top.
    if (isEnough && to - from <= last - first + 4 * beyond) return;
    draw(() => setSpan([Math.max(0, first - beyond), Math.max(0, last) + beyond]));
  }).current;

  useLayoutEffect(() => {
    drawn.current = { span, count };
    look((set) => set());
  }, [span, count, look]);

  useLayoutEffect(() => {
    const stop = new AbortController();
    const now = () => look(flushSync);
    // Whatever it is that scrolls the list: on a phone it may be the whole page.
    const scrolled = ({ target }: Event) => (target as Node).contains(list.current) && now();
    document.addEventListener('scroll', scrolled, { capture: true, passive: true, signal: stop.signal });
    addEventListener('resize', now, { signal: stop.signal });
    const observer = new ResizeObserver(now);
    if (list.current) observer.observe(list.current);
    return () => {
      stop.abort();
      observer.disconnect();
    };
  }, [list, look]);

  return span;
}

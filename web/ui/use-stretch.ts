import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** What of a long row of equal parts is in the page: from, and up to but not including. */
export type Stretch = [from: number, to: number];

interface Axis {
  count: number;
  /** Of each part, in pixels. */
  size: number;
  /** So many are drawn on either side of what is in sight. */
  beyond: number;
}

/**
 * Which rows and columns of a table in a box that scrolls both ways are drawn. Whatever scrolls it, they are there before
 * the frame is; as long as half of what is drawn beyond is left, nothing is drawn anew.
 */
export function useStretches(box: RefObject<HTMLElement | null>, down: Axis, across: Axis): [Stretch, Stretch] {
  const [stretches, setStretches] = useState<[Stretch, Stretch]>([
    [0, 2 * down.beyond],
    [0, 2 * across.beyond],
  ]);
  const latest = useRef({ down, across, stretches });
  latest.current = { down, across, stretches };
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = (draw: (set: () => void) => void) => {
      const { scrollTop, scrollLeft, clientHeight, clientWidth } = element;
      const { down, across, stretches } = latest.current;
      const rows = stretch(scrollTop, clientHeight, down, stretches[0]);
      const columns = stretch(Math.abs(scrollLeft), clientWidth, across, stretches[1]);
      if (rows !== stretches[0] || columns !== stretches[1]) draw(() => setStretches([rows, columns]));
    };
    look((set) => set());
    const now = () => look(flushSync);
    const later = () => look((set) => set());
    element.addEventListener('scroll', now, { passive: true });
    const observer = new ResizeObserver(later);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', now);
      observer.disconnect();
    };
  }, [box]);
  const fit = ([from, to]: Stretch, count: number): Stretch => [Math.min(from, count), Math.min(to, count)];
  return [fit(stretches[0], down.count), fit(stretches[1], across.count)];
}

function stretch(at: number, length: number, { count, size, beyond }: Axis, drawn: Stretch): Stretch {
  const [first, last] = [Math.floor(at / size), Math.ceil((at + length) / size)];
  const least = beyond / 2;
  const [from, to] = drawn;
  const isEnough = (from === 0 || first - from >= least) && (to >= count || to - last >= least);
  if (isEnough && to - from <= last - first + 3 * beyond) return drawn;
  return [Math.max(0, first - beyond), last + beyond];
}

import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Rows carry this attribute; one of them is what the reader's place is held by. */
export const rowAttribute = 'data-row';

const endPx = 24;

/**
 * Holds the reader's place in a scrolling list while rows are added above, grow, or are appended: the row at the middle
 * stays where it is; at the end, the end stays in sight.
 */
export function usePlace(
  scroller: RefObject<HTMLElement | null>,
  { isEndShown, onScroll }: { isEndShown: boolean; onScroll: (isAtEnd: boolean) => void },
) {
  const held = useRef<'end' | { row: Element; top: number }>('end');
  const height = useRef(0);
  /** Somebody has typed since the last frame. */
  const isTyped = useRef(false);
  const latest = useRef({ isEndShown, onScroll });
  latest.current = { isEndShown, onScroll };

  const restore = useRef(() => {
    const box = scroller.current;
    if (!box) return;
    height.current = box.clientHeight;
    if (held.current === 'end') {
      if (box.scrollTop + box.clientHeight < box.scrollHeight) box.scrollTop = box.scrollHeight;
      return;
    }
    const { row, top } = held.current;
    if (!row.isConnected) return;
    const moved = topOf(row, box) - top;
    if (Math.abs(moved) >= 0.5) box.scrollTop += moved;
  }).current;

  const remember = useRef(() => {
    const box = scroller.current;
    if (!box) return;
    // Nobody scrolled: it was made lower, as by a draft that came, and the observer hears of that only later. Words that
    // are written over are taken out first: it was higher meanwhile, and is as before.
    if (held.current === 'end' && (box.clientHeight !== height.current || isTyped.current)) return restore();
    const isAtEnd = latest.current.isEndShown && box.scrollHeight - box.scrollTop - box.clientHeight < endPx;
    held.current = isAtEnd ? 'end' : (rowInSight(box) ?? 'end');
    latest.current.onScroll(isAtEnd);
  }).current;

  // After every drawing, for rows that came or went; the observer sees what grows by itself.
  useLayoutEffect(restore);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(restore);
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    const stop = new AbortController();
    box.addEventListener('scroll', remember, { passive: true, signal: stop.signal });
    document.addEventListener(
      'input',
      () => {
        isTyped.current = true;
        // A frame tells of scrolling before it comes to this.
        requestAnimationFrame(() => {
          isTyped.current = false;
        });
      },
      { capture: true, signal: stop.signal },
    );
    return () => {
      observer.disconnect();
      stop.abort();
    };
  }, [scroller, restore, remember]);

  return {
    /** Holds the place to which the scroller was just moved, before anything is drawn again. */
    remember,
    /** Holds the end of what is about to be drawn. */
    holdEnd: () => {
      held.current = 'end';
    },
    toEnd: () => {
      held.current = 'end';
      restore();
    },
  };
}

function topOf(row: Element, box: Element): number {
  return row.getBoundingClientRect().top - box.getBoundingClientRect().top;
}

/** The row at the middle: the eyes are more likely there than at an edge, where a row may grow in sight. */
function rowInSight(box: HTMLElement): { row: Element; top: number } | undefined {
  const rows = [...box.querySelectorAll(`[${rowAttribute}]`)];
  const row = rows.find((candidate) => topOf(candidate, box) >= box.clientHeight / 2 - 30) ?? rows.at(-1);
  return row && { row, top: topOf(row, box) };
}

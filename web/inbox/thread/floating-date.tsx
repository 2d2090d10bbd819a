import { type RefObject, useEffect, useRef, useState } from 'react';
import { dayName } from '../../words/formats.ts';
import styles from './floating-date.module.css';
import type { Row } from './thread-rows.ts';
import { rowAttribute } from './use-place.ts';

const restMs = 1_500;

/** While somebody scrolls, the day of what is at the top. Decoration: the days stand between the texts. */
export function FloatingDate({ scroller, rows }: { scroller: RefObject<HTMLElement | null>; rows: Row[] }) {
  const [shown, show] = useState<string | null>(null);
  const latest = useRef(rows);
  latest.current = rows;

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The first scrolling is that of the page itself, to where somebody left off.
    let isMoved = false;
    const moved = () => {
      isMoved = true;
    };
    const look = () => {
      if (!isMoved) return;
      const { left, top, width } = box.getBoundingClientRect();
      const row = [44, 60, 90]
        .map((below) => document.elementFromPoint(left + width / 2, top + below)?.closest('li'))
        .find((each) => each !== undefined && each !== null);
      const key = row?.querySelector(`[${rowAttribute}]`)?.getAttribute(rowAttribute);
      const at = latest.current.find((each) => each.key === key)?.at;
      show(at ? dayName(at) : null);
      clearTimeout(timer);
      timer = setTimeout(() => show(null), restMs);
    };
    const stop = new AbortController();
    for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
      box.addEventListener(type, moved, { passive: true, signal: stop.signal });
    box.addEventListener('scroll', look, { passive: true, signal: stop.signal });
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [scroller]);

  return (
    <div className={styles.date} aria-hidden data-floating={shown ? '' : undefined}>
      {shown && <span>{shown}</span>}
    </div>
  );
}
